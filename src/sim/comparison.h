// Two scenarios under common random numbers: paired differences with confidence intervals, and the first
// month in which the worlds part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/sim/history.h"

namespace tarazi {

/// Mean paired difference B - A of one outcome in one month, with a 95 % Student interval over replicates
/// (low = high = mean with one replicate).
struct Difference {
  std::string outcome;  ///< e.g. "position AZE", "influence share CHN on AZE"
  double a = 0, b = 0;  ///< means
  double mean = 0, low = 0, high = 0;
};

struct Comparison {
  std::optional<int> first_month;  ///< first month with any different bit; none: the runs are equal
  std::vector<Difference> differences;
};

/// Histories of the same states, months and replicates. Throws std::invalid_argument otherwise.
Comparison compare(const History& a, const History& b, int month);

}  // namespace tarazi
