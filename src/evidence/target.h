// Statistics of simulated worlds that can be held against observed ones: the registry of calibration targets.
// Each is computed from simulations as it is from data, so that both share its flaws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/sim/simulation.h"

namespace tarazi::evidence {

/// Yearly positions of the active states of one run, as an observer with a measurement error would have them, and what
/// pulls on each. Arrays are [year][state].
struct Panel {
  int states = 0, years = 0;     ///< years counts looks: 0 .. years - 1
  double memory = 0;             ///< years of history before year 0 of which `anchor` is the mean
  std::vector<double> anchor;    ///< [state], ideal-point units
  std::vector<double> position;  ///< as observed
  std::vector<double> pull;      ///< sum_j s_ij (x_j - x_i), with observed positions
  double x(int year, int state) const { return position[at(year, state)]; }
  std::size_t at(int year, int state) const {
    return static_cast<std::size_t>(year) * static_cast<std::size_t>(states) + static_cast<std::size_t>(state);
  }
};

/// Standard deviation and kurtosis (3: normal) of all changes over `years`, pooled over states and starts.
struct Changes {
  double sd, kurtosis;
};
Changes changes(const Panel& panel, int years);

/// Ordinary least squares, pooled, with intercept: moves over `years` on (own mean so far - x) and on the pull.
struct Drift {
  double reversion, pull;
};
Drift drift(const Panel& panel, int years);

/// Runs a world with its noise over `years` years and looks at it every January. `position_error`: standard deviation
/// of the observation error; its draws belong to the lane's seed and replicate. Throws OutOfBounds.
Panel observe(const Lane& lane, int years, double memory, double position_error, Isa isa);

/// What a target is made of. Only what a statistic needs is read from it.
struct TargetOptions {
  int years = 1;         ///< horizon of a change
  std::string from, to;  ///< the pair of an experiment
  double size = .5;      ///< of the shock: pressure or openness
  double share = .95;    ///< of what was lost, that counts as recovered
  std::vector<double> before, after;  ///< [state] observed at the start and `years` later; NaN where not
};

/// What a statistic is computed from: runs with noise seen by an observer, a shock between a pair, positions that came.
enum class StatisticNeeds { panel, experiment, hindcast };

/// A registered statistic.
struct Statistic {
  std::string_view name;
  StatisticNeeds needs;
  std::string_view unit, help;
  double (*of_panel)(const Panel&, const TargetOptions&) = nullptr;
  /// Makes its own run without noise; an experiment also without growth and from a rest point.
  double (*of_experiment)(const Scenario&, const TargetOptions&, int months, Isa) = nullptr;
};
const std::vector<Statistic>& statistics();
const Statistic* find_statistic(std::string_view name);

/// Mean squared error of the world's positions after `years`, run without noise, over that of assuming that what was
/// observed at the start stays; over all active states observed at both ends. Below 1 it beats persistence.
double hindcast_ratio(const Scenario& world, const TargetOptions& options, int months, Isa isa);

/// The same world without noise, growth, events and given anchors: a shock is all that moves it.
Scenario quiet(Scenario scenario);

}  // namespace tarazi::evidence
