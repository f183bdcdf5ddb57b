// Factors of a study file: paths into the scenario, levels or ranges, base values.
// Every value is checked against the range the scenario itself allows at that path.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/config/scenario_keys.h"
#include "src/study/keys.h"
#include "src/study/parts.h"

namespace tarazi::study {
namespace {

using config::Fields;
using config::Node;
using config::Reading;
using config::Slot;

void read_paths(const Node& node, const std::string& path, const Study& study, Factor& factor, Reading& reading) {
  const auto read = [&](const Node& item, const std::string& where) {
    const auto word = config::read_word(item, where, reading);
    if (!word) return;
    try {
      factor.slots.push_back(config::resolve(study.scenario, *word));
      factor.paths.push_back(*word);
    } catch (const config::InputError& error) {
      for (const config::Problem& p : error.problems()) reading.problems.add(item.mark, where, fmt::format("'{}' {}", p.path, p.what));
    }
  };
  if (!node.is_list()) return read(node, path);
  if (node.items.empty()) reading.problems.add(node.mark, path, "is an empty list; at least one path is needed");
  for (std::size_t k = 0; k < node.items.size(); ++k) read(node.items[k], config::join(path, std::to_string(k)));
  for (const Slot& slot : factor.slots)
    if (slot.kind != factor.slots[0].kind)
      reading.problems.add(node.mark, path, fmt::format("{} and {} hold different kinds of values", factor.slots[0].path, slot.path));
}

void read_values(const Node& node, const std::string& path, Factor& factor, Reading& reading) {
  if (!node.is_list() || node.items.empty()) {
    reading.problems.add(node.mark, path, "is " + config::kind_of(node) + "; a list of levels is needed, e.g. [0.1, 0.3]");
    return;
  }
  const bool choice = factor.slots[0].kind == Slot::Kind::choice;
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    const std::string where = config::join(path, std::to_string(k));
    if (choice) {
      const auto word = config::read_choice(node.items[k], factor.slots[0].choices, "choice of " + factor.slots[0].path, where, reading);
      if (!word) continue;
      if (std::count(factor.words.begin(), factor.words.end(), *word)) reading.problems.add(node.items[k].mark, where, "is given twice");
      factor.values.push_back(static_cast<double>(factor.words.size()));
      factor.words.push_back(*word);
    } else if (const auto value = read_level(node.items[k], where, factor, reading)) {
      if (std::count(factor.values.begin(), factor.values.end(), *value)) reading.problems.add(node.items[k].mark, where, "is given twice");
      factor.values.push_back(*value);
    }
  }
}

void read_range(Fields& fields, const Node& node, const std::string& path, const Design& design, Factor& factor, Reading& reading) {
  if (factor.slots[0].kind == Slot::Kind::choice) {
    reading.problems.add(node.mark, path, fmt::format("{} is a choice; list its levels under values", factor.slots[0].path));
    return;
  }
  double ends[2] = {0, 1};
  bool good = true;
  for (const bool high : {false, true}) {
    const char* key = high ? "high" : "low";
    const Node* end = fields.node(key);
    if (!end) {
      reading.problems.add(node.mark, fields.path(key), "is missing; a factor needs values, or low and high");
      good = false;
      continue;
    }
    const auto value = read_level(*end, fields.path(key), factor, reading);
    good = good && value.has_value();
    ends[high] = value.value_or(0);
  }
  if (!good) return;
  factor.low = ends[0];
  factor.high = ends[1];
  if (!(factor.low < factor.high)) {
    reading.problems.add(fields.node("high")->mark, fields.path("high"),
                         fmt::format("{} is not above low ({})", config::shortest(factor.high), config::shortest(factor.low)));
    return;
  }
  if (factor.log && !(factor.low > 0))
    reading.problems.add(fields.node("low")->mark, fields.path("low"), "must be above 0 on a logarithmic scale");
  if (factor.log && factor.whole)
    reading.problems.add(fields.node("scale")->mark, fields.path("scale"), "log is for numbers with decimals; list the levels of a whole number under values");
  const bool leveled = design.kind == DesignKind::grid || design.kind == DesignKind::one_at_a_time;
  if (leveled && !factor.levels)
    reading.problems.add(node.mark, fields.path("levels"), fmt::format("is missing; a {} design needs the number of levels of a range", name(design.kind)));
}

void read_base(Fields& fields, const Study& study, Factor& factor, Reading& reading) {
  const Node* node = fields.node("base");
  const double standing = factor.slots[0].get(study.scenario);
  if (factor.is_choice()) {
    std::string word;
    if (node) word = config::read_choice(*node, factor.words, "level of this factor", fields.path("base"), reading).value_or("");
    else if (standing >= 0) word = factor.slots[0].choices[static_cast<std::size_t>(standing)];
    const auto place = std::find(factor.words.begin(), factor.words.end(), word);
    factor.base = place == factor.words.end() ? 0 : static_cast<double>(place - factor.words.begin());
  } else if (node) {
    factor.base = read_level(*node, fields.path("base"), factor, reading).value_or(0);
  } else {
    const double middle = factor.is_range() ? (factor.low + factor.high) / 2 : factor.values[0];
    factor.base = std::isnan(standing) ? middle : standing;
  }
}

}  // namespace

std::optional<double> read_level(const Node& node, const std::string& path, const Factor& factor, Reading& reading) {
  const Slot& slot = factor.slots.at(0);
  if (slot.kind == Slot::Kind::choice) {
    const auto word = config::read_choice(node, factor.words, "level of this factor", path, reading);
    if (!word) return std::nullopt;
    return static_cast<double>(std::find(factor.words.begin(), factor.words.end(), *word) - factor.words.begin());
  }
  if (slot.kind == Slot::Kind::date) {
    const auto month = config::read_month(node, path, reading);
    return month ? std::optional<double>(*month) : std::nullopt;
  }
  config::Range range = slot.range;
  for (const Slot& other : factor.slots) {
    range.low = std::max(range.low, other.range.low);
    range.high = std::min(range.high, other.range.high);
  }
  return factor.whole ? config::read_integer(node, range, path, reading) : config::read_number(node, range, path, reading, false);
}

void read_factors(Fields& top, Study& study, Reading& reading) {
  const Node* node = top.node("factors");
  if (!node) return;
  if (!node->is_map() || node->entries.empty()) {
    reading.problems.add(node->mark, "factors", "is " + config::kind_of(*node) + "; at least one factor is needed, e.g. p: {path: parameters.anchoring, values: [...]}");
    return;
  }
  static const std::vector<std::string> kTaken{"point", "replicate", "seed", "status"};
  for (const config::Entry& entry : node->entries) {
    const std::string path = config::join("factors", entry.key);
    const std::size_t before = study.factors.size();
    if (!config::is_name(entry.key))
      reading.problems.add(entry.mark, path, "is no name; allowed: a letter or digit, then up to 63 letters, digits, _ or -");
    if (std::count(kTaken.begin(), kTaken.end(), entry.key))
      reading.problems.add(entry.mark, path, "is the name of a column of every study; choose another");
    Fields fields(entry.value, factor_table(), path, reading);
    Factor factor;
    factor.name = entry.key;
    if (const Node* where = fields.node("path")) read_paths(*where, fields.path("path"), study, factor, reading);
    factor.log = fields.choice("scale").value_or("linear") == "log";
    factor.levels = static_cast<int>(fields.integer("levels").value_or(0));
    const bool integer = fields.flag("integer").value_or(false);
    if (factor.slots.empty()) continue;
    factor.whole = integer || factor.slots[0].kind == Slot::Kind::integer || factor.slots[0].kind == Slot::Kind::date;
    if (const Node* values = fields.node("values")) {
      read_values(*values, fields.path("values"), factor, reading);
      for (const char* key : {"low", "high", "levels", "scale"})
        if (const config::Entry* extra = entry.value.entry(key))
          reading.problems.add(extra->mark, fields.path(key), "has no meaning beside values");
      if (factor.values.size() == 1 && study.design.kind != DesignKind::table)
        reading.problems.add(values->mark, fields.path("values"), "holds one level; a factor needs at least 2");
      if (factor.values.empty()) continue;
    } else {
      read_range(fields, entry.value, path, study.design, factor, reading);
    }
    read_base(fields, study, factor, reading);
    for (std::size_t k = 0; k < before; ++k)
      for (const Slot& other : study.factors[k].slots)
        for (const Slot& slot : factor.slots)
          if (slot.path == other.path)
            reading.problems.add(entry.mark, path, fmt::format("{} is already varied by factor {}", slot.path, study.factors[k].name));
    study.factors.push_back(std::move(factor));
  }
}

}  // namespace tarazi::study
