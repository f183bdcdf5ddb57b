// Scenarios: reading, dotted paths, checks. Values are set through the same assignments as on the command
// line, so that Python gives the same errors as a file.
#include "src/config/config.h"
#include "src/config/numbers.h"
#include "src/config/path.h"
#include "src/python/bindings.h"

#include <cmath>

namespace tarazi::python {
namespace {

using config::Slot;

/// The value a path points at: float, int, str or None (an anchor left to calibration).
py::object get(const Scenario& scenario, const std::string& path) {
  const Slot slot = config::resolve(scenario, path);
  const double value = slot.get(scenario);
  if (slot.kind == Slot::Kind::choice) {
    const int index = static_cast<int>(value);
    if (index < 0 || index >= static_cast<int>(slot.choices.size())) return py::none();
    return py::str(slot.choices[static_cast<std::size_t>(index)]);
  }
  if (!std::isfinite(value)) return py::none();
  if (slot.kind == Slot::Kind::number) return py::float_(value);
  return py::int_(static_cast<long long>(value));
}

/// Carries out all assignments and checks the rules between values, or changes nothing.
void assign_all(Scenario& scenario, const std::vector<std::string>& assignments) {
  Scenario changed = scenario;
  for (const std::string& assignment : assignments) config::assign(changed, assignment);
  config::validate(changed);
  scenario = std::move(changed);
}

py::list events(const Scenario& scenario) {
  constexpr const char* kKinds[] = {"pin", "strategy", "corridor", "change", "state"};
  py::list all;
  for (const Event& event : scenario.events)
    all.append(py::make_tuple(event.name, event.at, event.until, kKinds[event.what.index()]));
  return all;
}

py::dict facts(const Scenario& scenario) {
  py::list codes, names, passive, places;
  for (const State& state : scenario.states) {
    codes.append(state.code);
    names.append(state.name.empty() ? state.code : state.name);
    passive.append(state.passive);
    places.append(state.place ? py::object(py::make_tuple((*state.place)[0], (*state.place)[1])) : py::none());
  }
  py::list corridors, routes;
  for (const Corridor& corridor : scenario.corridors) corridors.append(corridor.name);
  for (const FreightClass& freight : scenario.freight)
    for (const FreightClass::Route& route : freight.routes)
      routes.append(py::make_tuple(freight.name, scenario.corridors[static_cast<std::size_t>(route.corridor)].name));
  py::dict all;
  all["title"] = scenario.title;
  all["about"] = scenario.about;
  all["start"] = config::format_date(scenario.start);
  all["dimensions"] = scenario.dimensions;
  all["codes"] = codes;
  all["names"] = names;
  all["passive"] = passive;
  all["places"] = places;
  all["corridors"] = corridors;
  all["routes"] = routes;
  all["events"] = events(scenario);
  return all;
}

void use_policy(Scenario& scenario, const std::string& code, int ticket) {
  const int state = scenario.find(code);
  if (state < 0) throw py::key_error("no state " + code);
  if (scenario.states[static_cast<std::size_t>(state)].passive)
    throw py::value_error("states." + code + ".strategy: a passive state sends no signals, it can have no policy");
  Strategy& strategy = scenario.states[static_cast<std::size_t>(state)].strategy;
  strategy.policy = "python";
  strategy.options = {{"ticket", static_cast<double>(ticket)}};
}

py::list quantities(const Quantity* first, std::size_t count) {
  py::list all;
  for (const Quantity* q = first; q != first + count; ++q)
    all.append(py::make_tuple(std::string(q->name), std::string(q->unit), q->standard, q->low, q->high,
                              std::string(q->help), std::string(q->source)));
  return all;
}

}  // namespace

bool has_python_policy(const Scenario& scenario) {
  for (const State& state : scenario.states)
    if (state.strategy.policy == "python") return true;
  for (const Event& event : scenario.events)
    if (const auto* change = std::get_if<StrategyChange>(&event.what);
        change != nullptr && change->use.policy == "python")
      return true;
  return false;
}

void bind_scenario(py::module_& module) {
  py::class_<Scenario, std::shared_ptr<Scenario>>(module, "Scenario")
      .def_static(
          "load", [](const std::string& path) { return config::read_scenario(path); }, py::arg("path"))
      .def_static(
          "parse",
          [](const std::string& text, const std::string& name, const std::string& base) {
            return config::parse_scenario(text, name, base);
          },
          py::arg("text"), py::arg("name"), py::arg("base"))
      .def("copy", [](const Scenario& s) { return Scenario(s); })
      .def("to_yaml", &config::write_scenario)
      .def("hash", &config::content_hash)
      .def("paths", &config::all_paths)
      .def("unsourced", &config::unsourced)
      .def("get", &get, py::arg("path"))
      .def("assign", &assign_all, py::arg("assignments"))
      .def("facts", &facts)
      .def("use_policy", &use_policy, py::arg("state"), py::arg("ticket"))
      .def_property_readonly("has_python_policy", &has_python_policy)
      .def_property_readonly("months", [](const Scenario& s) { return s.months; })
      .def_property_readonly("seed", [](const Scenario& s) { return s.seed; });
  module.def("parameters", [] { return quantities(kParameters.data(), kParameters.size()); });
  module.def("weights", [] { return quantities(kWeights.data(), kWeights.size()); });
}

}  // namespace tarazi::python
