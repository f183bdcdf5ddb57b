// Reads a whole file, never more than the limit.
// The size is asked first, so that a huge file costs nothing; a pipe is cut off at the limit.
#include "src/config/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

namespace tarazi::config {
namespace {

[[noreturn]] void too_large(const std::filesystem::path& path, const std::string& size, std::size_t most) {
  throw InputError(
      {{path.string(), 0, 0, "", fmt::format("the file is too large ({}); at most {} bytes are read", size, most)}});
}

}  // namespace

std::string read_text(const std::filesystem::path& path, std::size_t most, bool regular_only) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status))
    throw FileError(path.string(), error ? error.message() : std::strerror(ENOENT));
  if (std::filesystem::is_directory(status)) throw FileError(path.string(), "is a folder, not a file");
  const bool regular = std::filesystem::is_regular_file(status);
  if (!regular && regular_only) throw FileError(path.string(), "is not a regular file");
  if (regular) {
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > most) too_large(path, fmt::format("{} bytes", size), most);
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw FileError(path.string(), errno ? std::strerror(errno) : "cannot be opened");
  std::string text;
  std::string part(1 << 16, '\0');
  while (in && text.size() <= most) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    text.append(part.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) throw FileError(path.string(), errno ? std::strerror(errno) : "cannot be read");
  if (text.size() > most) too_large(path, "more than allowed", most);
  return text;
}

}  // namespace tarazi::config
