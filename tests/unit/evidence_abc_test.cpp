// ABC on a problem whose posterior is known: linear outputs, Gaussian errors, priors that are normal on their own
// scale. The weighted sample must have the mean and spread of the formula, whatever the seed.
#include "src/evidence/abc.h"

#include <cmath>

#include "src/evidence/prior.h"
#include "src/study/random.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi::evidence;

/// outputs = z of each parameter (the prior is a standard normal there), with chance of standard deviation `chance`.
Simulator linear(double chance, std::uint64_t seed = 5) {
  auto random = std::make_shared<tarazi::study::Random>(seed);
  return [chance, random](const Points& units) {
    Points outputs;
    for (const Point& unit : units) {
      Point output;
      for (const double u : unit)
        output.push_back(normal_quantile(u) + chance * normal_quantile(random->unit() + 1e-17));
      outputs.push_back(std::move(output));
    }
    return outputs;
  };
}

struct Moments {
  std::vector<double> mean, sd;
};
Moments moments_of(const WeightedSample& s) {
  const std::size_t d = s.units[0].size();
  Moments m{std::vector<double>(d, 0), std::vector<double>(d, 0)};
  for (std::size_t k = 0; k < s.units.size(); ++k)
    for (std::size_t j = 0; j < d; ++j) m.mean[j] += s.weights[k] * normal_quantile(s.units[k][j]);
  for (std::size_t k = 0; k < s.units.size(); ++k)
    for (std::size_t j = 0; j < d; ++j)
      m.sd[j] += s.weights[k] * std::pow(normal_quantile(s.units[k][j]) - m.mean[j], 2);
  for (double& v : m.sd) v = std::sqrt(v);
  return m;
}

}  // namespace

TEST_CASE("ABC finds the posterior of a linear model with Gaussian errors", "[evidence][abc]") {
  // Prior N(0, 1), observation y with error e and chance c: posterior N(y / (1 + e^2 + c^2), (e^2 + c^2) / (1 + e^2 +
  // c^2)).
  const double e = .3, c = .2, noise = e * e + c * c;
  const Observed observed{{.9, -.5, 0}, {e, e, e}};
  AbcSettings settings;
  settings.population = 400;
  settings.generations = 8;
  for (const std::uint64_t seed : {1, 2}) {
    settings.seed = seed;
    const WeightedSample sample = abc_smc(observed, 3, linear(c, seed), settings);
    REQUIRE(sample.tolerance == 1);
    CHECK(sample.ess > 200);
    const Moments m = moments_of(sample);
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(std::abs(m.mean[j] - observed.values[j] / (1 + noise)) < .06);
      CHECK(std::abs(m.sd[j] / std::sqrt(noise / (1 + noise)) - 1) < .15);
    }
    double sum = 0;
    for (const double w : sample.weights) sum += w;
    CHECK_CLOSE(sum, 1, 1e-12);
    for (std::size_t g = 1; g < sample.generations.size(); ++g)
      CHECK(sample.generations[g].tolerance <= sample.generations[g - 1].tolerance + 1e-9);
  }
}

TEST_CASE("ABC says when the targets are far: the tolerance stays above one", "[evidence][abc]") {
  AbcSettings settings;
  settings.population = 50;
  settings.generations = 1;
  const WeightedSample sample = abc_smc({{3, 3, 3, 3}, {.01, .01, .01, .01}}, 4, linear(0), settings);
  CHECK(sample.tolerance > 100);
  CHECK(sample.ess >= .49 * settings.population);
}

TEST_CASE("runs that fail get no weight, and a calibration without any run that works is an error", "[evidence][abc]") {
  AbcSettings settings;
  settings.population = 100;
  settings.generations = 3;
  const auto half = [](const Points& units) {
    Points outputs;
    for (const Point& u : units) outputs.push_back({u[0] < .5 ? std::nan("") : u[0]});
    return outputs;
  };
  const WeightedSample sample = abc_smc({{.6}, {.1}}, 1, half, settings);
  for (std::size_t k = 0; k < sample.units.size(); ++k)
    if (sample.units[k][0] < .5) CHECK(sample.weights[k] == 0);
  for (const Point& one : draw(sample, 200, 1)) CHECK(one[0] >= .5);
  const auto never = [](const Points& units) { return Points(units.size(), Point{std::nan("")}); };
  CHECK_THROWS_AS(abc_smc({{.6}, {.1}}, 1, never, settings), std::runtime_error);
}

TEST_CASE("priors: quantile and share are inverse, inside the range", "[evidence][prior]") {
  for (const Prior& prior : {Prior{PriorKind::uniform, -1, 3}, Prior{PriorKind::log_uniform, .001, 10},
                             Prior{PriorKind::normal, 0, 1, .2, .3}}) {
    INFO(prior.text());
    CHECK_CLOSE(prior.at(0), prior.low, 1e-9);
    CHECK_CLOSE(prior.at(1), prior.high, 1e-9);
    for (const double u : {.01, .3, .5, .9}) CHECK_CLOSE(prior.unit_of(prior.at(u)), u, 1e-9);
  }
  CHECK_CLOSE((Prior{PriorKind::log_uniform, .01, 1}.at(.5)), .1, 1e-12);
  CHECK_CLOSE((Prior{PriorKind::normal, -100, 100, 2, 1}.at(.5)), 2, 1e-9);
}
