// A single best point: the parameters whose outputs lie nearest the targets, found without derivatives.
// For a start value or a quick look; it says nothing of uncertainty.
#pragma once

#include "src/evidence/abc.h"

namespace tarazi::evidence {

struct PointSettings {
  int evaluations = 200;
};

struct PointEstimate {
  Point unit, outputs;
  double squared_distance = 0;  ///< to the targets, in standard deviations of their errors
  int evaluations = 0;
};

/// Subplex (Rowan 1990) of NLopt (Johnson) from the middle of the prior, within the unit cube. `simulate` must give the
/// same outputs for the same point, or the search follows chance.
PointEstimate point_estimate(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                             const PointSettings& settings);

}  // namespace tarazi::evidence
