// Finding and filling the compiled-in pages.
#include "src/record/pages.h"

#include <stdexcept>

#ifdef TARAZI_HAS_PAGES
#define TARAZI_PAGE(name) extern "C" const char tarazi_page_##name##_start[], tarazi_page_##name##_end[];
#include <pages.inc>  // written by the build
#undef TARAZI_PAGE
#endif

namespace tarazi::record {

std::string_view page(std::string_view name) {
#ifdef TARAZI_HAS_PAGES
#define TARAZI_PAGE(one) \
  if (name == #one) return {tarazi_page_##one##_start, static_cast<std::size_t>(tarazi_page_##one##_end - tarazi_page_##one##_start)};
#include <pages.inc>  // written by the build
#undef TARAZI_PAGE
#endif
  (void)name;
  return {};
}

std::string fill_page(std::string_view page_template, std::string_view json) {
  constexpr std::string_view kMark = "__TARAZI_DATA__";
  const std::size_t at = page_template.find(kMark);
  if (at == std::string_view::npos) throw std::logic_error("a page has no place for its data");
  std::string filled(page_template.substr(0, at));
  for (const char c : json) {
    if (c == '<')
      filled += "\\u003c";
    else
      filled += c;
  }
  filled += page_template.substr(at + kMark.size());
  return filled;
}

}  // namespace tarazi::record
