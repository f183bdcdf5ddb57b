// Forecasts without a model, and the fit of the model's three numbers on a window of years.
// Both see only what lies before the year they are told.
#include <fmt/format.h>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "src/evidence/calibrate_point.h"
#include "src/evidence/hindcast.h"

namespace tarazi::evidence {
namespace {

constexpr long kLeastSamples = 10;  ///< changes that coefficients are estimated from
constexpr int kLeastHistory = 4;  ///< years with ideal points before a start, for an own mean that means something

/// Two terms of a state's expected change: towards the own mean, and towards those it trades with.
struct Terms {
  double mean = 0, pull = 0;
};

/// Trade weights of all states in the latest year with trade up to `year`; nothing before the first such year, whose
/// weights then stand for earlier ones as long as it is not after `known`.
const std::vector<PairValue>* trade_of(const DataFolder& data, int year, int known) {
  auto found = data.exports.upper_bound(year);
  if (found != data.exports.begin()) return &std::prev(found)->second;
  return found != data.exports.end() && found->first <= known ? &found->second : nullptr;
}

/// Terms of every state that has an ideal point in `year` and enough years before it.
std::vector<std::optional<Terms>> terms_of(const DataFolder& data, int year, int known) {
  const std::size_t n = data.codes.size();
  std::vector<double> weight(n, 0), pulled(n, 0);
  if (const auto* trade = trade_of(data, year, known))
    for (const PairValue& pair : *trade) {
      const auto a = static_cast<std::size_t>(pair.a), b = static_cast<std::size_t>(pair.b);
      if (data.codes[a] == kUnion || data.codes[b] == kUnion) continue;  // its members are there
      const auto x = data.ideal_point[a].find(year), y = data.ideal_point[b].find(year);
      if (x == data.ideal_point[a].end() || y == data.ideal_point[b].end()) continue;
      weight[a] += pair.value;
      weight[b] += pair.value;
      pulled[a] += pair.value * (y->second - x->second);
      pulled[b] += pair.value * (x->second - y->second);
    }
  std::vector<std::optional<Terms>> out(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto now = data.ideal_point[i].find(year);
    if (now == data.ideal_point[i].end() || data.codes[i] == kUnion) continue;
    if (std::distance(data.ideal_point[i].begin(), now) < kLeastHistory) continue;
    out[i] = {*data.mean_position(static_cast<int>(i), -9999, year) - now->second, weight[i] > 0 ? pulled[i] / weight[i] : 0};
  }
  return out;
}

}  // namespace

References references(const DataFolder& data, int start, int horizon) {
  References out;
  double xx = 0, xy = 0;
  Eigen::Matrix2d normal = Eigen::Matrix2d::Zero();
  Eigen::Vector2d right = Eigen::Vector2d::Zero();
  long samples = 0;
  for (int year = data.years().first; year + horizon <= start; ++year) {
    const auto terms = terms_of(data, year, start);
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto later = data.ideal_point[i].find(year + horizon);
      if (!terms[i] || later == data.ideal_point[i].end()) continue;
      const double change = later->second - data.ideal_point[i].at(year);
      xx += terms[i]->mean * terms[i]->mean;
      xy += terms[i]->mean * change;
      const Eigen::Vector2d row(terms[i]->mean, terms[i]->pull);
      normal += row * row.transpose();
      right += row * change;
      ++samples;
    }
  }
  if (samples >= kLeastSamples) {
    out.rate = xy / xx;
    const Eigen::Vector2d both = normal.colPivHouseholderQr().solve(right);
    out.regression_rate = both[0];
    out.pull = both[1];
  } else if (horizon > 1) {  // too short a past for this horizon: the longest that has one, as it is
    const References shorter = references(data, start, horizon - 1);
    out.rate = shorter.rate;
    out.regression_rate = shorter.regression_rate;
    out.pull = shorter.pull;
  }
  const auto terms = terms_of(data, start, start);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto now = data.ideal_point[i].find(start);
    out.reversion.emplace_back();
    out.regression.emplace_back();
    if (now == data.ideal_point[i].end()) continue;
    const Terms none;
    const Terms& own = terms[i] ? *terms[i] : none;  // a young series: persistence
    out.reversion.back() = now->second + out.rate * own.mean;
    out.regression.back() = now->second + out.regression_rate * own.mean + out.pull * own.pull;
  }
  return out;
}

FittedNumbers fit_numbers(const DataFolder& data, const HindcastOptions& options, double& ratio) {
  const auto [first, last] = *options.fit;
  struct Start {
    BuiltWorld world;
    int years;
  };
  constexpr int kMostYears = 5, kMostStarts = 6;
  std::vector<Start> starts;
  const int step = std::max(1, (last - first - 1) / kMostStarts);
  HindcastOptions one = options;
  one.replicates = 1;
  one.progress = nullptr;
  for (int year = first; year <= last - 2; year += step) {
    WorldOptions how = options.world;
    how.year = year;
    how.noise = false;
    starts.push_back({build_world(data, how), std::min(kMostYears, last - year)});
    starts.back().world.scenario.months = 12 * starts.back().years;
    feed(data, starts.back().world, options, year + starts.back().years);
  }
  // Anchoring .001 to .03 a month, influence 0 to .006, latest .2 to 1; the ranges are assumptions that hold the defaults.
  const auto numbers_at = [](const Point& unit) { return FittedNumbers{.001 + .029 * unit[0], .006 * unit[1], .2 + .8 * unit[2]}; };
  long evaluation = 0;
  const auto errors_at = [&](const FittedNumbers& numbers) {
    std::vector<double> squares(starts.size(), 0), bases(starts.size(), 0);
    std::vector<std::exception_ptr> failures(starts.size());
#pragma omp parallel for schedule(dynamic) num_threads(std::max(1, options.threads))
    for (std::size_t k = 0; k < starts.size(); ++k) try {
        Scenario scenario = starts[k].world.scenario;
        scenario[Parameter::anchoring] = numbers.anchoring;
        scenario[Parameter::influence] = numbers.influence;
        const int year = scenario.start.year;
        for (std::size_t i = 0; i < scenario.states.size(); ++i)
          if (const int d = starts[k].world.of_data[i]; d >= 0)
            scenario.states[i].position[0] = filtered_position(data.ideal_point[static_cast<std::size_t>(d)], year, numbers.latest);
        HindcastOptions alone = one;
        alone.threads = 1;
        const auto runs = run_years(scenario, starts[k].years, alone);
        for (int h = 1; h <= starts[k].years; ++h)
          for (std::size_t i = 0; i < scenario.states.size(); ++i) {
            const int d = starts[k].world.of_data[i];
            if (d < 0) continue;
            const auto& series = data.ideal_point[static_cast<std::size_t>(d)];
            const auto now = series.find(year), later = series.find(year + h);
            if (now == series.end() || later == series.end()) continue;
            const double miss = runs[static_cast<std::size_t>(h - 1)][i][0] - later->second, moved = now->second - later->second;
            squares[k] += miss * miss;
            bases[k] += moved * moved;
          }
      } catch (...) {
        failures[k] = std::current_exception();
      }
    for (const auto& failure : failures)
      if (failure) std::rethrow_exception(failure);
    double square = 0, base = 0;
    for (std::size_t k = 0; k < starts.size(); ++k) square += squares[k], base += bases[k];
    if (options.progress && !options.progress("fitting", ++evaluation, options.evaluations)) throw std::runtime_error("interrupted");
    return square / base;
  };
  PointSettings settings;
  settings.evaluations = options.evaluations;
  const PointEstimate best = point_estimate({{0.}, {1.}}, 3, [&](const Points& units) {
    Points out;
    for (const Point& unit : units) out.push_back({std::sqrt(errors_at(numbers_at(unit)))});
    return out;
  }, settings);
  ratio = best.squared_distance;
  return numbers_at(best.unit);
}

}  // namespace tarazi::evidence
