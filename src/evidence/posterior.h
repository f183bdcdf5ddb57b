// What was learned: marginals beside their priors, correlations, draws, and where they come from; as a file
// (tarazi: posterior/1) that other commands read, as tables and as data of the page.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "src/evidence/calibrate.h"

namespace tarazi::evidence {

/// One parameter after the calibration; in its own unit.
struct Learned {
  std::string name, path, prior, source;
  double median = 0, mean = 0, sd = 0, low = 0, high = 0;  ///< low, high: 5 % and 95 % quantiles
  double ratio =
      1;  ///< variance over that of the prior, both on the prior's scale of quantiles; 1: nothing was learned
  std::string verdict() const;  ///< "identified" (ratio below .25), "partly" (below .75) or "not identified"
};

struct Posterior {
  std::string title, method;
  std::vector<std::pair<std::string, std::string>> made;  ///< provenance: program, command, hashes, worlds, effort
  std::vector<Learned> parameters;
  std::vector<std::vector<double>> correlations;  ///< on the prior's scale of quantiles
  std::vector<std::vector<double>> draws;         ///< [draw][parameter], equally weighted
  /// Pairs of parameters that trade off against each other: |correlation| of .5 or more.
  std::vector<std::string> ridges() const;
};

/// A target beside what the sample gives.
struct Met {
  std::string name, what, unit, source;
  double value = 0, error = 1;
  double low = 0, median = 0, high = 0;                    ///< 5 %, 50 %, 95 % of the sample's runs
  double prior_low = 0, prior_median = 0, prior_high = 0;  ///< of the first runs, which are from the prior
  /// (median - value) / sqrt(error^2 + spread of runs^2): beyond 2 the model does not meet the target.
  double miss = 0;
};

/// Quantile of weighted values; values that are not finite are left out, NaN when none is left.
double weighted_quantile(std::vector<std::pair<double, double>> values_and_weights, double share);

/// `prior_runs`: how many of the sample's first points are from the prior.
Posterior summarise(const Calibration& calibration, const WeightedSample& sample, const std::string& method,
                    int draws = 200);
std::vector<Met> compare_targets(const Calibration& calibration, const WeightedSample& sample, int prior_runs);

std::string write_posterior(const Posterior& posterior);
/// Throws config::InputError, config::FileError.
Posterior read_posterior(const std::filesystem::path& file);

std::string parameters_csv(const Posterior& posterior);
std::string draws_csv(const Posterior& posterior);
std::string targets_csv(const std::vector<Met>& targets);

}  // namespace tarazi::evidence
