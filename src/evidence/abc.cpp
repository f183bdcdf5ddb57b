// The sampler: weights, tolerance, proposals. All densities are on the normal scale z of the prior's quantiles,
// where the prior is a standard normal whatever its shape.
#include "src/evidence/abc.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <stdexcept>

#include "src/evidence/prior.h"
#include "src/study/random.h"

namespace tarazi::evidence {
namespace {

constexpr double kFromPrior = .1;  ///< share of proposals that keep exploring; bounds the weights
constexpr int kCandidates = 8;     ///< points asked of the emulators for each run of a generation

double log_standard(const Eigen::VectorXd& z) {
  return -.5 * (z.squaredNorm() + static_cast<double>(z.size()) * std::log(2 * std::numbers::pi));
}
double log_sum(double a, double b) {
  const double most = std::max(a, b);
  return std::isfinite(most) ? most + std::log(std::exp(a - most) + std::exp(b - most)) : most;
}

/// The prior, or kFromPrior of it and equal Gaussians around centres.
class Proposal {
 public:
  Proposal() = default;
  Proposal(Eigen::MatrixXd centres, const Eigen::MatrixXd& covariance) : centres_(std::move(centres)) {
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    root_ = factor.matrixL();
    white_ = root_.triangularView<Eigen::Lower>().solve(centres_);
    log_det_ = root_.diagonal().array().log().sum();
  }
  Eigen::VectorXd draw(study::Random& random, Eigen::Index d, Eigen::Index place) const {
    Eigen::VectorXd z(d);
    const bool prior = centres_.cols() == 0 || random.unit() < kFromPrior;
    for (Eigen::Index k = 0; k < d; ++k) z(k) = normal_quantile(random.unit() + 1e-17);
    return prior ? z : Eigen::VectorXd(centres_.col(place % centres_.cols()) + root_ * z);
  }
  double log_density(const Eigen::VectorXd& z) const {
    const double prior = log_standard(z);
    if (centres_.cols() == 0) return prior;
    const Eigen::VectorXd w = root_.triangularView<Eigen::Lower>().solve(z);
    const Eigen::ArrayXd exponent = -.5 * (white_.colwise() - w).colwise().squaredNorm().array();
    const double most = exponent.maxCoeff();
    const double kernel = most + std::log((exponent - most).exp().sum() / static_cast<double>(centres_.cols())) -
                          log_det_ - .5 * static_cast<double>(z.size()) * std::log(2 * std::numbers::pi);
    return log_sum(std::log(kFromPrior) + prior, std::log(1 - kFromPrior) + kernel);
  }

 private:
  Eigen::MatrixXd centres_, root_, white_;
  double log_det_ = 0;
};

struct State {
  std::vector<Eigen::VectorXd> z;
  std::vector<double> log_mixture;  ///< of all proposals so far, each times its number of points
  std::vector<double> squared;      ///< distances
};

/// Normalised weights at a tolerance; empty when every run is ruled out.
std::vector<double> weigh(const State& s, double tolerance) {
  std::vector<double> logs(s.z.size());
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < logs.size(); ++k) {
    logs[k] = log_standard(s.z[k]) - s.log_mixture[k] - .5 * s.squared[k] / tolerance;
    most = std::max(most, logs[k]);
  }
  if (!std::isfinite(most)) return {};
  double sum = 0;
  for (double& w : logs) sum += w = std::exp(w - most);
  for (double& w : logs) w /= sum;
  return logs;
}
double effective(const std::vector<double>& weights) {
  double squares = 0;
  for (const double w : weights) squares += w * w;
  return squares > 0 ? 1 / squares : 0;
}

/// The smallest tolerance of at least 1 that leaves `wanted` effective points.
double choose_tolerance(const State& s, double wanted) {
  if (effective(weigh(s, 1)) >= wanted) return 1;
  double low = 0, high = 1;  // logarithms to base 2
  while (high < 60 && effective(weigh(s, std::exp2(high))) < wanted) high *= 2;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (effective(weigh(s, std::exp2(middle))) < wanted ? low : high) = middle;
  }
  return std::exp2(high);
}

/// Places drawn with systematic spacing, so that few are drawn twice without need.
std::vector<std::size_t> resample(const std::vector<double>& weights, int count, study::Random& random) {
  std::vector<std::size_t> places;
  double sum = 0, next = random.unit() / count;
  for (std::size_t k = 0; k < weights.size() && static_cast<int>(places.size()) < count; ++k) {
    sum += weights[k];
    while (next <= sum && static_cast<int>(places.size()) < count) {
      places.push_back(k);
      next += 1. / count;
    }
  }
  while (static_cast<int>(places.size()) < count) places.push_back(places.empty() ? 0 : places.back());
  return places;
}

/// Mean and covariance of weighted points, the latter never singular.
std::pair<Eigen::VectorXd, Eigen::MatrixXd> moments(const std::vector<Eigen::VectorXd>& z,
                                                    const std::vector<double>& weights) {
  const Eigen::Index d = z[0].size();
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
  for (std::size_t k = 0; k < z.size(); ++k) mean += weights[k] * z[k];
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(d, d) * 1e-6;
  for (std::size_t k = 0; k < z.size(); ++k) covariance += weights[k] * (z[k] - mean) * (z[k] - mean).transpose();
  return {mean, covariance};
}

/// Gaussians around resampled points, as wide as Silverman's rule says for the effective sample.
Proposal around(const std::vector<Eigen::VectorXd>& z, const std::vector<double>& weights, int population,
                study::Random& random) {
  const Eigen::Index d = z[0].size();
  const auto size = static_cast<double>(d);
  const double width = std::pow(4 / ((size + 2) * std::max(2., effective(weights))), 1 / (size + 4));
  Eigen::MatrixXd centres(d, population);
  const auto places = resample(weights, population, random);
  for (int k = 0; k < population; ++k) centres.col(k) = z[places[static_cast<std::size_t>(k)]];
  return {std::move(centres), moments(z, weights).second * (width * width)};
}

Point unit_of(const Eigen::VectorXd& z) {
  Point unit;
  for (Eigen::Index j = 0; j < z.size(); ++j) unit.push_back(normal_share(z(j)));
  return unit;
}

/// Where emulators of the nearer half of the runs expect the posterior: draws of `from`, weighted by the emulated
/// likelihood. Only a proposal, so the emulators need not be right. Empty when runs are too few.
std::optional<Proposal> emulated_proposal(const State& s, const Points& units, const Points& outputs,
                                          const Observed& observed, const Proposal& from, int population, double wanted,
                                          study::Random& random) {
  const std::size_t d = units[0].size(), terms = (d + 1) * (d + 2) / 2;
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < units.size(); ++k)
    if (std::isfinite(s.squared[k])) order.push_back(k);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return s.squared[a] < s.squared[b]; });
  order.resize(std::min(order.size(), std::max(order.size() / 2, 2 * terms)));
  if (order.size() < d + 3) return std::nullopt;
  Points near, told;
  for (const std::size_t k : order) {
    near.push_back(units[k]);
    told.push_back(outputs[k]);
  }
  const std::vector<Emulator> emulators = emulate(near, told);
  State candidates;
  for (int k = 0; k < kCandidates * population; ++k) {
    candidates.z.push_back(from.draw(random, static_cast<Eigen::Index>(d), k));
    const Point unit = unit_of(candidates.z.back());
    double squared = 0;
    for (std::size_t t = 0; t < emulators.size(); ++t) {
      const double apart = emulators[t].mean(unit) - observed.values[t];
      squared += apart * apart / (emulators[t].residual_variance() + observed.errors[t] * observed.errors[t]);
    }
    candidates.squared.push_back(squared);
    candidates.log_mixture.push_back(from.log_density(candidates.z.back()));
  }
  return around(candidates.z, weigh(candidates, choose_tolerance(candidates, wanted)), population, random);
}

}  // namespace

double distance(const Observed& observed, const Point& outputs) {
  double sum = 0;
  for (std::size_t t = 0; t < observed.values.size(); ++t) {
    const double apart = (outputs[t] - observed.values[t]) / observed.errors[t];
    sum += apart * apart;
  }
  return std::isfinite(sum) ? sum : std::numeric_limits<double>::infinity();
}

WeightedSample abc_smc(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                       const AbcSettings& settings) {
  WeightedSample sample;
  State state;
  std::vector<Proposal> proposals;
  const auto d = static_cast<Eigen::Index>(parameters);
  const double wanted = settings.ess_share * settings.population;
  for (int g = 0; g < settings.generations; ++g) {
    study::Random random(settings.seed * 1000003 + static_cast<std::uint64_t>(g));
    // By turns around the best runs and where the emulators point: the former needs no emulator, the latter few runs.
    std::optional<Proposal> proposal;
    if (g % 2 == 1)
      proposal = emulated_proposal(state, sample.units, sample.outputs, observed, proposals.back(), settings.population,
                                   wanted, random);
    if (!proposal) proposal = g == 0 ? Proposal() : around(state.z, sample.weights, settings.population, random);
    proposals.push_back(std::move(*proposal));
    const std::size_t before = state.z.size();
    Points units;
    for (int k = 0; k < settings.population; ++k) {
      state.z.push_back(proposals.back().draw(random, d, k));
      units.push_back(unit_of(state.z.back()));
    }
    const Points outputs = simulate(units);
    for (std::size_t k = 0; k < units.size(); ++k) {
      state.squared.push_back(distance(observed, outputs[k]));
      sample.units.push_back(units[k]);
      sample.outputs.push_back(outputs[k]);
    }
    const double share = std::log(settings.population);
    for (std::size_t k = 0; k < state.z.size(); ++k) {
      if (k < before) {
        state.log_mixture[k] = log_sum(state.log_mixture[k], share + proposals.back().log_density(state.z[k]));
        continue;
      }
      double mixture = -std::numeric_limits<double>::infinity();
      for (const Proposal& p : proposals) mixture = log_sum(mixture, share + p.log_density(state.z[k]));
      state.log_mixture.push_back(mixture);
    }
    sample.tolerance = choose_tolerance(state, wanted);
    sample.weights = weigh(state, sample.tolerance);
    if (sample.weights.empty())
      throw std::runtime_error("every run of the calibration failed or is infinitely far from the targets");
    sample.ess = effective(sample.weights);
    sample.generations.push_back({sample.tolerance, sample.ess});
  }
  return sample;
}

Points draw(const WeightedSample& sample, int count, std::uint64_t seed) {
  study::Random random(seed);
  auto places = resample(sample.weights, count, random);
  random.shuffle(places);
  Points drawn;
  for (const std::size_t place : places) drawn.push_back(sample.units[place]);
  return drawn;
}

}  // namespace tarazi::evidence
