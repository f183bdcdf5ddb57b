// Runs without noise, read by name.
// What is recorded is a whole history: the worlds are small and the experiments look at months in between.
#include "src/evidence/pattern_runs.h"

#include <algorithm>
#include <stdexcept>

namespace tarazi::evidence {
namespace {

History calm_run(Scenario scenario, int months, Isa isa) {
  RunSettings settings;
  settings.months = months;
  settings.explain = false;
  settings.isa = isa;
  return run(without_noise(std::move(scenario)), settings);
}

}  // namespace

NamedRun::NamedRun(Scenario scenario, int months, Isa isa) : history_(calm_run(std::move(scenario), months, isa)) {}

double NamedRun::dyad(DyadField field, int month, const char* from, const char* to) const {
  return history_.of(field, 0, month, scenario().find(from), scenario().find(to));
}
double NamedRun::trade(int month, const char* a, const char* b) const {
  return dyad(DyadField::trade, month, a, b) + dyad(DyadField::trade, month, b, a);
}
double NamedRun::position(int month, const char* state) const { return history_.position_of(0, month, scenario().find(state)); }
double NamedRun::index(int month, const char* state) const { return history_.alignment_of(0, month, scenario().find(state)).index; }

Scenario with(Scenario scenario, const char* from, const char* to, Signal signal, double value, int at, std::optional<int> until) {
  scenario.events.push_back(pin(scenario.find(from), scenario.find(to), signal, value, at, until));
  return scenario;
}

int corridor_named(const Scenario& scenario, std::string_view name) {
  const auto found = std::find_if(scenario.corridors.begin(), scenario.corridors.end(), [&](const Corridor& c) { return c.name == name; });
  if (found == scenario.corridors.end()) throw std::invalid_argument("no corridor " + std::string(name));
  return static_cast<int>(found - scenario.corridors.begin());
}

}  // namespace tarazi::evidence
