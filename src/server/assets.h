// The client's files, compiled into the program. A request's path is only ever compared with this table, so no file
// of the machine can be asked for.
#pragma once

#include <string_view>

namespace tarazi::server {

struct Asset {
  std::string_view path;     ///< e.g. /client.js
  std::string_view type;     ///< media type
  std::string_view plain;    ///< bytes
  std::string_view packed;   ///< the same, gzip
};

/// The asset of a path without its query, or nullptr.
const Asset* asset(std::string_view path);
/// False when the program was built without Node: it then has no client to serve.
bool has_client();

}  // namespace tarazi::server
