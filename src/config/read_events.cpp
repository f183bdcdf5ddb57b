// Events: what happens when, and to whom.
// An event that names an unknown state or no kind is left out after its problem; the rest is still checked.
#include <limits>

#include <fmt/format.h>

#include "src/config/scenario_keys.h"
#include "src/config/sections.h"
#include "src/config/strategy.h"

namespace tarazi::config {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

int named_state(const Fields& fields, std::string_view key, const Scenario& scenario, Reading& reading) {
  const Node* node = fields.node(key);
  return node ? read_state(*node, fields.path(key), scenario, reading) : -1;
}

std::optional<double> given(Fields& fields, std::string_view name) {
  if (!fields.has(name)) return std::nullopt;
  return fields.number(name).value_or(kNaN);
}

std::optional<Pin> read_pin(const Node& node, const std::string& path, const Scenario& scenario, Reading& reading) {
  Fields fields(node, pin_table(), path, reading);
  Pin pin;
  pin.from = named_state(fields, "from", scenario, reading);
  pin.to = named_state(fields, "to", scenario, reading);
  pin.value = {given(fields, "pressure"), given(fields, "openness"), given(fields, "offer")};
  if (!pin.value[0] && !pin.value[1] && !pin.value[2])
    reading.problems.add(node.mark, path, "pins nothing; at least one of pressure, openness, offer is needed");
  return pin.from < 0 || pin.to < 0 ? std::nullopt : std::optional(pin);
}

std::optional<StrategyChange> read_strategy_change(const Node& node, const std::string& path, const Scenario& scenario,
                                                   Reading& reading) {
  Fields fields(node, strategy_change_table(), path, reading);
  const int state = named_state(fields, "state", scenario, reading);
  const Node* use = fields.node("use");
  auto strategy = use ? read_strategy(*use, fields.path("use"), reading) : std::nullopt;
  if (state < 0 || !strategy) return std::nullopt;
  return StrategyChange{state, std::move(*strategy)};
}

std::optional<CorridorChange> read_corridor_change(const Node& node, const std::string& path, const Scenario& scenario,
                                                   Reading& reading) {
  Fields fields(node, corridor_change_table(), path, reading);
  CorridorChange change;
  const Node* name = fields.node("name");
  change.corridor = name ? read_corridor_name(*name, fields.path("name"), scenario, reading) : -1;
  change.days = given(fields, "days");
  change.cost = given(fields, "cost");
  change.capacity = given(fields, "capacity");
  change.open = given(fields, "open");
  if (!change.days && !change.cost && !change.capacity && !change.open)
    reading.problems.add(node.mark, path, "changes nothing; at least one of days, cost, capacity, open is needed");
  return change.corridor < 0 ? std::nullopt : std::optional(change);
}

std::optional<DyadChange> read_dyad_change(const Node& node, const std::string& path, const Scenario& scenario,
                                           Reading& reading) {
  Fields fields(node, dyad_change_table(), path, reading);
  DyadChange change;
  change.from = named_state(fields, "from", scenario, reading);
  change.to = named_state(fields, "to", scenario, reading);
  change.affinity = number_or(fields, "affinity", 0);
  change.grievance = number_or(fields, "grievance", 0);
  change.mood = number_or(fields, "mood", 0);
  change.bond = number_or(fields, "bond", 0);
  if (!fields.has("affinity") && !fields.has("grievance") && !fields.has("mood") && !fields.has("bond"))
    reading.problems.add(node.mark, path, "changes nothing; at least one of affinity, grievance, mood, bond is needed");
  return change.from < 0 || change.to < 0 ? std::nullopt : std::optional(change);
}

std::optional<StateShock> read_state_shock(const Node& node, const std::string& path, const Scenario& scenario,
                                           Reading& reading) {
  Fields fields(node, state_shock_table(), path, reading);
  StateShock shock;
  shock.state = named_state(fields, "name", scenario, reading);
  shock.output = number_or(fields, "output", kNaN);
  return shock.state < 0 ? std::nullopt : std::optional(shock);
}

/// The key of the event's kind, or nullptr after a problem.
const Entry* read_kind(const Entry& entry, const std::string& path, Reading& reading) {
  const Entry* kind = nullptr;
  for (const Entry& e : entry.value.entries)
    for (const std::string_view name : kEventKinds) {
      if (e.key != name) continue;
      if (kind)
        reading.problems.add(
            e.mark, join(path, e.key),
            fmt::format("the event already has `{}`; one event does one thing, write a second event", kind->key));
      else
        kind = &e;
    }
  if (!kind)
    reading.problems.add(entry.mark, path,
                         "the event does nothing; exactly one of pin, strategy, corridor, change, state is needed");
  return kind;
}

void read_event(const Entry& entry, Scenario& scenario, Reading& reading) {
  const std::string path = join("events", entry.key);
  check_name(entry, path, "an event", reading);
  Fields fields(entry.value, event_table(), path, reading);
  Event event;
  event.name = entry.key;
  const auto at = fields.month("at");
  event.at = at.value_or(0);
  event.until = fields.month("until");
  const auto both_ways = fields.flag("both_ways");
  if (!entry.value.is_map()) return;
  const Entry* kind = read_kind(entry, path, reading);
  if (!kind) return;
  const Node& node = kind->value;
  const std::string inner = join(path, kind->key);
  if (both_ways && kind->key != "change")
    reading.problems.add(fields.node("both_ways")->mark, fields.path("both_ways"), "only a `change` can go both ways");
  if (fields.has("until") && kind->key != "pin")
    reading.problems.add(fields.node("until")->mark, fields.path("until"),
                         fmt::format("only a pin ends; `{}` acts once", kind->key));
  else if (event.until && at && *event.until <= *at)
    reading.problems.add(fields.node("until")->mark, fields.path("until"),
                         "is not after `at`; the pin would never hold");
  const auto put = [&](auto what) {
    // Without its month an event cannot be compared with others.
    if (!what || !at || (fields.has("until") && !event.until)) return;
    event.what = std::move(*what);
    scenario.events.push_back(std::move(event));
  };
  if (kind->key == "pin") return put(read_pin(node, inner, scenario, reading));
  if (kind->key == "strategy") return put(read_strategy_change(node, inner, scenario, reading));
  if (kind->key == "corridor") return put(read_corridor_change(node, inner, scenario, reading));
  if (kind->key == "state") return put(read_state_shock(node, inner, scenario, reading));
  auto change = read_dyad_change(node, inner, scenario, reading);
  if (change) change->both_ways = both_ways.value_or(false);
  put(std::move(change));
}

}  // namespace

void read_events(const Node& events, Scenario& scenario, Reading& reading) {
  if (!events.is_map() && !events.is_null()) {
    reading.problems.add(events.mark, "events", "is " + kind_of(events) + "; a mapping from names to events is needed");
    return;
  }
  for (const Entry& entry : events.entries) read_event(entry, scenario, reading);
}

}  // namespace tarazi::config
