// Approximate Bayesian computation by sequential Monte Carlo: a weighted sample of the posterior from simulations
// alone. A Gaussian kernel of the targets' errors takes the place of a hard tolerance, so that tolerance 1 is exact.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "src/evidence/calibrate_emulator.h"

namespace tarazi::evidence {

/// What was observed: values of the targets and the standard deviations of their errors.
struct Observed {
  std::vector<double> values, errors;
};

/// Outputs of the model at points of the unit cube, one run each, in order. Outputs that are not finite rule a run out.
using Simulator = std::function<Points(const Points& units)>;

struct AbcSettings {
  int population = 200;  ///< runs of a generation
  int generations = 6;
  double ess_share = .5;  ///< tolerance is the smallest that leaves this share of a population as effective sample
  std::uint64_t seed = 1;
};

/// Points with weights that sum to 1; points without weight are kept with 0.
struct WeightedSample {
  Points units, outputs;
  std::vector<double> weights;
  double tolerance = 1;  ///< variance of the kernel over that of the errors; 1: the posterior itself
  double ess = 0;        ///< effective sample size, 1 / sum w^2
  struct Generation {
    double tolerance, ess;
  };
  std::vector<Generation> generations;
};

/// Population Monte Carlo with adaptive tolerance (Del Moral, Doucet & Jasra 2012), a Gaussian kernel as model of the
/// error (Wilkinson 2013), Gaussian proposals around the weighted sample (Beaumont et al. 2009), by turns around what
/// emulators of the runs expect, with one part in ten from the prior, and weights over the mixture of all proposals so
/// far, so that no run is thrown away (Cornuet et al. 2012). Proposals live on the normal scale of the prior's
/// quantiles. Deterministic given the simulator and the seed.
WeightedSample abc_smc(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                       const AbcSettings& settings);

/// Squared distance of outputs to the observed values in standard deviations of the errors; infinite when not finite.
double distance(const Observed& observed, const Point& outputs);

/// `count` points drawn by weight.
Points draw(const WeightedSample& sample, int count, std::uint64_t seed);

}  // namespace tarazi::evidence
