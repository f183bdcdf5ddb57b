// Sentences made from the numbers of a history; means over replicates.
#include "src/record/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "src/record/csv.h"

namespace tarazi::record {
namespace {

template <class F>
double mean_of(const History& h, F&& f) {
  double sum = 0;
  for (int r = 0; r < h.replicates; ++r) sum += f(r);
  return sum / h.replicates;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

const std::string& label(const History& h, int i) {
  const State& state = h.scenario.states[static_cast<std::size_t>(i)];
  return state.name.empty() ? state.code : state.name;
}

/// "EU 41 %, Russia 22 %, ...": shares among partners, largest first.
std::string pull(const History& h, int m, int i) {
  std::vector<std::pair<double, int>> shares;
  double total = 0;
  for (int j = 0; j < h.states; ++j) {
    if (j == i || h.scenario.states[static_cast<std::size_t>(j)].passive) continue;
    shares.emplace_back(mean_of(h, [&](int r) { return h.of(DyadField::influence_share, r, m, i, j); }), j);
    total += shares.back().first;
  }
  std::sort(shares.rbegin(), shares.rend());
  std::vector<std::string> parts;
  for (const auto& [share, j] : shares) parts.push_back(label(h, j) + " " + percent(total > 0 ? share / total : 0));
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// The most frequent posture, in words, with its share when replicates differ.
std::string posture(const History& h, int m, int i) {
  std::map<std::string, int> count;
  for (int r = 0; r < h.replicates; ++r) {
    const Alignment a = h.alignment_of(r, m, i);
    const bool towards = a.posture == Posture::aligned || a.posture == Posture::leaning;
    const std::string preposition = a.posture == Posture::aligned ? " with " : " towards ";
    ++count[std::string(name(a.posture)) + (towards ? preposition + label(h, a.towards) : "")];
  }
  const auto most = std::max_element(count.begin(), count.end(), [](auto& a, auto& b) { return a.second < b.second; });
  if (most->second == h.replicates) return most->first;
  return fmt::format("{} (in {} of runs)", most->first, percent(double(most->second) / h.replicates));
}

/// What moved a state from the first to the last month: the largest sums of explanation terms.
std::string reasons(const History& h, int active_index) {
  std::vector<std::pair<double, std::string>> terms;
  std::map<std::string, double> sums;
  for (const auto& month : h.why) {
    const Explanation& why = month[static_cast<std::size_t>(active_index)];
    sums["return to its own anchor"] += why.anchor;
    sums["chance"] += why.noise;
    for (const Explanation::Partner& partner : why.partners) {
      sums["influence of " + label(h, partner.state)] += partner.influence;
      sums["pressure by " + label(h, partner.state)] += partner.coercion;
      sums["resentment of " + label(h, partner.state)] += partner.resentment;
    }
  }
  for (const auto& [what, sum] : sums) terms.emplace_back(sum, what);
  std::sort(terms.begin(), terms.end(), [](auto& a, auto& b) { return std::abs(a.first) > std::abs(b.first); });
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < terms.size() && k < 4; ++k)
    if (std::abs(terms[k].first) >= 5e-4) parts.push_back(fmt::format("{} {:+.3f}", terms[k].second, terms[k].first));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::vector<std::string> summary(const History& h) {
  std::vector<std::string> lines;
  const int last = h.months;
  int active_index = -1;
  for (int i = 0; i < h.states; ++i) {
    if (h.scenario.states[static_cast<std::size_t>(i)].passive) continue;
    ++active_index;
    const double from = mean_of(h, [&](int r) { return h.position_of(r, 0, i); });
    const double to = mean_of(h, [&](int r) { return h.position_of(r, last, i); });
    const std::string before = posture(h, 0, i), after = posture(h, last, i);
    const std::string standing = before == after ? fmt::format("is {} from {} to {}", before, date_of(h.scenario, 0), date_of(h.scenario, last))
                                                 : fmt::format("is {} in {} and {} in {}", before, date_of(h.scenario, 0), after, date_of(h.scenario, last));
    if (active_index == 0) {
      lines.push_back(fmt::format("{} {}.", label(h, i), standing));
      lines.push_back(fmt::format("Who pulls on {} at the start: {}; at the end: {}.", label(h, i), pull(h, 0, i), pull(h, last, i)));
      if (std::abs(to - from) < 5e-4) {
        lines.push_back(fmt::format("Its position stays at {:.2f}{}.", from,
                                    h.scenario.events.empty() ? ": nothing happens in this scenario, so nothing moves" : ""));
      } else {
        const std::string why = h.why.empty() ? "" : reasons(h, active_index);
        lines.push_back(fmt::format("Its position moves from {:.2f} to {:.2f} ({:+.3f}){}.", from, to, to - from,
                                    why.empty() ? "" : (h.replicates > 1 ? ", in the first run by " : ", by ") + why));
      }
    } else {
      lines.push_back(std::abs(to - from) < 5e-3
                          ? fmt::format("{} {}; its position stays at {:.2f}.", label(h, i), standing, to)
                          : fmt::format("{} {}; its position goes from {:.2f} to {:.2f}.", label(h, i), standing, from, to));
    }
  }
  for (int c = 0; c < h.corridors; ++c) {
    const double from = mean_of(h, [&](int r) { return h.flow_of(r, 0, c); });
    const double to = mean_of(h, [&](int r) { return h.flow_of(r, last, c); });
    if (std::abs(to - from) > .01 * std::max(from, 1e-9))
      lines.push_back(fmt::format("The {} corridor carries {:.2f} Mt a year at the start and {:.2f} at the end.",
                                  h.scenario.corridors[static_cast<std::size_t>(c)].name, from, to));
  }
  return lines;
}

std::string describe(const Event& event, const Scenario& s) {
  const auto code = [&](int i) { return s.states[static_cast<std::size_t>(i)].code; };
  if (const auto* pin = std::get_if<Pin>(&event.what)) {
    constexpr const char* kSignals[] = {"pressure", "openness", "offer"};
    std::vector<std::string> parts;
    for (std::size_t k = 0; k < pin->value.size(); ++k)
      if (pin->value[k]) parts.push_back(fmt::format("{} {:.4g}{}", kSignals[k], *pin->value[k], k == 2 ? " bn USD a year" : ""));
    return fmt::format("{} to {}: {}", code(pin->from), code(pin->to), fmt::join(parts, ", "));
  }
  if (const auto* change = std::get_if<StrategyChange>(&event.what))
    return fmt::format("{} turns to {}", code(change->state), change->use.name);
  if (const auto* corridor = std::get_if<CorridorChange>(&event.what)) {
    std::vector<std::string> parts;
    const auto add = [&](const char* what, const std::optional<double>& value, const char* unit) {
      if (value) parts.push_back(fmt::format("{} {:.4g}{}", what, *value, unit));
    };
    add("days", corridor->days, "");
    add("cost", corridor->cost, "");
    add("capacity", corridor->capacity, " Mt a year");
    add("open", corridor->open, "");
    return fmt::format("{} corridor: {}", s.corridors[static_cast<std::size_t>(corridor->corridor)].name, fmt::join(parts, ", "));
  }
  if (const auto* dyad = std::get_if<DyadChange>(&event.what)) {
    std::vector<std::string> parts;
    for (const auto& [what, amount] : {std::pair{"affinity", dyad->affinity}, std::pair{"grievance", dyad->grievance},
                                       std::pair{"mood", dyad->mood}, std::pair{"bond", dyad->bond}})
      if (amount != 0) parts.push_back(fmt::format("{} {:+.3g}", what, amount));
    return fmt::format("{} {} {}: {}", code(dyad->from), dyad->both_ways ? "and" : "to", code(dyad->to), fmt::join(parts, ", "));
  }
  const auto& shock = std::get<StateShock>(event.what);
  return fmt::format("output of {} {:+.1f} %", code(shock.state), 100 * shock.output);
}

}  // namespace tarazi::record
