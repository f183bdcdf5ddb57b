// States and the matrices between them.
// Codes name the random numbers, so two codes with one hash are refused.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/scenario_keys.h"
#include "src/config/sections.h"
#include "src/config/strategy.h"
#include "world/rng.h"

namespace tarazi::config {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> codes(const Scenario& scenario) {
  std::vector<std::string> out;
  for (const State& state : scenario.states) out.push_back(state.code);
  return out;
}

State read_one(const Entry& entry, Reading& reading) {
  State state;
  state.code = entry.key;
  Fields fields(entry.value, state_table(), join("states", entry.key), reading);
  state.name = fields.text("name").value_or(entry.key);
  state.passive = fields.flag("passive").value_or(false);
  state.gdp = number_or(fields, "gdp", kNaN);
  state.growth = number_or(fields, "growth", 0);
  state.home_share = number_or(fields, "home_share", .25);
  if (const auto position = fields.numbers("position"))
    state.position = *position;
  else if (fields.has("position"))
    state.position = {kNaN};
  if (const auto anchor = fields.numbers("anchor")) state.anchor = *anchor;
  if (const Node* node = fields.node("strategy")) {
    if (auto strategy = read_strategy(*node, fields.path("strategy"), reading)) state.strategy = std::move(*strategy);
    if (state.passive)
      reading.problems.add(node->mark, fields.path("strategy"),
                           "a passive state has no strategy; remove it, or `passive`");
  } else if (auto standard = strategy_named(state.strategy.name)) {
    state.strategy = std::move(*standard);
  }
  if (const auto place = fields.numbers("place", false)) {
    if (place->size() == 2 && std::abs((*place)[0]) <= 90)
      state.place = {{(*place)[0], (*place)[1]}};
    else
      reading.problems.add(fields.node("place")->mark, fields.path("place"),
                           "two numbers are needed: latitude (-90 to 90), longitude (-180 to 180)");
  }
  return state;
}

/// All positions have one dimension; a state without one stands at the origin.
void settle_dimensions(const Node& states, Scenario& scenario, Reading& reading) {
  std::size_t dimensions = 0;
  std::string first;
  for (State& state : scenario.states) {
    const auto agree = [&](const std::vector<double>& numbers, const char* key) {
      if (numbers.empty() || std::isnan(numbers[0])) return;
      if (dimensions == 0) {
        dimensions = numbers.size();
        first = state.code;
      } else if (numbers.size() != dimensions) {
        const Node* node = states.find(state.code)->find(key);
        reading.problems.add(node->mark, join(join("states", state.code), key),
                             fmt::format("has {} components, {} has {}; all positions need the same number",
                                         numbers.size(), first, dimensions));
      }
    };
    agree(state.position, "position");
    if (state.anchor) agree(*state.anchor, "anchor");
  }
  scenario.dimensions = static_cast<int>(std::clamp<std::size_t>(dimensions, 1, kMostDimensions));
  if (dimensions > kMostDimensions)
    reading.problems.add(
        states.mark, "states",
        fmt::format("positions have {} components; at most {} are allowed", dimensions, kMostDimensions));
  for (State& state : scenario.states) {
    state.position.resize(static_cast<std::size_t>(scenario.dimensions), 0.0);
    if (state.anchor) state.anchor->resize(static_cast<std::size_t>(scenario.dimensions), 0.0);
  }
}

/// Where a cell of a matrix was given.
struct Given {
  const Node* node;
  double value;
};

void read_matrix(const Node& section, const Key& key, Matrix& matrix, Scenario& scenario, Reading& reading) {
  matrix = Matrix(scenario.size());
  if (section.is_null()) return;
  if (!section.is_map()) {
    reading.problems.add(section.mark, key.name,
                         "is " + kind_of(section) + "; needed: {from: {to: number}} or {file: table.csv}");
    return;
  }
  std::map<std::string_view, int> index;
  for (int i = 0; i < scenario.size(); ++i) index.emplace(scenario.states[static_cast<std::size_t>(i)].code, i);
  const std::vector<std::string> known = codes(scenario);
  const auto find = [&](const Entry& e, const std::string& path) {
    const auto place = index.find(e.key);
    if (place != index.end()) return place->second;
    reading.problems.add(e.mark, path,
                         fmt::format("unknown state '{}'{}", e.key.substr(0, 40),
                                     reading.problems.full() ? "" : did_you_mean(e.key, known)));
    return -1;
  };
  const bool symmetric = key.name == "affinity" || key.name == "bonds";
  std::map<std::pair<int, int>, Given> given;
  for (const Entry& row : section.entries) {
    const std::string row_path = join(key.name, row.key);
    const int i = find(row, row_path);
    if (!row.value.is_map()) {
      if (!row.value.is_null())
        reading.problems.add(row.value.mark, row_path,
                             "is " + kind_of(row.value) + "; a mapping {state: number} is needed");
      continue;
    }
    for (const Entry& cell : row.value.entries) {
      const std::string path = join(row_path, cell.key);
      const int j = find(cell, path);
      const auto value = read_number(cell.value, key.range, path, reading);
      if (i < 0 || j < 0) continue;
      if (i == j) reading.problems.add(cell.mark, path, "a state cannot be its own partner");
      matrix.at(i, j) = value.value_or(kNaN);
      given.insert({{i, j}, {&cell.value, value.value_or(kNaN)}});
    }
  }
  if (!symmetric) return;
  for (const auto& [pair, cell] : given) {
    const auto [i, j] = pair;
    const auto back = given.find({j, i});
    if (back == given.end()) {
      matrix.at(j, i) = cell.value;
    } else if (key.name == "bonds" && i < j && (cell.value < back->second.value || cell.value > back->second.value)) {
      const auto& a = known[static_cast<std::size_t>(i)];
      const auto& b = known[static_cast<std::size_t>(j)];
      reading.problems.add(back->second.node->mark, fmt::format("bonds.{}.{}", b, a),
                           fmt::format("differs from bonds.{}.{} (line {}); bonds are symmetric, give one direction", a,
                                       b, cell.node->mark.line));
    }
  }
}

}  // namespace

double number_or(Fields& fields, std::string_view name, double standard) {
  if (!fields.has(name)) return standard;
  return fields.number(name).value_or(kNaN);
}

int read_state(const Node& node, const std::string& path, const Scenario& scenario, Reading& reading) {
  const auto code = read_choice(node, codes(scenario), "state", path, reading);
  return code ? scenario.find(*code) : -1;
}

void check_name(const Entry& entry, const std::string& path, std::string_view what, Reading& reading) {
  if (!is_name(entry.key))
    reading.problems.add(
        entry.mark, path,
        fmt::format("'{}' cannot name {}; allowed: up to 64 letters, digits, _ and -", entry.key.substr(0, 70), what));
}

void read_states(const Node& states, Scenario& scenario, Reading& reading) {
  if (states.entries.size() > kMostStates) {
    reading.problems.add(
        states.mark, "states",
        fmt::format("{} states are too many; at most {} are allowed", states.entries.size(), kMostStates));
    return;
  }
  std::map<std::uint32_t, std::string> hashes;
  for (const Entry& entry : states.entries) {
    const std::string path = join("states", entry.key);
    if (!is_code(entry.key))
      reading.problems.add(entry.mark, path,
                           fmt::format("'{}' is no code; allowed: a letter, then up to 15 letters, digits or _",
                                       entry.key.substr(0, 40)));
    const auto [other, fresh] = hashes.try_emplace(state_id(entry.key.data(), entry.key.size()), entry.key);
    if (!fresh)
      reading.problems.add(
          entry.mark, path,
          fmt::format("the code has the same hash as {} and would share its random numbers; choose another",
                      other->second));
    scenario.states.push_back(read_one(entry, reading));
  }
  if (states.entries.size() < 2) reading.problems.add(states.mark, "states", "at least two states are needed");
  settle_dimensions(states, scenario, reading);
}

void read_matrices(const Node& root, Scenario& scenario, Reading& reading) {
  Matrix* const matrices[] = {&scenario.exports, &scenario.stocks,   &scenario.affinity,
                              &scenario.bonds,   &scenario.security, &scenario.pressure};
  static const Node nothing;
  for (std::size_t k = 0; k < kMatrixKeys.size(); ++k) {
    const Node* section = root.find(kMatrixKeys[k]);
    read_matrix(section ? *section : nothing, *scenario_table().find(kMatrixKeys[k]), *matrices[k], scenario, reading);
  }
}

}  // namespace tarazi::config
