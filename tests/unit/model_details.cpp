// Parts of model sections 6 to 8 that the numbered tests leave open: growth of trade, fading of mood, and
// which random number moves what. Each was found by changing the law and seeing no test fail.
#include "src/sim/simulation.h"
#include "tests/support/worked_case.h"
#include "tests/testing.hpp"
#include "world/rng.h"

namespace {

using namespace tarazi;

double draw(const Lane& lane, int month, std::uint64_t who, std::uint64_t whom, Stream stream) {
  return normal(philox<uint64_t>({{static_cast<uint64_t>(month), who, whom, static_cast<uint64_t>(stream)}}, lane.seed, lane.replicate));
}

}  // namespace

TEST_CASE("trade between states that grow alike grows with them", "[model][section-6]") {
  Scenario s = tarazi::testing::worked_case();
  s.events.clear();
  s[Parameter::idle_cost] = s[Parameter::capital_return] = 0;
  s[Parameter::lever_rate] = s[Parameter::affinity_rate] = 0;
  for (State& state : s.states) state.growth = .06;
  Simulation simulation(s);
  simulation.advance_to(24);
  for (const auto& [i, j] : {std::pair{0, 1}, {1, 0}, {1, 2}, {2, 0}})  // no lag behind the growing markets
    CHECK_CLOSE(simulation.dyad(DyadField::trade, i, j), s.exports.at(i, j) * std::pow(1 + .06 / 12, 23), 5e-3);
  CHECK_CLOSE(simulation.state(StateField::output, 0), 100 * std::pow(1 + .06 / 12, 24), 1e-12);
}

TEST_CASE("a mood fades geometrically and shows in reported exports", "[model][section-7]") {
  Scenario s = tarazi::testing::worked_case();
  s.events = {{"visit", 0, {}, DyadChange{0, 1, false, 0, 0, .6, 0}}};
  Simulation simulation(s);
  for (const int t : {0, 1, 5, 10}) {
    simulation.advance_to(t);
    const double mood = .6 * std::pow(1 - s[Parameter::mood_decay], t);
    CHECK_CLOSE(simulation.dyad(DyadField::mood, 0, 1), mood, 1e-12);
    CHECK(simulation.dyad(DyadField::mood, 1, 0) == 0);
    CHECK_CLOSE(simulation.dyad(DyadField::exports, 1, 0),
                simulation.dyad(DyadField::trade, 1, 0) * (1 + s[Parameter::mood_trade] * mood / 2), 1e-12);
  }
}

TEST_CASE("drift, jumps and moods take the numbers that section 8 gives them", "[model][section-8]") {
  Scenario s = tarazi::testing::empty_world(3);
  s[Parameter::influence] = s[Parameter::coercion] = s[Parameter::resentment] = 0;
  s[Parameter::drift_sd] = .017;
  s[Parameter::jump_prob] = .05;
  s[Parameter::mood_sd] = .05;
  Simulation simulation({Lane{&s, 11, 4}});
  const Lane& lane = simulation.lane(0);
  int jumps = 0;
  for (int m = 0; m < 60; ++m) {
    simulation.advance_to(m);
    std::vector<double> before, mood;
    for (int i = 0; i < 3; ++i) {
      before.push_back(simulation.position(i));
      mood.push_back(simulation.dyad(DyadField::mood, i, (i + 1) % 3));
    }
    simulation.advance_to(m + 1);
    for (int i = 0; i < 3; ++i) {
      const std::string &code = s.states[static_cast<std::size_t>(i)].code, &whom = s.states[static_cast<std::size_t>((i + 1) % 3)].code;
      const std::uint64_t id = state_id(code.data(), code.size()), other = state_id(whom.data(), whom.size());
      const double gate = uniform(philox<uint64_t>({{static_cast<uint64_t>(m), id, 0, static_cast<uint64_t>(Stream::jump_gate)}},
                                                   lane.seed, lane.replicate).word[0]);
      const bool jump = gate < .05;
      jumps += jump;
      const double x = before[static_cast<std::size_t>(i)];
      const double home = s[Parameter::anchoring] * simulation.weight(Weight::anchoring_x, i) * (simulation.anchor(i) - x);
      const double noise = .017 * draw(lane, m, id, 0, Stream::drift) + (jump ? .6 * draw(lane, m, id, 0, Stream::jump_size) : 0);
      CHECK(tarazi::testing::close(simulation.position(i), x + home + noise, 1e-12, 1e-14));
      const double expected = .5 * mood[static_cast<std::size_t>(i)] + .05 * draw(lane, m, id, other, Stream::mood);
      CHECK(tarazi::testing::close(simulation.dyad(DyadField::mood, i, (i + 1) % 3), expected, 1e-12, 1e-14));
    }
  }
  CHECK(jumps > 0);
}
