// Outcomes of a study: what is read from a run, at which moment, as one number (or one category) a run.
// The tables of names here drive the reader of study files, the schema and the documents.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "src/sim/simulation.h"

namespace tarazi::study {

/// What kind of thing a measure looks at; decides which keys an outcome needs.
enum class Subject { pair, influence, dependence, state, corridor };

struct Measure {
  std::string_view name;
  Subject subject;
  bool categorical;       ///< posture, lean_towards
  std::string_view help;  ///< with the unit
};

const std::vector<Measure>& measures();
const Measure* find_measure(std::string_view name);
/// True for what passive states have too: money, goods, a given position. Everything else is between active ones.
bool of_passive_states(const Measure& measure);

/// When a measure is taken.
enum class When { end, month, mean, min, max, first_below, first_above };

struct Outcome {
  std::string name;
  const Measure* measure = nullptr;
  int i = 0, j = 0;        ///< states in the model's order of indices, or the corridor in `i`
  int component = 0;       ///< of a position
  When when = When::end;
  int month = 0;           ///< of When::month
  double threshold = 0;    ///< of first_below, first_above
  bool categorical() const { return measure->categorical; }
  /// Names of the categories of a categorical outcome, in the order of their numbers.
  std::vector<std::string> categories(const Scenario& scenario) const;
  /// What is measured, in words with the codes of the states: the measure's help with its `roles` filled in.
  std::string about(const Scenario& scenario) const;
};

/// The measure now, of a prepared simulation: a number, or the number of the category; NaN when empty.
double read(const Outcome& outcome, const Simulation& simulation, int lane);

/// Gathers one outcome of one run over its months 0..last.
class Gauge {
 public:
  Gauge(const Outcome& outcome, int last);
  /// To be called at every month, in order, of a prepared simulation.
  void look(const Simulation& simulation, int lane);
  /// NaN: empty by definition, or the threshold was never crossed.
  double value() const { return value_; }

 private:
  const Outcome* outcome_;
  int last_;
  double value_ = std::numeric_limits<double>::quiet_NaN(), sum_ = 0;
  int count_ = 0;
};

}  // namespace tarazi::study
