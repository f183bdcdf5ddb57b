// The two shocks of trade. Trade is both directions of the pair, as traded (without the mood of reports).
// Months of a run: the shock from month 0; sanctions end after kSanctionMonths.
#include "src/evidence/target_experiments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "src/evidence/shock.h"

namespace tarazi::evidence {
namespace {

constexpr int kSanctionMonths = 48;

double trade(const Simulation& s, int a, int b) {
  return s.dyad(DyadField::trade, a, b) + s.dyad(DyadField::trade, b, a);
}

}  // namespace

Scenario quiet(Scenario scenario) {
  scenario = without_noise(std::move(scenario));
  scenario.events.clear();
  for (State& state : scenario.states) {
    state.growth = 0;
    state.anchor.reset();
  }
  return scenario;
}

double trade_adjustment(const Scenario& world, const TargetOptions& options, int months, Isa isa) {
  Scenario s = quiet(world);
  for (const Parameter p : {Parameter::affinity_rate, Parameter::bond_up, Parameter::bond_down}) s[p] = 0;
  const int a = s.find(options.from), b = s.find(options.to);
  for (const auto& [i, j] : {std::pair(a, b), std::pair(b, a)})
    s.events.push_back(pin(i, j, Signal::openness, options.size, 0, {}));
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation(s, 0, settings);
  simulation.prepare();
  const double start = trade(simulation, a, b);
  simulation.advance_to(12);
  const double year = trade(simulation, a, b);
  simulation.advance_to(std::min(months, 12 * options.years));
  const double change = trade(simulation, a, b) - start;
  return std::abs(change) > 1e-12 * start ? (year - start) / change : std::numeric_limits<double>::quiet_NaN();
}

double sanction_recovery(const Scenario& world, const TargetOptions& options, int months, Isa isa) {
  Scenario s = quiet(world);
  const int a = s.find(options.from), b = s.find(options.to);
  for (const auto& [i, j] : {std::pair(a, b), std::pair(b, a)}) {
    s.events.push_back(pin(i, j, Signal::pressure, options.size, 0, kSanctionMonths));
    s.events.push_back(pin(i, j, Signal::pressure, s.pressure.at(i, j), kSanctionMonths, {}));
  }
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation(s, 0, settings);
  simulation.prepare();
  const double before = trade(simulation, a, b);
  simulation.advance_to(kSanctionMonths);
  const double low = trade(simulation, a, b), goal = low + options.share * (before - low);
  if (!(low < before)) return std::numeric_limits<double>::quiet_NaN();
  double last = low;
  for (int m = kSanctionMonths + 1; m <= months; ++m) {
    simulation.advance_to(m);
    const double now = trade(simulation, a, b);
    if (now >= goal) return (m - 1 - kSanctionMonths + (goal - last) / (now - last)) / 12;
    last = now;
  }
  return (months - kSanctionMonths) / 12.;
}

}  // namespace tarazi::evidence
