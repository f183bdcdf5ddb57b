// Outcomes of a study file: which measure, of whom, at which moment.
// Names of states and corridors are looked up in the scenario.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/config/scenario_keys.h"
#include "src/study/keys.h"
#include "src/study/parts.h"

namespace tarazi::study {
namespace {

using config::Fields;
using config::Node;
using config::Reading;

std::vector<std::string_view> keys_of(Subject subject) {
  switch (subject) {
    case Subject::pair: return {"from", "to"};
    case Subject::influence: return {"from", "on"};
    case Subject::dependence: return {"of", "on"};
    case Subject::state: return {"state"};
    case Subject::corridor: return {"corridor"};
  }
  return {};
}

int read_one(const Node& node, const std::string& path, std::span<const std::string> names, std::string_view what, Reading& reading) {
  const auto word = config::read_choice(node, names, what, path, reading);
  return word ? static_cast<int>(std::find(names.begin(), names.end(), *word) - names.begin()) : -1;
}

void read_when(const Node& node, const std::string& path, const Study& study, Outcome& outcome, Reading& reading) {
  const auto text = config::read_word(node, path, reading);
  if (!text) return;
  static const std::vector<std::pair<std::string, When>> kPlain{
      {"end", When::end}, {"mean", When::mean}, {"min", When::min}, {"max", When::max}};
  for (const auto& [word, when] : kPlain)
    if (*text == word) outcome.when = when;
  const bool plain = std::any_of(kPlain.begin(), kPlain.end(), [&](const auto& p) { return p.first == *text; });
  std::string why;
  if (!plain) {
    const bool below = text->starts_with("first-below "), above = text->starts_with("first-above ");
    if (below || above) {
      const auto value = config::parse_number(std::string_view(*text).substr(12), why);
      if (!value) reading.problems.add(node.mark, path, why + "; allowed: a number after first-below or first-above");
      outcome.when = below ? When::first_below : When::first_above;
      outcome.threshold = value.value_or(0);
    } else {
      Node month = node;
      if (text->starts_with("month ")) month.text = text->substr(6);
      const bool like_a_month = !month.text.empty() && month.text[0] >= '0' && month.text[0] <= '9';
      if (!like_a_month) {
        const std::vector<std::string> allowed{"end", "mean", "min", "max", "first-below 0.8", "first-above 0.8", "2027-01", "36"};
        reading.problems.add(node.mark, path, fmt::format("'{}' is no moment{}; allowed: end, mean, min, max, a month (36 or 2027-01), "
                             "first-below V, first-above V", text->substr(0, 40), config::nearest(*text, allowed).empty() ? "" :
                             "; did you mean " + config::nearest(*text, allowed)[0]));
        return;
      }
      const auto read = config::read_month(month, path, reading);
      outcome.when = When::month;
      outcome.month = read.value_or(0);
      if (read && *read > study.scenario.months)
        reading.problems.add(node.mark, path, fmt::format("month {} is after the end of the run (month {})", *read, study.scenario.months));
    }
  }
  if (outcome.categorical() && outcome.when != When::end && outcome.when != When::month)
    reading.problems.add(node.mark, path, fmt::format("{} is a category; allowed: end or a month", outcome.measure->name));
}

}  // namespace

void read_outcomes(Fields& top, Study& study, Reading& reading) {
  const Node* node = top.node("outcomes");
  if (!node) return;
  if (!node->is_map() || node->entries.empty()) {
    reading.problems.add(node->mark, "outcomes", "is " + config::kind_of(*node) + "; at least one outcome is needed, e.g. mvi: {measure: multivector_index, state: AZE}");
    return;
  }
  std::vector<std::string> codes, active, corridors;
  for (const State& state : study.scenario.states) {
    codes.push_back(state.code);
    if (!state.passive) active.push_back(state.code);
  }
  for (const Corridor& corridor : study.scenario.corridors) corridors.push_back(corridor.name);
  for (const config::Entry& entry : node->entries) {
    const std::string path = config::join("outcomes", entry.key);
    if (!config::is_name(entry.key))
      reading.problems.add(entry.mark, path, "is no name; allowed: a letter or digit, then up to 63 letters, digits, _ or -");
    for (const Factor& factor : study.factors)
      if (factor.name == entry.key) reading.problems.add(entry.mark, path, "is already the name of a factor");
    if (entry.key == "point" || entry.key == "replicate" || entry.key == "seed" || entry.key == "status")
      reading.problems.add(entry.mark, path, "is the name of a column of every study; choose another");
    Fields fields(entry.value, outcome_table(), path, reading);
    const auto measure = fields.choice("measure");
    if (!measure) continue;
    Outcome outcome;
    outcome.name = entry.key;
    outcome.measure = find_measure(*measure);
    const auto needed = keys_of(outcome.measure->subject);
    for (const std::string_view key : {"state", "from", "to", "on", "of", "corridor", "component"}) {
      const bool wanted = std::count(needed.begin(), needed.end(), key) > 0 || (key == "component" && *measure == "position");
      const config::Entry* given = entry.value.entry(key);
      if (given && !wanted) reading.problems.add(given->mark, fields.path(key), fmt::format("has no meaning for {}", *measure));
      if (!given && wanted && key != "component")
        reading.problems.add(entry.value.mark, fields.path(key), fmt::format("is missing; {} needs it", *measure));
      if (!given || !wanted || key == "component") continue;
      const bool passive_too = of_passive_states(*outcome.measure);
      int index = -1;
      if (key == "corridor") {
        index = read_one(given->value, fields.path(key), corridors, "corridor of the scenario", reading);
      } else {
        const int found = read_one(given->value, fields.path(key), passive_too ? codes : active,
                                   passive_too ? "state of the scenario" : "active state of the scenario", reading);
        if (found >= 0) index = study.scenario.find((passive_too ? codes : active)[static_cast<std::size_t>(found)]);
      }
      // "The influence of CHN on AZE" is the share s of the row of AZE, so `on` comes first.
      const bool first = key == "state" || key == "corridor" || key == "of" || (key == "from" && *measure != "influence_share") ||
                         (key == "on" && *measure == "influence_share");
      (first ? outcome.i : outcome.j) = index;
    }
    if (needed.size() == 2 && outcome.i == outcome.j && outcome.i >= 0)
      reading.problems.add(entry.value.mark, path, "looks at a state and itself; two different states are needed");
    outcome.component = static_cast<int>(fields.integer("component").value_or(0));
    if (outcome.component >= study.scenario.dimensions)
      reading.problems.add(fields.node("component")->mark, fields.path("component"),
                           fmt::format("{} is no component; positions have {}", outcome.component, study.scenario.dimensions));
    if (const Node* at = fields.node("at")) read_when(*at, fields.path("at"), study, outcome, reading);
    study.outcomes.push_back(std::move(outcome));
  }
}

}  // namespace tarazi::study
