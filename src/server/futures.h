// How a world might go on: replicates from one moment under given lines, run a few at a time and read as outcomes.
// Previews, the Lab and the debrief's counterfactuals all come from here, so all share the same random numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "src/sim/simulation.h"

namespace tarazi::server {

/// What can be read of a state in a month. `pressed`, `share` and `liking` are of a partner towards the state: its
/// pressure, its share of the influence on the state, its affinity. Trade in bn USD a year, reported.
enum class Measure : int { position, index, output, exports, imports, pressed, share, liking, count };
std::string_view name(Measure measure);
/// Whether a measure needs a partner.
constexpr bool is_of_pair(Measure measure) { return measure >= Measure::exports; }

struct Outcome {
  Measure what = Measure::position;
  int state = 0;
  int partner = -1;
};

/// Strategies and signals that seats hold from a moment on.
struct Lines {
  struct Held {
    int from, to;
    Signal signal;
    double value;
  };
  std::vector<std::pair<int, Strategy>> strategies;  ///< only of states that change theirs
  std::vector<Held> levers;
  /// Called on a prepared month, so that a seat that pulls a lever has the last word over a card on the same signal.
  void give(Simulation& simulation) const;
};

/// A moment of a world and how it goes on. Holds all it needs: the world may move on or be rewound meanwhile.
struct Course {
  std::shared_ptr<const Scenario> scenario;  ///< with the cards on the table
  Checkpoint from;                           ///< unprepared
  Lines lines;
  std::uint32_t seed = 1;
  /// Parameters that take other values from this moment on; what came before, and the calibration of the start, stand.
  std::vector<std::pair<Parameter, double>> changed;
};

/// [replicate][month], month 0 is the moment itself.
using Runs = std::vector<std::vector<double>>;

/// Replicates of a course. Replicate r has the same random numbers in every course of the same seed, and they are
/// others than those a class is played with.
class Futures {
 public:
  Futures(Course course, std::vector<Outcome> outcomes, int months);
  /// Runs `count` more replicates. Throws OutOfBounds when a world leaves the ranges of model section 1.
  void run(int count);
  int replicates() const { return done_; }
  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  /// Values of the k-th outcome.
  const Runs& of(std::size_t k) const { return runs_[k]; }

 private:
  double read(const Outcome& outcome) const;

  Course course_;
  std::vector<Outcome> outcomes_;
  int months_, done_ = 0;
  std::unique_ptr<Simulation> simulation_;
  std::vector<Runs> runs_;
};

/// Median and 5 % and 95 % quantiles over replicates, month by month.
struct Fan {
  std::vector<double> middle, low, high;
};
Fan fan_of(const Runs& runs);
/// Values of `b` minus those of `a`, replicate by replicate and month by month.
Runs differences(const Runs& a, const Runs& b);
/// Share of replicates in which the last month's value is above zero.
double share_above(const Runs& differences);
/// Linear interpolation between sorted values, `share` of the way from the least to the greatest.
double quantile(const std::vector<double>& sorted, double share);

}  // namespace tarazi::server
