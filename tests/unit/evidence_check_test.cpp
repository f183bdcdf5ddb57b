// Simulation-based calibration passes for the right posterior and fails for ones that are too narrow, too wide or
// moved. The problem is linear and Gaussian, so that the right posterior is known in closed form.
#include "src/evidence/calibrate_check.h"

#include <cmath>

#include "src/evidence/prior.h"
#include "src/study/random.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi::evidence;

constexpr double kError = .5;

Points identity(const Points& units) {
  Points outputs;
  for (const Point& u : units) outputs.push_back({normal_quantile(u[0])});
  return outputs;
}

/// Draws of N(y / (1 + e^2) + shift, width^2 e^2 / (1 + e^2)): right with width 1 and shift 0.
Inference formula(double width, double shift) {
  return [=](const std::vector<double>& y, std::uint64_t seed) {
    tarazi::study::Random random(seed);
    const double mean = y[0] / (1 + kError * kError) + shift, sd = width * kError / std::sqrt(1 + kError * kError);
    WeightedSample s;
    for (int k = 0; k < 400; ++k) s.units.push_back({normal_share(mean + sd * normal_quantile(random.unit() + 1e-17))});
    s.weights.assign(400, 1. / 400);
    s.ess = 400;
    return s;
  };
}

CheckSettings settings() {
  CheckSettings s;
  s.truths = 400;
  return s;
}

}  // namespace

TEST_CASE("a right posterior passes simulation-based calibration", "[evidence][check]") {
  const CoverageCheck check = check_coverage({kError}, 1, identity, formula(1, 0), settings());
  CHECK(check.p_value() > .01);
  CHECK(std::abs(check.parameters[0].inside50 - .5) < .08);
  CHECK(std::abs(check.parameters[0].inside90 - .9) < .06);
}

TEST_CASE("wrong posteriors fail simulation-based calibration", "[evidence][check]") {
  CHECK(check_coverage({kError}, 1, identity, formula(.5, 0), settings()).p_value() < 1e-6);
  CHECK(check_coverage({kError}, 1, identity, formula(2, 0), settings()).p_value() < 1e-6);
  CHECK(check_coverage({kError}, 1, identity, formula(1, .5), settings()).p_value() < 1e-6);
}

TEST_CASE("ABC passes simulation-based calibration, and fails it when told a wrong error", "[evidence][check]") {
  const auto abc = [](double error) {
    return Inference([error](const std::vector<double>& y, std::uint64_t seed) {
      AbcSettings s;
      s.population = 100;
      s.generations = 4;
      s.seed = seed;
      return abc_smc({y, {error}}, 1, identity, s);
    });
  };
  CheckSettings s;
  s.truths = 200;
  CHECK(check_coverage({kError}, 1, identity, abc(kError), s).p_value() > .01);
  CHECK(check_coverage({kError}, 1, identity, abc(kError / 4), s).p_value() < 1e-4);
}
