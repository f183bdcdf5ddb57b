// What must be alike for worlds to run side by side, written as text so that points can be grouped by it.
#include <string>

#include "src/sim/simulation.h"

namespace tarazi {
namespace {

void add(std::string& text, const std::string& part) { text.append(part).append(1, ';'); }
void add(std::string& text, int number) { add(text, std::to_string(number)); }

void add_event(std::string& text, const Event& event) {
  add(text, static_cast<int>(event.what.index()));
  add(text, event.at);
  add(text, event.until ? std::to_string(*event.until) : "-");
  if (const auto* pin = std::get_if<Pin>(&event.what)) {
    add(text, pin->from);
    add(text, pin->to);
    for (const auto& value : pin->value) add(text, value ? 1 : 0);
  } else if (const auto* strategy = std::get_if<StrategyChange>(&event.what)) {
    add(text, strategy->state);
    add(text, strategy->use.policy);
  } else if (const auto* corridor = std::get_if<CorridorChange>(&event.what)) {
    add(text, corridor->corridor);
  } else if (const auto* dyad = std::get_if<DyadChange>(&event.what)) {
    add(text, dyad->from);
    add(text, dyad->to);
    add(text, dyad->both_ways ? 1 : 0);
  } else if (const auto* shock = std::get_if<StateShock>(&event.what)) {
    add(text, shock->state);
  }
}

}  // namespace

std::string structure(const Scenario& scenario) {
  std::string text;
  add(text, scenario.dimensions);
  add(text, static_cast<int>(scenario[Parameter::sweeps]));
  for (const State& state : scenario.states) {
    add(text, state.code);
    add(text, state.passive ? 1 : 0);
    add(text, state.strategy.policy);
  }
  for (const Corridor& corridor : scenario.corridors) {
    add(text, corridor.name);
    for (const int owner : corridor.through) add(text, owner);
  }
  for (const FreightClass& freight : scenario.freight) {
    add(text, freight.name);
    add(text, freight.a);
    add(text, freight.b);
    for (const FreightClass::Route& route : freight.routes) add(text, route.corridor);
  }
  for (const Event& event : scenario.events) add_event(text, event);
  return text;
}

}  // namespace tarazi
