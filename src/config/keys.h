// Tables of the keys a mapping may have: name, kind, range, help. One table drives the checks of a file
// (fields.h), the JSON Schema (schema.h) and the suggestions for mistyped keys.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "world/parameters.h"

namespace tarazi::config {

/// What may stand as the value of a key.
enum class Kind {
  text,      ///< any scalar
  number,    ///< a number, or {value, source or assumption}
  integer,   ///< a whole number, as above
  flag,      ///< true or false
  date,      ///< YYYY-MM
  month,     ///< YYYY-MM or a month number, as a number with a source too
  choice,    ///< one of a list of words
  numbers,   ///< a list of numbers (one number alone counts as a list of one)
  names,     ///< a list of names
  object,    ///< a map with the keys of `table`
  objects,   ///< a map from the user's names to such maps
  matrix,    ///< {from: {to: number}} or {file: table.csv}
  shares,    ///< a map from names to numbers
  strategy,  ///< preset, {extends, weights} or {policy, options, weights}
  any        ///< read by its own code
};

/// The numbers allowed.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above_low = false;    ///< low itself is not allowed
  bool zero_is_off = false;  ///< 0 is allowed besides

  bool allows(double value) const {
    return ((above_low ? value > low : value >= low) && value <= high) || (zero_is_off && value == 0);
  }
  /// "0..1", "above 0", "0 or .002...012", ...
  std::string text() const;
};
Range range_of(const Quantity& quantity);

struct Table;

struct Key {
  std::string name;
  Kind kind = Kind::any;
  std::string help;  ///< one sentence for editors and messages, with the unit
  bool required = false;
  Range range{};
  const Table* table = nullptr;        ///< of object, objects
  std::vector<std::string> choices{};  ///< of choice
  std::string standard{};              ///< what holds when it is left out, as text; may be empty
};

struct Table {
  std::string what;  ///< e.g. "a state"
  std::vector<Key> keys;

  const Key* find(std::string_view name) const;
  std::vector<std::string> names() const;
};

}  // namespace tarazi::config
