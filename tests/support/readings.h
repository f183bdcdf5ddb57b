// Everything that can be read of one world, as plain numbers, and comparing it bit for bit or closely.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "src/sim/simulation.h"

namespace tarazi::testing {

/// Every reading of a lane of a prepared simulation.
inline std::vector<double> readings(const Simulation& s, int lane = 0) {
  std::vector<double> all;
  const World& w = s.world();
  for (int i = 0; i < w.states; ++i) {
    for (int d = 0; d < w.dimensions; ++d) {
      all.push_back(s.position(i, d, lane));
      all.push_back(s.anchor(i, d, lane));
    }
    for (int f = 0; f < static_cast<int>(StateField::count); ++f) all.push_back(s.state(static_cast<StateField>(f), i, lane));
    for (int f = 0; f < static_cast<int>(DyadField::count); ++f)
      for (int j = 0; j < w.states; ++j) all.push_back(s.dyad(static_cast<DyadField>(f), i, j, lane));
    for (int k = 0; k < kWeightCount; ++k) all.push_back(s.weight(static_cast<Weight>(k), i, lane));
  }
  for (int c = 0; c < w.corridors; ++c) {
    all.push_back(s.corridor_flow(c, lane));
    all.push_back(s.corridor_cost(c, lane));
  }
  for (int r = 0; r < w.routes; ++r) all.push_back(s.route_share(r, lane));
  return all;
}

inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}
/// Whether readings hold numbers only: two broken worlds must not count as alike.
inline bool all_finite(const std::vector<double>& a) {
  for (const double x : a)
    if (!std::isfinite(x)) return false;
  return true;
}
/// Largest difference relative to the size of the numbers (at least 1e-3 of a unit counts as size).
inline double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return 1e300;
  double most = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double apart = std::abs(a[k] - b[k]) / std::max({std::abs(a[k]), std::abs(b[k]), 1e-3});
    most = std::isfinite(apart) ? std::max(most, apart) : 1e300;
  }
  return most;
}

/// Readings of lane 0 at the given months of a run.
inline std::vector<std::vector<double>> course(Simulation& simulation, int months, int every = 1) {
  std::vector<std::vector<double>> all;
  for (int m = 0; m <= months; m += every) {
    simulation.advance_to(m);
    all.push_back(readings(simulation));
  }
  return all;
}

}  // namespace tarazi::testing
