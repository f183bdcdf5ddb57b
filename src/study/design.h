// From a design to its points: grids, samples and the structured designs of sensitivity analysis.
// Every design is a pure function of the study; the same file gives the same points everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "src/study/study.h"

namespace tarazi::study {

using Units = std::vector<std::vector<double>>;  ///< [row][factor], in [0, 1]

/// One point in each of n slices of every factor (McKay, Beckman and Conover 1979), in random order.
Units latin_hypercube(int points, int factors, std::uint32_t seed);
/// A Sobol sequence shifted modulo 1 by a random vector of the seed, so that intervals over seeds are honest
/// (Cranley and Patterson 1976). Direction numbers: Joe and Kuo 2008, as in Boost.Random.
Units sobol(int points, int factors, std::uint32_t seed);
/// For each base sample the rows A, B, then A with column k from B for every factor k (Saltelli et al. 2010).
Units saltelli(int samples, int factors, std::uint32_t seed);
/// Trajectories of Morris (1991), factors + 1 rows each, steps of levels/(2(levels-1)); chosen from a larger pool
/// for the largest sum of squared distances between trajectories (Campolongo et al. 2007).
Units morris(int trajectories, int factors, int levels, std::uint32_t seed);

/// Points of a study in the order of its design, those that break a constraint left out. Rows of saltelli and
/// morris designs may repeat a point. Throws std::invalid_argument when there would be too many.
std::vector<std::vector<double>> make_points(const Study& study);

/// 32 hex digits that name a point by its content: the base scenario and the value at each path.
std::string point_id(const Study& study, const std::vector<double>& point, std::string_view scenario_hash);

}  // namespace tarazi::study
