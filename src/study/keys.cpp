// The one place that lists the keys of a study.
// Help texts are what editors show and what messages quote.
#include "src/study/keys.h"

#include "src/study/measure.h"

namespace tarazi::study {

using config::Key;
using config::Kind;
using config::Range;
using config::Table;

const Table& study_table() {
  static const Table table{
      "a study",
      {{"tarazi", Kind::choice, "kind and version of the file", true, {}, nullptr, {"study/1"}},
       {"title", Kind::text, "one line"},
       {"about", Kind::text, "one paragraph: question, expectation, limits"},
       {"scenario", Kind::text, "path of the scenario, relative to this file", true},
       {"replicates", Kind::integer, "runs of each point with other random numbers", false,
        {.low = 1, .high = kMostReplicates}, nullptr, {}, "1"},
       {"design", Kind::object, "which points are run", true, {}, &design_table()},
       {"factors", Kind::objects, "what varies, by name", true, {}, &factor_table()},
       {"constraints", Kind::any, "list of comparisons between factors, e.g. low <= high; points that break one are left out"},
       {"outcomes", Kind::objects, "what is measured, by name", true, {}, &outcome_table()},
       {"until", Kind::object, "stop the replicates of a point when its mean is known well enough", false, {}, &until_table()},
       {"series", Kind::object, "what is kept month by month, for tarazi export --netcdf", false, {}, &series_table()}}};
  return table;
}

const Table& design_table() {
  static const Table table{
      "a design",
      {{"kind", Kind::choice, "how points are chosen", true, {}, nullptr,
        {"grid", "one-at-a-time", "latin-hypercube", "sobol", "saltelli", "morris", "table"}},
       {"points", Kind::integer, "number of points (latin-hypercube, sobol) or of base samples (saltelli)", false,
        {.low = 1, .high = kMostPoints}},
       {"trajectories", Kind::integer, "number of trajectories (morris)", false, {.low = 2, .high = 100000}},
       {"levels", Kind::integer, "levels of every factor (morris), an even number", false, {.low = 2, .high = 64}, nullptr, {}, "4"},
       {"seed", Kind::integer, "seed of the design, apart from that of the runs", false, {.low = 0, .high = 4294967295.}, nullptr, {}, "1"},
       {"file", Kind::text, "CSV with one column a factor and one row a point (table)"}}};
  return table;
}

const Table& factor_table() {
  static const Table table{
      "a factor",
      {{"path", Kind::any, "path of a number or choice in the scenario, or a list of paths that get the same value", true},
       {"values", Kind::any, "list of levels: numbers, dates or names of choices"},
       {"low", Kind::number, "lower end of a range"},
       {"high", Kind::number, "upper end of a range"},
       {"levels", Kind::integer, "levels of a range in a grid or one-at-a-time design", false, {.low = 2, .high = 10000}},
       {"scale", Kind::choice, "steps of a range", false, {}, nullptr, {"linear", "log"}, "linear"},
       {"integer", Kind::flag, "only whole numbers", false, {}, nullptr, {}, "false"},
       {"base", Kind::any, "where it stands while others vary (one-at-a-time); left out, the value of the scenario"}}};
  return table;
}

const Table& outcome_table() {
  static const Table table = [] {
    std::vector<std::string> names;
    for (const Measure& m : measures()) names.emplace_back(m.name);
    return Table{"an outcome",
                 {{"measure", Kind::choice, "what is read", true, {}, nullptr, names},
                  {"state", Kind::text, "code of the state (measures of a state)"},
                  {"from", Kind::text, "code of the state that acts (measures of a pair, influence_share)"},
                  {"to", Kind::text, "code of the state acted upon (measures of a pair)"},
                  {"on", Kind::text, "code of the state under influence (influence_share), or depended upon (dependence)"},
                  {"of", Kind::text, "code of the state that depends (dependence)"},
                  {"corridor", Kind::text, "name of the corridor (flow, cost)"},
                  {"component", Kind::integer, "component of a position, from 0", false, {.low = 0, .high = 7}, nullptr, {}, "0"},
                  {"at", Kind::text, "end, mean, min, max, a month (number or YYYY-MM), first-below V or first-above V", false, {},
                   nullptr, {}, "end"}}};
  }();
  return table;
}

const Table& until_table() {
  static const Table table{
      "until",
      {{"outcome", Kind::text, "name of a numeric outcome", true},
       {"half_width", Kind::number, "half-width of the 95 % interval of its mean that is small enough", true, {.low = 0, .above_low = true}},
       {"max", Kind::integer, "replicates of a point at the latest", true, {.low = 2, .high = kMostReplicates}}}};
  return table;
}

const Table& series_table() {
  static const Table table{
      "series",
      {{"measures", Kind::any, "list of measures, as in outcomes; kept for every state or pair", true},
       {"states", Kind::any, "list of codes: only these states and the pairs among them; left out, all"},
       {"every", Kind::integer, "keep months 0, every, 2 every, ...", false, {.low = 1, .high = 1200}, nullptr, {}, "1"}}};
  return table;
}

}  // namespace tarazi::study
