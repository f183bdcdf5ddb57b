// A strategy as it stands in YAML: a preset's name, a preset with other weights, or a policy class with options.
// Also how strategies are named where a whole strategy is a choice (paths, studies).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agents/policy.h"
#include "src/config/fields.h"

namespace tarazi::config {

/// Name of a strategy that is made of weights without a preset.
inline constexpr std::string_view kCustomStrategy = "custom";

/// Reads and checks; nothing after a problem.
std::optional<Strategy> read_strategy(const Node& node, const std::string& path, Reading& reading);

/// Names a strategy may be chosen by: the presets, then the policy classes (with their default options).
std::vector<std::string> strategy_choices();
std::vector<std::string> preset_names();
std::vector<std::string> policy_names();
/// The strategy of such a name; nothing when there is none.
std::optional<Strategy> strategy_named(std::string_view name);
/// The name of a strategy as a choice: the preset for an unchanged preset or one with other weights, the class
/// for a policy class.
std::string choice_of(const Strategy& strategy);

/// The option of a policy class, or nullptr.
const Quantity* option_of(std::string_view policy, std::string_view option);

}  // namespace tarazi::config
