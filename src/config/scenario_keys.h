// The tables of keys of a scenario file: what may stand where, with range and help.
// Reading, JSON Schema and suggestions all use these tables and nothing else.
#pragma once

#include <array>
#include <string_view>

#include "src/config/keys.h"

namespace tarazi::config {

/// The sections that hold a number for each pair, in the order of `Scenario`'s matrices.
inline constexpr std::array<std::string_view, 6> kMatrixKeys{"trade", "investment", "affinity",
                                                             "bonds", "security",   "pressure"};
/// The kinds of an event.
inline constexpr std::array<std::string_view, 5> kEventKinds{"pin", "strategy", "corridor", "change", "state"};

inline constexpr int kMostStates = 1000;  ///< the model takes N^2 memory and time
inline constexpr int kMostMonths = 12000;
inline constexpr int kMostDimensions = 8;
inline constexpr double kSeedLimit = 4294967295.0;

const Table& scenario_table();
const Table& state_table();
const Table& corridor_table();
const Table& freight_table();
const Table& parameter_table();
const Table& event_table();
const Table& pin_table();
const Table& strategy_change_table();
const Table& corridor_change_table();
const Table& dyad_change_table();
const Table& state_shock_table();

/// Codes of states: a letter, then up to 15 letters, digits or _.
bool is_code(std::string_view text);
inline constexpr std::string_view kCodePattern = "^[A-Za-z][A-Za-z0-9_]{0,15}$";
/// Names of corridors, freight classes and events: a letter or digit, then up to 63 letters, digits, _ or -.
bool is_name(std::string_view text);
inline constexpr std::string_view kNamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

}  // namespace tarazi::config
