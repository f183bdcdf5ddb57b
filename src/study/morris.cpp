// Trajectories for elementary effects, spread out as far as a search among random ones allows.
// The full choice of Campolongo et al. grows combinatorially; exchanging one at a time comes close to it.
#include <algorithm>

#include "src/study/design.h"
#include "src/study/random.h"

namespace tarazi::study {
namespace {

/// One trajectory: a random start on the grid, then every factor once, in random order, one step up or down.
Units trajectory(int factors, int levels, Random& random) {
  const auto d = static_cast<std::size_t>(factors);
  const int step = levels / 2;
  std::vector<int> at(d);
  for (int& level : at) level = random.below(levels);
  std::vector<int> order(d);
  for (std::size_t k = 0; k < d; ++k) order[k] = static_cast<int>(k);
  random.shuffle(order);
  const auto row = [&] {
    std::vector<double> units(d);
    for (std::size_t k = 0; k < d; ++k) units[k] = static_cast<double>(at[k]) / (levels - 1);
    return units;
  };
  Units rows{row()};
  for (const int k : order) {
    int& level = at[static_cast<std::size_t>(k)];
    level += level < step ? step : -step;
    rows.push_back(row());
  }
  return rows;
}

/// Sum of the distances between all rows of two trajectories (Campolongo et al. 2007, eq. 10), squared.
double apart(const Units& a, const Units& b) {
  double sum = 0;
  for (const auto& p : a)
    for (const auto& q : b) {
      double squares = 0;
      for (std::size_t k = 0; k < p.size(); ++k) squares += (p[k] - q[k]) * (p[k] - q[k]);
      sum += squares;
    }
  return sum * sum;
}

}  // namespace

Units morris(int trajectories, int factors, int levels, std::uint32_t seed) {
  Random random(seed);
  const int pool_size = trajectories <= 100 ? 4 * trajectories : trajectories;
  std::vector<Units> pool;
  for (int t = 0; t < pool_size; ++t) pool.push_back(trajectory(factors, levels, random));
  const auto n = static_cast<std::size_t>(pool_size), r = static_cast<std::size_t>(trajectories);
  std::vector<std::size_t> chosen(r);
  for (std::size_t t = 0; t < r; ++t) chosen[t] = t;
  if (n > r) {
    std::vector<double> between(n * n, 0);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < a; ++b) between[a * n + b] = between[b * n + a] = apart(pool[a], pool[b]);
    // Exchange the trajectory that adds least for the one outside that would add most, while that helps.
    for (std::size_t round = 0; round < 20 * r; ++round) {
      std::vector<double> adds(n, 0);
      for (std::size_t t = 0; t < n; ++t)
        for (const std::size_t c : chosen) adds[t] += between[t * n + c];
      const auto worst = std::min_element(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) { return adds[a] < adds[b]; });
      std::size_t best = n;
      double gain = 1e-9;
      for (std::size_t t = 0; t < n; ++t) {
        if (std::find(chosen.begin(), chosen.end(), t) != chosen.end()) continue;
        const double more = adds[t] - between[t * n + *worst] - adds[*worst];
        if (more > gain) {
          gain = more;
          best = t;
        }
      }
      if (best == n) break;
      *worst = best;
    }
  }
  Units rows;
  for (const std::size_t t : chosen) rows.insert(rows.end(), pool[t].begin(), pool[t].end());
  return rows;
}

}  // namespace tarazi::study
