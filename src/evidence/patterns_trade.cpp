// P5 and P6: trade and freight after a rupture between two partners, and along a corridor that becomes faster.
// Both read flows of the Middle Corridor in Mt a year; trade counts both directions.
#include <fmt/format.h>

#include "src/evidence/pattern_runs.h"

namespace tarazi::evidence {

Findings rupture_and_return(const PatternWorld& world) {
  constexpr int kLifted = 48, kEnd = 240;
  Findings found;
  const Scenario& start = world.scenario;
  Scenario s = start;
  for (const auto& [from, to] : {std::pair("EU", "RUS"), std::pair("RUS", "EU")}) {
    s = with(s, from, to, Signal::pressure, 1, kShockMonth, kLifted);
    s = with(s, from, to, Signal::pressure, start.pressure.at(s.find(from), s.find(to)), kLifted);
  }
  const NamedRun told(s, kEnd, world.isa);
  const int middle = corridor_named(s, "middle");
  const double china = told.trade(kLifted, "RUS", "CHN") - told.trade(0, "RUS", "CHN");
  const double flow = told.flow(kLifted, middle) - told.flow(0, middle);
  const double neighbour = told.trade(kLifted, "RUS", "AZE") - told.trade(0, "RUS", "AZE");
  const double before = told.trade(0, "RUS", "EU"), low = told.trade(kLifted, "RUS", "EU");
  int down = kShockMonth, up = kLifted;
  while (down < kLifted && told.trade(down, "RUS", "EU") > (before + low) / 2) ++down;
  while (up < kEnd && told.trade(up, "RUS", "EU") < (before + low) / 2) ++up;
  found.note("Russia-China trade, bn a year, change at month 48", china);
  found.note("Middle Corridor, Mt a year, change at month 48", flow);
  found.note("Azerbaijan-Russia trade, bn a year, change at month 48", neighbour);
  found.note("EU-Russia trade, bn a year, change at month 48", low - before);
  found.note("months to half of the fall", down - kShockMonth);
  found.note("months to half of the recovery (192 = not reached)", up - kLifted);
  found.claim("Russia-China trade rises", china > 0);
  found.claim("Middle Corridor flow rises", flow > 0);
  found.claim("Azerbaijan-Russia trade rises", neighbour > 0);
  found.claim("half of the fall within six months", low < before && down - kShockMonth <= 6);
  found.claim("half of the recovery takes over a year", up - kLifted > 12);
  found.claim("but is reached within 16 years", up < kEnd);
  return found;
}

Findings faster_corridor(const PatternWorld& world) {
  Findings found;
  const int middle = corridor_named(world.scenario, "middle");
  const Corridor& old = world.scenario.corridors[static_cast<std::size_t>(middle)];
  const auto upgraded = [&](double days_factor, double capacity_factor) {
    Scenario s = world.scenario;
    CorridorChange change;
    change.corridor = middle;
    change.days = old.days * days_factor;
    change.capacity = old.capacity * capacity_factor;
    s.events.push_back({"upgrade", kShockMonth, {}, change});
    return NamedRun(s, kPatternMonths, world.isa);
  };
  const double start = NamedRun(world.scenario, kPatternMonths, world.isa).flow(kPatternMonths, middle);
  const double halved = upgraded(.5, 1).flow(kPatternMonths, middle), roomy = upgraded(.5, 10).flow(kPatternMonths, middle);
  found.note("flow, Mt a year, without upgrade", start);
  found.note("flow with half the days", halved);
  found.note("flow with half the days and ten times the capacity", roomy);
  // The cost of congestion along the flows that falling days bring: how it grows with the flow.
  std::vector<double> flow, delay;
  for (const double factor : {1., .9, .8, .7, .6, .5, .4}) {
    const NamedRun told = upgraded(factor, 1);
    flow.push_back(told.flow(kPatternMonths, middle));
    delay.push_back((told.cost(kPatternMonths, middle) - old.cost) / (world.scenario[Parameter::time_cost] * old.days * factor) - 1);
    found.note(fmt::format("load at {:g} of the days", factor), flow.back() / old.capacity);
    found.note(fmt::format("delay by congestion at {:g} of the days", factor), delay.back());
  }
  bool rises = true, convex = true;
  for (std::size_t k = 1; k < flow.size(); ++k) rises = rises && flow[k] > flow[k - 1];
  for (std::size_t k = 2; k < flow.size(); ++k)
    convex = convex && (delay[k] - delay[k - 1]) / (flow[k] - flow[k - 1]) > (delay[k - 1] - delay[k - 2]) / (flow[k - 1] - flow[k - 2]);
  found.claim("flow rises with every cut of days", rises && halved > start);
  found.claim("capacity binds: more room, more flow", roomy > halved * 1.05);
  found.claim("delay grows convexly with the flow", convex);
  return found;
}

}  // namespace tarazi::evidence
