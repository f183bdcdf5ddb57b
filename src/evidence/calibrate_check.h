// Simulation-based calibration: is a stated uncertainty right? Truths are drawn from the prior, data are made from
// each, and the place of the truth among draws of its posterior must be uniform (Cook, Gelman & Rubin 2006; Talts et
// al. 2018).
#pragma once

#include <functional>

#include "src/evidence/abc.h"

namespace tarazi::evidence {

struct CheckSettings {
  int truths = 100;
  int draws = 63;  ///< of each posterior; ranks run from 0 to this
  int bins = 8;    ///< of the histograms; divides draws + 1
  std::uint64_t seed = 1;
};

struct CoverageCheck {
  struct One {
    std::vector<int> histogram;         ///< of ranks
    double p_value = 1;                 ///< chi-square test of uniformity
    double inside50 = 0, inside90 = 0;  ///< share of truths inside the central intervals
  };
  std::vector<One> parameters;
  int truths = 0;
  double mean_ess = 0;
  /// Smallest p-value times the number of parameters (Bonferroni), at most 1.
  double p_value() const;
};

using Inference = std::function<WeightedSample(const std::vector<double>& observed, std::uint64_t seed)>;

/// `simulate` makes the outputs of one run; observation errors are added here. `infer` gets the observed values.
CoverageCheck check_coverage(const std::vector<double>& errors, std::size_t parameters, const Simulator& simulate,
                             const Inference& infer, const CheckSettings& settings);

/// A simulator that costs nothing: emulators of runs that are there, with their residual variance as the chance in a
/// run.
Simulator emulated(std::vector<Emulator> emulators, std::uint64_t seed);

}  // namespace tarazi::evidence
