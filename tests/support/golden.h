// Readable golden texts: compared line by line, rewritten when TARAZI_UPDATE_GOLDEN=1 is set.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/testing.hpp"

namespace tarazi::testing {

inline std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Checks `text` against tests/golden/<name>, or writes that file when the update switch is set.
inline void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(TARAZI_SOURCE_DIR) + "/tests/golden/" + name;
  const char* update = std::getenv("TARAZI_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream file(path);
    file << text;
    file.close();
    REQUIRE(file.good());
    return;
  }
  std::ifstream file(path);
  INFO("golden file " << path << "; to accept the new text run with TARAZI_UPDATE_GOLDEN=1");
  REQUIRE(file.good());
  std::ostringstream stored;
  stored << file.rdbuf();
  const std::vector<std::string> expected = lines_of(stored.str()), got = lines_of(text);
  for (std::size_t k = 0; k < std::max(expected.size(), got.size()); ++k)
    CHECK((k < got.size() ? got[k] : "(no line)") == (k < expected.size() ? expected[k] : "(no line)"));
}

}  // namespace tarazi::testing
