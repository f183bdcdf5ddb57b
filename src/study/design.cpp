// Points of the plain designs, identity of points.
// Samples and trajectories are in sampling.cpp and morris.cpp.
#include "src/study/design.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <xxhash.h>

#include "src/study/keys.h"

namespace tarazi::study {
namespace {

using Points = std::vector<std::vector<double>>;

Points grid_points(const Study& study) {
  std::vector<std::vector<double>> levels;
  double total = 1;
  for (const Factor& factor : study.factors) {
    levels.push_back(factor.grid());
    total *= static_cast<double>(levels.back().size());
  }
  if (total > kMostPoints)
    throw std::invalid_argument(fmt::format("the grid has {:.3g} points; at most {} are allowed; use fewer levels or a sampled design", total, kMostPoints));
  Points points;
  std::vector<std::size_t> at(levels.size(), 0);
  for (bool more = true; more;) {
    std::vector<double> point(levels.size());
    for (std::size_t k = 0; k < levels.size(); ++k) point[k] = levels[k][at[k]];
    points.push_back(std::move(point));
    more = false;
    for (std::size_t k = levels.size(); k-- > 0;) {  // the last factor runs fastest
      if (++at[k] < levels[k].size()) {
        more = true;
        break;
      }
      at[k] = 0;
    }
  }
  return points;
}

Points one_at_a_time(const Study& study) {
  std::vector<double> base;
  for (const Factor& factor : study.factors) base.push_back(factor.base);
  Points points{base};
  for (std::size_t k = 0; k < study.factors.size(); ++k)
    for (const double level : study.factors[k].grid()) {
      if (level == base[k]) continue;
      points.push_back(base);
      points.back()[k] = level;
    }
  return points;
}

Points from_units(const Study& study, const Units& units) {
  Points points;
  points.reserve(units.size());
  for (const auto& row : units) {
    std::vector<double> point(row.size());
    for (std::size_t k = 0; k < row.size(); ++k) point[k] = study.factors[k].at(row[k]);
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace

std::vector<std::vector<double>> make_points(const Study& study) {
  const Design& design = study.design;
  const int factors = static_cast<int>(study.factors.size());
  const double rows = design.kind == DesignKind::saltelli ? static_cast<double>(design.points) * (factors + 2)
                      : design.kind == DesignKind::morris ? static_cast<double>(design.trajectories) * (factors + 1)
                                                          : design.points;
  if (rows > kMostPoints) throw std::invalid_argument(fmt::format("the design has {:.3g} points; at most {} are allowed", rows, kMostPoints));
  Points points;
  switch (design.kind) {
    case DesignKind::grid: points = grid_points(study); break;
    case DesignKind::one_at_a_time: points = one_at_a_time(study); break;
    case DesignKind::latin_hypercube: points = from_units(study, latin_hypercube(design.points, factors, design.seed)); break;
    case DesignKind::sobol: points = from_units(study, sobol(design.points, factors, design.seed)); break;
    case DesignKind::saltelli: points = from_units(study, saltelli(design.points, factors, design.seed)); break;
    case DesignKind::morris: points = from_units(study, morris(design.trajectories, factors, design.levels, design.seed)); break;
    case DesignKind::table: points = study.table; break;
  }
  std::erase_if(points, [&](const auto& point) {
    return std::any_of(study.constraints.begin(), study.constraints.end(), [&](const Constraint& c) { return !c.holds(point); });
  });
  return points;
}

std::string point_id(const Study& study, const std::vector<double>& point, std::string_view scenario_hash) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < point.size(); ++k)
    for (const config::Slot& slot : study.factors[k].slots)
      parts.push_back(slot.path + "=" + study.factors[k].text(point[k]));
  std::sort(parts.begin(), parts.end());  // the order of factors in the file is nothing a point depends on
  std::string text = "tarazi point 1\n" + std::string(scenario_hash);
  for (const std::string& part : parts) text += "\n" + part;
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace tarazi::study
