// What a run was, month by month: every number a researcher may want, as plain arrays that results files,
// the report and Python share.
#pragma once

#include <functional>
#include <vector>

#include "src/sim/explanation.h"
#include "src/sim/outcomes.h"
#include "src/sim/simulation.h"

namespace tarazi {

/// Months 0..months of some replicates of one scenario. Arrays are [replicate][month][...] in row-major
/// order; a month's numbers are those at its start, after its events.
struct History {
  Scenario scenario;   ///< what was run (a copy, so that a history stands alone)
  int replicates = 1;
  int first_replicate = 0;
  int months = 0;
  int states = 0;
  int dimensions = 1;
  int corridors = 0;
  int routes = 0;
  bool interrupted = false;  ///< stopped early: holds the replicates (or months of the first) done by then

  std::vector<double> position;                                  ///< [r][m][state][component]
  std::vector<double> state[static_cast<int>(StateField::count)];///< [r][m][state]
  std::vector<double> dyad[static_cast<int>(DyadField::count)];  ///< [r][m][from][to]
  std::vector<double> flow, cost;                                ///< [r][m][corridor], Mt a year; share of value
  std::vector<double> route_share;                               ///< [r][m][route]
  /// Terms of the moves of the first replicate, first component: [month][active state in order].
  std::vector<std::vector<Explanation>> why;

  std::size_t at_state(int r, int m, int i) const { return (index(r, m)) * n() + static_cast<std::size_t>(i); }
  std::size_t at_dyad(int r, int m, int i, int j) const { return at_state(r, m, i) * n() + static_cast<std::size_t>(j); }
  double of(StateField f, int r, int m, int i) const { return state[static_cast<int>(f)][at_state(r, m, i)]; }
  double of(DyadField f, int r, int m, int i, int j) const { return dyad[static_cast<int>(f)][at_dyad(r, m, i, j)]; }
  double position_of(int r, int m, int i, int d = 0) const {
    return position[at_state(r, m, i) * static_cast<std::size_t>(dimensions) + static_cast<std::size_t>(d)];
  }
  double flow_of(int r, int m, int c) const { return flow[index(r, m) * static_cast<std::size_t>(corridors) + static_cast<std::size_t>(c)]; }
  double cost_of(int r, int m, int c) const { return cost[index(r, m) * static_cast<std::size_t>(corridors) + static_cast<std::size_t>(c)]; }
  double route_of(int r, int m, int k) const { return route_share[index(r, m) * static_cast<std::size_t>(routes) + static_cast<std::size_t>(k)]; }
  Alignment alignment_of(int r, int m, int i) const;
  double distance_of(int r, int m, int i, int j) const;

  /// Makes room for the runs; `record` writes one month of one lane.
  void reserve(const Scenario& what, int first, int count, int last_month);
  void record(const Simulation& simulation, int lane, int replicate_index);
  /// Keeps the first replicates, or the first months of a single one.
  void keep(int replicates_done, int last_month);

 private:
  std::size_t index(int r, int m) const { return static_cast<std::size_t>(r) * static_cast<std::size_t>(months + 1) + static_cast<std::size_t>(m); }
  std::size_t n() const { return static_cast<std::size_t>(states); }
};

/// From `month` on the run continues under another scenario of the same structure (a branch).
struct Continuation {
  int month = 0;
  Scenario scenario;
};

struct RunSettings {
  int replicates = 1;
  int first_replicate = 0;
  std::optional<int> months;        ///< left out: the scenario's
  std::optional<std::uint32_t> seed;
  int threads = 1;
  Isa isa = Isa::automatic;
  int lanes = 0;                    ///< worlds side by side; 0: what is fastest
  bool explain = true;              ///< keep the terms of the first replicate
  std::vector<Continuation> continuations;  ///< in order of months; such runs go one world at a time
  /// Called now and then with replicate-months done and to do; returning false interrupts.
  std::function<bool(long, long)> progress;
};

/// Bytes that recording takes.
double bytes_of_history(const Scenario& scenario, int replicates, int months);

/// Runs replicates of a scenario, blocks of lanes over threads, and records every month.
/// When `progress` interrupts, the history holds what was done by then. Throws OutOfBounds.
History run(const Scenario& scenario, const RunSettings& settings = {});

/// XXH3-128 over the bits of every recorded number: equal on every machine, compiler, thread and lane count.
std::string signature(const History& history);

}  // namespace tarazi
