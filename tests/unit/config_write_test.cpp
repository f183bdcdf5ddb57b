// Writing a scenario and reading it back gives the same scenario; the hash sees what can change numbers and
// nothing else.
#include <set>

#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::testing;

namespace {

void check_same(const Scenario& a, const Scenario& b) {
  CHECK(a.title == b.title);
  CHECK(a.about == b.about);
  CHECK(config::content_hash(a) == config::content_hash(b));
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.states.size(); ++i) {
    CHECK(a.states[i].name == b.states[i].name);
    CHECK(a.states[i].place == b.states[i].place);
    CHECK(a.states[i].strategy.name == b.states[i].strategy.name);
  }
  REQUIRE(a.events.size() == b.events.size());
  for (std::size_t e = 0; e < a.events.size(); ++e) CHECK(a.events[e].name == b.events[e].name);
  // Every number keeps its origin; the order of the list follows the file.
  const auto origins = [](const Scenario& s) {
    std::multiset<std::string> out;
    for (const Provenance& p : s.provenance)
      out.insert(p.path + "|" + std::to_string(static_cast<int>(p.kind)) + "|" + p.text + "|" +
                 std::to_string(p.value));
    return out;
  };
  CHECK(origins(a) == origins(b));
}

}  // namespace

TEST_CASE("what is written reads back to the same scenario") {
  const Scenario first = parse(kFullScenario);
  const std::string text = config::write_scenario(first);
  INFO(text);
  const Scenario second = parse(text);
  check_same(first, second);
  CHECK(config::write_scenario(second) == text);
}

TEST_CASE("the full scenario is read as it is written down") {
  const Scenario s = parse(kFullScenario);
  CHECK(s.title == "A title: with # marks, \"quotes\" and ünïcode");
  CHECK(s.about == "Two lines that are folded into one.");
  CHECK(s.start.year == 2023);
  CHECK(s.start.month == 11);
  CHECK(s.seed == 4294967295u);
  CHECK(s.dimensions == 2);
  CHECK(s.states[2].code == "null");
  CHECK(s.states[3].position == std::vector<double>{0, 0});
  CHECK(s.states[0].strategy.weights[static_cast<int>(Weight::autonomy)] == 1.2);
  CHECK(s.states[0].strategy.weights[static_cast<int>(Weight::reciprocity)] == .2);
  CHECK(s.states[2].strategy.name == "custom");
  CHECK(s.exports.at(0, 2) == 16.657);
  CHECK(s.affinity.at(0, 1) == .5);
  CHECK(s.affinity.at(1, 0) == .4);
  CHECK(s.affinity.at(0, 2) == -.25);
  CHECK(s.affinity.at(2, 0) == -.25);
  CHECK(s.affinity.at(2, 1) == .1);
  CHECK(s.bonds.at(0, 1) == .4);
  CHECK(s.bonds.at(1, 0) == .4);
  CHECK(s.security.at(2, 0) == 0);
  CHECK(s[Parameter::drift_sd] == CalibratedNoise::drift_sd);
  CHECK(s[Parameter::mood_sd] == .1);
  CHECK(s[Parameter::sweeps] == 20);
  REQUIRE(s.events.size() == 7);
  CHECK(s.events[0].at == 2);
  CHECK(s.events[0].until == 14);
  CHECK(std::get<Pin>(s.events[0].what).value[2] == 2.5);
  CHECK_FALSE(std::get<Pin>(s.events[0].what).value[1].has_value());
  CHECK(std::get<DyadChange>(s.events[5].what).both_ways);
  CHECK(std::get<DyadChange>(s.events[5].what).mood == -.5);
  CHECK(std::get<StateShock>(s.events[6].what).output == -.05);
}

TEST_CASE("numbers are written in the shortest form that reads back exactly") {
  Scenario s = parse(small_scenario());
  for (const double value : {0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, 5e-324, 123456789.123456789, 1e22, 16.657}) {
    s.exports.at(0, 1) = value;
    CHECK(parse(config::write_scenario(s)).exports.at(0, 1) == value);
  }
  s.exports.at(0, 1) = 16.657;
  CHECK(config::write_scenario(s).find("B: 16.657}") != std::string::npos);
}

TEST_CASE("the shipped scenarios are valid, sourced and survive writing") {
  const std::filesystem::path folder = std::filesystem::path(TARAZI_SOURCE_DIR) / "configs" / "scenarios";
  int read = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".yaml") continue;
    INFO(file.path());
    const Scenario s = config::read_scenario(file.path());
    check_same(s, parse(config::write_scenario(s)));
    CHECK(config::unsourced(s).empty());
    ++read;
  }
  CHECK(read >= 7);
}

TEST_CASE("unsourced numbers are listed by path") {
  const Scenario s = parse(small_scenario(
      "trade: {A: {B: 1, W: {value: 2, source: x}}}\nparameters: {anchoring: 0.0045, influence: 0.002}\n"
      "corridors: {c: {days: {value: 1, assumption: x}, cost: 0, capacity: {value: 1, source: x}, open: 1}}\n"));
  CHECK(config::unsourced(s) == std::vector<std::string>{"parameters.influence", "states.A.gdp", "states.A.position.0",
                                                         "states.B.gdp", "states.B.position.0", "states.W.gdp",
                                                         "trade.A.B", "corridors.c.cost"});
}

TEST_CASE("the hash changes with everything that can change numbers, and with nothing else") {
  const Scenario base = parse(kFullScenario);
  const std::string hash = config::content_hash(base);
  CHECK(hash.size() == 32);
  std::set<std::string> seen{hash};
  const auto differs = [&](auto change) {
    Scenario s = base;
    change(s);
    CHECK(seen.insert(config::content_hash(s)).second);
  };
  differs([](Scenario& s) { s.seed = 1; });
  differs([](Scenario& s) { s.months = 35; });
  differs([](Scenario& s) { s.start.month = 12; });
  differs([](Scenario& s) { s.states[0].code = "AA"; });
  differs([](Scenario& s) { s.states[0].gdp *= 1 + 1e-15; });
  differs([](Scenario& s) { s.states[0].passive = true; });
  differs([](Scenario& s) { s.states[0].anchor.reset(); });
  differs([](Scenario& s) { s.states[0].strategy.weights[3] += 1e-9; });
  differs([](Scenario& s) { s.exports.at(1, 0) = 1e-9; });
  differs([](Scenario& s) { s.stocks.at(1, 0) = 1; });
  differs([](Scenario& s) { s.affinity.at(1, 0) = .41; });
  differs([](Scenario& s) { s.bonds.at(1, 0) = .41; });
  differs([](Scenario& s) { s.security.at(1, 0) = .41; });
  differs([](Scenario& s) { s.pressure.at(1, 0) = .41; });
  differs([](Scenario& s) { s.corridors[1].days = 34; });
  differs([](Scenario& s) { s.corridors[1].through.clear(); });
  differs([](Scenario& s) { s.freight[0].tonnes = 17; });
  differs([](Scenario& s) { std::swap(s.freight[0].routes[0].share, s.freight[0].routes[1].share); });
  differs([](Scenario& s) { s[Parameter::length] = 1.6; });
  differs([](Scenario& s) { s.events[0].at = 1; });
  differs([](Scenario& s) { s.events[0].until.reset(); });
  differs([](Scenario& s) { std::get<Pin>(s.events[0].what).value[1] = 0; });
  differs([](Scenario& s) { std::swap(s.events[0], s.events[1]); });
  const auto same = [&](auto change) {
    Scenario s = base;
    change(s);
    CHECK(config::content_hash(s) == hash);
  };
  same([](Scenario& s) { s.title = "another"; });
  same([](Scenario& s) { s.about.clear(); });
  same([](Scenario& s) { s.states[0].name = "another"; });
  same([](Scenario& s) { s.states[0].place.reset(); });
  same([](Scenario& s) { s.provenance.clear(); });
  same([](Scenario& s) { s.events[0].name = "another"; });
}
