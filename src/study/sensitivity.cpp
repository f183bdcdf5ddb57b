// Sobol indices, elementary effects, means and shares with their intervals.
// Products are taken about the mean: first-order estimates lose digits otherwise.
#include "src/study/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "src/study/ensemble.h"
#include "src/study/random.h"

namespace tarazi::study {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The 2.5 and 97.5 % points of bootstrap values.
void set_interval(Estimate& estimate, std::vector<double>& values) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.size() < 2) {
    estimate.low = estimate.high = kNaN;
    return;
  }
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) { return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + .5)]; };
  estimate.low = at(.025);
  estimate.high = at(.975);
}

/// First and total index of every factor from the base samples named by `rows`.
void estimate(std::span<const double> y, std::size_t d, const std::vector<int>& rows, std::vector<double>& first, std::vector<double>& total) {
  const std::size_t width = d + 2;
  const auto value = [&](int row, std::size_t column) { return y[static_cast<std::size_t>(row) * width + column]; };
  const double count = static_cast<double>(rows.size());
  double mean = 0, squares = 0;
  for (const int row : rows) mean += (value(row, 0) + value(row, 1)) / (2 * count);
  for (const int row : rows)
    for (const std::size_t column : {0u, 1u}) squares += (value(row, column) - mean) * (value(row, column) - mean);
  const double variance = squares / (2 * count);
  for (std::size_t k = 0; k < d; ++k) {
    double product = 0, apart = 0;
    for (const int row : rows) {
      const double a = value(row, 0) - mean, b = value(row, 1) - mean, mixed = value(row, 2 + k) - mean;
      product += b * (mixed - a);
      apart += (a - mixed) * (a - mixed);
    }
    first[k] = variance > 0 ? product / count / variance : kNaN;
    total[k] = variance > 0 ? apart / (2 * count) / variance : kNaN;
  }
}

}  // namespace

std::vector<SobolIndex> sobol_indices(std::span<const double> y, int factors, int bootstraps, std::uint32_t seed) {
  const auto d = static_cast<std::size_t>(factors);
  const std::size_t width = d + 2;
  std::vector<int> rows;
  for (std::size_t s = 0; (s + 1) * width <= y.size(); ++s)
    if (std::all_of(y.begin() + static_cast<std::ptrdiff_t>(s * width), y.begin() + static_cast<std::ptrdiff_t>((s + 1) * width),
                    [](double v) { return std::isfinite(v); }))
      rows.push_back(static_cast<int>(s));
  std::vector<double> first(d, kNaN), total(d, kNaN);
  std::vector<SobolIndex> indices(d);
  if (!rows.empty()) estimate(y, d, rows, first, total);
  for (std::size_t k = 0; k < d; ++k) {
    indices[k].first.value = first[k];
    indices[k].total.value = total[k];
  }
  std::vector<std::vector<double>> firsts(d), totals(d);
  Random random(seed);
  std::vector<int> drawn(rows.size());
  for (int b = 0; b < bootstraps && !rows.empty(); ++b) {
    for (int& row : drawn) row = rows[static_cast<std::size_t>(random.below(static_cast<int>(rows.size())))];
    estimate(y, d, drawn, first, total);
    for (std::size_t k = 0; k < d; ++k) {
      firsts[k].push_back(first[k]);
      totals[k].push_back(total[k]);
    }
  }
  for (std::size_t k = 0; k < d; ++k) {
    set_interval(indices[k].first, firsts[k]);
    set_interval(indices[k].total, totals[k]);
  }
  return indices;
}

std::vector<MorrisEffect> morris_effects(std::span<const double> y, const std::vector<std::vector<double>>& units, int factors,
                                         int bootstraps, std::uint32_t seed) {
  const auto d = static_cast<std::size_t>(factors);
  std::vector<std::vector<double>> effects(d);
  for (std::size_t start = 0; start + d < y.size(); start += d + 1)
    for (std::size_t s = start; s < start + d; ++s)
      for (std::size_t k = 0; k < d; ++k) {
        const double step = units[s + 1][k] - units[s][k];
        const double effect = (y[s + 1] - y[s]) / step;
        if (step != 0 && std::isfinite(effect)) effects[k].push_back(effect);
      }
  Random random(seed);
  std::vector<MorrisEffect> out(d);
  for (std::size_t k = 0; k < d; ++k) {
    const auto& list = effects[k];
    const double count = static_cast<double>(list.size());
    if (list.empty()) {
      out[k] = {{kNaN, kNaN, kNaN}, kNaN, kNaN};
      continue;
    }
    for (const double e : list) {
      out[k].mean += e / count;
      out[k].strength.value += std::abs(e) / count;
    }
    double squares = 0;
    for (const double e : list) squares += (e - out[k].mean) * (e - out[k].mean);
    out[k].spread = list.size() < 2 ? kNaN : std::sqrt(squares / (count - 1));
    std::vector<double> drawn;
    for (int b = 0; b < bootstraps; ++b) {
      double sum = 0;
      for (std::size_t t = 0; t < list.size(); ++t) sum += std::abs(list[static_cast<std::size_t>(random.below(static_cast<int>(list.size())))]);
      drawn.push_back(sum / count);
    }
    set_interval(out[k].strength, drawn);
  }
  return out;
}

Estimate mean_of(std::span<const double> values) {
  const double count = static_cast<double>(values.size());
  if (values.empty()) return {kNaN, kNaN, kNaN};
  double mean = 0, squares = 0;
  for (const double v : values) mean += v / count;
  for (const double v : values) squares += (v - mean) * (v - mean);
  const double half = half_width(static_cast<long>(values.size()), values.size() < 2 ? 0 : squares / (count - 1));
  return {mean, mean - half, mean + half};
}

Estimate share_of(long successes, long trials) {
  if (trials == 0) return {kNaN, kNaN, kNaN};
  constexpr double z = 1.959963984540054;
  const double n = static_cast<double>(trials), p = static_cast<double>(successes) / n;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, std::max(0., middle - half), std::min(1., middle + half)};
}

}  // namespace tarazi::study
