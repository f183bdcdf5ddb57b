// The parts of reading a scenario, one function a section of the file.
// Internal to src/config: programs call read_scenario and parse_scenario of config.h.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/fields.h"
#include "world/scenario.h"

namespace tarazi::config {

/// Each fills its part of the scenario. A number that is wrong becomes NaN (and a problem), so that checks that
/// involve it stay silent; an entry that makes no sense without a wrong part is left out.
void read_states(const Node& states, Scenario& scenario, Reading& reading);
void read_matrices(const Node& root, Scenario& scenario, Reading& reading);
void read_corridors(const Node& corridors, Scenario& scenario, Reading& reading);
void read_freight(const Node& freight, Scenario& scenario, Reading& reading);
void read_parameters(Fields& top, Scenario& scenario, Reading& reading);
void read_events(const Node& events, Scenario& scenario, Reading& reading);

/// Index of the state a node names, -1 after a problem.
int read_state(const Node& node, const std::string& path, const Scenario& scenario, Reading& reading);
/// Index of the corridor a node names, -1 after a problem.
int read_corridor_name(const Node& node, const std::string& path, const Scenario& scenario, Reading& reading);
/// Checks the name of a corridor, freight class or event.
void check_name(const Entry& entry, const std::string& path, std::string_view what, Reading& reading);

/// A field's number: `standard` when left out, NaN when wrong.
double number_or(Fields& fields, std::string_view name, double standard);

/// The rules that involve more than one value (model section 7, valid input). Each break is told to `report`
/// with its dotted path and what is wrong. Values that are NaN break no rule.
using Report = std::function<void(const std::string& path, const std::string& what)>;
void check_rules(const Scenario& scenario, const Report& report);

/// The four noise parameters at "none" or "calibrated".
void set_noise(Scenario& scenario, bool calibrated);
/// Value of a parameter under a noise setting, before any explicit one.
double default_of(Parameter parameter, bool calibrated);
/// True and false when the four noise parameters are exactly those of "calibrated" and "none"; else nothing.
std::optional<bool> noise_of(const Scenario& scenario);

}  // namespace tarazi::config
