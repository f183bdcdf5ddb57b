// One block of runs: worlds side by side that may differ in every number, measured month by month.
// A world that leaves its bounds must not take its neighbours with it.
#include <algorithm>
#include <limits>
#include <map>

#include "src/study/ensemble.h"

namespace tarazi::study {

std::vector<Run> run_block(const Study& study, const PointList& points, std::span<const std::pair<std::uint32_t, int>> wanted, Isa isa) {
  std::map<std::uint32_t, Scenario> scenarios;
  for (const auto& [point, replicate] : wanted)
    if (!scenarios.contains(point)) scenarios.emplace(point, study.at(points.unique[point].values));
  std::vector<Lane> lanes;
  std::vector<Run> runs;
  for (const auto& [point, replicate] : wanted) {
    const Scenario& scenario = scenarios.at(point);
    lanes.push_back({&scenario, scenario.seed, static_cast<std::uint32_t>(replicate)});
    runs.push_back({point, replicate, scenario.seed, true, {}, 0, {}});
  }
  const int last = lanes[0].scenario->months;
  std::vector<Recorder> recorders;
  if (!study.series.empty())
    for (const Lane& lane : lanes) recorders.emplace_back(study.series, *lane.scenario, last);
  std::vector<Gauge> gauges;
  bool monthly = false;
  for (std::size_t l = 0; l < lanes.size(); ++l)
    for (const Outcome& o : study.outcomes) {
      gauges.emplace_back(o, last);
      monthly = monthly || (o.when != When::end && o.when != When::month);
    }
  const auto looked_at = [&](int month) {
    return monthly || month == last || std::any_of(study.outcomes.begin(), study.outcomes.end(), [&](const Outcome& o) {
             return o.when == When::month && o.month == month;
           });
  };
  try {
    SimulationSettings how;
    how.isa = isa;
    Simulation simulation(lanes, how);
    for (int month = 0; month <= last; ++month) {
      simulation.advance_to(month);
      for (std::size_t l = 0; l < recorders.size(); ++l) recorders[l].look(simulation, static_cast<int>(l));
      if (!looked_at(month)) continue;
      for (std::size_t l = 0; l < lanes.size(); ++l)
        for (std::size_t k = 0; k < study.outcomes.size(); ++k)
          gauges[l * study.outcomes.size() + k].look(simulation, static_cast<int>(l));
    }
    simulation.check_bounds();
  } catch (const OutOfBounds&) {
    if (wanted.size() == 1) {
      runs[0].ok = false;
      runs[0].values.assign(study.outcomes.size(), std::numeric_limits<double>::quiet_NaN());
      return runs;
    }
    for (std::size_t l = 0; l < wanted.size(); ++l) runs[l] = run_block(study, points, wanted.subspan(l, 1), isa)[0];
    return runs;
  }
  for (std::size_t l = 0; l < lanes.size(); ++l)
    for (std::size_t k = 0; k < study.outcomes.size(); ++k)
      runs[l].values.push_back(gauges[l * study.outcomes.size() + k].value());
  for (std::size_t l = 0; l < recorders.size(); ++l) {
    runs[l].months = last;
    runs[l].series = pack(recorders[l].values());
  }
  return runs;
}

}  // namespace tarazi::study
