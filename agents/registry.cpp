// The registry of presets and policy classes; strategies add themselves before main.
#include <stdexcept>

#include "agents/policy.h"

namespace tarazi {

Registry& Registry::instance() {
  static Registry registry;
  return registry;
}

bool Registry::add(Preset preset) {
  std::string name = preset.name;
  if (!presets_.emplace(std::move(name), std::move(preset)).second) throw std::logic_error("two presets of one name");
  return true;
}

bool Registry::add(PolicyClass policy) {
  std::string name = policy.name;
  if (!policies_.emplace(std::move(name), std::move(policy)).second) throw std::logic_error("two policies of one name");
  return true;
}

const Preset* Registry::preset(std::string_view name) const {
  const auto found = presets_.find(name);
  return found == presets_.end() ? nullptr : &found->second;
}

const PolicyClass* Registry::policy(std::string_view name) const {
  const auto found = policies_.find(name);
  return found == policies_.end() ? nullptr : &found->second;
}

std::vector<const Preset*> Registry::presets() const {
  std::vector<const Preset*> all;
  for (const auto& [name, preset] : presets_) all.push_back(&preset);
  return all;
}

std::vector<const PolicyClass*> Registry::policies() const {
  std::vector<const PolicyClass*> all;
  for (const auto& [name, policy] : policies_) all.push_back(&policy);
  return all;
}

Weights weights(std::initializer_list<WeightValue> listed) {
  Weights values = standard_weights();
  for (const WeightValue& entry : listed) values[static_cast<std::size_t>(entry.weight)] = entry.value;
  return values;
}

}  // namespace tarazi
