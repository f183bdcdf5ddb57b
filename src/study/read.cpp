// From a study file to a checked study. All mistakes are collected, each with its place.
// The sections are read in the order in which they need each other: scenario, factors, design, outcomes.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "src/config/fields.h"
#include "src/config/files.h"
#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/config/scenario_keys.h"
#include "src/study/design.h"
#include "src/study/keys.h"
#include "src/study/parts.h"

namespace tarazi::study {
namespace {

using config::Fields;
using config::Node;
using config::Reading;

/// The scenario's own mistakes keep their places in its file.
std::optional<Scenario> load_scenario(const Node* node, const std::filesystem::path& folder, Reading& reading) {
  if (!node || !node->is_scalar()) {
    if (node) reading.problems.add(node->mark, "scenario", "is " + config::kind_of(*node) + "; the path of a scenario file is needed");
    return std::nullopt;
  }
  try {
    return config::read_scenario(folder / node->text);
  } catch (const config::FileError& error) {
    reading.problems.add(node->mark, "scenario", error.what());
  } catch (const config::InputError& error) {
    for (const config::Problem& p : error.problems())
      reading.problems.add({std::make_shared<const std::string>(p.file), p.line, p.column}, p.path, p.what);
  }
  return std::nullopt;
}

void read_design(Fields& top, Study& study, Reading& reading) {
  const Node* node = top.node("design");
  if (!node || !node->is_map()) {
    if (node) reading.problems.add(node->mark, "design", "is " + config::kind_of(*node) + "; a mapping is needed, e.g. {kind: grid}");
    return;
  }
  Fields fields(*node, design_table(), "design", reading);
  const auto kind = fields.choice("kind");
  if (!kind) return;
  Design& design = study.design;
  for (int k = 0; k <= static_cast<int>(DesignKind::table); ++k)
    if (name(static_cast<DesignKind>(k)) == *kind) design.kind = static_cast<DesignKind>(k);
  const DesignKind is = design.kind;
  const bool sampled = is == DesignKind::latin_hypercube || is == DesignKind::sobol || is == DesignKind::saltelli;
  const auto belongs = [&](std::string_view key, bool needed, bool allowed) {
    const config::Entry* entry = node->entry(key);
    if (entry && !allowed)
      reading.problems.add(entry->mark, fields.path(key), fmt::format("has no meaning in a design of kind {}", *kind));
    if (!entry && needed) reading.problems.add(node->mark, fields.path(key), fmt::format("is missing; a design of kind {} needs it", *kind));
  };
  belongs("points", sampled, sampled);
  belongs("trajectories", is == DesignKind::morris, is == DesignKind::morris);
  belongs("levels", false, is == DesignKind::morris);
  belongs("file", is == DesignKind::table, is == DesignKind::table);
  belongs("seed", false, sampled || is == DesignKind::morris);
  design.points = static_cast<int>(fields.integer("points").value_or(0));
  design.trajectories = static_cast<int>(fields.integer("trajectories").value_or(0));
  design.levels = static_cast<int>(fields.integer("levels").value_or(4));
  design.seed = static_cast<std::uint32_t>(fields.integer("seed").value_or(1));
  design.file = fields.text("file").value_or("");
  if (design.levels % 2 != 0)
    reading.problems.add(fields.node("levels")->mark, "design.levels", fmt::format("{} is odd; Morris steps need an even number of levels", design.levels));
}

void read_until(Fields& top, Study& study, Reading& reading) {
  const Node* node = top.node("until");
  if (!node) return;
  Fields fields(*node, until_table(), "until", reading);
  Until until;
  until.half_width = fields.number("half_width").value_or(1);
  until.most = static_cast<int>(fields.integer("max").value_or(2));
  std::vector<std::string> names;
  for (const Outcome& o : study.outcomes)
    if (!o.categorical()) names.push_back(o.name);
  if (const Node* outcome = fields.node("outcome")) {
    const auto chosen = config::read_choice(*outcome, names, "numeric outcome of this study", "until.outcome", reading);
    for (std::size_t k = 0; k < study.outcomes.size(); ++k)
      if (chosen && study.outcomes[k].name == *chosen) until.outcome = static_cast<int>(k);
  }
  if (const Node* most = fields.node("max"); most && until.most < study.replicates)
    reading.problems.add(most->mark, "until.max", fmt::format("{} is below the {} replicates every point gets", until.most, study.replicates));
  if (study.replicates < 2)
    reading.problems.add(node->mark, "until", "needs at least 2 replicates to judge the spread; set replicates");
  study.until = until;
}

}  // namespace

Study parse_study(std::string_view text, const std::string& name, const std::filesystem::path& folder, const Scenario* scenario) {
  config::Problems problems(name);
  const Node root = config::parse_yaml(text, name, {}, problems);
  if (root.entries.empty()) {
    if (!problems.any()) problems.add(root.mark, "", "is no study: a mapping with tarazi: study/1 is needed");
    problems.raise_if_any();
  }
  Reading reading{problems};
  Study study;
  study.text = text;
  Fields top(root, study_table(), "", reading);
  top.choice("tarazi");
  study.title = top.text("title").value_or("");
  study.about = top.text("about").value_or("");
  study.scenario_file = top.text("scenario").value_or("");
  study.replicates = static_cast<int>(top.integer("replicates").value_or(1));
  read_design(top, study, reading);
  const auto loaded = scenario ? std::optional(*scenario) : load_scenario(top.node("scenario"), folder, reading);
  if (!loaded) {
    problems.raise_if_any();
    return study;
  }
  study.scenario = *loaded;
  study.scenario.provenance.clear();  // a copy is made for every point; sources stay in the scenario's own file
  reading.start = study.scenario.start;
  read_factors(top, study, reading);
  read_outcomes(top, study, reading);
  read_until(top, study, reading);
  read_series(top, study, reading);
  problems.raise_if_any();
  read_constraints(top, study, reading);
  problems.raise_if_any();
  if (study.design.kind == DesignKind::table && !scenario) {
    read_point_table(config::read_text(folder / study.design.file, config::Limits{}.table_bytes * 16),
                     (folder / study.design.file).string(), study, reading);
    problems.raise_if_any();
  }
  if (!scenario) check_design(study, root.find("design")->mark, reading);
  problems.raise_if_any();
  return study;
}

Study read_study(const std::filesystem::path& path) {
  return parse_study(config::read_text(path, config::Limits{}.bytes), path.string(), path.parent_path());
}

}  // namespace tarazi::study
