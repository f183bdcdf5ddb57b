// The one place that lists the keys of a scenario.
// Ranges of parameters and weights come from world/parameters.h; the others are model section 1 and 7.
#include "src/config/scenario_keys.h"

#include <algorithm>

namespace tarazi::config {
namespace {

const Range kNotNegative{.low = 0};
const Range kPositive{.low = 0, .above_low = true};
const Range kShare{.low = 0, .high = 1};
const Range kBothSigns{.low = -1, .high = 1};
const Range kBox{.low = -4, .high = 4};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

Key matrix(std::string_view name, std::string help, const Range& range) {
  return {std::string(name), Kind::matrix, std::move(help), false, range};
}
Key object(std::string name, std::string help, const Table& table, bool required = false) {
  return {std::move(name), Kind::object, std::move(help), required, {}, &table};
}
Key objects(std::string name, std::string help, const Table& table, bool required = false) {
  return {std::move(name), Kind::objects, std::move(help), required, {}, &table};
}

}  // namespace

const Table& scenario_table() {
  static const Table table{
      "a scenario",
      {{"tarazi", Kind::choice, "kind and version of the file: scenario/1", true, {}, nullptr, {"scenario/1"}},
       {"extends", Kind::text,
        "path of a scenario to start from, relative to this file; what stands here overrides it"},
       {"title", Kind::text, "one line"},
       {"about", Kind::text, "one paragraph: question, sources, limits"},
       {"start", Kind::date, "month 0, YYYY-MM", true},
       {"months", Kind::integer, "length of a run in months", true, {.low = 1, .high = kMostMonths}},
       {"seed", Kind::integer, "seed of the random numbers", false, {.low = 0, .high = kSeedLimit}, nullptr, {}, "1"},
       objects("states", "the states by code; their order is the order of output", state_table(), true),
       matrix("trade", "exports, bn USD a year: exporter: {importer: value}, or {file: table.csv}", kNotNegative),
       matrix("investment", "capital stocks, bn USD: owner: {host: value}, or {file: table.csv}", kNotNegative),
       matrix("affinity", "feeling of the first about the second, -1 to 1; symmetric unless both directions are given",
              kBothSigns),
       matrix("bonds", "agreements, institutions, visa and student ties, 0 to 1; symmetric", kShare),
       matrix("security", "security the first gets from the second, 0 to 1", kShare),
       matrix("pressure", "pressure of the first on the second in force at the start, 0 to 1", kShare),
       objects("corridors", "transport corridors by name", corridor_table()),
       objects("freight", "freight classes by name: trade that chooses among corridors", freight_table()),
       object("parameters", "parameters of the model; the rest take their defaults", parameter_table()),
       {"noise",
        Kind::choice,
        "sets the four noise parameters; single ones may still be given under parameters",
        false,
        {},
        nullptr,
        {"none", "calibrated"},
        "none"},
       objects("events", "what happens, by name, in the order in which events of one month act", event_table())}};
  return table;
}

const Table& state_table() {
  static const Table table{
      "a state",
      {{"name", Kind::text, "name for people; left out, the code"},
       {"passive",
        Kind::flag,
        "true: trades and invests, but has no signals, position dynamics or influence",
        false,
        {},
        nullptr,
        {},
        "false"},
       {"gdp", Kind::number, "output at the start, bn USD a year", true, kPositive},
       {"growth", Kind::number, "growth of trend output per year", false, {.low = -.5, .high = .5}, nullptr, {}, "0"},
       {"position",
        Kind::numbers,
        "UN General Assembly ideal point, one number a dimension",
        false,
        kBox,
        nullptr,
        {},
        "0"},
       {"anchor", Kind::numbers, "what the position returns to; left out, calibrated so that the start is a rest point",
        false, kBox},
       {"home_share", Kind::number, "domestic sales / exports", false, {.low = .01, .high = 1000}, nullptr, {}, "0.25"},
       {"strategy",
        Kind::strategy,
        "how the state decides: a preset, {extends: preset, weight: value} or {policy: class, option: value}",
        false,
        {},
        nullptr,
        {},
        "non-aligned"},
       {"place", Kind::numbers, "capital: latitude, longitude (map)", false, {.low = -180, .high = 180}}}};
  return table;
}

const Table& corridor_table() {
  static const Table table{"a corridor",
                           {{"through", Kind::names, "states that own it"},
                            {"days", Kind::number, "days in transit", true, {.low = 0, .high = 1000}},
                            {"cost", Kind::number, "cost of transport, share of value", true, {.low = 0, .high = 10}},
                            {"capacity", Kind::number, "capacity, Mt a year", true, kPositive},
                            {"open", Kind::number, "0 closed to 1 open", false, kShare, nullptr, {}, "1"}}};
  return table;
}

const Table& freight_table() {
  static const Table table{
      "a freight class",
      {{"between", Kind::names, "the two states it travels between, both directions", true},
       {"routes", Kind::shares, "corridor: observed share of the class; the shares sum to 1", true, kShare},
       {"tonnes", Kind::number, "Mt a year, both directions", true, kNotNegative},
       {"value_share", Kind::number, "share of the pair's trade that travels so", false, kShare, nullptr, {}, "1"}}};
  return table;
}

const Table& parameter_table() {
  static const Table table = [] {
    Table made{"the parameters", {}};
    for (const Quantity& q : kParameters)
      made.keys.push_back({std::string(q.name), q.name == "sweeps" ? Kind::integer : Kind::number,
                           std::string(q.help) + " (" + std::string(q.unit) + "; " + std::string(q.source) + ")", false,
                           range_of(q)});
    return made;
  }();
  return table;
}

const Table& event_table() {
  static const Table table{
      "an event",
      {{"at", Kind::month, "month it acts, YYYY-MM or a month number", true},
       {"until", Kind::month, "for pins: the first month it no longer holds; left out, to the end"},
       object("pin", "fixes signals of a pair", pin_table()),
       object("strategy", "another strategy from then on", strategy_change_table()),
       object("corridor", "new values of a corridor from then on", corridor_change_table()),
       object("change", "adds once to a pair's feelings and bond, clipped to their ranges", dyad_change_table()),
       object("state", "multiplies trend and current output once", state_shock_table()),
       {"both_ways", Kind::flag, "for change: also from the second to the first", false, {}, nullptr, {}, "false"}}};
  return table;
}

const Table& pin_table() {
  static const Table table{
      "a pin",
      {{"from", Kind::text, "state that signals", true},
       {"to", Kind::text, "state that is signalled to", true},
       {"pressure", Kind::number, "0 to 1 (criticism to full sanctions)", false, kShare},
       {"openness", Kind::number, "-1 to 1 (restriction to facilitation of trade)", false, kBothSigns},
       {"offer", Kind::number, "state-directed investment, bn USD a year", false, kNotNegative}}};
  return table;
}

const Table& strategy_change_table() {
  static const Table table{
      "a change of strategy",
      {{"state", Kind::text, "code of the state", true},
       {"use", Kind::strategy, "a preset, {extends: preset, weight: value} or {policy: class, option: value}", true}}};
  return table;
}

const Table& corridor_change_table() {
  static const Table table{"a change of a corridor",
                           {{"name", Kind::text, "name of the corridor", true},
                            {"days", Kind::number, "days in transit", false, {.low = 0, .high = 1000}},
                            {"cost", Kind::number, "cost of transport, share of value", false, {.low = 0, .high = 10}},
                            {"capacity", Kind::number, "capacity, Mt a year", false, kPositive},
                            {"open", Kind::number, "0 closed to 1 open", false, kShare}}};
  return table;
}

const Table& dyad_change_table() {
  static const Table table{
      "a change of a pair",
      {{"from", Kind::text, "state whose feeling changes", true},
       {"to", Kind::text, "state it is about", true},
       {"affinity", Kind::number, "added to affinity", false, {.low = -2, .high = 2}},
       {"grievance", Kind::number, "added to grievance", false, kBothSigns},
       {"mood", Kind::number, "added to mood", false, {.low = -2, .high = 2}},
       {"bond", Kind::number, "added to the bond and its rest level, both directions", false, kBothSigns}}};
  return table;
}

const Table& state_shock_table() {
  static const Table table{"a shock to a state",
                           {{"name", Kind::text, "code of the state", true},
                            {"output",
                             Kind::number,
                             "relative change of output, e.g. -0.05",
                             true,
                             {.low = -1, .high = 10, .above_low = true}}}};
  return table;
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 16 && letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [](char c) { return letter(c) || digit(c) || c == '_'; });
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && (letter(text[0]) || digit(text[0])) &&
         std::all_of(text.begin(), text.end(), [](char c) { return letter(c) || digit(c) || c == '_' || c == '-'; });
}

}  // namespace tarazi::config
