// What is thought of a parameter before data: a range with a distribution, as a map to and from the unit interval.
// Every method works on the unit interval, so that it needs to know nothing of units and shapes.
#pragma once

#include <string>
#include <string_view>

namespace tarazi::evidence {

enum class PriorKind { uniform, log_uniform, normal };
std::string_view name(PriorKind kind);

/// A distribution over low..high: flat, flat in the logarithm (low > 0), or normal cut off at both ends.
struct Prior {
  PriorKind kind = PriorKind::uniform;
  double low = 0, high = 1;
  double mean = 0, sd = 1;  ///< of the normal before it is cut

  /// The quantile of `unit` in [0, 1].
  double at(double unit) const;
  /// The share of the prior below `value`, in [0, 1].
  double unit_of(double value) const;
  /// As a person writes it: "uniform, 0 to 0.006".
  std::string text() const;
};

/// Standard normal distribution; the quantile is clamped to the range a double can answer for.
double normal_share(double z);
double normal_quantile(double unit);

}  // namespace tarazi::evidence
