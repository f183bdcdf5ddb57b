// Reading scenarios for commands and printing summaries.
#include "src/cli/scenario_options.h"

#include <fmt/format.h>

#include "src/record/csv.h"
#include "src/record/summary.h"

namespace tarazi::cli {

Scenario load(const std::string& file, const std::vector<std::string>& assignments) {
  Scenario scenario = config::read_scenario(file);
  for (const std::string& assignment : assignments) config::assign(scenario, assignment);
  if (!assignments.empty()) config::validate(scenario);
  return scenario;
}

void print_summary(const History& h) {
  fmt::print("{}\n", h.scenario.title);
  fmt::print("{} to {}, {} state{}, {} run{}, seed {}\n\n", record::date_of(h.scenario, 0), record::date_of(h.scenario, h.months),
             h.states, h.states == 1 ? "" : "s", h.replicates, h.replicates == 1 ? "" : "s", h.scenario.seed);
  for (const std::string& line : record::summary(h)) fmt::print("  {}\n", line);
  if (!h.scenario.events.empty()) {
    fmt::print("\n  What happened:\n");
    for (const Event& event : h.scenario.events)
      if (event.at <= h.months)
        fmt::print("    {}{}  {} ({})\n", record::date_of(h.scenario, event.at),
                   event.until ? " to " + record::date_of(h.scenario, *event.until) : "", record::describe(event, h.scenario), event.name);
  }
  fmt::print("\n");
}

}  // namespace tarazi::cli
