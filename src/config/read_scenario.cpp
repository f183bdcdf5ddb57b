// From a file to a checked scenario: load and merge, read section by section, then the rules between values.
// A rule that is broken is shown at the place of the value it names.
#include <algorithm>

#include "src/config/config.h"
#include "src/config/extend.h"
#include "src/config/files.h"
#include "src/config/scenario_keys.h"
#include "src/config/sections.h"

namespace tarazi::config {
namespace {

/// The place of the value at a dotted path, or of the deepest part of the path that stands in the file.
/// The pair of a symmetric matrix may have been given the other way round.
Mark locate(const Node& root, std::string_view path) {
  const auto steps = [](std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t dot = std::min(text.find('.', from), text.size());
      out.emplace_back(text.substr(from, dot - from));
      from = dot + 1;
    }
    return out;
  };
  const auto walk = [&](const std::vector<std::string>& keys, std::size_t& found) {
    const Node* node = &root;
    Mark mark = root.mark;
    for (found = 0; found < keys.size(); ++found) {
      const Entry* entry = node->entry(keys[found]);
      if (!entry) break;
      node = &entry->value;
      mark = node->is_scalar() ? node->mark : entry->mark;
    }
    return mark;
  };
  std::vector<std::string> keys = steps(path);
  std::size_t depth = 0;
  const Mark mark = walk(keys, depth);
  if (depth == keys.size() || keys.size() != 3 || (keys[0] != "affinity" && keys[0] != "bonds")) return mark;
  std::swap(keys[1], keys[2]);
  std::size_t other_depth = 0;
  const Mark other = walk(keys, other_depth);
  return other_depth > depth ? other : mark;
}

Scenario build(const Node& root, Reading& reading) {
  Scenario scenario;
  Fields fields(root, scenario_table(), "", reading);
  scenario.title = fields.text("title").value_or("");
  scenario.about = fields.text("about").value_or("");
  if (const auto start = fields.date("start")) {
    scenario.start = *start;
    reading.start = *start;
  }
  scenario.months = static_cast<int>(fields.integer("months").value_or(scenario.months));
  scenario.seed = static_cast<std::uint32_t>(fields.integer("seed").value_or(scenario.seed));
  read_parameters(fields, scenario, reading);
  const Node* states = fields.node("states");
  if (!states) return scenario;
  if (!states->is_map()) {
    reading.problems.add(states->mark, "states",
                         "is " + kind_of(*states) + "; a mapping from codes to states is needed");
    return scenario;
  }
  read_states(*states, scenario, reading);
  if (scenario.states.empty()) return scenario;
  read_matrices(root, scenario, reading);
  static const Node nothing;
  const auto section = [&](std::string_view name) -> const Node& {
    const Node* node = fields.node(name);
    return node ? *node : nothing;
  };
  read_corridors(section("corridors"), scenario, reading);
  read_freight(section("freight"), scenario, reading);
  read_events(section("events"), scenario, reading);
  check_rules(scenario, [&](const std::string& path, const std::string& what) {
    reading.problems.add(locate(root, path), path, what);
  });
  return scenario;
}

Scenario read(std::string_view text, const std::string& name, const std::filesystem::path& folder,
              const std::filesystem::path& self, const Limits& limits) {
  Problems problems(name);
  const Loaded loaded = load_tree(text, name, folder, self, limits, problems);
  const Node& root = loaded.root;
  if (!loaded.complete) problems.raise_if_any();  // that keys and states are missing then is no news
  std::vector<Provenance> provenance;
  Reading reading{problems, &provenance};
  Scenario scenario = build(root, reading);
  problems.raise_if_any();
  scenario.provenance = std::move(provenance);
  return scenario;
}

}  // namespace

Scenario read_scenario(const std::filesystem::path& path, const Limits& limits) {
  return read(read_text(path, limits.bytes), path.string(), path.parent_path(), path, limits);
}

Scenario parse_scenario(std::string_view text, const std::string& name, const std::filesystem::path& base,
                        const Limits& limits) {
  return read(text, name, base, {}, limits);
}

void validate(const Scenario& scenario) {
  Problems problems;
  check_rules(scenario, [&](const std::string& path, const std::string& what) { problems.add(path, what); });
  problems.raise_if_any();
}

}  // namespace tarazi::config
