// The statistics of panels and the registry.
// Moments are about the mean, divided by n, as in the reference data's table of changes.
#include "src/evidence/target.h"

#include <cmath>

#include "src/evidence/prior.h"
#include "src/evidence/shock.h"
#include "src/evidence/target_experiments.h"
#include "src/study/random.h"

namespace tarazi::evidence {

Changes changes(const Panel& panel, int years) {
  double n = 0, mean = 0, second = 0, fourth = 0;
  const auto each = [&](auto&& look) {
    for (int t = 0; t + years < panel.years; ++t)
      for (int i = 0; i < panel.states; ++i) look(panel.x(t + years, i) - panel.x(t, i));
  };
  each([&](double change) { n += 1, mean += change; });
  mean /= n;
  each([&](double change) {
    const double square = (change - mean) * (change - mean);
    second += square / n;
    fourth += square * square / n;
  });
  return {std::sqrt(second), second > 0 ? fourth / (second * second) : NAN};
}

Drift drift(const Panel& panel, int years) {
  double n = 0, sums[3] = {}, products[3][3] = {};
  std::vector<double> sum(static_cast<std::size_t>(panel.states), 0);
  for (int t = 0; t + years < panel.years; ++t)
    for (int i = 0; i < panel.states; ++i) {
      double& so_far = sum[static_cast<std::size_t>(i)] += panel.x(t, i);
      const double own = (panel.memory * panel.anchor[static_cast<std::size_t>(i)] + so_far) / (panel.memory + t + 1);
      const double row[3] = {own - panel.x(t, i), panel.pull[panel.at(t, i)], panel.x(t + years, i) - panel.x(t, i)};
      n += 1;
      for (int a = 0; a < 3; ++a) {
        sums[a] += row[a];
        for (int b = 0; b < 3; ++b) products[a][b] += row[a] * row[b];
      }
    }
  const auto c = [&](int a, int b) { return products[a][b] / n - sums[a] / n * (sums[b] / n); };
  const double det = c(0, 0) * c(1, 1) - c(0, 1) * c(0, 1);
  return {(c(0, 2) * c(1, 1) - c(1, 2) * c(0, 1)) / det, (c(1, 2) * c(0, 0) - c(0, 2) * c(0, 1)) / det};
}

Panel observe(const Lane& lane, int years, double memory, double position_error, Isa isa) {
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation({lane}, settings);
  std::vector<int> active;
  for (int i = 0; i < lane.scenario->size(); ++i)
    if (!lane.scenario->states[static_cast<std::size_t>(i)].passive) active.push_back(i);
  Panel panel;
  panel.states = static_cast<int>(active.size());
  panel.years = years + 1;
  panel.memory = memory;
  for (const int i : active) panel.anchor.push_back(simulation.anchor(i));
  study::Random random((static_cast<std::uint64_t>(lane.seed) << 32) + lane.replicate);
  for (int year = 0; year <= years; ++year) {
    simulation.advance_to(12 * year);
    for (const int i : active) {
      const double error = position_error > 0 ? position_error * normal_quantile(random.unit()) : 0;
      panel.position.push_back(simulation.position(i) + error);
    }
    for (int a = 0; a < panel.states; ++a) {
      double pull = 0;
      for (int b = 0; b < panel.states; ++b)
        if (a != b)
          pull += simulation.dyad(DyadField::influence_share, active[static_cast<std::size_t>(a)],
                                  active[static_cast<std::size_t>(b)]) *
                  (panel.x(year, b) - panel.x(year, a));
      panel.pull.push_back(pull);
    }
  }
  simulation.check_bounds();
  return panel;
}

double hindcast_ratio(const Scenario& world, const TargetOptions& options, int, Isa isa) {
  const Scenario calm = without_noise(world);
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation(calm, 0, settings);
  simulation.advance_to(12 * options.years);
  simulation.check_bounds();
  double model = 0, persistence = 0;
  for (int i = 0; i < calm.size(); ++i) {
    const double before = options.before[static_cast<std::size_t>(i)], after = options.after[static_cast<std::size_t>(i)];
    if (calm.states[static_cast<std::size_t>(i)].passive || !std::isfinite(before) || !std::isfinite(after)) continue;
    model += (simulation.position(i) - after) * (simulation.position(i) - after);
    persistence += (before - after) * (before - after);
  }
  return model / persistence;
}

const std::vector<Statistic>& statistics() {
  static const std::vector<Statistic> all{
      {"change_sd", StatisticNeeds::panel, "ideal-point units",
       "standard deviation of changes of position over `years`",
       [](const Panel& p, const TargetOptions& o) { return changes(p, o.years).sd; }, nullptr},
      {"change_kurtosis", StatisticNeeds::panel, "1", "kurtosis of changes of position over `years` (3: normal)",
       [](const Panel& p, const TargetOptions& o) { return changes(p, o.years).kurtosis; }, nullptr},
      {"reversion", StatisticNeeds::panel, "per `years`",
       "coefficient of moves over `years` on the distance to the state's own mean so far",
       [](const Panel& p, const TargetOptions& o) { return drift(p, o.years).reversion; }, nullptr},
      {"pull", StatisticNeeds::panel, "per `years`",
       "coefficient of moves over `years` on the pull of partners, sum_j s_ij (x_j - x_i)",
       [](const Panel& p, const TargetOptions& o) { return drift(p, o.years).pull; }, nullptr},
      {"trade_adjustment", StatisticNeeds::experiment, "share",
       "share of the response of trade to lasting openness after `years` that is there after one", nullptr,
       trade_adjustment},
      {"sanction_recovery", StatisticNeeds::experiment, "years",
       "years after sanctions until `share` of the trade lost is back", nullptr, sanction_recovery},
      {"hindcast_ratio", StatisticNeeds::hindcast, "1",
       "squared error of positions after `years`, run without noise, over that of assuming that nothing changes",
       nullptr, hindcast_ratio}};
  return all;
}

const Statistic* find_statistic(std::string_view name) {
  for (const Statistic& s : statistics())
    if (s.name == name) return &s;
  return nullptr;
}

}  // namespace tarazi::evidence
