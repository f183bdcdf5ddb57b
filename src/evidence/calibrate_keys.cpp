// The one place that lists the keys of a calibration.
// Help texts are what messages quote.
#include "src/evidence/calibrate_keys.h"

#include "src/evidence/target.h"

namespace tarazi::evidence {

using config::Key;
using config::Kind;
using config::Table;

const Table& calibration_table() {
  static const Table table{
      "a calibration",
      {{"tarazi", Kind::choice, "kind and version of the file", true, {}, nullptr, {"calibration/1"}},
       {"title", Kind::text, "one line"},
       {"about", Kind::text, "one paragraph: what is learned from what, limits"},
       {"seed", Kind::integer, "of runs and methods", false, {.low = 0, .high = 4294967295.}, nullptr, {}, "1"},
       {"worlds", Kind::objects, "worlds the targets are computed from, by name", true, {}, &world_table()},
       {"parameters", Kind::objects, "what is learned, by name", true, {}, &parameter_table()},
       {"targets", Kind::objects, "what is to be met, by name", true, {}, &target_table()},
       {"history", Kind::object, "effort of history matching", false, {}, &history_table()},
       {"abc", Kind::object, "effort of ABC", false, {}, &abc_table()},
       {"point", Kind::object, "effort of the point estimate", false, {}, &point_table()}}};
  return table;
}

const Table& world_table() {
  static const Table table{"a world of a calibration",
                           {{"scenario", Kind::text, "path of the scenario, relative to this file", true},
                            {"months", Kind::integer, "length of a run", true, {.low = 12, .high = 2400}},
                            {"replicates",
                             Kind::integer,
                             "runs whose statistics are averaged",
                             false,
                             {.low = 1, .high = 1000},
                             nullptr,
                             {},
                             "1"},
                            {"memory",
                             Kind::number,
                             "years of history that the given anchors are the mean of",
                             false,
                             {.low = 0, .high = 200},
                             nullptr,
                             {},
                             "0"}}};
  return table;
}

const Table& parameter_table() {
  static const Table table{
      "a parameter of a calibration",
      {{"path", Kind::any, "path of a number in every world, or a list of such paths, or observation.position_sd",
        true},
       {"prior", Kind::choice, "shape", false, {}, nullptr, {"uniform", "log-uniform", "normal"}, "uniform"},
       {"low", Kind::number, "lower end", true},
       {"high", Kind::number, "upper end", true},
       {"mean", Kind::number, "of a normal prior, before it is cut"},
       {"sd", Kind::number, "of a normal prior, before it is cut", false, {.low = 0, .above_low = true}},
       {"source", Kind::text, "where the range comes from"}}};
  return table;
}

const Table& target_table() {
  static const Table table = [] {
    std::vector<std::string> names;
    for (const Statistic& s : statistics()) names.emplace_back(s.name);
    return Table{"a target",
                 {{"statistic", Kind::choice, "what is computed", true, {}, nullptr, names},
                  {"world", Kind::text, "name of a world; left out, the first"},
                  {"value", Kind::number, "observed", true},
                  {"error",
                   Kind::number,
                   "standard deviation of the error of the observation",
                   true,
                   {.low = 0, .above_low = true}},
                  {"source", Kind::text, "of the value and its error"},
                  {"years", Kind::integer, "horizon of a change", false, {.low = 1, .high = 200}, nullptr, {}, "1"},
                  {"observed", Kind::text, "table of positions (iso3, year, ideal_point) for hindcast_ratio, relative to this file"},
                  {"from", Kind::text, "code of one state of the pair (experiments)"},
                  {"to", Kind::text, "code of the other"},
                  {"size",
                   Kind::number,
                   "of the shock: openness or pressure",
                   false,
                   {.low = 0, .high = 1, .above_low = true},
                   nullptr,
                   {},
                   "0.5"},
                  {"share",
                   Kind::number,
                   "of the loss that counts as recovered",
                   false,
                   {.low = .01, .high = .999},
                   nullptr,
                   {},
                   "0.95"}}};
  }();
  return table;
}

const Table& history_table() {
  static const Table table{
      "history",
      {{"waves", Kind::integer, "waves", false, {.low = 1, .high = 20}, nullptr, {}, "3"},
       {"runs", Kind::integer, "runs of a wave", false, {.low = 10, .high = 100000}, nullptr, {}, "100"},
       {"candidates",
        Kind::integer,
        "points asked of the emulators",
        false,
        {.low = 100, .high = 1000000},
        nullptr,
        {},
        "20000"},
       {"cutoff", Kind::number, "implausibility that rules out", false, {.low = 1, .high = 10}, nullptr, {}, "3"}}};
  return table;
}

const Table& abc_table() {
  static const Table table{
      "abc",
      {{"population", Kind::integer, "runs of a generation", false, {.low = 20, .high = 100000}, nullptr, {}, "200"},
       {"generations", Kind::integer, "generations", false, {.low = 1, .high = 100}, nullptr, {}, "6"},
       {"ess_share",
        Kind::number,
        "share of a population that the tolerance leaves as effective sample",
        false,
        {.low = .05, .high = .95},
        nullptr,
        {},
        "0.5"}}};
  return table;
}

const Table& point_table() {
  static const Table table{"point",
                           {{"evaluations",
                             Kind::integer,
                             "runs of the search at most",
                             false,
                             {.low = 1, .high = 1000000},
                             nullptr,
                             {},
                             "200"}}};
  return table;
}

}  // namespace tarazi::evidence
