// From a calibration file to a checked calibration. All mistakes are collected, each with its place.
// Worlds are read first: paths of parameters and pairs of targets are checked against them.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "src/config/fields.h"
#include "src/config/files.h"
#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/evidence/calibrate.h"
#include "src/evidence/calibrate_keys.h"
#include "src/evidence/table.h"

namespace tarazi::evidence {
namespace {

using config::Fields;
using config::Node;
using config::Reading;

/// Visits the entries of a mapping of objects that has at least one.
template <class F>
void each_entry(Fields& top, std::string_view key, const char* example, Reading& reading, F&& visit) {
  const Node* node = top.node(key);
  if (!node) return;
  if (!node->is_map() || node->entries.empty()) {
    reading.problems.add(
        node->mark, std::string(key),
        fmt::format("is {}; a mapping from names is needed, e.g. {}", config::kind_of(*node), example));
    return;
  }
  for (const config::Entry& entry : node->entries) visit(entry);
}

void read_worlds(Fields& top, Calibration& c, const std::filesystem::path& folder, Reading& reading) {
  each_entry(top, "worlds", "states: {scenario: world.yaml, months: 120}", reading, [&](const config::Entry& entry) {
    Fields fields(entry.value, world_table(), config::join("worlds", entry.key), reading);
    CalibrationWorld world;
    world.name = entry.key;
    world.file = fields.text("scenario").value_or("");
    world.months = static_cast<int>(fields.integer("months").value_or(12));
    world.replicates = static_cast<int>(fields.integer("replicates").value_or(1));
    world.memory = fields.number("memory").value_or(0);
    if (world.file.empty()) return;
    try {
      world.scenario = config::read_scenario(folder / world.file, config::Limits::own_files());
      world.scenario.months = world.months;
      world.scenario.provenance.clear();
      c.worlds.push_back(std::move(world));
    } catch (const config::FileError& error) {
      reading.problems.add(
          fields.node("scenario")->mark, fields.path("scenario"),
          error.what());
    } catch (const config::InputError& error) {
      for (const config::Problem& p : error.problems())
        reading.problems.add({std::make_shared<const std::string>(p.file), p.line, p.column}, p.path, p.what);
    }
  });
}

void read_prior(Fields& fields, Prior& prior, Reading& reading, const config::Mark& mark) {
  const std::string kind = fields.choice("prior").value_or("uniform");
  prior.kind = kind == "normal"        ? PriorKind::normal
               : kind == "log-uniform" ? PriorKind::log_uniform
                                       : PriorKind::uniform;
  prior.low = fields.number("low").value_or(0);
  prior.high = fields.number("high").value_or(prior.low + 1);
  prior.mean = fields.number("mean").value_or(0);
  prior.sd = fields.number("sd").value_or(1);
  if (!(prior.low < prior.high))
    reading.problems.add(
        mark, fields.path("high"),
        fmt::format("{} is not above low ({})", config::shortest(prior.high), config::shortest(prior.low)));
  if (prior.kind == PriorKind::log_uniform && !(prior.low > 0))
    reading.problems.add(mark, fields.path("low"), "must be above 0 with prior log-uniform");
  for (const char* key : {"mean", "sd"}) {
    if (fields.has(key) && prior.kind != PriorKind::normal)
      reading.problems.add(fields.node(key)->mark, fields.path(key), "has a meaning with prior normal only");
    if (!fields.has(key) && prior.kind == PriorKind::normal)
      reading.problems.add(mark, fields.path(key), "is missing; prior normal needs it");
  }
}

void read_paths(const Node& node, const std::string& where, const Calibration& c, Unknown& unknown, Reading& reading) {
  unknown.slots.resize(c.worlds.size());
  const auto read = [&](const Node& item, const std::string& at) {
    const auto word = config::read_word(item, at, reading);
    if (!word) return;
    unknown.paths.push_back(*word);
    if (*word == kPositionError) {
      unknown.of_observation = true;
      if (unknown.prior.low < 0) reading.problems.add(item.mark, at, "a standard deviation is not negative");
      return;
    }
    for (std::size_t w = 0; w < c.worlds.size(); ++w) {
      try {
        config::Slot slot = config::resolve(c.worlds[w].scenario, *word);
        if (slot.kind != config::Slot::Kind::number) {
          reading.problems.add(item.mark, at, fmt::format("{} is no number with decimals", slot.path));
          return;
        }
        for (const double end : {unknown.prior.low, unknown.prior.high})
          if (!slot.range.allows(end)) {
            reading.problems.add(
                item.mark, at,
                fmt::format("the prior reaches {}; {} allows {}", config::shortest(end), slot.path, slot.range.text()));
            return;
          }
        unknown.slots[w].push_back(std::move(slot));
      } catch (const config::InputError& error) {
        for (const config::Problem& p : error.problems())
          reading.problems.add(item.mark, at, fmt::format("in world {}: '{}' {}", c.worlds[w].name, p.path, p.what));
        return;
      }
    }
  };
  if (!node.is_list()) return read(node, where);
  for (std::size_t k = 0; k < node.items.size(); ++k) read(node.items[k], config::join(where, std::to_string(k)));
}

void read_parameters(Fields& top, Calibration& c, Reading& reading) {
  each_entry(top, "parameters", "anchoring: {path: parameters.anchoring, low: 0.002, high: 0.012}", reading,
             [&](const config::Entry& entry) {
               Fields fields(entry.value, parameter_table(), config::join("parameters", entry.key), reading);
               Unknown unknown;
               unknown.name = entry.key;
               unknown.source = fields.text("source").value_or("");
               read_prior(fields, unknown.prior, reading, entry.mark);
               if (const Node* path = fields.node("path")) read_paths(*path, fields.path("path"), c, unknown, reading);
               c.unknowns.push_back(std::move(unknown));
             });
}

/// The pair of an experiment must be in its world and trade.
void check_pair(const Fields& fields, const CalibrationTarget& target, const Scenario& world, const config::Mark& mark,
                Reading& reading) {
  std::vector<std::string> codes;
  for (const State& s : world.states) codes.push_back(s.code);
  bool good = true;
  for (const auto& [key, code] : {std::pair("from", target.options.from), std::pair("to", target.options.to)})
    if (world.find(code) < 0) {
      good = false;
      reading.problems.add(mark, fields.path(key),
                           code.empty() ? fmt::format("is missing; {} needs a pair", target.statistic->name)
                                        : "no such state" + config::did_you_mean(code, codes));
    }
  if (!good) return;
  const int a = world.find(target.options.from), b = world.find(target.options.to);
  if (a == b || world.exports.at(a, b) + world.exports.at(b, a) <= 0 ||
      world.states[static_cast<std::size_t>(a)].passive || world.states[static_cast<std::size_t>(b)].passive)
    reading.problems.add(mark, fields.path("to"), "the pair must be two active states that trade");
}

/// Positions that were observed at the world's start and `years` later, for its states.
void read_observed(const Fields& fields, CalibrationTarget& target, const Scenario& world, const config::Mark& mark,
                   const std::filesystem::path& folder, const std::string& file, Reading& reading) {
  constexpr int kLeast = 10;
  if (file.empty()) return reading.problems.add(mark, fields.path("observed"), fmt::format("is missing; {} needs a table of positions", target.statistic->name));
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  target.options.before.assign(world.states.size(), unknown);
  target.options.after = target.options.before;
  const int start = world.start.year, end = start + target.options.years;
  read_table(folder / file, {"iso3", "year", "ideal_point"}, [&](const DataRow& row) {
    const int state = world.find(std::string(row.text(0))), year = row.integer(1);
    const auto value = row.maybe(2);
    if (state < 0 || !value) return;
    if (year == start) target.options.before[static_cast<std::size_t>(state)] = *value;
    if (year == end) target.options.after[static_cast<std::size_t>(state)] = *value;
  });
  int both = 0;
  for (std::size_t i = 0; i < world.states.size(); ++i)
    both += std::isfinite(target.options.before[i]) && std::isfinite(target.options.after[i]);
  if (both < kLeast)
    reading.problems.add(fields.node("observed")->mark, fields.path("observed"),
                         fmt::format("has {} of the world's states in both {} and {}; at least {} are needed", both, start, end, kLeast));
}

void read_targets(Fields& top, Calibration& c, const std::filesystem::path& folder, Reading& reading) {
  each_entry(top, "targets", "sd: {statistic: change_sd, years: 1, value: 0.196, error: 0.01}", reading,
             [&](const config::Entry& entry) {
               Fields fields(entry.value, target_table(), config::join("targets", entry.key), reading);
               CalibrationTarget target;
               target.name = entry.key;
               const auto statistic = fields.choice("statistic");
               target.value = fields.number("value").value_or(0);
               target.error = fields.number("error").value_or(1);
               target.source = fields.text("source").value_or("");
               target.options.years = static_cast<int>(fields.integer("years").value_or(1));
               target.options.from = fields.text("from").value_or("");
               target.options.to = fields.text("to").value_or("");
               target.options.size = fields.number("size").value_or(.5);
               target.options.share = fields.number("share").value_or(.95);
               std::vector<std::string> names;
               for (const CalibrationWorld& w : c.worlds) names.push_back(w.name);
               if (const Node* world = fields.node("world")) {
                 const auto chosen =
                     config::read_choice(*world, names, "world of this calibration", fields.path("world"), reading);
                 target.world =
                     static_cast<int>(std::find(names.begin(), names.end(), chosen.value_or(names[0])) - names.begin());
               }
               if (!statistic) return;
               target.statistic = find_statistic(*statistic);
               const CalibrationWorld& world = c.worlds[static_cast<std::size_t>(target.world)];
               if (target.statistic->needs == StatisticNeeds::experiment)
                 check_pair(fields, target, world.scenario, entry.mark, reading);
               const std::string observed = fields.text("observed").value_or("");
               if (target.statistic->needs == StatisticNeeds::hindcast)
                 read_observed(fields, target, world.scenario, entry.mark, folder, observed, reading);
               if (target.statistic->name == "trade_adjustment" && target.options.years < 2)
                 reading.problems.add(entry.mark, fields.path("years"),
                                      "must be 2 or more: the response after so many years is the long run");
               if (12 * target.options.years > world.months)
                 reading.problems.add(entry.mark, fields.path("years"),
                                      fmt::format("{} years do not fit into the {} months of world {}",
                                                  target.options.years, world.months, world.name));
               c.targets.push_back(std::move(target));
             });
}

void read_effort(Fields& top, Calibration& c, Reading& reading) {
  static const Node kNothing;
  const auto section = [&](std::string_view key) -> const Node& { return top.node(key) ? *top.node(key) : kNothing; };
  Fields history(section("history"), history_table(), "history", reading);
  c.history.waves = static_cast<int>(history.integer("waves").value_or(3));
  c.history.runs = static_cast<int>(history.integer("runs").value_or(100));
  c.history.candidates = static_cast<int>(history.integer("candidates").value_or(20000));
  c.history.cutoff = history.number("cutoff").value_or(3);
  Fields abc(section("abc"), abc_table(), "abc", reading);
  c.abc.population = static_cast<int>(abc.integer("population").value_or(200));
  c.abc.generations = static_cast<int>(abc.integer("generations").value_or(6));
  c.abc.ess_share = abc.number("ess_share").value_or(.5);
  Fields point(section("point"), point_table(), "point", reading);
  c.point.evaluations = static_cast<int>(point.integer("evaluations").value_or(200));
  c.history.seed = c.abc.seed = c.seed;
}

}  // namespace

Observed Calibration::observed() const {
  Observed all;
  for (const CalibrationTarget& t : targets) {
    all.values.push_back(t.value);
    all.errors.push_back(t.error);
  }
  return all;
}

std::vector<double> Calibration::values(const Point& unit) const {
  std::vector<double> all;
  for (std::size_t k = 0; k < unknowns.size(); ++k) all.push_back(unknowns[k].prior.at(unit[k]));
  return all;
}

std::string Calibration::hash() const {
  std::string content = fmt::format("tarazi calibration 1\n{}\n", seed);
  for (const CalibrationWorld& w : worlds)
    content += fmt::format("{} {} {} {}\n", config::content_hash(w.scenario), w.months, w.replicates, w.memory);
  for (const Unknown& u : unknowns) content += fmt::format("{} {}\n", fmt::join(u.paths, " "), u.prior.text());
  for (const CalibrationTarget& t : targets)
    content += fmt::format("{} {} {} {} {} {} {} {} {}\n", t.statistic->name, t.world, t.options.years, t.options.from,
                           t.options.to, t.options.size, t.options.share, fmt::join(t.options.before, " "),
                           fmt::join(t.options.after, " "));
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Calibration parse_calibration(std::string_view text, const std::string& name, const std::filesystem::path& folder) {
  config::Problems problems(name);
  const Node root = config::parse_yaml(text, name, {}, problems);
  if (root.entries.empty()) {
    if (!problems.any())
      problems.add(root.mark, "", "is no calibration: a mapping with tarazi: calibration/1 is needed");
    problems.raise_if_any();
  }
  Reading reading{problems};
  Calibration c;
  c.file = name;
  c.text = text;
  Fields top(root, calibration_table(), "", reading);
  top.choice("tarazi");
  c.title = top.text("title").value_or("");
  c.about = top.text("about").value_or("");
  c.seed = static_cast<std::uint32_t>(top.integer("seed").value_or(1));
  read_worlds(top, c, folder, reading);
  read_effort(top, c, reading);
  if (c.worlds.empty()) problems.raise_if_any();
  read_parameters(top, c, reading);
  read_targets(top, c, folder, reading);
  problems.raise_if_any();
  return c;
}

Calibration read_calibration(const std::filesystem::path& path) {
  return parse_calibration(config::read_text(path, config::Limits{}.bytes), path.string(), path.parent_path());
}

}  // namespace tarazi::evidence
