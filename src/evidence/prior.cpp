// Quantiles and shares of the priors. Boost supplies the normal distribution.
// Nothing here runs inside the simulated world, so functions of the mathematics library are allowed.
#include "src/evidence/prior.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "src/config/numbers.h"

namespace tarazi::evidence {
namespace {

const boost::math::normal_distribution<double> kNormal(0, 1);
constexpr double kSmallest = 1e-12;  ///< quantiles beyond it lie 7 standard deviations out

}  // namespace

std::string_view name(PriorKind kind) {
  constexpr std::string_view kNames[] = {"uniform", "log-uniform", "normal"};
  return kNames[static_cast<int>(kind)];
}

double normal_share(double z) { return boost::math::cdf(kNormal, std::clamp(z, -37., 37.)); }
double normal_quantile(double unit) {
  return boost::math::quantile(kNormal, std::clamp(unit, kSmallest, 1 - kSmallest));
}

double Prior::at(double unit) const {
  const double u = std::clamp(unit, 0., 1.);
  double value = low + (high - low) * u;
  if (kind == PriorKind::log_uniform) value = low * std::pow(high / low, u);
  if (kind == PriorKind::normal) {
    const double from = normal_share((low - mean) / sd), to = normal_share((high - mean) / sd);
    value = mean + sd * normal_quantile(from + (to - from) * u);
  }
  return std::clamp(value, low, high);
}

double Prior::unit_of(double value) const {
  const double v = std::clamp(value, low, high);
  double unit = (v - low) / (high - low);
  if (kind == PriorKind::log_uniform) unit = std::log(v / low) / std::log(high / low);
  if (kind == PriorKind::normal) {
    const double from = normal_share((low - mean) / sd), to = normal_share((high - mean) / sd);
    unit = (normal_share((v - mean) / sd) - from) / (to - from);
  }
  return std::clamp(unit, 0., 1.);
}

std::string Prior::text() const {
  const std::string range = fmt::format("{} to {}", config::shortest(low), config::shortest(high));
  if (kind == PriorKind::normal)
    return fmt::format("normal {} ± {}, {}", config::shortest(mean), config::shortest(sd), range);
  return fmt::format("{}, {}", name(kind), range);
}

}  // namespace tarazi::evidence
