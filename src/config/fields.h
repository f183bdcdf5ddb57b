// Reads the fields of a mapping against its table of keys: a wrong kind, a value out of range, an unknown or
// missing key become problems with their place. For every reader of YAML of the project (scenario, study).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/keys.h"
#include "src/config/problems.h"
#include "src/config/tree.h"
#include "world/scenario.h"

namespace tarazi::config {

/// What the reading of one input shares: where mistakes go, and where sources of numbers go.
struct Reading {
  Problems& problems;
  std::vector<Provenance>* provenance = nullptr;  ///< none: sources are checked, not kept
  std::optional<Date> start{};                    ///< month 0, once known; dates count from it
};

/// Word for what a node is: "a list", "text", "nothing" ...
std::string kind_of(const Node& node);

/// The number itself and what is said about its origin, of a plain number or {value, source | assumption}.
/// Returns the node of the value (nullptr after a problem) and fills kind and text.
const Node* unwrap(const Node& node, const std::string& path, Reading& reading, Provenance& origin);

/// True for {value: ...} with nothing but source and assumption besides.
bool is_sourced(const Node& node);

/// A number within the range; `keep` says whether a number without a source is recorded as such.
std::optional<double> read_number(const Node& node, const Range& range, const std::string& path, Reading& reading,
                                  bool keep = true);
std::optional<double> read_integer(const Node& node, const Range& range, const std::string& path, Reading& reading);
/// Text (any scalar); problem when it is none.
std::optional<std::string> read_word(const Node& node, const std::string& path, Reading& reading);
/// One of the choices; problem with the nearest ones when it is none.
std::optional<std::string> read_choice(const Node& node, std::span<const std::string> choices, std::string_view what,
                                       const std::string& path, Reading& reading);
/// YYYY-MM counted from `reading.start`, or a month number; before the start is a problem.
std::optional<int> read_month(const Node& node, const std::string& path, Reading& reading);

/// A mapping whose keys are known. Reads nothing twice; unknown and missing keys are reported at once.
class Fields {
 public:
  /// `node` may be null, which is an empty mapping. Anything else but a map is a problem.
  Fields(const Node& node, const Table& table, std::string path, Reading& reading);

  bool has(std::string_view name) const { return node(name) != nullptr; }
  /// The raw value, or nullptr when it is not given.
  const Node* node(std::string_view name) const { return node_.find(name); }
  const Mark& mark() const { return node_.mark; }
  std::string path(std::string_view name) const { return join(path_, name); }

  // Each reads a key of the table of that kind; nothing when it is left out or wrong (then a problem).
  std::optional<double> number(std::string_view name);
  std::optional<double> integer(std::string_view name);
  std::optional<int> month(std::string_view name);
  std::optional<Date> date(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::string> text(std::string_view name);
  std::optional<std::string> choice(std::string_view name);
  /// Numbers of a list (or a single one); paths of the items end in .0, .1 ...
  std::optional<std::vector<double>> numbers(std::string_view name, bool keep_unsourced = true);
  std::optional<std::vector<std::string>> names(std::string_view name);

 private:
  const Key& key(std::string_view name) const;

  const Node& node_;
  const Table& table_;
  std::string path_;
  Reading& reading_;
};

}  // namespace tarazi::config
