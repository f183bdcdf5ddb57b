// Constraints between factors, points from a CSV table, and the last check of a whole design.
// What cannot be run is refused here, before anything runs.
#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/study/design.h"
#include "src/study/keys.h"
#include "src/study/parts.h"

namespace tarazi::study {
namespace {

using config::Node;
using config::Reading;

/// Adds one side of a comparison, e.g. `2*a + b - 0.1`, times `sign`. Returns what is wrong, or "".
std::string add_side(std::string_view side, double sign, const Study& study, Constraint& constraint) {
  std::vector<std::string> numeric;
  for (const Factor& factor : study.factors)
    if (!factor.is_choice()) numeric.push_back(factor.name);
  std::istringstream words{std::string(side)};
  std::string term;
  double next = 1;
  bool expects_term = true;
  while (words >> term) {
    if (!expects_term || (term == "-" && next == 1)) {
      if (term != "+" && term != "-") return fmt::format("'{}' follows a term; put + or - between terms, with blanks around", term);
      next = term == "-" ? -1 : 1;
      expects_term = true;
      continue;
    }
    double weight = sign * next;
    const std::size_t star = term.find('*');
    std::string why;
    if (star != std::string::npos) {
      const auto factor = config::parse_number(std::string_view(term).substr(0, star), why);
      if (!factor) return why;
      weight *= *factor;
      term = term.substr(star + 1);
    }
    const auto place = std::find_if(study.factors.begin(), study.factors.end(), [&](const Factor& f) { return f.name == term && !f.is_choice(); });
    if (place != study.factors.end()) {
      constraint.weights[static_cast<std::size_t>(place - study.factors.begin())] += weight;
    } else if (const auto number = config::parse_number(term, why); number && star == std::string::npos) {
      constraint.offset += weight * *number;
    } else {
      return fmt::format("'{}' is no number and no numeric factor of this study{}", term, config::did_you_mean(term, numeric));
    }
    expects_term = false;
    next = 1;
  }
  return expects_term ? "a term is missing" : "";
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') cells.emplace_back();
    else if (c != '\r') cells.back() += c;
  }
  for (std::string& cell : cells) {  // quotes and blanks around a cell mean nothing here: cells hold no commas
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '"')) cell.pop_back();
    cell.erase(0, std::min(cell.find_first_not_of(" \""), cell.size()));
  }
  return cells;
}

}  // namespace

void read_constraints(config::Fields& top, Study& study, Reading& reading) {
  const Node* node = top.node("constraints");
  if (!node) return;
  if (!node->is_list()) {
    reading.problems.add(node->mark, "constraints", "is " + config::kind_of(*node) + "; a list is needed, e.g. [low <= high]");
    return;
  }
  const DesignKind kind = study.design.kind;
  if (!node->items.empty() && (kind == DesignKind::saltelli || kind == DesignKind::morris || kind == DesignKind::one_at_a_time))
    reading.problems.add(node->mark, "constraints", fmt::format("would break the design: every point of {} is needed; narrow the ranges instead", name(kind)));
  for (std::size_t k = 0; k < node->items.size(); ++k) {
    const std::string path = config::join("constraints", std::to_string(k));
    const auto text = config::read_word(node->items[k], path, reading);
    if (!text) continue;
    const std::size_t place = text->find_first_of("<>");
    if (place == std::string::npos) {
      reading.problems.add(node->items[k].mark, path, "holds no comparison; allowed: <, <=, >, >=, e.g. low + 0.1 <= high");
      continue;
    }
    const bool equal = place + 1 < text->size() && (*text)[place + 1] == '=';
    const double sign = (*text)[place] == '<' ? 1 : -1;
    Constraint constraint{*text, std::vector<double>(study.factors.size(), 0), 0, !equal};
    std::string wrong = add_side(std::string_view(*text).substr(0, place), sign, study, constraint);
    if (wrong.empty()) wrong = add_side(std::string_view(*text).substr(place + (equal ? 2 : 1)), -sign, study, constraint);
    if (!wrong.empty()) reading.problems.add(node->items[k].mark, path, wrong);
    study.constraints.push_back(std::move(constraint));
  }
}

void read_point_table(const std::string& text, const std::string& name, Study& study, Reading& reading) {
  const auto file = std::make_shared<const std::string>(name);
  std::istringstream lines(text);
  std::string line;
  std::vector<std::size_t> factor_of;
  std::vector<std::string> known;
  for (const Factor& factor : study.factors) known.push_back(factor.name);
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    const std::vector<std::string> cells = cells_of(number == 1 && line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line);
    const auto mark = [&](std::size_t column) { return config::Mark{file, number, static_cast<int>(column) + 1}; };
    if (factor_of.empty()) {
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto place = std::find(known.begin(), known.end(), cells[c]);
        if (place == known.end()) reading.problems.add(mark(c), cells[c], "is no factor of this study" + config::did_you_mean(cells[c], known));
        factor_of.push_back(static_cast<std::size_t>(place - known.begin()));
      }
      for (const std::string& factor : known)
        if (std::count(cells.begin(), cells.end(), factor) != 1)
          reading.problems.add(mark(0), factor, "must be a column of this table, once");
      if (reading.problems.any()) return;
      continue;
    }
    if (cells.size() != factor_of.size()) {
      reading.problems.add(mark(0), "", fmt::format("has {} cells, not {}", cells.size(), factor_of.size()));
      continue;
    }
    std::vector<double> point(known.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      Node node;
      node.kind = Node::Kind::scalar;
      node.text = cells[c];
      node.mark = mark(c);
      const Factor& factor = study.factors[factor_of[c]];
      point[factor_of[c]] = read_level(node, factor.name, factor, reading).value_or(0);
    }
    study.table.push_back(std::move(point));
  }
  if (study.table.empty()) reading.problems.add({file, 1, 1}, "", "holds no point; a header and at least one row are needed");
}

void check_design(const Study& study, const config::Mark& mark, Reading& reading) {
  constexpr std::size_t kShown = 5;
  std::vector<std::vector<double>> points;
  try {
    points = make_points(study);
  } catch (const std::invalid_argument& error) {
    reading.problems.add(mark, "design", error.what());
    return;
  }
  if (points.empty()) {
    reading.problems.add(mark, "design", "no point is left: every one breaks a constraint");
    return;
  }
  // The model's rules between values must hold at every point, not only at the scenario's own.
  std::map<std::string, std::string> broken;
  for (const auto& point : points) {
    try {
      config::validate(study.at(point));
    } catch (const config::InputError& error) {
      std::string where;
      for (std::size_t k = 0; k < point.size(); ++k)
        where += fmt::format("{}{} = {}", k ? ", " : "", study.factors[k].name, study.factors[k].text(point[k]));
      for (const config::Problem& p : error.problems()) broken.try_emplace(p.path + ": " + p.what, where);
      if (broken.size() >= kShown) break;
    }
  }
  for (const auto& [what, where] : broken)
    reading.problems.add(mark, "design", fmt::format("the point {} breaks a rule of the model: {}", where, what));
}

}  // namespace tarazi::study
