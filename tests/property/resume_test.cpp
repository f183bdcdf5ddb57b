// Test 15 of model section 10: a run resumed from any month, under the same or a changed scenario, goes
// on with the bits it would have had; two scenarios are alike until their first difference.
#include "tests/support/generated_world.h"
#include "tests/support/readings.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::testing;

constexpr int kMonths = 28;

/// Every kind of event, noise, and a policy class with memory in one state from the start and in another
/// by an event.
Scenario eventful(std::uint64_t seed) {
  Scenario s = generated_world(seed, {.states = 6, .events = true, .noise = true, .growth = true});
  s.states[1].strategy.policy = "reciprocity-with-memory";
  StrategyChange change;
  change.state = 3;
  change.use.weights = s.states[3].strategy.weights;
  change.use.policy = "reciprocity-with-memory";
  change.use.options["answer"] = 1.5;
  s.events.push_back({"memory", 9, {}, change});
  s.events.push_back(pin_event(2, 1, Signal::pressure, .8, 3, 11));
  s.events.push_back(pin_event(2, 3, Signal::pressure, .7, 6));
  return s;
}

}  // namespace

TEST_CASE("test 15: a run resumes at any month with the same bits", "[resume][test-15]") {
  const std::uint64_t seed = GENERATE(1u, 2u, 3u, 4u);
  const bool side_by_side = GENERATE(false, true);
  const bool before_events = GENERATE(false, true);  // saved before or after the month's events
  const Scenario s = eventful(seed);
  SimulationSettings settings;
  settings.force_side_by_side = side_by_side;
  Simulation original(s, 2, settings);
  std::vector<Checkpoint> saved;
  for (int m = 0; m < kMonths; ++m) {
    if (!before_events) original.prepare();
    saved.push_back(original.save());
    original.step();
  }
  original.advance_to(kMonths);
  const std::vector<double> expected = readings(original);
  REQUIRE(all_finite(expected));
  for (int m = 0; m < kMonths; ++m) {
    INFO("world " << seed << ", resumed at month " << m << (before_events ? " before" : " after") << " its events");
    Simulation fresh(s, 2, settings);
    fresh.restore(saved[static_cast<std::size_t>(m)]);
    CHECK(fresh.month() == m);
    fresh.advance_to(kMonths);
    CHECK(same_bits(readings(fresh), expected));
    original.restore(saved[static_cast<std::size_t>(m)]);  // and back in time in the simulation itself
    original.advance_to(kMonths);
    CHECK(same_bits(readings(original), expected));
  }
}

TEST_CASE("test 15: a block of lanes resumes with the same bits", "[resume][test-15]") {
  const Scenario s = eventful(5), other = varied(s, 1);
  std::vector<Lane> lanes;
  for (std::uint32_t l = 0; l < 11; ++l) lanes.push_back({l % 2 == 0 ? &s : &other, 3, l});
  Simulation original(lanes);
  for (int m = 0; m < 13; ++m) original.step();
  const Checkpoint saved = original.save();
  original.advance_to(kMonths);
  Simulation fresh(lanes);
  fresh.restore(saved);
  fresh.advance_to(kMonths);
  for (int l = 0; l < 11; ++l) CHECK(same_bits(readings(fresh, l), readings(original, l)));
}

TEST_CASE("test 15: signals held from outside and strategies set from outside survive saving", "[resume][test-15]") {
  const bool with_policy = GENERATE(false, true);
  const Scenario s = eventful(6);
  Simulation original(s);
  original.advance_to(5);
  original.pin(Signal::pressure, 4, 0, .9);
  Strategy mine;
  mine.weights = Registry::instance().preset("resistance")->weights;
  if (with_policy) mine.policy = "reciprocity-with-memory";
  original.set_strategy(0, mine);
  original.advance_to(12);
  const Checkpoint saved = original.save();
  original.advance_to(kMonths);
  Simulation fresh(s);
  fresh.restore(saved);
  fresh.advance_to(kMonths);
  CHECK(same_bits(readings(fresh), readings(original)));
  CHECK(fresh.dyad(DyadField::pressure, 4, 0) == .9);
}

TEST_CASE("test 15: policies changed by events out of file order survive saving", "[resume][test-15]") {
  Scenario s = eventful(8);
  StrategyChange early, late;
  early.state = late.state = 2;
  early.use = late.use = s.states[2].strategy;
  early.use.policy = late.use.policy = "reciprocity-with-memory";
  late.use.options["answer"] = .3;
  s.events.push_back({"late", 14, {}, late});
  s.events.push_back({"early", 4, {}, early});
  s.events.push_back(pin_event(1, 2, Signal::pressure, .9, 6));
  Simulation original(s), fresh(s);
  original.advance_to(16);
  fresh.restore(original.save());
  original.advance_to(kMonths);
  fresh.advance_to(kMonths);
  CHECK(same_bits(readings(fresh), readings(original)));
}

TEST_CASE("test 15: scenarios are alike until their first difference", "[resume][test-15]") {
  const std::uint64_t seed = GENERATE(1u, 2u, 3u);
  const int at = GENERATE(1, 10, 21);
  const Scenario s = eventful(seed);
  Scenario other = s;
  other.events.push_back({"difference", at, {}, DyadChange{0, 2, true, -.3, .2, -.5, .1}});
  Simulation a(s), b(other);
  const auto of_a = course(a, kMonths), of_b = course(b, kMonths);
  for (int m = 0; m < at; ++m) {
    INFO("world " << seed << ", month " << m << ", difference at " << at);
    CHECK(same_bits(of_a[static_cast<std::size_t>(m)], of_b[static_cast<std::size_t>(m)]));
  }
  for (int m = at; m <= kMonths; ++m) CHECK_FALSE(same_bits(of_a[static_cast<std::size_t>(m)], of_b[static_cast<std::size_t>(m)]));
}

TEST_CASE("test 15: a branch under an unchanged scenario changes nothing", "[resume][test-15]") {
  const Scenario s = eventful(7), copy = s;
  const int at = GENERATE(0, 1, 9, 12, 20);
  Simulation original(s), branch(s);
  for (int m = 0; m < at; ++m) {
    original.step();
    branch.step();
  }
  branch.continue_under(copy);
  original.advance_to(kMonths);
  branch.advance_to(kMonths);
  INFO("branched at month " << at);
  CHECK(same_bits(readings(branch), readings(original)));
}

TEST_CASE("test 15: a branch differs from its parent only by what was changed", "[resume][test-15]") {
  const Scenario s = eventful(7);
  const int at = 12;
  Scenario other = s;
  other.events.push_back(pin_event(4, 0, Signal::pressure, .9, at + 6));
  Simulation parent(s), branch(s), whole(other);
  for (int m = 0; m < at; ++m) branch.step();
  branch.continue_under(other);
  for (int m = at; m <= kMonths; ++m) {
    branch.advance_to(m);
    whole.advance_to(m);
    parent.advance_to(m);
    INFO("month " << m);
    CHECK(same_bits(readings(branch), readings(whole)));
    CHECK(same_bits(readings(branch), readings(parent)) == (m < at + 6));
  }
}

TEST_CASE("a month whose events have happened cannot change its scenario", "[resume]") {
  const Scenario s = eventful(7);
  Simulation simulation(s);
  simulation.advance_to(3);
  CHECK_THROWS_AS(simulation.continue_under(s), std::logic_error);
}
