// Corridors, the freight that chooses among them, and the parameters of the model.
// Sums and other rules between values are in rules.cpp.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "src/config/scenario_keys.h"
#include "src/config/sections.h"

namespace tarazi::config {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool is_mapping(const Node& node, const std::string& path, Reading& reading) {
  if (node.is_map() || node.is_null()) return true;
  reading.problems.add(node.mark, path, "is " + kind_of(node) + "; a mapping from names is needed");
  return false;
}

std::vector<FreightClass::Route> read_routes(const Node& node, const std::string& path, const Scenario& scenario,
                                             Reading& reading) {
  std::vector<FreightClass::Route> routes;
  if (!is_mapping(node, path, reading)) return routes;
  for (const Entry& entry : node.entries) {
    const std::string at = join(path, entry.key);
    const Node name{Node::Kind::scalar, false, entry.mark, entry.key, {}, {}};
    const int corridor = read_corridor_name(name, at, scenario, reading);
    const auto share = read_number(entry.value, freight_table().find("routes")->range, at, reading);
    // A route that is wrong keeps its place as NaN, so that the sum of the shares is not complained about too.
    routes.push_back({std::max(corridor, 0), corridor < 0 ? kNaN : share.value_or(kNaN)});
  }
  if (routes.empty()) reading.problems.add(node.mark, path, "is empty; at least one corridor with its share is needed");
  return routes;
}

}  // namespace

int read_corridor_name(const Node& node, const std::string& path, const Scenario& scenario, Reading& reading) {
  std::vector<std::string> names;
  for (const Corridor& corridor : scenario.corridors) names.push_back(corridor.name);
  const auto name = read_choice(node, names, "corridor", path, reading);
  if (!name) return -1;
  return static_cast<int>(std::find(names.begin(), names.end(), *name) - names.begin());
}

void read_corridors(const Node& corridors, Scenario& scenario, Reading& reading) {
  if (!is_mapping(corridors, "corridors", reading)) return;
  for (const Entry& entry : corridors.entries) {
    const std::string path = join("corridors", entry.key);
    check_name(entry, path, "a corridor", reading);
    Fields fields(entry.value, corridor_table(), path, reading);
    Corridor corridor;
    corridor.name = entry.key;
    corridor.days = number_or(fields, "days", kNaN);
    corridor.cost = number_or(fields, "cost", kNaN);
    corridor.capacity = number_or(fields, "capacity", kNaN);
    corridor.open = number_or(fields, "open", 1);
    const Node* through = fields.node("through");
    const auto owners = fields.names("through");
    for (std::size_t k = 0; owners && k < owners->size() && through->is_list(); ++k) {
      const std::string at = join(fields.path("through"), std::to_string(k));
      const int owner = read_state(through->items[k], at, scenario, reading);
      if (owner >= 0 && std::find(corridor.through.begin(), corridor.through.end(), owner) != corridor.through.end())
        reading.problems.add(through->items[k].mark, at, "the state is listed twice");
      else if (owner >= 0)
        corridor.through.push_back(owner);
    }
    scenario.corridors.push_back(std::move(corridor));
  }
}

void read_freight(const Node& freight, Scenario& scenario, Reading& reading) {
  if (!is_mapping(freight, "freight", reading)) return;
  for (const Entry& entry : freight.entries) {
    const std::string path = join("freight", entry.key);
    check_name(entry, path, "a freight class", reading);
    Fields fields(entry.value, freight_table(), path, reading);
    FreightClass made;
    made.name = entry.key;
    made.tonnes = number_or(fields, "tonnes", kNaN);
    made.value_share = number_or(fields, "value_share", 1);
    if (const Node* routes = fields.node("routes"))
      made.routes = read_routes(*routes, fields.path("routes"), scenario, reading);
    const Node* between = fields.node("between");
    if (!between || !fields.names("between")) continue;
    if (!between->is_list() || between->items.size() != 2) {
      reading.problems.add(between->mark, fields.path("between"), "exactly two states are needed, e.g. [CHN, EU]");
      continue;
    }
    made.a = read_state(between->items[0], fields.path("between.0"), scenario, reading);
    made.b = read_state(between->items[1], fields.path("between.1"), scenario, reading);
    if (made.a < 0 || made.b < 0) continue;
    scenario.freight.push_back(std::move(made));
  }
}

double default_of(Parameter parameter, bool calibrated) {
  if (calibrated) {
    if (parameter == Parameter::drift_sd) return CalibratedNoise::drift_sd;
    if (parameter == Parameter::jump_prob) return CalibratedNoise::jump_prob;
    if (parameter == Parameter::jump_sd) return CalibratedNoise::jump_sd;
    if (parameter == Parameter::mood_sd) return CalibratedNoise::mood_sd;
  }
  return about(parameter).standard;
}

namespace {
constexpr Parameter kNoise[] = {Parameter::drift_sd, Parameter::jump_prob, Parameter::jump_sd, Parameter::mood_sd};
}

void set_noise(Scenario& scenario, bool calibrated) {
  for (const Parameter p : kNoise) scenario[p] = default_of(p, calibrated);
}

std::optional<bool> noise_of(const Scenario& scenario) {
  for (const bool calibrated : {false, true})
    if (std::all_of(std::begin(kNoise), std::end(kNoise),
                    [&](Parameter p) { return scenario[p] == default_of(p, calibrated); }))
      return calibrated;
  return std::nullopt;
}

void read_parameters(Fields& top, Scenario& scenario, Reading& reading) {
  scenario.parameters = standard_parameters();
  const bool calibrated = top.choice("noise") == "calibrated";
  set_noise(scenario, calibrated);
  const Node* section = top.node("parameters");
  if (!section) return;
  Fields fields(*section, parameter_table(), "parameters", reading);
  for (int k = 0; k < kParameterCount; ++k) {
    const auto p = static_cast<Parameter>(k);
    const Key& key = *parameter_table().find(about(p).name);
    const Node* node = fields.node(key.name);
    if (!node) continue;
    if (key.kind == Kind::integer) {
      scenario[p] = fields.integer(key.name).value_or(kNaN);
      continue;
    }
    // A parameter at its default has the table's source, whether it is written down or not.
    const double usual = default_of(p, calibrated);
    const std::size_t before = reading.provenance ? reading.provenance->size() : 0;
    scenario[p] = fields.number(key.name).value_or(kNaN);
    if (reading.provenance && reading.provenance->size() > before && scenario[p] == usual &&
        reading.provenance->back().kind == Provenance::Kind::none)
      reading.provenance->pop_back();
  }
}

}  // namespace tarazi::config
