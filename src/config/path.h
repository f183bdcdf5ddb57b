// Dotted paths to the numbers and choices of a scenario: for factors of studies and for --set.
// A path is resolved once into a Slot; reading and setting through it costs no parsing.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/keys.h"
#include "world/scenario.h"

namespace tarazi::config {

/// One settable value of a scenario. It holds for every scenario with the same states, corridors, freight
/// classes and events in the same order (copies of the one it was resolved for).
class Slot {
 public:
  enum class Kind { number, integer, date, choice };

  std::string path;  ///< the full path, e.g. states.AZE.position.0 for states.AZE.position
  Kind kind = Kind::number;
  Range range{};                     ///< numbers allowed; a date is a month number
  std::vector<std::string> choices;  ///< of a choice

  /// The value now; of a choice its place among `choices` (-1: none of them), NaN for an anchor that is
  /// left to calibration.
  double get(const Scenario& scenario) const { return get_(scenario); }
  /// Sets without checking the range (`range.allows` tells). A choice is set by its place among `choices`. A cell
  /// of bonds sets both directions; a cell of affinity only its own. A strategy sets all weights and options, so
  /// set it before single ones.
  void set(Scenario& scenario, double value) const { set_(scenario, value); }
  /// Sets a choice by name. Throws InputError, naming the nearest choices, when there is none such.
  void set_choice(Scenario& scenario, std::string_view name) const;

  using Get = std::function<double(const Scenario&)>;
  using Set = std::function<void(Scenario&, double)>;
  Slot(std::string path, Kind kind, Range range, std::vector<std::string> choices, Get get, Set set);

 private:
  Get get_;
  Set set_;
};

/// The slot a path points at. Paths: months, seed, noise, parameters.P, states.X.{gdp, growth, home_share,
/// position.K, anchor.K, strategy, strategy.WEIGHT or OPTION}, {trade, investment, affinity, bonds, security,
/// pressure}.X.Y, corridors.C.{days, cost, capacity, open}, freight.F.{tonnes, value_share, routes.C},
/// events.E.{at, until, pin.SIGNAL, strategy.use, strategy.use.WEIGHT, corridor.KEY, change.KEY, state.output}.
/// With one dimension .0 may be left out. Values an event does not give have no path. Throws InputError with the
/// nearest existing paths when it points nowhere.
Slot resolve(const Scenario& scenario, std::string_view path);

/// All paths of a scenario, in the order of its file.
std::vector<std::string> all_paths(const Scenario& scenario);

}  // namespace tarazi::config
