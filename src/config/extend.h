// `extends`: a scenario that starts from another file and overrides it; tables kept in CSV files.
// The result is one merged tree in which every value still knows the file and line it came from.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "src/config/yaml.h"

namespace tarazi::config {

/// `over` laid on `base`. Mappings merge key by key; a scalar, a list, a number with its source or anything of
/// another kind replaces; an empty value (key: ~) removes what the base has.
void merge(Node& base, Node&& over);

/// The merged tree. Not complete: a file of the chain could not be loaded (a problem says why), so that keys and
/// states it would have given are missing.
struct Loaded {
  Node root;
  bool complete = true;
};

/// Parses the text, loads what it extends (relative to `folder`, at most `limits.files` long, cycles are
/// problems) and its CSV tables, and merges. Files that cannot be read are problems at the line that asked.
/// `self` is the path of the text itself for finding cycles, empty when it is in no file.
Loaded load_tree(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                 const std::filesystem::path& self, const Limits& limits, Problems& problems);

}  // namespace tarazi::config
