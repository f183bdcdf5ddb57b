// A quick stand-in for the model: each output as a quadratic polynomial of the parameters, with its own uncertainty.
// Used by history matching to rule out, and by the coverage check as a model that costs nothing.
#pragma once

#include <vector>

namespace tarazi::evidence {

using Point = std::vector<double>;  ///< one place of the unit cube, or one set of outputs
using Points = std::vector<Point>;

/// Least squares on 1, u, u^2 and all products of u = 2 unit - 1 (linear terms only while runs are few). The residual
/// variance holds both what the polynomial misses and the chance in a run.
class Emulator {
 public:
  struct Guess {
    double mean, variance;  ///< of a single run of the model at that point
  };
  /// `units` [run][parameter], `outputs` [run]; runs whose output is not finite are left out. Needs at least
  /// parameters + 3 finite runs (std::invalid_argument).
  Emulator(const Points& units, const std::vector<double>& outputs);
  Guess at(const Point& unit) const;
  /// Its mean alone, which is quicker.
  double mean(const Point& unit) const;
  double residual_variance() const { return residual_; }
  /// Share of the variance of the outputs that the polynomial explains.
  double explained() const { return explained_; }
  bool quadratic() const { return quadratic_; }

 private:
  std::vector<double> terms(const Point& unit) const;
  std::size_t dimensions_ = 0;
  bool quadratic_ = false;
  std::vector<double> weights_;
  std::vector<double> inverse_;  ///< of X'X, row-major
  double residual_ = 0, explained_ = 0;
};

/// One emulator for each output. `outputs` [run][output].
std::vector<Emulator> emulate(const Points& units, const Points& outputs);

}  // namespace tarazi::evidence
