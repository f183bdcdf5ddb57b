// Tests 1, 5 and 13 of model section 10 over generated worlds: the start is a rest point, only
// differences of positions and ratios of money matter, order does not, and nothing leaves its range.
#include <numeric>
#include <vector>

#include "src/sim/simulation.h"
#include "tests/support/generated_world.h"
#include "tests/support/readings.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::testing;

constexpr std::uint64_t kWorlds = 6;

Matrix permuted(const Matrix& m, const std::vector<int>& old_of) {
  Matrix r(m.n);
  for (int i = 0; i < m.n; ++i)
    for (int j = 0; j < m.n; ++j) r.at(i, j) = m.at(old_of[static_cast<std::size_t>(i)], old_of[static_cast<std::size_t>(j)]);
  return r;
}

/// The same world with its states in another order: new state i is old state old_of[i].
Scenario permuted(const Scenario& s, const std::vector<int>& old_of) {
  std::vector<int> new_of(old_of.size());
  for (std::size_t i = 0; i < old_of.size(); ++i) new_of[static_cast<std::size_t>(old_of[i])] = static_cast<int>(i);
  const auto rename = [&](int& state) { state = new_of[static_cast<std::size_t>(state)]; };
  Scenario r = s;
  for (std::size_t i = 0; i < old_of.size(); ++i) r.states[i] = s.states[static_cast<std::size_t>(old_of[i])];
  for (Matrix Scenario::* m : {&Scenario::exports, &Scenario::stocks, &Scenario::affinity, &Scenario::bonds, &Scenario::security, &Scenario::pressure})
    r.*m = permuted(s.*m, old_of);
  for (Corridor& corridor : r.corridors)
    for (int& owner : corridor.through) rename(owner);
  for (FreightClass& freight : r.freight) {
    rename(freight.a);
    rename(freight.b);
  }
  for (Event& event : r.events) {
    if (auto* pin = std::get_if<Pin>(&event.what)) { rename(pin->from); rename(pin->to); }
    if (auto* change = std::get_if<StrategyChange>(&event.what)) rename(change->state);
    if (auto* change = std::get_if<DyadChange>(&event.what)) { rename(change->from); rename(change->to); }
    if (auto* shock = std::get_if<StateShock>(&event.what)) rename(shock->state);
  }
  return r;
}

}  // namespace

TEST_CASE("test 1: a world without events, noise and growth stands still for 240 months", "[model][test-1]") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(0, kWorlds));
  const int states = GENERATE(2, 6, 9);
  const Scenario s = generated_world(seed, {.states = states, .dimensions = seed % 2 == 1 ? 2 : 1, .any_parameters = seed > 2});
  Simulation simulation(s);
  simulation.advance_to(0);
  const std::vector<double> start = readings(simulation);
  REQUIRE(all_finite(start));
  for (const int m : {1, 2, 24, 240}) {
    simulation.advance_to(m);
    INFO("world " << seed << " of " << states << " states, month " << m);
    CHECK(largest_difference(start, readings(simulation)) < 1e-9);
  }
}

TEST_CASE("test 5: only differences of positions matter", "[model][test-5]") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(0, kWorlds));
  const Scenario s = generated_world(seed, {.events = true, .anchors = true});
  Scenario moved = s;
  for (State& state : moved.states) {
    state.position[0] += .75;
    if (state.anchor) (*state.anchor)[0] += .75;
  }
  Simulation here(s), there(moved);
  for (const int m : {0, 1, 12, 36}) {
    here.advance_to(m);
    there.advance_to(m);
    for (int i = 0; i < 6; ++i) {
      CHECK(tarazi::testing::close(there.position(i) - .75, here.position(i), 1e-9, 1e-9));
      for (int j = 0; j < 6; ++j) {
        CHECK_CLOSE(there.dyad(DyadField::trade, i, j), here.dyad(DyadField::trade, i, j), 1e-9);
        CHECK(tarazi::testing::close(there.dyad(DyadField::affinity, i, j), here.dyad(DyadField::affinity, i, j), 1e-9, 1e-9));
        CHECK(tarazi::testing::close(there.dyad(DyadField::pressure, i, j), here.dyad(DyadField::pressure, i, j), 1e-9, 1e-9));
      }
    }
  }
}

TEST_CASE("test 5: the unit of money does not matter", "[model][test-5]") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(0, kWorlds));
  const double unit = GENERATE(2., 3.7, 1e-3);  // doubling is exact in binary
  const Scenario s = generated_world(seed, {.events = true, .noise = true, .growth = true});
  Scenario other = s;
  for (State& state : other.states) state.gdp *= unit;
  for (Matrix* m : {&other.exports, &other.stocks})
    for (double& money : m->values) money *= unit;
  for (Event& event : other.events)
    if (auto* pin = std::get_if<Pin>(&event.what))
      if (auto& offer = pin->value[static_cast<std::size_t>(Signal::offer)]) *offer *= unit;
  Simulation a(s), b(other);
  for (const int m : {0, 1, 12, 36}) {
    a.advance_to(m);
    b.advance_to(m);
    for (int i = 0; i < 6; ++i) {
      CHECK(tarazi::testing::close(b.position(i), a.position(i), 1e-9, 1e-9));
      CHECK_CLOSE(b.state(StateField::output, i), a.state(StateField::output, i) * unit, 1e-9);
      for (int j = 0; j < 6; ++j) {
        CHECK_CLOSE(b.dyad(DyadField::exports, i, j), a.dyad(DyadField::exports, i, j) * unit, 1e-9);
        CHECK_CLOSE(b.dyad(DyadField::stock, i, j), a.dyad(DyadField::stock, i, j) * unit, 1e-9);
        CHECK(tarazi::testing::close(b.dyad(DyadField::influence_share, i, j), a.dyad(DyadField::influence_share, i, j), 1e-9, 1e-12));
        CHECK(tarazi::testing::close(b.dyad(DyadField::affinity, i, j), a.dyad(DyadField::affinity, i, j), 1e-9, 1e-9));
        if (unit == 2) CHECK(b.dyad(DyadField::trade, i, j) == a.dyad(DyadField::trade, i, j) * 2);
      }
    }
  }
}

TEST_CASE("test 5: the order of the states does not matter", "[model][test-5]") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(0, kWorlds));
  const int n = 9;
  const Scenario s = generated_world(seed, {.states = n, .events = true, .noise = true, .growth = true});
  std::vector<int> old_of(n);
  std::iota(old_of.begin(), old_of.end(), 0);
  Dice dice(seed + 5);
  for (int i = n - 1; i > 0; --i) std::swap(old_of[static_cast<std::size_t>(i)], old_of[static_cast<std::size_t>(dice.whole(0, i))]);
  const Scenario other = permuted(s, old_of);
  Simulation a(s), b(other);
  for (const int m : {0, 1, 12, 36}) {
    a.advance_to(m);
    b.advance_to(m);
    std::vector<double> of_a, of_b;
    for (int i = 0; i < n; ++i) {
      const int old_i = old_of[static_cast<std::size_t>(i)];
      of_a.push_back(a.position(old_i));
      of_b.push_back(b.position(i));
      of_a.push_back(a.state(StateField::output, old_i));
      of_b.push_back(b.state(StateField::output, i));
      for (int f = 0; f < static_cast<int>(DyadField::count); ++f)
        for (int j = 0; j < n; ++j) {
          of_a.push_back(a.dyad(static_cast<DyadField>(f), old_i, old_of[static_cast<std::size_t>(j)]));
          of_b.push_back(b.dyad(static_cast<DyadField>(f), i, j));
        }
    }
    INFO("world " << seed << ", month " << m);
    CHECK(all_finite(of_a));
    CHECK(largest_difference(of_a, of_b) < 1e-9);
  }
}

TEST_CASE("test 5: identical states stay identical", "[model][test-5]") {
  Scenario s = generated_world(4, {.states = 7, .corridors = false});
  const int a = 1, b = 4;
  s.states[b].gdp = s.states[a].gdp;
  s.states[b].position = s.states[a].position;
  s.states[b].home_share = s.states[a].home_share;
  s.states[b].strategy = s.states[a].strategy;
  for (Matrix* m : {&s.exports, &s.stocks, &s.affinity, &s.bonds, &s.security, &s.pressure}) {
    for (int k = 0; k < 7; ++k) {
      if (k == a || k == b) continue;
      m->at(b, k) = m->at(a, k);
      m->at(k, b) = m->at(k, a);
    }
    m->at(b, a) = m->at(a, b);
  }
  s.events = {pin_event(0, a, Signal::pressure, .7, 2, 20), pin_event(0, b, Signal::pressure, .7, 2, 20),
              pin_event(3, 0, Signal::pressure, .9, 5)};
  Simulation simulation(s);
  simulation.advance_to(60);
  CHECK(std::abs(simulation.position(0) - s.states[0].position[0]) > 1e-4);  // the world did move
  CHECK_CLOSE(simulation.position(a), simulation.position(b), 1e-10);
  CHECK_CLOSE(simulation.state(StateField::output, a), simulation.state(StateField::output, b), 1e-10);
  for (int k = 0; k < 7; ++k) {
    if (k == a || k == b) continue;
    for (const DyadField f : {DyadField::trade, DyadField::stock, DyadField::affinity, DyadField::grievance, DyadField::influence_share})
      CHECK(tarazi::testing::close(simulation.dyad(f, a, k), simulation.dyad(f, b, k), 1e-10, 1e-12));
  }
}

TEST_CASE("test 13: nothing leaves its range for any valid input", "[model][test-13]") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(0, 40));
  Shape shape{.states = 2 + static_cast<int>(seed % 8), .dimensions = 1 + static_cast<int>(seed % 3), .passive = seed % 4 != 0,
              .events = true, .noise = true, .growth = true, .any_parameters = true, .anchors = true};
  if (shape.states == 2) shape.passive = false;  // events need a pair
  if (shape.states == 3 && shape.passive) shape.states = 4;
  const Scenario s = generated_world(seed, shape);
  Simulation simulation(s);
  for (int m = 0; m <= 120; ++m) {
    simulation.advance_to(m);
    REQUIRE_NOTHROW(simulation.check_bounds());
    if (m % 12 == 0) REQUIRE(all_finite(readings(simulation)));
    for (int i = 0; i < s.size(); ++i) {
      double shares = 0;
      for (int j = 0; j < s.size(); ++j) {
        shares += simulation.dyad(DyadField::influence_share, i, j);
        REQUIRE(simulation.dyad(DyadField::grievance, i, j) < 1);
        if (i == j || s.states[static_cast<std::size_t>(i)].passive || s.states[static_cast<std::size_t>(j)].passive) {
          REQUIRE(simulation.dyad(DyadField::pressure, i, j) == 0);
          REQUIRE(simulation.dyad(DyadField::offer, i, j) == 0);
          REQUIRE(simulation.dyad(DyadField::influence_share, i, j) == 0);
        }
      }
      REQUIRE(shares < 1);
      REQUIRE(simulation.state(StateField::output, i) >= .05 * simulation.state(StateField::trend, i));
    }
  }
}
