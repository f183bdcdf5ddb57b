// The HTML templates that are compiled into the program, and how data gets into them.
#pragma once

#include <string>
#include <string_view>

namespace tarazi::record {

/// The template of a page (a folder of src/web/src with a page.json, e.g. "report"), empty when the program was built without the web part.
std::string_view page(std::string_view name);

/// A page with its data: replaces the one mark of the template by JSON whose '<' are escaped.
std::string fill_page(std::string_view page_template, std::string_view json);

}  // namespace tarazi::record
