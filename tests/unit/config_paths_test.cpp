// Paths into a scenario: every listed path can be found, read, set and assigned, and nothing else is touched.
#include "src/config/path.h"
#include "src/config/strategy.h"
#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::testing;
using config::Slot;

namespace {

/// What assigning says when it refuses; empty when it does not.
std::string refusal(const std::string& assignment) {
  Scenario s = parse(kFullScenario);
  try {
    config::assign(s, assignment);
    return {};
  } catch (const config::InputError& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("every path resolves to itself, and setting changes that value") {
  const Scenario base = parse(kFullScenario);
  const std::vector<std::string> paths = config::all_paths(base);
  CHECK(paths.size() > 200);
  for (const std::string& path : paths) {
    INFO(path);
    const Slot slot = config::resolve(base, path);
    REQUIRE(slot.path == path);
    Scenario s = base;
    double value = 0;
    if (slot.kind == Slot::Kind::choice) {
      REQUIRE(slot.choices.size() >= 2);
      value = slot.get(base) == 1 ? 0 : 1;
    } else {
      // Another allowed value: an end of the range, or one more where the range has no end.
      const double now = slot.get(base);
      CHECK(slot.range.allows(now));
      value = std::isfinite(slot.range.high) ? slot.range.high : now + 1;
      if (value == now) value = slot.range.low;
    }
    slot.set(s, value);
    CHECK(slot.get(s) == value);
    CHECK(config::content_hash(s) != config::content_hash(base));
    if (slot.kind != Slot::Kind::choice) {
      slot.set(s, slot.get(base));
      CHECK(config::content_hash(s) == config::content_hash(base));
    }
  }
}

TEST_CASE("paths of the contract exist") {
  const Scenario s = parse(kFullScenario);
  for (const char* path : {"months",
                           "seed",
                           "noise",
                           "parameters.anchoring",
                           "states.A.gdp",
                           "states.A.growth",
                           "states.A.home_share",
                           "states.A.position.1",
                           "states.A.anchor.0",
                           "states.A.strategy",
                           "states.A.strategy.autonomy",
                           "trade.A.ROW",
                           "investment.NO.A",
                           "affinity.A.NO",
                           "bonds.A.NO",
                           "security.A.null",
                           "pressure.NO.A",
                           "corridors.middle.days",
                           "corridors.middle.cost",
                           "corridors.middle.capacity",
                           "corridors.middle.open",
                           "freight.boxes.tonnes",
                           "freight.boxes.value_share",
                           "freight.boxes.routes.sea",
                           "events.early.at",
                           "events.early.until",
                           "events.early.pin.pressure",
                           "events.late.pin.openness",
                           "events.early.pin.offer",
                           "events.line.strategy.use",
                           "events.other.strategy.use.statecraft",
                           "events.ferries.corridor.capacity",
                           "events.visit.change.mood",
                           "events.recession.state.output"}) {
    INFO(path);
    CHECK(config::resolve(s, path).path == path);
  }
  const Scenario one = parse(small_scenario());
  CHECK(config::resolve(one, "states.A.position").path == "states.A.position.0");
  CHECK(config::resolve(one, "states.A.position").get(one) == -.5);
  const Slot anchor = config::resolve(one, "states.A.anchor");
  CHECK(std::isnan(anchor.get(one)));
  Scenario set = one;
  anchor.set(set, -1);
  CHECK(set.states[0].anchor == std::vector<double>{-1});
}

TEST_CASE("kinds, ranges and choices of slots") {
  const Scenario s = parse(kFullScenario);
  CHECK(config::resolve(s, "months").kind == Slot::Kind::integer);
  CHECK(config::resolve(s, "parameters.sweeps").kind == Slot::Kind::integer);
  CHECK(config::resolve(s, "events.early.at").kind == Slot::Kind::date);
  const Slot strategy = config::resolve(s, "states.A.strategy");
  CHECK(strategy.kind == Slot::Kind::choice);
  CHECK(strategy.choices == config::strategy_choices());
  CHECK(strategy.choices.at(static_cast<std::size_t>(strategy.get(s))) == "multi-vector");
  const Slot pressure = config::resolve(s, "events.early.pin.pressure");
  CHECK(pressure.range.low == 0);
  CHECK(pressure.range.high == 1);
  CHECK_FALSE(config::resolve(s, "corridors.middle.capacity").range.allows(0));
}

TEST_CASE("a path that points nowhere names the nearest ones") {
  const Scenario s = parse(kFullScenario);
  const auto message = [&](const char* path) {
    try {
      config::resolve(s, path);
      return std::string();
    } catch (const config::InputError& e) {
      return std::string(e.what());
    }
  };
  CHECK(message("states.A.gpd").find("states.A.gdp") != std::string::npos);
  CHECK(message("parameters.anchorin").find("parameters.anchoring") != std::string::npos);
  CHECK(message("event.early.pin.pressure").find("events.early.pin.pressure") != std::string::npos);
  for (const char* path : {"", ".", "states", "states.A", "trade.A.A", "states.ROW.strategy", "pressure.ROW.A",
                           "states.A.position", "events.early.pin.openness", "events.line.until", "states.A.position.2",
                           "qqqqqqqqqqqq", "months.", "months.x"}) {
    INFO(path);
    CHECK(message(path).find("points at no number") != std::string::npos);
  }
}

TEST_CASE("bonds are set both ways, affinity one way") {
  Scenario s = parse(kFullScenario);
  config::resolve(s, "bonds.A.NO").set(s, .9);
  CHECK(s.bonds.at(0, 1) == .9);
  CHECK(s.bonds.at(1, 0) == .9);
  config::resolve(s, "affinity.A.null").set(s, .9);
  CHECK(s.affinity.at(0, 2) == .9);
  CHECK(s.affinity.at(2, 0) == -.25);
}

TEST_CASE("assignments are parsed, checked and marked") {
  Scenario s = parse(kFullScenario);
  config::assign(s, "states.A.gdp=80.5");
  config::assign(s, " events.late.at = 2026-01 ");
  config::assign(s, "events.ferries.at=7");
  config::assign(s, "states.A.strategy=bandwagon");
  config::assign(s, "bonds.A.NO=0.2");
  config::assign(s, "affinity.null.A=0.3");
  config::assign(s, "noise=none");
  config::assign(s, "seed=7");
  CHECK(s.states[0].gdp == 80.5);
  CHECK(s.events[1].at == 26);
  CHECK(s.events[4].at == 7);
  CHECK(s.states[0].strategy.name == "bandwagon");
  CHECK(s[Parameter::mood_sd] == 0);
  CHECK(s.seed == 7);
  int marked = 0;
  for (const Provenance& p : s.provenance) {
    if (p.text != "set on the command line") continue;
    CHECK(p.kind == Provenance::Kind::assumption);
    ++marked;
  }
  CHECK(marked == 6);
  for (const Provenance& p : s.provenance) CHECK(p.path != "states.A.strategy.autonomy");
  const Scenario back = parse(config::write_scenario(s));
  CHECK(config::content_hash(back) == config::content_hash(s));
  CHECK(back.provenance.size() == s.provenance.size());
}

TEST_CASE("assignments out of range or of the wrong kind are refused") {
  CHECK(refusal("states.A.gdp=0").find("states.A.gdp: 0 is out of range; allowed: above 0") != std::string::npos);
  CHECK(refusal("states.A.gdp=abc").find("'abc' is not a number") != std::string::npos);
  CHECK(refusal("states.A.gdp=").find("is not a number") != std::string::npos);
  CHECK(refusal("states.A.gdp").find("PATH=VALUE") != std::string::npos);
  CHECK(refusal("=3").find("PATH=VALUE") != std::string::npos);
  CHECK(refusal("seed=1.5").find("not a whole number") != std::string::npos);
  CHECK(refusal("events.late.at=2020-01").find("not within 12000 months from the start (2023-11)") !=
        std::string::npos);
  CHECK(refusal("events.late.at=2.5").find("not a whole number") != std::string::npos);
  CHECK(refusal("states.A.strategy=bandwagn").find("did you mean bandwagon?") != std::string::npos);
  CHECK(refusal("states.A.strategy.autonomy=9").find("allowed: -2 to 5") != std::string::npos);
}

TEST_CASE("rules between values are checked again after assignments") {
  Scenario s = parse(kFullScenario);
  CHECK_NOTHROW(config::validate(s));
  config::assign(s, "events.late.at=2024-06");  // now inside the earlier pin
  config::assign(s, "freight.boxes.routes.sea=0.5");
  try {
    config::validate(s);
    FAIL("overlapping pins were accepted");
  } catch (const config::InputError& e) {
    REQUIRE(e.problems().size() == 2);
    const std::string all = e.what();
    CHECK(all.find("events.late.pin.pressure: overlaps with event early") != std::string::npos);
    CHECK(all.find("freight.boxes.routes: the shares sum to 1.1") != std::string::npos);
  }
}
