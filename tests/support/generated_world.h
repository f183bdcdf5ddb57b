// Worlds drawn at random but always the same for a seed, for tests that must hold for any valid input:
// every kind of state, strategy, corridor, event and noise, with numbers inside their ranges.
#pragma once

#include <cmath>
#include <utility>

#include "agents/policy.h"
#include "tests/support/worked_case.h"
#include "world/scenario.h"

namespace tarazi::testing {

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers on every machine, unlike std distributions.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// low .. high, both included.
  int whole(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
  bool chance(double probability) { return unit() < probability; }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

/// What a generated world has.
struct Shape {
  int states = 6;
  int dimensions = 1;
  bool passive = true;       ///< the last state is the rest of the world
  bool corridors = true;
  bool events = false;       ///< of every kind, within the first 24 months
  bool noise = false;
  bool growth = false;
  bool any_parameters = false;  ///< parameters anywhere in their ranges, not only at the defaults
  bool anchors = false;      ///< some states have given anchors, so the start is no rest point
};

inline State& state_of(Scenario& s, int i) { return s.states[static_cast<std::size_t>(i)]; }

/// Foreign capital may not earn more than half of a state's output (model section 7, valid input).
inline void keep_capital_small(Scenario& s) {
  for (int j = 0; j < s.size(); ++j) {
    double inward = 0;
    for (int i = 0; i < s.size(); ++i) inward += i == j ? 0 : s.stocks.at(i, j);
    const double most = state_of(s, j).gdp * 2;  // .15 * 2 < 1/2, the highest capital_return
    if (inward > most)
      for (int i = 0; i < s.size(); ++i) s.stocks.at(i, j) *= most / inward;
  }
}

inline void add_corridors(Scenario& s, Dice& dice) {
  const int n = s.size();
  for (int c = 0; c < 3; ++c) {
    Corridor corridor;
    corridor.name = "c" + std::to_string(c);
    if (c < 2) corridor.through = {dice.whole(0, n - 1)};
    if (c == 1 && n > 3) corridor.through.push_back((corridor.through[0] + 1) % n);
    corridor.days = dice.between(8, 40);
    corridor.cost = dice.between(.03, .15);
    corridor.capacity = dice.between(3, 20);
    s.corridors.push_back(corridor);
  }
  for (int k = 0; k < 2; ++k) {
    FreightClass freight;
    freight.name = "k" + std::to_string(k);
    freight.a = dice.whole(0, n - 1);
    freight.b = (freight.a + dice.whole(1, n - 1)) % n;
    const double share = dice.between(.2, .7);
    freight.routes = {{0, share}, {1, (1 - share) * .75}, {2, 1 - share - (1 - share) * .75}};
    freight.tonnes = dice.between(2, 15);
    freight.value_share = dice.between(.05, .5);
    s.freight.push_back(freight);
  }
}

inline void add_events(Scenario& s, Dice& dice, int active) {
  const auto pair = [&] {
    const int from = dice.whole(0, active - 1);
    return std::pair{from, (from + dice.whole(1, active - 1)) % active};
  };
  const auto [a, b] = pair();
  s.events.push_back(pin_event(a, b, Signal::pressure, dice.between(.2, 1), dice.whole(0, 8), dice.whole(9, 20)));
  s.events.push_back(pin_event(b, a, Signal::offer, state_of(s, b).gdp * dice.between(0, .02), dice.whole(0, 12)));
  s.events.push_back(pin_event(b, a, Signal::openness, dice.between(-1, 1), dice.whole(0, 8), dice.whole(9, 24)));
  const int whose = dice.whole(0, active - 1);
  for (const int at : {dice.whole(14, 20), dice.whole(4, 10)}) {  // the later one stands first in the file
    StrategyChange change;
    change.state = whose;
    const auto presets = Registry::instance().presets();
    change.use.name = presets[static_cast<std::size_t>(dice.whole(0, static_cast<int>(presets.size()) - 1))]->name;
    change.use.weights = Registry::instance().preset(change.use.name)->weights;
    s.events.push_back({"strategy", at, {}, change});
  }
  const auto [c, d] = pair();
  DyadChange feelings{c, d, dice.chance(.5), dice.between(-.6, .6), dice.between(0, .4), dice.between(-1, 1), dice.between(-.3, .5)};
  s.events.push_back({"feelings", dice.whole(0, 20), {}, feelings});
  s.events.push_back({"shock", dice.whole(0, 20), {}, StateShock{dice.whole(0, s.size() - 1), dice.between(-.3, .3)}});
  if (!s.corridors.empty()) {
    CorridorChange change;
    change.corridor = dice.whole(0, static_cast<int>(s.corridors.size()) - 1);
    change.days = dice.between(5, 40);
    change.capacity = dice.between(1, 30);
    change.open = dice.between(0, 1);
    s.events.push_back({"corridor", dice.whole(0, 20), {}, change});
  }
}

/// A valid scenario; the same for the same arguments.
inline Scenario generated_world(std::uint64_t seed, const Shape& shape) {
  Dice dice(seed * 1000003 + static_cast<std::uint64_t>(shape.states));
  const int n = shape.states;
  Scenario s = empty_world(n, shape.dimensions);
  s.seed = static_cast<std::uint32_t>(seed + 1);
  s.months = 36;
  const auto presets = Registry::instance().presets();
  for (int i = 0; i < n; ++i) {
    State& state = state_of(s, i);
    state.passive = shape.passive && i == n - 1;
    state.gdp = std::pow(10, dice.between(1, 4));
    state.growth = shape.growth ? dice.between(-.02, .08) : 0;
    for (double& x : state.position) x = dice.between(-2, 2);
    if (shape.anchors && !state.passive && dice.chance(.5)) {
      state.anchor = state.position;
      for (double& x : *state.anchor) x += dice.between(-.5, .5);
    }
    state.home_share = dice.between(.05, 2);
    use_preset(state, presets[static_cast<std::size_t>(dice.whole(0, static_cast<int>(presets.size()) - 1))]->name.c_str());
  }
  const int active = shape.passive ? n - 1 : n;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      if (i == j) continue;
      const double size = std::sqrt(state_of(s, i).gdp * state_of(s, j).gdp);
      s.exports.at(i, j) = dice.chance(.1) ? 0 : size * dice.between(.001, .1);
      s.stocks.at(i, j) = dice.chance(.1) ? 0 : size * dice.between(.001, .05);
      if (i >= active || j >= active) continue;
      s.affinity.at(i, j) = dice.between(-.8, .8);
      if (i < j) s.bonds.at(i, j) = s.bonds.at(j, i) = dice.between(0, 1);
      s.security.at(i, j) = dice.chance(.3) ? dice.between(0, 1) : 0;
      s.pressure.at(i, j) = dice.chance(.3) ? dice.between(0, .6) : 0;
    }
  keep_capital_small(s);
  if (shape.any_parameters)
    for (int k = 0; k < kParameterCount; ++k) {
      const Quantity& q = kParameters[static_cast<std::size_t>(k)];
      s.parameters[static_cast<std::size_t>(k)] = q.zero_is_off && dice.chance(.05) ? 0 : dice.between(q.low, q.high);
    }
  s[Parameter::sweeps] = shape.any_parameters ? dice.whole(4, 20) : 12;
  s[Parameter::drift_sd] = shape.noise ? CalibratedNoise::drift_sd : 0;
  s[Parameter::jump_prob] = shape.noise ? .05 : 0;  // more jumps than calibrated, so that short runs see some
  s[Parameter::mood_sd] = shape.noise ? CalibratedNoise::mood_sd : 0;
  if (shape.corridors && n > 2) add_corridors(s, dice);
  if (shape.events) add_events(s, dice, active);
  return s;
}

/// Other numbers in the same structure: what a design point or a factor of an ensemble changes.
inline Scenario varied(const Scenario& original, int variant) {
  Scenario s = original;
  Dice dice(static_cast<std::uint64_t>(variant) + 77);
  const auto shake = [&](double& number) { number *= dice.between(.9, 1.1); };
  for (int k = 0; k < kParameterCount; ++k)
    if (k != static_cast<int>(Parameter::sweeps)) shake(s.parameters[static_cast<std::size_t>(k)]);
  if (variant % 3 == 1) s[Parameter::drift_sd] = s[Parameter::mood_sd] = 0;  // quiet lanes beside noisy ones
  for (State& state : s.states) {
    shake(state.gdp);
    shake(state.position[0]);
    shake(state.home_share);
    for (double& weight : state.strategy.weights) shake(weight);
  }
  for (Matrix* m : {&s.exports, &s.stocks, &s.affinity, &s.security, &s.pressure})
    for (double& number : m->values) shake(number);
  keep_capital_small(s);
  for (Corridor& corridor : s.corridors) shake(corridor.days);
  for (Event& event : s.events)
    if (auto* pin = std::get_if<Pin>(&event.what))
      for (auto& value : pin->value)
        if (value) *value *= .9;
  return s;
}

}  // namespace tarazi::testing
