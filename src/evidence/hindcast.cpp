// Running worlds of the past: outputs are fed, positions are read every January, members of the ensemble are compared.
// Worlds of this size run one at a time on each thread.
#include "src/evidence/hindcast.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <stdexcept>

#include "src/sim/outcomes.h"
#include "src/sim/simulation.h"

namespace tarazi::evidence {
namespace {

void apply(const FittedNumbers& numbers, Scenario& scenario) {
  scenario[Parameter::anchoring] = numbers.anchoring;
  scenario[Parameter::influence] = numbers.influence;
}

std::vector<AgreementScore> score_agreement(const DataFolder& data, const BuiltWorld& world, const HindcastOptions& options,
                                            const std::vector<std::vector<double>>& means) {
  std::vector<AgreementScore> out;
  const int start = options.world.year;
  const auto first = data.agreement.find(start);
  if (first == data.agreement.end()) return out;
  std::vector<int> place(data.codes.size(), -1);
  for (std::size_t i = 0; i < world.of_data.size(); ++i)
    if (world.of_data[i] >= 0) place[static_cast<std::size_t>(world.of_data[i])] = static_cast<int>(i);
  std::map<std::pair<int, int>, double> before;
  for (const PairValue& pair : first->second) before[{pair.a, pair.b}] = pair.value;
  for (int h = 1; start + h <= options.to; ++h) {
    const auto now = data.agreement.find(start + h);
    if (now == data.agreement.end()) continue;
    AgreementScore score;
    score.horizon = h;
    for (const PairValue& pair : now->second) {
      const int i = place[static_cast<std::size_t>(pair.a)], j = place[static_cast<std::size_t>(pair.b)];
      const auto old = before.find({pair.a, pair.b});
      if (i < 0 || j < 0 || old == before.end()) continue;
      const auto& mean = means[static_cast<std::size_t>(h - 1)];
      const double miss = predicted_agreement(std::abs(mean[static_cast<std::size_t>(i)] - mean[static_cast<std::size_t>(j)])) - pair.value;
      score.rmse += miss * miss;
      score.rmse_persistence += (old->second - pair.value) * (old->second - pair.value);
      ++score.pairs;
    }
    if (score.pairs == 0) continue;
    score.rmse = std::sqrt(score.rmse / static_cast<double>(score.pairs));
    score.rmse_persistence = std::sqrt(score.rmse_persistence / static_cast<double>(score.pairs));
    out.push_back(score);
  }
  return out;
}

}  // namespace

std::vector<std::vector<std::vector<double>>> run_years(const Scenario& scenario, int years, const HindcastOptions& options) {
  const auto n = static_cast<std::size_t>(scenario.size());
  std::vector<std::vector<std::vector<double>>> out(static_cast<std::size_t>(years),
                                                    std::vector<std::vector<double>>(n, std::vector<double>(static_cast<std::size_t>(options.replicates))));
  std::exception_ptr failure;
  std::mutex mutex;
  long done = 0;
  bool stop = false;
#pragma omp parallel for schedule(dynamic) num_threads(std::max(1, options.threads))
  for (int r = 0; r < options.replicates; ++r) {
    {
      const std::lock_guard lock(mutex);
      if (stop) continue;
    }
    try {
      SimulationSettings how;
      how.isa = options.isa;
      Simulation simulation({Lane{&scenario, options.seed, static_cast<std::uint32_t>(r)}}, how);
      for (int year = 1; year <= years; ++year) {
        simulation.advance_to(12 * year);
        for (std::size_t i = 0; i < n; ++i)
          out[static_cast<std::size_t>(year - 1)][i][static_cast<std::size_t>(r)] = simulation.position(static_cast<int>(i), 0);
      }
      simulation.check_bounds();
      const std::lock_guard lock(mutex);
      ++done;
      if (options.progress && !options.progress("running worlds", done, options.replicates)) throw std::runtime_error("interrupted");
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      stop = true;
    }
  }
  if (failure) std::rethrow_exception(failure);
  return out;
}

double crps_of(std::vector<double>& ensemble, double observed) {
  std::sort(ensemble.begin(), ensemble.end());
  const auto m = static_cast<double>(ensemble.size());
  double off = 0, spread = 0;
  for (std::size_t k = 0; k < ensemble.size(); ++k) {
    off += std::abs(ensemble[k] - observed);
    spread += (2 * static_cast<double>(k) + 1 - m) * ensemble[k];  // half the sum of absolute differences of all pairs
  }
  return ensemble.size() < 2 ? off : off / m - spread / (m * (m - 1));
}

Hindcast hindcast(const DataFolder& data, const HindcastOptions& options) {
  const int start = options.world.year, years = options.to - start;
  const auto [first, last] = data.years();
  if (years < 1 || options.to > last)
    throw std::invalid_argument(fmt::format("--to {}: a year after the start {} and at most {}, the last of the ideal points", options.to, start, last));
  if (options.fit && (options.fit->first < first || options.fit->second > last || options.fit->second - options.fit->first < 2))
    throw std::invalid_argument(fmt::format("--fit {}:{}: two years of at least two years distance within {} to {}", options.fit->first, options.fit->second, first, last));
  Hindcast result;
  result.options = options;
  const Parameters standard = standard_parameters();
  result.numbers = {standard[static_cast<std::size_t>(Parameter::anchoring)], standard[static_cast<std::size_t>(Parameter::influence)], options.world.latest};
  if (options.numbers) result.numbers = *options.numbers;
  if (options.fit) {
    result.numbers = fit_numbers(data, options, result.fit_ratio);
    result.fitted = true;
  }
  WorldOptions how = options.world;
  how.latest = result.numbers.latest;
  BuiltWorld world = build_world(data, how);
  result.missing = world.missing;
  apply(result.numbers, world.scenario);
  world.scenario.months = 12 * years;
  feed(data, world, options, options.to);
  const auto runs = run_years(world.scenario, years, options);

  std::vector<std::vector<double>> means(static_cast<std::size_t>(years), std::vector<double>(world.of_data.size(), 0));
  for (int h = 1; h <= years; ++h) {
    const References without = references(data, start, h);
    for (std::size_t i = 0; i < world.of_data.size(); ++i) {
      std::vector<double> members = runs[static_cast<std::size_t>(h - 1)][i];
      double& mean = means[static_cast<std::size_t>(h - 1)][i];
      for (const double member : members) mean += member / static_cast<double>(members.size());
      if (world.of_data[i] < 0) continue;
      const auto d = static_cast<std::size_t>(world.of_data[i]);
      const auto observed = in_year(data.ideal_point[d], start + h), from = in_year(data.ideal_point[d], start);
      if (!observed || !from || !without.reversion[d] || !without.regression[d]) continue;
      Case one{static_cast<int>(d), h, *observed, *from, mean, 0, 0, *without.reversion[d], *without.regression[d], 0, 0};
      one.crps = crps_of(members, *observed);
      const auto quantile = [&](double share) { return members[static_cast<std::size_t>(share * static_cast<double>(members.size() - 1) + .5)]; };
      one.low = quantile(.05);
      one.high = quantile(.95);
      one.rank = static_cast<double>(std::lower_bound(members.begin(), members.end(), *observed) - members.begin()) / static_cast<double>(members.size());
      result.cases.push_back(one);
    }
  }
  result.scores = score_cases(data, result.cases, options);
  result.agreement = score_agreement(data, world, options, means);
  for (const int d : world.of_data) result.states += d >= 0;
  return result;
}

}  // namespace tarazi::evidence
