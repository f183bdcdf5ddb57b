// A YAML document as plain data with the place of every key and value.
// The one YAML library stays behind yaml.cpp; every reader (scenario, study) works on these nodes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tarazi::config {

/// A place in a file; line and column count from 1. Line 0: the file as a whole.
struct Mark {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;
};

struct Entry;

/// A value: nothing, a scalar (still text), a list or a map. Keys of a map are unique.
struct Node {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  bool quoted = false;  ///< a quoted scalar is text, never a number
  Mark mark;
  std::string text;            ///< of a scalar
  std::vector<Node> items;     ///< of a list
  std::vector<Entry> entries;  ///< of a map, in file order

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  /// The entry of a map, or nullptr (also when this is no map).
  const Entry* entry(std::string_view key) const;
  Entry* entry(std::string_view key);
  /// The value of an entry, or nullptr.
  const Node* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Mark mark;  ///< of the key
  Node value;
};

inline const Entry* Node::entry(std::string_view key) const {
  for (const Entry& e : entries)
    if (e.key == key) return &e;
  return nullptr;
}
inline Entry* Node::entry(std::string_view key) {
  return const_cast<Entry*>(static_cast<const Node*>(this)->entry(key));
}
inline const Node* Node::find(std::string_view key) const {
  const Entry* e = entry(key);
  return e ? &e->value : nullptr;
}

/// `path` with one more step: join("states", "AZE") is "states.AZE".
inline std::string join(std::string_view path, std::string_view step) {
  std::string out(path);
  if (!out.empty()) out += '.';
  return out += step;
}

}  // namespace tarazi::config
