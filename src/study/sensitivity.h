// Estimators of sensitivity analysis as plain functions of numbers, so that they can be checked on functions
// with known indices. Intervals are 95 % and come from the bootstrap over base samples or trajectories.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tarazi::study {

struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// Variance-based indices of one factor.
struct SobolIndex {
  Estimate first;  ///< share of variance that the factor explains alone (Saltelli et al. 2010, table 2 b)
  Estimate total;  ///< share that would remain if all others were fixed (Jansen 1999)
};
/// `y` holds the outcome at the rows of a saltelli design: for each base sample A, B, A_B^1 .. A_B^d.
/// Samples with a number that is not finite are left out.
std::vector<SobolIndex> sobol_indices(std::span<const double> y, int factors, int bootstraps = 500, std::uint32_t seed = 1);

/// Elementary effects of one factor (Morris 1991; Campolongo et al. 2007).
struct MorrisEffect {
  Estimate strength;   ///< mu*: mean of the absolute effects
  double mean = 0;     ///< mu
  double spread = 0;   ///< sigma: standard deviation of the effects
};
/// `y` and `units` hold the rows of trajectories of factors + 1 rows; effects are per whole range of a factor.
/// A step that changed nothing (a whole number or a choice) gives no effect.
std::vector<MorrisEffect> morris_effects(std::span<const double> y, const std::vector<std::vector<double>>& units, int factors,
                                         int bootstraps = 500, std::uint32_t seed = 1);

/// Mean with Student's interval; the interval is infinite for fewer than two values.
Estimate mean_of(std::span<const double> values);
/// Share of successes with Wilson's interval.
Estimate share_of(long successes, long trials);

}  // namespace tarazi::study
