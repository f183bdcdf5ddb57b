// "PATH=VALUE" of a command line: parsed, checked against the path's range, set, and marked as set there.
// The old source of a number must not survive its value.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "src/config/config.h"
#include "src/config/nearest.h"
#include "src/config/numbers.h"
#include "src/config/path.h"

namespace tarazi::config {
namespace {

constexpr std::string_view kOrigin = "set on the command line";

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw InputError({{"", 0, 0, path, what}});
}

double parse_value(const Scenario& scenario, const Slot& slot, std::string_view text) {
  if (slot.kind == Slot::Kind::date)
    if (const auto date = parse_date(text)) {
      const int month = months_between(scenario.start, *date);
      if (!slot.range.allows(month))
        refuse(slot.path, fmt::format("{} is not within {} months from the start ({})", text, slot.range.high,
                                      format_date(scenario.start)));
      return month;
    }
  std::string why;
  const auto value = parse_number(text, why);
  if (!value)
    refuse(slot.path, fmt::format("{}; allowed: {}{}", why, slot.kind == Slot::Kind::date ? "YYYY-MM, or " : "",
                                  slot.range.text()));
  if (!slot.range.allows(*value))
    refuse(slot.path, fmt::format("{} is out of range; allowed: {}", shortest(*value), slot.range.text()));
  if (slot.kind != Slot::Kind::number && *value != std::floor(*value))
    refuse(slot.path, fmt::format("{} is not a whole number", shortest(*value)));
  return *value;
}

/// matrix.Y.X of matrix.X.Y
std::string mirrored(const std::string& path) {
  const std::size_t first = path.find('.'), second = path.rfind('.');
  return path.substr(0, first) + path.substr(second) + path.substr(first, second - first);
}

std::vector<Provenance>::iterator origin(Scenario& scenario, const std::string& path) {
  return std::find_if(scenario.provenance.begin(), scenario.provenance.end(),
                      [&](const Provenance& p) { return p.path == path; });
}

void mark(Scenario& scenario, const Slot& slot, double value) {
  std::string path = slot.path;
  const bool bonds = path.starts_with("bonds."), affinity = path.starts_with("affinity.");
  if (bonds || affinity) {
    const auto other = origin(scenario, mirrored(path));
    const auto own = origin(scenario, path);
    const bool only_other = own == scenario.provenance.end() && other != scenario.provenance.end();
    const bool only_own = own != scenario.provenance.end() && other == scenario.provenance.end();
    // A bond has one origin, wherever the file wrote it. Affinity becomes two numbers: the other direction
    // keeps what was said of both.
    if (bonds && !only_own && other != scenario.provenance.end()) {
      if (only_other)
        path = other->path;
      else
        scenario.provenance.erase(other);
    } else if (affinity && only_own) {
      Provenance kept = *own;
      kept.path = mirrored(path);
      scenario.provenance.push_back(std::move(kept));
    }
  }
  const auto own = origin(scenario, path);
  const Provenance made{path, value, Provenance::Kind::assumption, std::string(kOrigin)};
  if (own == scenario.provenance.end())
    scenario.provenance.push_back(made);
  else
    *own = made;
}

/// The sources of the numbers a choice has replaced.
void forget(Scenario& scenario, const Slot& slot) {
  constexpr std::string_view kNoise[] = {"parameters.drift_sd", "parameters.jump_prob", "parameters.jump_sd",
                                         "parameters.mood_sd"};
  std::erase_if(scenario.provenance, [&](const Provenance& p) {
    if (slot.path == "noise") return std::find(std::begin(kNoise), std::end(kNoise), p.path) != std::end(kNoise);
    return p.path.starts_with(slot.path + ".");
  });
}

}  // namespace

void assign(Scenario& scenario, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos || equals == 0)
    refuse(std::string(assignment), "is no assignment; needed: PATH=VALUE, e.g. states.AZE.strategy.autonomy=1.2");
  const auto trim = [](std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  };
  const Slot slot = resolve(scenario, trim(assignment.substr(0, equals)));
  const std::string_view text = trim(assignment.substr(equals + 1));
  if (slot.kind == Slot::Kind::choice) {
    slot.set_choice(scenario, text);
    forget(scenario, slot);
    return;
  }
  const double value = parse_value(scenario, slot, text);
  slot.set(scenario, value);
  mark(scenario, slot, value);
}

}  // namespace tarazi::config
