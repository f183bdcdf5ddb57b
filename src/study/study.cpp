// Factors, constraints and identity of a study.
// Values of factors are made the same way everywhere here, so that a point means the same in every part.
#include "src/study/study.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <xxhash.h>

#include "src/config/numbers.h"

namespace tarazi::study {
namespace {

/// The point a share of the way through a range in logarithms. Libraries differ in the last digits of
/// logarithms; twelve digits are the same everywhere, and so are the points of a study.
double between_logs(double low, double high, double share) {
  const double value = std::exp(std::log(low) + share * std::log(high / low));
  return std::clamp(std::stod(fmt::format("{:.12g}", value)), low, high);
}

}  // namespace

double Factor::at(double unit) const {
  if (!is_range()) {
    const auto k = static_cast<std::size_t>(unit * static_cast<double>(values.size()));
    return values[std::min(k, values.size() - 1)];
  }
  // A whole number gets the same share of the unit interval whichever it is.
  if (whole) return std::min(high, low + std::floor(unit * (high - low + 1)));
  if (log) return between_logs(low, high, unit);
  return unit >= 1 ? high : low + unit * (high - low);
}

double Factor::unit_of(double value) const {
  if (!is_range()) {
    const auto place = std::find(values.begin(), values.end(), value);
    return values.size() < 2 ? 0 : static_cast<double>(place - values.begin()) / static_cast<double>(values.size() - 1);
  }
  return log && !whole ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

std::vector<double> Factor::grid() const {
  if (!is_range()) return values;
  std::vector<double> out;
  for (int k = 0; k < levels; ++k) {
    const double share = static_cast<double>(k) / (levels - 1);
    double value = k + 1 == levels ? high : log ? between_logs(low, high, share) : low + share * (high - low);
    if (whole) value = std::round(value);
    if (out.empty() || out.back() != value) out.push_back(value);
  }
  return out;
}

std::string Factor::text(double value) const {
  return is_choice() ? words.at(static_cast<std::size_t>(value)) : config::shortest(value);
}

void Factor::apply(Scenario& scenario, double value) const {
  for (const config::Slot& slot : slots) {
    if (is_choice()) slot.set_choice(scenario, words.at(static_cast<std::size_t>(value)));
    else slot.set(scenario, value);
  }
}

std::string_view name(DesignKind kind) {
  constexpr std::string_view kNames[] = {"grid", "one-at-a-time", "latin-hypercube", "sobol", "saltelli", "morris", "table"};
  return kNames[static_cast<int>(kind)];
}

bool Constraint::holds(const std::vector<double>& point) const {
  double sum = offset;
  for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * point[k];
  constexpr double kRounding = 1e-12;  // 0.1 + 0.2 <= 0.3 is meant to hold
  return strict ? sum < -kRounding : sum <= kRounding;
}

Scenario Study::at(const std::vector<double>& point) const {
  Scenario made = scenario;
  // A strategy sets all weights, so choices come before single numbers.
  for (const bool choices : {true, false})
    for (std::size_t k = 0; k < factors.size(); ++k)
      if (factors[k].is_choice() == choices) factors[k].apply(made, point[k]);
  return made;
}

std::string Study::core() const {
  std::string content = "tarazi study 1\n" + config::content_hash(scenario) + "\n";
  for (const Factor& factor : factors) {
    content += "factor " + factor.name;
    for (const config::Slot& slot : factor.slots) content += " " + slot.path;
    // Words are numbered in the store's rows by their name, never by their place, so new ones may be added.
    content += factor.is_choice() ? " choice\n" : "\n";
  }
  for (const Outcome& o : outcomes)
    content += fmt::format("outcome {} {} {} {} {} {} {} {}\n", o.name, o.measure->name, o.i, o.j, o.component,
                        static_cast<int>(o.when), o.month, config::shortest(o.threshold));
  if (!series.empty()) {
    content += fmt::format("series every {} of", series.every);
    for (const int state : series.states) content += fmt::format(" {}", state);
    for (const Measure* measure : series.measures) content += fmt::format(" {}", measure->name);
    content += "\n";
  }
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string Study::hash() const {
  std::string content = core() + fmt::format("\n{} {} {} {} {} {}", name(design.kind), design.points, design.trajectories,
                                          design.kind == DesignKind::morris ? design.levels : 0, design.seed, replicates);
  for (const Factor& factor : factors) {
    content += "\n" + factor.name;
    for (const double value : factor.values) content += " " + factor.text(value);
    if (factor.is_range())
      content += fmt::format(" {} {} {} {}", config::shortest(factor.low), config::shortest(factor.high), factor.log, factor.levels);
    if (design.kind == DesignKind::one_at_a_time) content += " base " + factor.text(factor.base);
  }
  for (const Constraint& constraint : constraints) content += "\n" + constraint.text;
  for (const auto& row : table)
    for (const double value : row) content += " " + config::shortest(value);
  if (until) content += fmt::format("\nuntil {} {} {}", until->outcome, config::shortest(until->half_width), until->most);
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace tarazi::study
