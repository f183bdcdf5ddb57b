// A scenario as plain data: what the reader of files fills and what a world is laid out from.
// No behaviour, no files: src/config reads and checks it, src/sim runs it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "world/parameters.h"

namespace tarazi {

/// N x N numbers, row-major; `at(i, j)` is "i towards j" as everywhere in the model.
struct Matrix {
  int n = 0;
  std::vector<double> values;

  Matrix() = default;
  explicit Matrix(int size, double fill = 0) : n(size), values(static_cast<std::size_t>(size) * size, fill) {}
  double& at(int i, int j) { return values[static_cast<std::size_t>(i) * n + j]; }
  double at(int i, int j) const { return values[static_cast<std::size_t>(i) * n + j]; }
};

using Weights = std::array<double, kWeightCount>;
using Parameters = std::array<double, kParameterCount>;

/// How a state decides. `policy` is "weighted" (the rule of model section 5 with `weights`) or the name
/// of another registered policy class, which reads `options` and may use the weights as well.
struct Strategy {
  std::string name = "non-aligned";  ///< the preset it came from
  std::string policy = "weighted";
  Weights weights{};
  std::map<std::string, double> options;
};

/// A state agent. A passive one (rest of the world) trades and invests, but has no signals, position
/// dynamics or influence.
struct State {
  std::string code;                          ///< short unique code, e.g. AZE; its hash names the random numbers
  std::string name;
  bool passive = false;
  double gdp = 0;                            ///< output at the start, bn USD a year
  double growth = 0;                         ///< of trend output, per year
  std::vector<double> position;              ///< UNGA ideal point, D components
  std::optional<std::vector<double>> anchor; ///< left out: calibrated so that the start is a rest point
  double home_share = .25;                   ///< domestic sales / exports
  Strategy strategy;
  std::optional<std::array<double, 2>> place;///< capital: latitude, longitude (map only)
};

/// A transport corridor. `through` are the states that own it.
struct Corridor {
  std::string name;
  std::vector<int> through;
  double days = 0;
  double cost = 0;       ///< share of value
  double capacity = 1;   ///< Mt a year
  double open = 1;       ///< 0 closed .. 1 open
};

/// Freight between two states (both directions) that chooses among corridors.
struct FreightClass {
  struct Route {
    int corridor = 0;
    double share = 0;
  };
  std::string name;
  int a = 0, b = 0;
  std::vector<Route> routes;   ///< shares sum to 1
  double tonnes = 0;           ///< Mt a year, both directions
  double value_share = 1;      ///< share of the pair's trade that travels so
};

enum class Signal : int { pressure, openness, offer, count };
inline constexpr int kSignalCount = static_cast<int>(Signal::count);

/// Fixes signals of one pair for `at <= month < until`.
struct Pin {
  int from = 0, to = 0;
  std::array<std::optional<double>, kSignalCount> value;  ///< by Signal; offer in bn USD a year
};
/// Another strategy from `at` on (intercepts of the start are kept).
struct StrategyChange {
  int state = 0;
  Strategy use;
};
/// New values of a corridor from `at` on.
struct CorridorChange {
  int corridor = 0;
  std::optional<double> days, cost, capacity, open;
};
/// Adds to a pair's feelings and bond once, clipped to their ranges.
struct DyadChange {
  int from = 0, to = 0;
  bool both_ways = false;
  double affinity = 0, grievance = 0, mood = 0, bond = 0;
};
/// Multiplies trend and current output by (1 + output) once.
struct StateShock {
  int state = 0;
  double output = 0;
};

struct Event {
  std::string name;
  int at = 0;
  std::optional<int> until;  ///< pins only; left out: to the end
  std::variant<Pin, StrategyChange, CorridorChange, DyadChange, StateShock> what;
};

/// Where a number of a scenario comes from.
struct Provenance {
  enum class Kind { source, assumption, none };
  std::string path;  ///< e.g. states.AZE.gdp
  double value = 0;
  Kind kind = Kind::none;
  std::string text;
};

struct Date {
  int year = 2024, month = 1;
};

struct Scenario {
  std::string title, about;
  Date start;
  int months = 120;
  std::uint32_t seed = 1;
  int dimensions = 1;  ///< components of a position
  std::vector<State> states;
  Matrix exports, stocks, affinity, bonds, security, pressure;
  std::vector<Corridor> corridors;
  std::vector<FreightClass> freight;
  Parameters parameters{};
  std::vector<Event> events;  ///< in file order
  std::vector<Provenance> provenance;

  int size() const { return static_cast<int>(states.size()); }
  /// Index of a state's code, -1 when there is none.
  int find(std::string_view code) const {
    for (int i = 0; i < size(); ++i)
      if (states[static_cast<std::size_t>(i)].code == code) return i;
    return -1;
  }
  double& operator[](Parameter p) { return parameters[static_cast<std::size_t>(p)]; }
  double operator[](Parameter p) const { return parameters[static_cast<std::size_t>(p)]; }
};

/// All parameters at their defaults.
constexpr Parameters standard_parameters() {
  Parameters values{};
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = kParameters[k].standard;
  return values;
}
/// All strategy weights at the values of a preset that lists none.
constexpr Weights standard_weights() {
  Weights values{};
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = kWeights[k].standard;
  return values;
}

}  // namespace tarazi
