// Summaries of weighted samples.
// Spread and correlation are taken on the prior's scale of quantiles, where every prior is flat with variance 1/12.
#include "src/evidence/posterior.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tarazi::evidence {

std::string Learned::verdict() const { return ratio < .25 ? "identified" : ratio < .75 ? "partly" : "not identified"; }

std::vector<std::string> Posterior::ridges() const {
  std::vector<std::string> all;
  for (std::size_t a = 0; a < parameters.size(); ++a)
    for (std::size_t b = a + 1; b < parameters.size(); ++b)
      if (std::abs(correlations[a][b]) >= .5)
        all.push_back(fmt::format("{} and {} ({:+.2f})", parameters[a].name, parameters[b].name, correlations[a][b]));
  return all;
}

double weighted_quantile(std::vector<std::pair<double, double>> values, double share) {
  std::erase_if(values, [](const auto& one) { return !std::isfinite(one.first) || !(one.second > 0); });
  if (values.empty()) return NAN;
  std::sort(values.begin(), values.end());
  double all = 0, sum = 0;
  for (const auto& [value, weight] : values) all += weight;
  for (const auto& [value, weight] : values)
    if ((sum += weight) >= share * all) return value;
  return values.back().first;
}

Posterior summarise(const Calibration& c, const WeightedSample& sample, const std::string& method, int draws) {
  Posterior p;
  p.title = c.title;
  p.method = method;
  const std::size_t d = c.unknowns.size();
  std::vector<double> mean(d, 0);
  for (std::size_t k = 0; k < sample.units.size(); ++k)
    for (std::size_t j = 0; j < d; ++j) mean[j] += sample.weights[k] * sample.units[k][j];
  std::vector<std::vector<double>> covariance(d, std::vector<double>(d, 0));
  for (std::size_t k = 0; k < sample.units.size(); ++k)
    for (std::size_t a = 0; a < d; ++a)
      for (std::size_t b = 0; b < d; ++b)
        covariance[a][b] += sample.weights[k] * (sample.units[k][a] - mean[a]) * (sample.units[k][b] - mean[b]);
  p.correlations = covariance;
  for (std::size_t a = 0; a < d; ++a)
    for (std::size_t b = 0; b < d; ++b)
      p.correlations[a][b] =
          a == b ? 1 : covariance[a][b] / std::sqrt(std::max(1e-300, covariance[a][a] * covariance[b][b]));
  for (std::size_t j = 0; j < d; ++j) {
    const Unknown& u = c.unknowns[j];
    Learned one;
    one.name = u.name;
    one.path = fmt::format("{}", fmt::join(u.paths, " "));
    one.prior = u.prior.text();
    one.source = u.source;
    std::vector<std::pair<double, double>> values;
    for (std::size_t k = 0; k < sample.units.size(); ++k) {
      values.emplace_back(u.prior.at(sample.units[k][j]), sample.weights[k]);
      one.mean += values.back().first * sample.weights[k];
    }
    for (const auto& [value, weight] : values) one.sd += weight * (value - one.mean) * (value - one.mean);
    one.sd = std::sqrt(one.sd);
    one.low = weighted_quantile(values, .05);
    one.median = weighted_quantile(values, .5);
    one.high = weighted_quantile(values, .95);
    one.ratio = covariance[j][j] * 12;
    p.parameters.push_back(std::move(one));
  }
  for (const Point& unit : draw(sample, draws, c.seed + 17)) p.draws.push_back(c.values(unit));
  return p;
}

std::vector<Met> compare_targets(const Calibration& c, const WeightedSample& sample, int prior_runs) {
  std::vector<Met> all;
  for (std::size_t t = 0; t < c.targets.size(); ++t) {
    const CalibrationTarget& target = c.targets[t];
    Met met;
    met.name = target.name;
    met.what = target.statistic->help;
    if (const std::size_t at = met.what.find("`years`"); at != std::string::npos)
      met.what.replace(at, 7, fmt::format("{} year{}", target.options.years, target.options.years == 1 ? "" : "s"));
    if (const std::size_t at = met.what.find("`share`"); at != std::string::npos)
      met.what.replace(at, 7, fmt::format("{:g} %", 100 * target.options.share));
    met.unit = target.statistic->unit;
    met.source = target.source;
    met.value = target.value;
    met.error = target.error;
    std::vector<std::pair<double, double>> values, first;
    for (std::size_t k = 0; k < sample.outputs.size(); ++k) {
      values.emplace_back(sample.outputs[k][t], sample.weights[k]);
      if (static_cast<int>(k) < prior_runs) first.emplace_back(sample.outputs[k][t], 1.);
    }
    met.low = weighted_quantile(values, .05);
    met.median = weighted_quantile(values, .5);
    met.high = weighted_quantile(values, .95);
    met.prior_low = weighted_quantile(first, .05);
    met.prior_median = weighted_quantile(first, .5);
    met.prior_high = weighted_quantile(first, .95);
    const double spread = (met.high - met.low) / 3.29;  // 90 % of a normal distribution
    met.miss = (met.median - met.value) / std::sqrt(met.error * met.error + spread * spread);
    all.push_back(std::move(met));
  }
  return all;
}

}  // namespace tarazi::evidence
