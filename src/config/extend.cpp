// Loads chains of files and merges their trees.
// Tables are expanded before merging, so that a scenario can override single cells of a base's CSV file.
#include "src/config/extend.h"

#include <array>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "src/config/csv.h"
#include "src/config/fields.h"
#include "src/config/files.h"
#include "src/config/scenario_keys.h"

namespace tarazi::config {
namespace {

namespace fs = std::filesystem;

/// A matrix given as {file: table.csv}.
const Entry* table_file(const Node& matrix) {
  const Entry* file = matrix.entry("file");
  return file && file->value.is_scalar() ? file : nullptr;
}

class Loader {
 public:
  Loader(const Limits& limits, Problems& problems) : limits_(limits), problems_(problems) {}

  Node load(std::string_view text, const std::string& name, const fs::path& folder, const fs::path& self) {
    if (!self.empty()) chain_.push_back(fs::weakly_canonical(self));
    Node tree = parse_yaml(text, name, limits_, problems_);
    if (!tree.is_map()) {
      if (!problems_.any())
        problems_.add(tree.mark, "",
                      tree.is_null() ? "the file is empty; a scenario is needed"
                                     : "is " + kind_of(tree) + "; a mapping is needed");
      complete_ = false;
      return {Node::Kind::map, false, tree.mark, {}, {}, {}};
    }
    check_version(tree);
    std::set<std::string> whole;
    for (const std::string_view matrix : kMatrixKeys)
      if (Entry* entry = tree.entry(matrix))
        if (expand(entry->value, folder, matrix)) whole.insert(entry->key);
    Node base = load_base(tree, folder);
    for (const std::string& matrix : whole)
      if (Entry* entry = base.entry(matrix)) entry->value = Node{};  // a new table replaces the old one as a whole
    if (base.is_map()) {
      const std::set<std::string> removed = removed_states(tree);
      merge(base, std::move(tree));
      drop_cells(base, removed);
      return base;
    }
    return tree;
  }

  bool complete() const { return complete_; }

 private:
  /// Each file that says what it is must say this; that one does is checked after merging.
  void check_version(const Node& tree) {
    const Node* version = tree.find("tarazi");
    if (version && (!version->is_scalar() || version->text != "scenario/1"))
      problems_.add(version->mark, "tarazi", "is " + kind_of(*version) + "; this program reads scenario/1");
  }

  /// The tree of the file that is extended, null when there is none. Takes `extends` out of the tree.
  Node load_base(Node& tree, const fs::path& folder) {
    for (std::size_t k = 0; k < tree.entries.size(); ++k) {
      if (tree.entries[k].key != "extends") continue;
      const Entry entry = std::move(tree.entries[k]);
      tree.entries.erase(tree.entries.begin() + static_cast<long>(k));
      Node base = load_other(entry, folder);
      complete_ = complete_ && base.is_map();
      return base;
    }
    return {};
  }
  Node load_other(const Entry& entry, const fs::path& folder) {
    if (!entry.value.is_scalar() || entry.value.text.empty()) {
      problems_.add(entry.value.mark, "extends", "is " + kind_of(entry.value) + "; the path of a scenario is needed");
      return {};
    }
    const fs::path path = (folder / entry.value.text).lexically_normal();
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    for (std::size_t k = 0; k < chain_.size(); ++k)
      if (chain_[k] == real) {
        std::string circle;
        for (std::size_t i = k; i < chain_.size(); ++i) circle += chain_[i].filename().string() + " -> ";
        problems_.add(entry.value.mark, "extends", "goes round in a circle: " + circle + real.filename().string());
        return {};
      }
    if (static_cast<int>(chain_.size()) >= limits_.files) {
      problems_.add(entry.value.mark, "extends", fmt::format("more than {} files extend each other", limits_.files));
      return {};
    }
    std::string text;
    if (!read_other(path, entry.value, "extends", limits_.bytes, text)) return {};
    const std::size_t before = chain_.size();
    Node base = load(text, path.string(), path.parent_path(), path);
    chain_.resize(before);
    return base;
  }

  bool read_other(const fs::path& path, const Node& asked, std::string_view key, std::size_t most, std::string& text) {
    if (!limits_.other_files) {
      problems_.add(asked.mark, std::string(key), "other files are not read here");
      return false;
    }
    try {
      text = read_text(path, most, true);
      return true;
    } catch (const FileError& e) {
      problems_.add(asked.mark, std::string(key), fmt::format("cannot read {}: {}", e.path(), e.reason()));
    } catch (const InputError& e) {
      problems_.add(asked.mark, std::string(key),
                    fmt::format("cannot read {}: {}", path.string(), e.problems().front().what));
    }
    return false;
  }

  /// Replaces {file: table.csv} by the cells of the table; true when it did.
  bool expand(Node& matrix, const fs::path& folder, std::string_view key) {
    const Entry* file = table_file(matrix);
    if (!file) return false;
    for (const Entry& e : matrix.entries)
      if (&e != file)
        problems_.add(e.mark, join(key, e.key),
                      "cells cannot stand beside `file`; put them into the table, or extend the scenario");
    const fs::path path = (folder / file->value.text).lexically_normal();
    std::string text;
    const Mark mark = matrix.mark;
    if (!read_other(path, file->value, join(key, "file"), limits_.table_bytes, text)) {
      matrix = {Node::Kind::map, false, mark, {}, {}, {}};
      return true;
    }
    matrix = parse_pair_table(text, path.string(), problems_);
    return true;
  }

  static std::set<std::string> removed_states(const Node& over) {
    std::set<std::string> removed;
    if (const Node* states = over.find("states"))
      for (const Entry& e : states->entries)
        if (e.value.is_null()) removed.insert(e.key);
    return removed;
  }
  /// A removed state takes its rows and columns along.
  static void drop_cells(Node& tree, const std::set<std::string>& removed) {
    if (removed.empty()) return;
    const auto gone = [&](const Entry& e) { return removed.contains(e.key); };
    for (const std::string_view key : kMatrixKeys)
      if (Entry* matrix = tree.entry(key)) {
        std::erase_if(matrix->value.entries, gone);
        for (Entry& row : matrix->value.entries)
          if (row.value.is_map()) std::erase_if(row.value.entries, gone);
      }
  }

  const Limits& limits_;
  Problems& problems_;
  std::vector<fs::path> chain_;
  bool complete_ = true;
};

}  // namespace

void merge(Node& base, Node&& over) {
  if (!base.is_map() || !over.is_map() || is_sourced(base) || is_sourced(over)) {
    base = std::move(over);
    return;
  }
  base.mark = over.mark;
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t k = 0; k < base.entries.size(); ++k) place.emplace(base.entries[k].key, k);
  std::set<std::size_t> removed;
  for (Entry& entry : over.entries) {
    const auto known = place.find(entry.key);
    if (known == place.end()) {
      base.entries.push_back(std::move(entry));
    } else if (entry.value.is_null()) {
      removed.insert(known->second);
    } else {
      Entry& old = base.entries[known->second];
      old.mark = entry.mark;
      merge(old.value, std::move(entry.value));
    }
  }
  std::vector<Entry> kept;
  kept.reserve(base.entries.size());
  for (std::size_t k = 0; k < base.entries.size(); ++k)
    if (!removed.contains(k)) kept.push_back(std::move(base.entries[k]));
  base.entries = std::move(kept);
}

Loaded load_tree(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                 const std::filesystem::path& self, const Limits& limits, Problems& problems) {
  Loader loader(limits, problems);
  Node root = loader.load(text, name, folder, self);
  return {std::move(root), loader.complete()};
}

}  // namespace tarazi::config
