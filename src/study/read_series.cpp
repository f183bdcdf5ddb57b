// The section `series` of a study file: measures kept month by month.
// A series that no machine could hold is refused here, before anything runs.
#include <algorithm>

#include <fmt/format.h>

#include "src/config/scenario_keys.h"
#include "src/study/keys.h"
#include "src/study/parts.h"

namespace tarazi::study {
namespace {

constexpr std::size_t kMostNumbers = 32'000'000;  ///< of one run: 256 MB before compression

/// A list of names, each one of `allowed`; problems for others and for repetitions.
std::vector<std::string> names_in(const config::Node& node, const std::string& path, std::span<const std::string> allowed, std::string_view what,
                                  config::Reading& reading) {
  std::vector<std::string> out;
  if (!node.is_list() || node.items.empty()) {
    reading.problems.add(node.mark, path, fmt::format("is {}; a list is needed, e.g. [{}]", config::kind_of(node), allowed.front()));
    return out;
  }
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    const std::string place = config::join(path, std::to_string(k));
    const auto word = config::read_choice(node.items[k], allowed, what, place, reading);
    if (!word) continue;
    if (std::count(out.begin(), out.end(), *word) > 0) reading.problems.add(node.items[k].mark, place, "is given twice");
    else out.push_back(*word);
  }
  return out;
}

}  // namespace

void read_series(config::Fields& top, Study& study, config::Reading& reading) {
  const config::Node* node = top.node("series");
  if (!node) return;
  config::Fields fields(*node, series_table(), "series", reading);
  std::vector<std::string> all, codes;
  for (const Measure& measure : measures())
    if (measure.subject != Subject::corridor || !study.scenario.corridors.empty()) all.emplace_back(measure.name);
  for (const State& state : study.scenario.states) codes.push_back(state.code);
  if (const config::Node* list = fields.node("measures"))
    for (const std::string& name : names_in(*list, "series.measures", all, "measure of this scenario", reading))
      study.series.measures.push_back(find_measure(name));
  if (const config::Node* list = fields.node("states")) {
    for (const std::string& code : names_in(*list, "series.states", codes, "state of the scenario", reading))
      study.series.states.push_back(study.scenario.find(code));
    std::sort(study.series.states.begin(), study.series.states.end());
  } else {
    for (int i = 0; i < static_cast<int>(codes.size()); ++i) study.series.states.push_back(i);
  }
  study.series.every = static_cast<int>(fields.integer("every").value_or(1));
  const std::size_t numbers = study.series.size(study.scenario, study.scenario.months);
  if (numbers > kMostNumbers)
    reading.problems.add(node->mark, "series", fmt::format("would keep {} numbers of every run; allowed: up to {}; name fewer measures or "
                                                           "states, or a larger `every`", numbers, kMostNumbers));
}

}  // namespace tarazi::study
