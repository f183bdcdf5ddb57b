// Look-up in tables of keys and the wording of ranges.
// Kept apart from the reading so that schema and help can use it alone.
#include "src/config/keys.h"

#include <cmath>

#include "src/config/numbers.h"

namespace tarazi::config {

std::string Range::text() const {
  const bool bottom = std::isfinite(low), top = std::isfinite(high);
  std::string out;
  if (bottom && top && low == high)
    out = shortest(low);
  else if (bottom && top)
    out = (above_low ? "above " + shortest(low) + ", up to " : shortest(low) + " to ") + shortest(high);
  else if (bottom)
    out = above_low ? "above " + shortest(low) : shortest(low) + " or more";
  else if (top)
    out = shortest(high) + " or less";
  else
    out = "any finite number";
  const bool zero_apart = zero_is_off && !Range{low, high, above_low, false}.allows(0);
  return zero_apart ? out + ", or 0 to switch it off" : out;
}

Range range_of(const Quantity& quantity) { return {quantity.low, quantity.high, false, quantity.zero_is_off}; }

const Key* Table::find(std::string_view name) const {
  for (const Key& key : keys)
    if (key.name == name) return &key;
  return nullptr;
}

std::vector<std::string> Table::names() const {
  std::vector<std::string> out;
  for (const Key& key : keys) out.push_back(key.name);
  return out;
}

}  // namespace tarazi::config
