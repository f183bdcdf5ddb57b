// YAML text to a tree with positions, with limits that keep hostile files harmless.
// The only door to the YAML library: no other header or source of the project includes it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "src/config/problems.h"
#include "src/config/tree.h"

namespace tarazi::config {

/// Limits of one input.
struct Limits {
  std::size_t bytes = 1'000'000;         ///< of one YAML file
  std::size_t table_bytes = 16'000'000;  ///< of one CSV table
  std::size_t nodes = 100'000;           ///< keys and values of one file, aliases expanded
  int depth = 64;                        ///< of nesting
  int files = 16;                        ///< in a chain of `extends`
  bool other_files = true;               ///< may the input name further files (extends, tables)?

  /// For files the program has written itself (effective.yaml of a large world).
  static Limits own_files() { return {256'000'000, 256'000'000, 20'000'000, 64, 16, true}; }
};

/// Parses one document. Duplicate keys, keys that are no plain text, `<<` merge keys, tags, looping aliases,
/// text that is not UTF-8 and syntax errors become problems at their place; after a syntax error the result
/// is null. `name` is the file's name in messages.
Node parse_yaml(std::string_view text, const std::string& name, const Limits& limits, Problems& problems);

}  // namespace tarazi::config
