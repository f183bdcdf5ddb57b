// Small scenarios written in code, shared by the tests: the worked case of model section 11 and friends.
#pragma once

#include "agents/policy.h"
#include "world/scenario.h"

namespace tarazi::testing {

/// A scenario of `n` active states named S0, S1, ... with nothing between them.
inline Scenario empty_world(int n, int dimensions = 1) {
  Scenario s;
  s.title = "test";
  s.dimensions = dimensions;
  s.parameters = standard_parameters();
  for (int i = 0; i < n; ++i) {
    State state;
    state.code = "S" + std::to_string(i);
    state.name = state.code;
    state.gdp = 100;
    state.position.assign(static_cast<std::size_t>(dimensions), 0);
    state.strategy.name = "non-aligned";
    state.strategy.weights = Registry::instance().preset("non-aligned")->weights;
    s.states.push_back(state);
  }
  for (Matrix* m : {&s.exports, &s.stocks, &s.affinity, &s.bonds, &s.security, &s.pressure}) *m = Matrix(n);
  return s;
}

inline void use_preset(State& state, const char* name) {
  state.strategy.name = name;
  state.strategy.weights = Registry::instance().preset(name)->weights;
}

inline Event pin_event(int from, int to, Signal signal, double value, int at, std::optional<int> until = {}) {
  Pin pin;
  pin.from = from;
  pin.to = to;
  pin.value[static_cast<std::size_t>(signal)] = value;
  return {"pin", at, until, pin};
}

/// Model section 11: two active states N (0), S (1) and passive W (2).
inline Scenario worked_case() {
  Scenario s = empty_world(3);
  const char* codes[] = {"N", "S", "W"};
  const double gdp[] = {100, 1000, 5000};
  for (int i = 0; i < 3; ++i) {
    State& state = s.states[static_cast<std::size_t>(i)];
    state.code = codes[i];
    state.gdp = gdp[i];
    state.home_share = .25;
  }
  s.states[0].position = {-.5};
  s.states[1].position = {1};
  s.states[2].passive = true;
  use_preset(s.states[0], "multi-vector");
  use_preset(s.states[1], "conditionality");
  s.exports.at(0, 1) = 10;
  s.exports.at(1, 0) = 6;
  s.exports.at(0, 2) = 5;
  s.exports.at(2, 0) = 8;
  s.exports.at(1, 2) = 100;
  s.exports.at(2, 1) = 90;
  s.stocks.at(1, 0) = 20;
  s.stocks.at(0, 1) = 2;
  s.affinity.at(0, 1) = s.affinity.at(1, 0) = .2;
  s.bonds.at(0, 1) = s.bonds.at(1, 0) = .3;
  s.events.push_back(pin_event(1, 0, Signal::pressure, .5, 0));
  return s;
}

}  // namespace tarazi::testing
