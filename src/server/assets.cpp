// The table of compiled-in files; its rows are written by the build.
// Media types follow from the ending.
#include "src/server/assets.h"

#include <array>

#ifdef TARAZI_HAS_CLIENT
#define TARAZI_ASSET(symbol, path) extern "C" const char symbol##_start[], symbol##_end[], symbol##_gz_start[], symbol##_gz_end[];
#include <client.inc>  // written by the build
#undef TARAZI_ASSET
#endif

namespace tarazi::server {
namespace {

[[maybe_unused]] std::string_view type_of(std::string_view path) {
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".json")) return "application/json";
  if (path.ends_with(".svg")) return "image/svg+xml";
  return "text/html; charset=utf-8";
}

[[maybe_unused]] std::string_view between(const char* start, const char* end) { return {start, static_cast<std::size_t>(end - start)}; }

}  // namespace

const Asset* asset(std::string_view path) {
  if (path == "/") path = "/index.html";
#ifdef TARAZI_HAS_CLIENT
#define TARAZI_ASSET(symbol, name) \
  Asset{name, type_of(name), between(symbol##_start, symbol##_end), between(symbol##_gz_start, symbol##_gz_end)},
  static const std::array kAssets{
#include <client.inc>  // written by the build
  };
#undef TARAZI_ASSET
  for (const Asset& one : kAssets)
    if (one.path == path) return &one;
#endif
  return nullptr;
}

bool has_client() { return asset("/") != nullptr; }

}  // namespace tarazi::server
