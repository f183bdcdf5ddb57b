// Reading of input files with a limit on their size and a reason when it fails.
// Everything else of the readers works on text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "src/config/problems.h"

namespace tarazi::config {

/// The file's text. Throws FileError (missing, a folder, no permission), and InputError when it is larger
/// than `most` bytes (seen before reading, by its size). `regular_only` refuses pipes and devices too.
std::string read_text(const std::filesystem::path& path, std::size_t most, bool regular_only = false);

}  // namespace tarazi::config
