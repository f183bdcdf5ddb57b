// From results to indices of a design, and to one sentence for every response.
// A sentence names the strongest factor with its interval, and says so when noise hides the effects.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "src/study/results.h"

namespace tarazi::study {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> at_places(const Results& r, const Response& response) {
  std::vector<double> y;
  for (const int p : r.design) y.push_back(p < 0 ? kNaN : response.means[static_cast<std::size_t>(p)]);
  return y;
}

std::string with_interval(const Estimate& e) {
  if (!std::isfinite(e.low) || !std::isfinite(e.high)) return fmt::format("{:.3g}", e.value);
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", e.value, e.low, e.high);
}

bool crosses_zero(const Estimate& e) { return !(e.low > 0 || e.high < 0); }

std::string subject(const Response& response) { return response.is_share ? "The share of runs with " + response.name : "`" + response.name + "`"; }

std::string of_levels(const Results& r, const Response& response) {
  const auto all = contrasts(r, response);
  const auto largest = std::max_element(all.begin(), all.end(),
                                        [](const Contrast& a, const Contrast& b) { return std::abs(a.difference.value) < std::abs(b.difference.value); });
  if (largest == all.end()) return fmt::format("{}: no two points differ in one factor alone.", subject(response));
  const Factor& factor = r.study.factors[static_cast<std::size_t>(largest->factor)];
  const std::string change = fmt::format("from {} = {} to {}", factor.name, factor.text(largest->from), factor.text(largest->to));
  if (!std::isfinite(largest->difference.low))
    return fmt::format("{} changes most {}: by {:+.3g}; one replicate says nothing of noise.", subject(response), change, largest->difference.value);
  if (crosses_zero(largest->difference))
    return fmt::format("{}: no change of a single factor can be told from noise; the largest, {}, is {}.", subject(response), change,
                       with_interval(largest->difference));
  return fmt::format("{} changes most {}: by {}.", subject(response), change, with_interval(largest->difference));
}

std::string of_sobol(const Results& r, const Response& response) {
  const SobolTable indices = sobol_of(r, response);
  std::vector<double> totals;
  for (const SobolIndex& index : indices.factors) totals.push_back(index.total.value);
  const auto order = by_size(totals);
  if (order.empty() || std::isnan(totals[order[0]])) return fmt::format("{}: the samples are too few for indices.", subject(response));
  std::string out = fmt::format("{} depends most on {}: total index {}", subject(response), r.study.factors[order[0]].name,
                                with_interval(indices.factors[order[0]].total));
  if (order.size() > 1 && !std::isnan(totals[order[1]]))
    out += fmt::format(", then {}: {}", r.study.factors[order[1]].name, with_interval(indices.factors[order[1]].total));
  return out + (indices.widest > .1 ? "; close factors cannot be ranked yet." : ".");
}

std::string of_morris(const Results& r, const Response& response) {
  const auto effects = morris_of(r, response);
  std::vector<double> strengths;
  for (const MorrisEffect& effect : effects) strengths.push_back(effect.strength.value);
  const auto order = by_size(strengths);
  if (order.empty() || std::isnan(strengths[order[0]])) return fmt::format("{}: the trajectories are too few for effects.", subject(response));
  const MorrisEffect& first = effects[order[0]];
  return fmt::format("{} reacts most to {} (mu* {}){}.", subject(response), r.study.factors[order[0]].name, with_interval(first.strength),
                     first.spread > first.strength.value ? "; sigma is larger than mu*: the effect depends on the other factors" : "");
}

std::string of_slopes(const Results& r, const Response& response) {
  const auto effects = slopes(r, response);
  std::vector<double> sizes;
  for (const Estimate& effect : effects) sizes.push_back(std::abs(effect.value));
  const auto order = by_size(sizes);
  if (order.empty() || std::isnan(sizes[order[0]])) return fmt::format("{}: the points are too few for linear effects.", subject(response));
  return fmt::format("{} {} {}: its whole range changes it by {} standard deviations.", subject(response),
                     crosses_zero(effects[order[0]]) ? "shows no clear linear effect; the largest is that of" : "follows most",
                     r.study.factors[order[0]].name, with_interval(effects[order[0]]));
}

}  // namespace

bool has_levels(DesignKind kind) { return kind == DesignKind::grid || kind == DesignKind::one_at_a_time || kind == DesignKind::table; }

std::vector<std::size_t> by_size(const std::vector<double>& sizes) {
  std::vector<std::size_t> order(sizes.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::isnan(sizes[b]) ? !std::isnan(sizes[a]) : sizes[a] > sizes[b];
  });
  return order;
}

Estimate point_mean(const Response& response, std::size_t point) {
  std::vector<double> present;
  for (const double v : response.values[point])
    if (!std::isnan(v)) present.push_back(v);
  if (present.empty()) return {kNaN, kNaN, kNaN};
  if (!response.is_share) return mean_of(present);
  return share_of(std::count(present.begin(), present.end(), 1.), static_cast<long>(present.size()));
}

SobolTable sobol_of(const Results& r, const Response& response) {
  const int d = static_cast<int>(r.study.factors.size());
  const std::vector<double> y = at_places(r, response);
  SobolTable out{sobol_indices(y, d), 0, kNaN};
  const std::size_t half_rows = y.size() / static_cast<std::size_t>(d + 2) / 2 * static_cast<std::size_t>(d + 2);
  const auto half = sobol_indices(std::span(y).first(half_rows), d, 0);
  for (std::size_t k = 0; k < out.factors.size(); ++k) {
    out.widest = std::max(out.widest, out.factors[k].total.high - out.factors[k].total.low);
    if (half_rows == 0) continue;
    const double change = std::abs(out.factors[k].total.value - half[k].total.value);
    out.moved = std::isnan(out.moved) ? change : std::max(out.moved, change);
  }
  return out;
}

std::vector<MorrisEffect> morris_of(const Results& r, const Response& response) {
  const std::size_t d = r.study.factors.size();
  std::vector<std::vector<double>> units;
  for (const int p : r.design) {
    units.emplace_back(d, kNaN);
    if (p >= 0)
      for (std::size_t k = 0; k < d; ++k) units.back()[k] = r.study.factors[k].unit_of(r.points[static_cast<std::size_t>(p)].values[k]);
  }
  return morris_effects(at_places(r, response), units, static_cast<int>(d));
}

std::vector<std::string> findings(const Results& r) {
  std::vector<std::string> out;
  for (const Response& response : r.responses) {
    const auto [low, high] = std::minmax_element(response.means.begin(), response.means.end());
    if (low == response.means.end() || *low == *high) {
      out.push_back(subject(response) + " is the same at every point.");
      continue;
    }
    switch (r.study.design.kind) {
      case DesignKind::saltelli: out.push_back(of_sobol(r, response)); break;
      case DesignKind::morris: out.push_back(of_morris(r, response)); break;
      case DesignKind::latin_hypercube:
      case DesignKind::sobol: out.push_back(of_slopes(r, response)); break;
      case DesignKind::grid:
      case DesignKind::one_at_a_time:
      case DesignKind::table: out.push_back(of_levels(r, response)); break;
    }
  }
  return out;
}

}  // namespace tarazi::study
