// Effects of factors in designs that compare levels or fill space: contrasts, variance shares, slopes, tipping.
// Everything works on what is there, so that a half-done study can be looked at.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "src/study/random.h"
#include "src/study/results.h"

namespace tarazi::study {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Key = std::vector<double>;

std::map<Key, std::size_t> by_values(const Results& results) {
  std::map<Key, std::size_t> out;
  for (std::size_t p = 0; p < results.points.size(); ++p) out.emplace(results.points[p].values, p);
  return out;
}

std::vector<double> levels_of(const Results& results, std::size_t factor) {
  std::set<double> levels;
  for (const Point& point : results.points) levels.insert(point.values[factor]);
  return {levels.begin(), levels.end()};
}

}  // namespace

double noise_share(const Response& response) {
  double inside = 0, total = 0, mean = 0;
  long count = 0, free = 0;
  for (const auto& values : response.values)
    for (const double v : values)
      if (!std::isnan(v)) mean += v, ++count;
  if (count < 2) return kNaN;
  mean /= static_cast<double>(count);
  for (std::size_t p = 0; p < response.values.size(); ++p) {
    long here = 0;
    for (const double v : response.values[p]) {
      if (std::isnan(v)) continue;
      ++here;
      inside += (v - response.means[p]) * (v - response.means[p]);
      total += (v - mean) * (v - mean);
    }
    free += std::max(0L, here - 1);
  }
  if (free == 0 || !(total > 0)) return kNaN;
  // Both are estimates, so their ratio may pass 1 a little when the points hardly differ.
  return std::min(1., inside / static_cast<double>(free) / (total / static_cast<double>(count - 1)));
}

std::vector<Contrast> contrasts(const Results& results, const Response& response) {
  const auto places = by_values(results);
  std::vector<Contrast> out;
  for (std::size_t k = 0; k < results.study.factors.size(); ++k) {
    const std::vector<double> levels = levels_of(results, k);
    for (std::size_t level = 1; level < levels.size(); ++level) {
      // One difference a replicate: the mean over all matched pairs of points.
      std::vector<double> sum;
      std::vector<int> pairs;
      for (const auto& [key, point] : places) {
        if (key[k] != levels[level]) continue;
        Key other = key;
        other[k] = levels[0];
        const auto first = places.find(other);
        if (first == places.end()) continue;
        const auto &a = response.values[first->second], &b = response.values[point];
        const std::size_t common = std::min(a.size(), b.size());
        if (sum.size() < common) sum.resize(common, 0), pairs.resize(common, 0);
        for (std::size_t r = 0; r < common; ++r)
          if (!std::isnan(a[r]) && !std::isnan(b[r])) sum[r] += b[r] - a[r], ++pairs[r];
      }
      std::vector<double> differences;
      const int most = pairs.empty() ? 0 : *std::max_element(pairs.begin(), pairs.end());
      for (std::size_t r = 0; r < sum.size(); ++r)
        if (most > 0 && pairs[r] == most) differences.push_back(sum[r] / most);
      if (!differences.empty()) out.push_back({static_cast<int>(k), levels[0], levels[level], mean_of(differences)});
    }
  }
  return out;
}

std::vector<LevelMean> level_means(const Results& results, const Response& response) {
  const auto places = by_values(results);
  std::vector<LevelMean> out;
  for (std::size_t k = 0; k < results.study.factors.size(); ++k) {
    const std::vector<double> levels = levels_of(results, k);
    std::map<Key, std::vector<std::size_t>> rows;  // the others' values: the points along this factor
    for (const auto& [key, point] : places) {
      Key others = key;
      others[k] = 0;
      rows[others].push_back(point);  // in the order of the levels, as keys are
    }
    std::vector<std::vector<double>> sum(levels.size());
    std::size_t count = 0, replicates = SIZE_MAX;
    for (const auto& [others, points] : rows)
      if (points.size() == levels.size())
        for (const std::size_t p : points) replicates = std::min(replicates, response.values[p].size());
    for (const auto& [others, points] : rows) {
      if (points.size() != levels.size()) continue;
      ++count;
      for (std::size_t level = 0; level < levels.size(); ++level) {
        sum[level].resize(replicates, 0);
        for (std::size_t r = 0; r < replicates; ++r) sum[level][r] += response.values[points[level]][r];
      }
    }
    for (std::size_t level = 0; level < levels.size() && count > 0; ++level) {
      std::vector<double> means;
      for (const double s : sum[level])
        if (!std::isnan(s)) means.push_back(s / static_cast<double>(count));
      out.push_back({static_cast<int>(k), levels[level], mean_of(means)});
    }
  }
  return out;
}

Decomposition decompose(const Results& results, const Response& response) {
  const std::size_t d = results.study.factors.size();
  double cells = 1;
  for (std::size_t k = 0; k < d; ++k) cells *= static_cast<double>(levels_of(results, k).size());
  Decomposition out;
  if (cells != static_cast<double>(results.points.size())) return out;
  double mean = 0, variance = 0;
  const double count = static_cast<double>(results.points.size());
  for (const double m : response.means) mean += m / count;
  for (const double m : response.means) variance += (m - mean) * (m - mean) / count;
  if (!(variance > 1e-24 * (1 + mean * mean))) return out;
  const auto share = [&](std::vector<std::size_t> factors) {
    std::map<Key, std::pair<double, double>> groups;
    for (std::size_t p = 0; p < results.points.size(); ++p) {
      Key key;
      for (const std::size_t k : factors) key.push_back(results.points[p].values[k]);
      auto& [sum, n] = groups[key];
      sum += response.means[p];
      ++n;
    }
    double between = 0;
    for (const auto& [key, group] : groups) between += group.second / count * (group.first / group.second - mean) * (group.first / group.second - mean);
    return between / variance;
  };
  for (std::size_t k = 0; k < d; ++k) out.main.push_back(share({k}));
  for (std::size_t a = 0; a < d; ++a)
    for (std::size_t b = a + 1; b < d; ++b)
      out.pairs.push_back({static_cast<int>(a), static_cast<int>(b), std::max(0., share({a, b}) - out.main[a] - out.main[b])});
  return out;
}

std::vector<Estimate> slopes(const Results& results, const Response& response) {
  std::vector<std::size_t> numeric, rows;
  for (std::size_t k = 0; k < results.study.factors.size(); ++k)
    if (!results.study.factors[k].is_choice()) numeric.push_back(k);
  for (std::size_t p = 0; p < results.points.size(); ++p)
    if (!std::isnan(response.means[p])) rows.push_back(p);
  const std::size_t d = numeric.size() + 1;
  std::vector<Estimate> out(results.study.factors.size(), {kNaN, kNaN, kNaN});
  if (rows.size() < 2 * d) return out;
  // Least squares by the normal equations: factors lie in [0, 1], so they are well conditioned.
  const auto fit = [&](const std::vector<std::size_t>& chosen) {
    std::vector<std::vector<double>> a(d, std::vector<double>(d + 1, 0));
    double mean = 0, variance = 0;
    for (const std::size_t p : chosen) mean += response.means[p] / static_cast<double>(chosen.size());
    for (const std::size_t p : chosen) {
      std::vector<double> x{1};
      for (const std::size_t k : numeric) x.push_back(results.study.factors[k].unit_of(results.points[p].values[k]) - .5);
      const double y = response.means[p] - mean;
      variance += y * y / static_cast<double>(chosen.size());
      for (std::size_t i = 0; i < d; ++i) {
        for (std::size_t j = 0; j < d; ++j) a[i][j] += x[i] * x[j];
        a[i][d] += x[i] * y;
      }
    }
    for (std::size_t i = 0; i < d; ++i) {
      std::size_t pivot = i;
      for (std::size_t j = i + 1; j < d; ++j)
        if (std::abs(a[j][i]) > std::abs(a[pivot][i])) pivot = j;
      std::swap(a[i], a[pivot]);
      for (std::size_t j = 0; j < d; ++j) {
        if (j == i) continue;
        const double factor = a[j][i] / a[i][i];
        for (std::size_t c = i; c <= d; ++c) a[j][c] -= factor * a[i][c];
      }
    }
    std::vector<double> slope;
    for (std::size_t i = 1; i < d; ++i) slope.push_back(a[i][d] / a[i][i] / std::sqrt(variance));
    return slope;
  };
  const std::vector<double> all = fit(rows);
  std::vector<std::vector<double>> drawn(numeric.size());
  Random random(1);
  constexpr int kBootstraps = 200;
  std::vector<std::size_t> chosen(rows.size());
  for (int b = 0; b < kBootstraps; ++b) {
    for (std::size_t& p : chosen) p = rows[static_cast<std::size_t>(random.below(static_cast<int>(rows.size())))];
    const std::vector<double> slope = fit(chosen);
    for (std::size_t k = 0; k < slope.size(); ++k) drawn[k].push_back(slope[k]);
  }
  for (std::size_t k = 0; k < numeric.size(); ++k) {
    std::sort(drawn[k].begin(), drawn[k].end());
    out[numeric[k]] = {all[k], drawn[k][kBootstraps / 40], drawn[k][kBootstraps - 1 - kBootstraps / 40]};
  }
  return out;
}

std::vector<Tipping> tippings(const Results& results) {
  std::vector<Tipping> out;
  const auto places = by_values(results);
  for (const auto& leading : results.leading)
    for (std::size_t k = 0; k < results.study.factors.size(); ++k) {
      if (results.study.factors[k].is_choice()) continue;
      const std::vector<double> levels = levels_of(results, k);
      for (const auto& [key, point] : places) {
        const auto level = std::lower_bound(levels.begin(), levels.end(), key[k]);
        if (level + 1 == levels.end()) continue;
        Key above = key;
        above[k] = *(level + 1);
        const auto next = places.find(above);
        if (next == places.end()) continue;
        const std::string &before = leading.category[point], &after = leading.category[next->second];
        if (before != after && !before.empty() && !after.empty())
          out.push_back({leading.outcome, static_cast<int>(k), *level, *(level + 1), before, after, key});
      }
    }
  return out;
}

}  // namespace tarazi::study
