// Every kind of mistake a scenario file can hold: its place, its path and what the message says.
// The mark @@ stands where the problem must be reported.
#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::testing;

namespace {

struct Case {
  std::string more;  ///< appended to the small scenario, with the mark
  std::string path;
  std::string says;  ///< a part of the message
};

void check_cases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.more);
    const Marked marked = take_marks(small_scenario(c.more));
    const auto problems = problems_of(marked.text);
    REQUIRE(marked.places.size() == 1);
    REQUIRE(problems.size() == 1);
    INFO(config::format(problems[0]));
    CHECK(problems[0].file == "test.yaml");
    CHECK(std::pair(problems[0].line, problems[0].column) == marked.places[0]);
    CHECK(problems[0].path == c.path);
    CHECK(problems[0].what.find(c.says) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("numbers that are none are refused where they stand") {
  check_cases({
      {"trade: {A: {B: @@-1}}", "trade.A.B", "-1 is out of range; allowed: 0 or more"},
      {"trade: {A: {B: @@.nan}}", "trade.A.B", "not a finite number"},
      {"trade: {A: {B: @@-.inf}}", "trade.A.B", "not a finite number"},
      {"trade: {A: {B: @@nan}}", "trade.A.B", "not a finite number"},
      {"trade: {A: {B: @@010}}", "trade.A.B", "looks octal"},
      {"trade: {A: {B: @@0x1F}}", "trade.A.B", "not a decimal number"},
      {"trade: {A: {B: @@yes}}", "trade.A.B", "is a truth value, not a number"},
      {"trade: {A: {B: @@true}}", "trade.A.B", "is a truth value, not a number"},
      {"trade: {A: {B: @@\"3\"}}", "trade.A.B", "text in quotes, not a number; remove the quotes"},
      {"trade: {A: {B: @@1e999}}", "trade.A.B", "too large"},
      {"trade: {A: {B: @@5%}}", "trade.A.B", "0.05"},
      {"trade: {A: {B: @@much}}", "trade.A.B", "'much' is not a number; allowed: 0 or more"},
      {"trade:\n  A:\n    B: @@1,5\n", "trade.A.B", "the decimal mark is a point"},
      {"trade: {A: {B: @@[1]}}", "trade.A.B", "is a list, not a number"},
      {"trade: {A: {B: @@}}", "trade.A.B", "is empty, not a number"},
      {"seed: @@-1", "seed", "allowed: 0 to 4294967295"},
      {"seed: @@4294967296", "seed", "out of range"},
      {"seed: @@1.5", "seed", "not a whole number"},
      {"parameters: {anchoring: @@0.5}", "parameters.anchoring", "allowed: 0.002 to 0.012, or 0 to switch it off"},
      {"parameters: {sweeps: @@7.5}", "parameters.sweeps", "not a whole number"},
      {"parameters: {home_weight: @@0}", "parameters.home_weight", "allowed: 0.005 to 0.1"},
      {"affinity: {A: {B: @@1.1}}", "affinity.A.B", "allowed: -1 to 1"},
      {"bonds: {A: {B: @@-0.1}}", "bonds.A.B", "allowed: 0 to 1"},
      {"security: {A: {B: @@2}}", "security.A.B", "allowed: 0 to 1"},
      {"pressure: {A: {B: @@1.01}}", "pressure.A.B", "allowed: 0 to 1"},
  });
}

TEST_CASE("a source belongs to its number") {
  check_cases({
      {"trade: {A: {B: @@{source: x}}}", "trade.A.B", "without `value`"},
      {"trade: {A: {B: {value: @@-2, source: x}}}", "trade.A.B", "out of range"},
      {"trade: {A: {B: {value: 2, @@sauce: x}}}", "trade.A.B.sauce", "did you mean source?"},
      {"trade: {A: {B: {value: 2, source: @@}}}", "trade.A.B.source", "a sentence is needed"},
      {"trade: {A: {B: {value: 2, source: x, @@assumption: y}}}", "trade.A.B.assumption", "not both"},
      {"trade: {A: {B: {value: @@{value: 2}}}}", "trade.A.B", "is a mapping, not a number"},
  });
}

TEST_CASE("unknown and repeated keys name what was probably meant") {
  check_cases({
      {"@@tradee: {}", "tradee", "did you mean trade?"},
      {"@@Trade: {}", "Trade", "did you mean trade?"},
      {"@@zzzzzz: {}", "zzzzzz", "allowed: tarazi, extends"},
      {"@@months: 3", "months", "the key stands twice, first in line 3"},
      {"trade: {A: {B: 1, @@B: 2}}", "trade.A.B", "stands twice"},
      {"parameters: {@@anchorin: 0.004}", "parameters.anchorin", "did you mean anchoring?"},
      {"trade: {A: {@@C: 1}}", "trade.A.C", "unknown state 'C'"},
      {"trade: {@@AA: {B: 1}}", "trade.AA", "unknown state 'AA'; did you mean A?"},
      {"corridors: {c: {days: 1, cost: 0, capacity: 1, through: [@@b]}}", "corridors.c.through.0",
       "'b' is no state; did you mean B?"},
      {"noise: @@calibratd", "noise", "did you mean calibrated?"},
      {"events: {e: {at: 1, strategy: {state: A, use: @@multivector}}}", "events.e.strategy.use",
       "did you mean multi-vector?"},
      {"events: {e: {at: 1, strategy: {state: A, use: {extends: @@bandwagn}}}}", "events.e.strategy.use.extends",
       "did you mean bandwagon?"},
      {"events: {e: {at: 1, strategy: {state: A, use: {@@autonomi: 1}}}}", "events.e.strategy.use.autonomi",
       "did you mean autonomy?"},
      {"events: {e: {at: 1, strategy: {state: A, use: {autonomy: @@9}}}}", "events.e.strategy.use.autonomy",
       "allowed: -2 to 5"},
      {"events: {e: {at: 1, strategy: {state: A, use: {policy: @@nothing-known}}}}", "events.e.strategy.use.policy",
       "is no policy class"},
      {"events: {e: {at: 1, corridor: {name: @@middle, days: 3}}}", "events.e.corridor.name", "is no corridor"},
      {"corridors: {middle: {days: 1, cost: 0, capacity: 1}}\n"
       "freight: {f: {between: [A, B], routes: {@@midle: 1}, tonnes: 1}}",
       "freight.f.routes.midle", "did you mean middle?"},
  });
}

TEST_CASE("values of the wrong kind are refused") {
  check_cases({
      {"trade: @@[1, 2]", "trade", "is a list; needed: {from: {to: number}}"},
      {"trade: {A: @@3}", "trade.A", "a mapping {state: number} is needed"},
      {"corridors: @@x", "corridors", "a mapping from names is needed"},
      {"events: @@[]", "events", "a mapping from names to events is needed"},
      {"events: {e: @@later}", "events.e", "a mapping (an event) is needed"},
      {"title: @@[a]", "title", "text is needed"},
      {"parameters: @@7", "parameters", "a mapping (the parameters) is needed"},
      {"corridors: {c: {days: 1, cost: 0, capacity: 1, through: @@A}}", "corridors.c.through",
       "a list of names is needed"},
      {"corridors: {c: {days: 1, cost: 0, capacity: 1, through: [A, @@A]}}", "corridors.c.through.1", "listed twice"},
      {"corridors: {c: {days: 1, cost: 0, capacity: @@0}}", "corridors.c.capacity", "allowed: above 0"},
      {"corridors: {c: @@{days: 1, cost: 0}}", "corridors.c.capacity", "is missing"},
      {"corridors: {@@a.b: {days: 1, cost: 0, capacity: 1}}", "corridors.a.b", "cannot name a corridor"},
      {"corridors: {c: {days: 1, cost: 0, capacity: 1}}\nfreight: {f: {between: @@[A], routes: {c: 1}, tonnes: 1}}",
       "freight.f.between", "exactly two states"},
      {"events: {e: {at: 1, change: {from: A, to: B, mood: 1}, both_ways: @@yes}}", "events.e.both_ways",
       "allowed: true or false"},
  });
}

TEST_CASE("rules between values hold") {
  const std::string corridor =
      "corridors: {c: {days: 1, cost: 0, capacity: 1, open: 0}, d: {days: 1, cost: 0, capacity: 1}}\n";
  check_cases({
      {"trade: {A: {@@A: 1}}", "trade.A.A", "its own partner"},
      {"bonds: {A: {B: 0.4}, B: {A: @@0.5}}", "bonds.B.A", "differs from bonds.A.B (line 8)"},
      {"affinity: {A: {W: @@0.4}}", "affinity.A.W", "W is passive"},
      {"affinity: {W: {A: @@0.4}}", "affinity.A.W", "W is passive"},
      {"pressure: {W: {A: @@0.4}}", "pressure.W.A", "W is passive"},
      {corridor + "freight: {f: {between: [A, B], @@routes: {d: 0.9}, tonnes: 1}}", "freight.f.routes",
       "the shares sum to 0.9"},
      {corridor + "freight: {f: {between: [A, B], routes: {d: 0.9, c: @@0.1}, tonnes: 1}}", "freight.f.routes.c",
       "closed at the start"},
      {corridor + "freight: {f: {@@between: [A, A], routes: {d: 1}, tonnes: 1}}", "freight.f.between",
       "its own partner"},
      {corridor + "freight: {f: {between: [A, B], routes: @@{}, tonnes: 1}}", "freight.f.routes",
       "at least one corridor"},
      {corridor + "freight: {f: {between: [A, B], routes: {d: 1}, tonnes: 1, value_share: 0.6}, "
                  "g: {between: [B, A], routes: {d: 1}, tonnes: 1, value_share: @@0.5}}",
       "freight.g.value_share", "(f, g) carry 1.1"},
  });
}

TEST_CASE("foreign capital may not earn more than half of the output") {
  // 700 bn at 0.08 a year are 56 of an output of 100.
  const Marked marked = take_marks(
      "tarazi: scenario/1\nstart: 2024-01\nmonths: 9\nstates:\n  A: {gdp: @@100}\n  B: {gdp: 100}\n"
      "investment: {B: {A: 700}}\n");
  const auto problems = problems_of(marked.text);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].path == "states.A.gdp");
  CHECK(std::pair(problems[0].line, problems[0].column) == marked.places[0]);
  CHECK(problems[0].what.find("more than half") != std::string::npos);
}

TEST_CASE("events: months, kinds and pins") {
  check_cases({
      {"events: {e: {at: @@2023-12, pin: {from: A, to: B, offer: 1}}}", "events.e.at", "before the start (2024-01)"},
      {"events: {e: {at: @@-1, pin: {from: A, to: B, offer: 1}}}", "events.e.at",
       "-1 is out of range; allowed: 0 to 12000"},
      {"events: {e: {at: @@2024-13, pin: {from: A, to: B, offer: 1}}}", "events.e.at", "is no date; allowed: YYYY-MM"},
      {"events: {e: {at: @@1.5, pin: {from: A, to: B, offer: 1}}}", "events.e.at", "not a whole number of months"},
      {"events: {e: {at: @@9999-01, pin: {from: A, to: B, offer: 1}}}", "events.e.at", "more than 12000 months"},
      {"events: {e: {at: 5, until: @@5, pin: {from: A, to: B, offer: 1}}}", "events.e.until", "not after `at`"},
      {"events: {e: {at: 5, until: @@6, strategy: {state: A, use: patron}}}", "events.e.until", "only a pin ends"},
      {"events: {@@e: {at: 5}}", "events.e", "exactly one of pin, strategy, corridor, change, state"},
      {"events: {e: {at: 5, state: {name: A, output: -0.1}, @@strategy: {state: A, use: patron}}}", "events.e.strategy",
       "already has `state`"},
      {"events: {e: @@{state: {name: A, output: -0.1}}}", "events.e.at", "is missing"},
      {"events: {e: {at: 1, state: {name: A, output: @@-1}}}", "events.e.state.output", "above -1"},
      {"events: {e: {at: 1, pin: @@{from: A, to: B}}}", "events.e.pin", "pins nothing"},
      {"events: {e: {at: 1, change: @@{from: A, to: B}}}", "events.e.change", "changes nothing"},
      {"events: {e: {at: 1, pin: {from: A, to: B, offer: @@-1}}}", "events.e.pin.offer", "0 or more"},
      {"events: {e: {at: 1, pin: {from: A, to: @@A, offer: 1}}}", "events.e.pin.to", "its own partner"},
      {"events: {e: {at: 1, pin: {from: @@W, to: A, offer: 1}}}", "events.e.pin.from", "W is passive"},
      {"events: {e: {at: 1, change: {from: A, to: @@W, mood: 1}}}", "events.e.change.to", "W is passive"},
      {"events: {e: {at: 1, strategy: {state: @@W, use: patron}}}", "events.e.strategy.state", "W is passive"},
      {"events: {e: {at: 1, state: {name: A, output: 0.1}, both_ways: @@true}}", "events.e.both_ways",
       "only a `change`"},
      {"events:\n  first: {at: 1, until: 13, pin: {from: A, to: B, pressure: 0.5}}\n"
       "  second: {at: 12, pin: {from: A, to: B, offer: 1, pressure: @@0.6}}",
       "events.second.pin.pressure",
       "overlaps with event first (2024-02 to 2025-02): both pin the pressure of A towards B; this one is second "
       "(2025-01 to the end)"},
  });
}

TEST_CASE("pins that only touch, or differ in signal or direction, do not overlap") {
  CHECK(problems_of(small_scenario("events:\n  a: {at: 1, until: 12, pin: {from: A, to: B, pressure: 0.5}}\n"
                                   "  b: {at: 12, pin: {from: A, to: B, pressure: 0.6}}\n"
                                   "  c: {at: 3, pin: {from: B, to: A, pressure: 0.6}}\n"
                                   "  d: {at: 3, pin: {from: A, to: B, openness: 0.6}}\n"))
            .empty());
}

namespace {

struct Whole {
  std::string text, path, says;
};

}  // namespace

TEST_CASE("mistakes of states and of the file as a whole") {
  const std::string head = "tarazi: scenario/1\nstart: 2024-01\nmonths: 9\n";
  const std::vector<Whole> cases{
      {"@@start: 2024-01\nmonths: 9\nstates: {A: {gdp: 1}, B: {gdp: 1}}", "tarazi", "is missing"},
      {"tarazi: @@scenario/2\nstart: 2024-01\nmonths: 9\nstates: {A: {gdp: 1}, B: {gdp: 1}}", "tarazi",
       "this program reads scenario/1"},
      {"tarazi: scenario/1\nstart: @@2024\nmonths: 9\nstates: {A: {gdp: 1}, B: {gdp: 1}}", "start", "allowed: YYYY-MM"},
      {"tarazi: scenario/1\nstart: 2024-01\nmonths: @@0\nstates: {A: {gdp: 1}, B: {gdp: 1}}", "months", "1 to 12000"},
      {"tarazi: scenario/1\nstart: 2024-01\nmonths: @@12001\nstates: {A: {gdp: 1}, B: {gdp: 1}}", "months",
       "1 to 12000"},
      {"@@tarazi: scenario/1\nstart: 2024-01\nmonths: 9\n", "states", "is missing"},
      {head + "states: @@[A, B]", "states", "a mapping from codes to states"},
      {head + "states: @@{A: {gdp: 1}}", "states", "at least two states"},
      {head + "states: {A: {gdp: @@0}, B: {gdp: 1}}", "states.A.gdp", "above 0"},
      {head + "states: {A: @@{}, B: {gdp: 1}}", "states.A.gdp", "is missing; a state needs it"},
      {head + "states: {@@1A: {gdp: 1}, B: {gdp: 1}}", "states.1A", "is no code"},
      {head + "states: {@@ABCDEFGHIJKLMNOPQ: {gdp: 1}, B: {gdp: 1}}", "states.ABCDEFGHIJKLMNOPQ", "is no code"},
      {head + "states: {A: {gdp: 1}, @@A: {gdp: 1}, B: {gdp: 2}}", "states.A", "stands twice"},
      {head + "states: {A: {gdp: 1, home_share: @@0.001}, B: {gdp: 1}}", "states.A.home_share", "0.01 to 1000"},
      {head + "states: {A: {gdp: 1, growth: @@1}, B: {gdp: 1}}", "states.A.growth", "-0.5 to 0.5"},
      {head + "states: {A: {gdp: 1, position: [@@5]}, B: {gdp: 1}}", "states.A.position.0", "-4 to 4"},
      {head + "states: {A: {gdp: 1, position: @@[]}, B: {gdp: 1}}", "states.A.position", "empty list"},
      {head + "states: {A: {gdp: 1, position: [1]}, B: {gdp: 1, position: @@[1, 2]}}", "states.B.position",
       "has 2 components, A has 1"},
      {head + "states: {A: {gdp: 1, position: [1], anchor: @@[1, 2]}, B: {gdp: 1}}", "states.A.anchor",
       "has 2 components"},
      {head + "states: {A: {gdp: 1, place: @@[100, 10]}, B: {gdp: 1}}", "states.A.place", "latitude"},
      {head + "states: {A: {gdp: 1, passive: @@1}, B: {gdp: 1}}", "states.A.passive", "true or false"},
      {head + "states: {A: {gdp: 1, passive: true, strategy: @@patron}, B: {gdp: 1}}", "states.A.strategy",
       "has no strategy"},
      {head + "states: {A: {gdp: 1, passive: true, @@anchor: [1]}, B: {gdp: 1}}", "states.A.anchor", "A is passive"},
      {head + "states: {A: {gdp: 1, strategy: {statecraft: @@1.5}}, B: {gdp: 1}}", "states.A.strategy.statecraft",
       "0 to 1"},
      {head + "states: {A: {gdp: 1, strategy: @@~}, B: {gdp: 1}}", "states.A.strategy", "is empty; text is needed"},
  };
  for (const Whole& c : cases) {
    INFO(c.text);
    const Marked marked = take_marks(c.text);
    const auto problems = problems_of(marked.text);
    REQUIRE(marked.places.size() == 1);
    REQUIRE(problems.size() == 1);
    INFO(config::format(problems[0]));
    CHECK(std::pair(problems[0].line, problems[0].column) == marked.places[0]);
    CHECK(problems[0].path == c.path);
    CHECK(problems[0].what.find(c.says) != std::string::npos);
  }
}

TEST_CASE("codes whose random numbers would be the same are refused") {
  // FNV-1a gives both codes the hash 0xadb626d1 (found by search).
  const auto problems =
      problems_of("tarazi: scenario/1\nstart: 2024-01\nmonths: 9\nstates: {EDFJUVL: {gdp: 1}, BQAKYFX: {gdp: 1}}");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].what.find("same hash as EDFJUVL") != std::string::npos);
}

TEST_CASE("all mistakes are reported at once, in the order of their places") {
  const Marked marked =
      take_marks(small_scenario("@@tradee: {}\ntrade: {A: {B: @@-1, @@Q: 2}}\nparameters: {anchoring: @@x}\n"
                                "events: {e: {at: @@2020-01, pin: {from: A, to: @@Z, offer: 1}}}\n"));
  const auto problems = problems_of(marked.text);
  REQUIRE(problems.size() == marked.places.size());
  for (std::size_t k = 0; k < problems.size(); ++k)
    CHECK(std::pair(problems[k].line, problems[k].column) == marked.places[k]);
}

TEST_CASE("a flood of mistakes is cut with a count of the rest") {
  std::string more = "trade: {A: {";
  for (int k = 0; k < 5000; ++k) more += "X" + std::to_string(k) + ": 1, ";
  try {
    parse(small_scenario(more + "B: 1}}\n"));
    FAIL("5000 unknown states were accepted");
  } catch (const config::InputError& e) {
    CHECK(e.problems().size() == 100);
    CHECK(e.more() == 4900);
    CHECK(std::string(e.what()).find("... and 4900 more") != std::string::npos);
  }
}

TEST_CASE("problems are written as file:line:column: path: what") {
  CHECK(config::format({"a.yaml", 3, 7, "states.A.gdp", "is missing"}) == "a.yaml:3:7: states.A.gdp: is missing");
  CHECK(config::format({"a.yaml", 0, 0, "", "is too large"}) == "a.yaml: is too large");
  CHECK(config::format({"", 0, 0, "months", "is wrong"}) == "months: is wrong");
}
