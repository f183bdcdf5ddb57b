// Reading of strategies against the registry of presets and policy classes.
// The weights of the weighted rule are allowed for every class: a class may use them as well.
#include "src/config/strategy.h"

#include <algorithm>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/numbers.h"

namespace tarazi::config {
namespace {

constexpr std::string_view kWeighted = "weighted";

int weight_index(std::string_view name) {
  for (int k = 0; k < kWeightCount; ++k)
    if (kWeights[static_cast<std::size_t>(k)].name == name) return k;
  return -1;
}

/// Values of the weights a map of weights starts from.
void start_from(Strategy& strategy, const Preset* preset) {
  strategy.name = preset ? preset->name : std::string(kCustomStrategy);
  strategy.weights = preset ? preset->weights : standard_weights();
}

void take_defaults(Strategy& strategy, const PolicyClass& policy) {
  strategy.policy = policy.name;
  for (const Quantity& option : policy.options) strategy.options.try_emplace(std::string(option.name), option.standard);
}

}  // namespace

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset* preset : Registry::instance().presets()) names.push_back(preset->name);
  return names;
}

std::vector<std::string> policy_names() {
  std::vector<std::string> names{std::string(kWeighted)};
  for (const PolicyClass* policy : Registry::instance().policies())
    if (policy->name != kWeighted) names.push_back(policy->name);
  return names;
}

std::vector<std::string> strategy_choices() {
  std::vector<std::string> names = preset_names();
  for (std::string& policy : policy_names())
    if (policy != kWeighted && std::find(names.begin(), names.end(), policy) == names.end())
      names.push_back(std::move(policy));
  return names;
}

std::optional<Strategy> strategy_named(std::string_view name) {
  Strategy strategy;
  if (const Preset* preset = Registry::instance().preset(name)) {
    start_from(strategy, preset);
    return strategy;
  }
  const PolicyClass* policy = Registry::instance().policy(name);
  if (!policy || name == kWeighted) return std::nullopt;
  start_from(strategy, nullptr);
  take_defaults(strategy, *policy);
  return strategy;
}

std::string choice_of(const Strategy& strategy) {
  return strategy.policy == kWeighted ? strategy.name : strategy.policy;
}

const Quantity* option_of(std::string_view policy, std::string_view option) {
  const PolicyClass* known = Registry::instance().policy(policy);
  if (!known) return nullptr;
  for (const Quantity& q : known->options)
    if (q.name == option) return &q;
  return nullptr;
}

std::optional<Strategy> read_strategy(const Node& node, const std::string& path, Reading& reading) {
  if (!node.is_map()) {
    const auto name = read_choice(node, strategy_choices(), "strategy", path, reading);
    return name ? strategy_named(*name) : std::nullopt;
  }
  bool good = true;
  Strategy strategy;
  const Preset* preset = nullptr;
  if (const Node* extended = node.find("extends")) {
    const auto name = read_choice(*extended, preset_names(), "preset", join(path, "extends"), reading);
    if (name) preset = Registry::instance().preset(*name);
    good = good && preset;
  }
  start_from(strategy, preset);
  const PolicyClass* policy = nullptr;
  if (const Node* named = node.find("policy")) {
    const auto name = read_choice(*named, policy_names(), "policy class", join(path, "policy"), reading);
    if (name && *name != kWeighted) {
      policy = Registry::instance().policy(*name);
      take_defaults(strategy, *policy);
    }
    good = good && name;
  }
  for (const Entry& e : node.entries) {
    if (e.key == "extends" || e.key == "policy") continue;
    const std::string at = join(path, e.key);
    const int weight = weight_index(e.key);
    // A class's own option hides a weight of the same name.
    const Quantity* option = policy ? option_of(policy->name, e.key) : nullptr;
    if (!option && weight < 0) {
      std::vector<std::string> names{"extends", "policy"};
      for (const Quantity& q : kWeights) names.emplace_back(q.name);
      if (policy)
        for (const Quantity& q : policy->options) names.emplace_back(q.name);
      const std::string hint = reading.problems.full() ? "" : did_you_mean(e.key, names);
      reading.problems.add(e.mark, at, fmt::format("unknown weight or option of a strategy{}", hint));
      good = false;
      continue;
    }
    const Quantity& quantity = option ? *option : kWeights[static_cast<std::size_t>(weight)];
    const auto value = read_number(e.value, range_of(quantity), at, reading);
    good = good && value;
    if (!value) continue;
    if (option)
      strategy.options[e.key] = *value;
    else
      strategy.weights[static_cast<std::size_t>(weight)] = *value;
  }
  return good ? std::optional(std::move(strategy)) : std::nullopt;
}

}  // namespace tarazi::config
