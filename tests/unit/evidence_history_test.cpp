// History matching and the point estimate on linear problems, where what is ruled out can be said by hand.
// The emulator must reproduce quadratics exactly and know how uncertain it is.
#include "src/evidence/history_matching.h"

#include <cmath>

#include "src/evidence/calibrate_point.h"
#include "src/evidence/prior.h"
#include "src/study/design.h"
#include "src/study/random.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi::evidence;

Points each(const Points& units, Point (*model)(const Point&)) {
  Points outputs;
  for (const Point& u : units) outputs.push_back(model(u));
  return outputs;
}

}  // namespace

TEST_CASE("an emulator reproduces a quadratic and its spread is that of the chance in a run", "[evidence][emulator]") {
  const auto exact = [](const Point& u) { return 1 + 2 * u[0] - 3 * u[1] + u[0] * u[1] + .5 * u[1] * u[1]; };
  const Points units = tarazi::study::latin_hypercube(200, 2, 3);
  tarazi::study::Random random(9);
  std::vector<double> plain, noisy;
  for (const Point& u : units) {
    plain.push_back(exact(u));
    noisy.push_back(exact(u) + .1 * normal_quantile(random.unit()));
  }
  const Emulator quadratic(units, plain), chance(units, noisy);
  REQUIRE(quadratic.quadratic());
  for (const Point& u : {Point{.2, .7}, Point{.9, .1}}) {
    CHECK(std::abs(quadratic.at(u).mean - exact(u)) < 1e-5);
    CHECK(std::abs(chance.at(u).mean - exact(u)) < .05);
    CHECK(quadratic.mean(u) == quadratic.at(u).mean);
  }
  CHECK(std::abs(std::sqrt(chance.residual_variance()) - .1) < .02);
  CHECK(chance.at({.5, .5}).variance > chance.residual_variance());
  CHECK_THROWS_AS(Emulator({{.1}, {.2}}, {1, 2}), std::invalid_argument);
}

TEST_CASE("history matching leaves the region a formula leaves, and only that", "[evidence][history]") {
  // Outputs are the parameters: |u - target| < 3 error in both, a square of side .36 within the unit square.
  const Observed observed{{.5, .4}, {.06, .06}};
  HistorySettings settings;
  settings.runs = 60;
  settings.waves = 2;
  const HistoryMatch match = history_match(
      observed, 2, [](const Points& u) { return each(u, [](const Point& p) { return p; }); }, settings);
  REQUIRE(match.waves.size() == 2);
  CHECK(std::abs(match.waves.back().left - .36 * .36) < .01);
  for (const Point& u : match.left) CHECK((std::abs(u[0] - .5) < .181 && std::abs(u[1] - .4) < .181));
  for (std::size_t k = 60; k < 120; ++k) CHECK(match.implausibility(observed, match.units[k]) < 6);
  CHECK(match.waves[0].ruled_out[0] > .6);
}

TEST_CASE("a small region is still reached, and an impossible target is said", "[evidence][history]") {
  const auto curved = [](const Point& p) { return Point{p[0] + p[1] + p[2], p[0] * p[1], p[2] * p[2]}; };
  HistorySettings settings;
  settings.runs = 80;
  settings.waves = 4;
  const Observed small{{.3 + .4 + .6, .12, .36}, {.01, .01, .01}};
  const HistoryMatch match = history_match(
      small, 3, [&](const Points& u) { return each(u, +curved); }, settings);
  CHECK(match.waves.back().left < .01);
  CHECK(match.implausibility(small, {.3, .4, .6}) < 3);
  CHECK(match.implausibility(small, {.9, .9, .9}) > 3);
  CHECK_THROWS_AS(history_match(
                      {{50, .1, .1}, {.01, .01, .01}}, 3, [&](const Points& u) { return each(u, +curved); }, settings),
                  std::runtime_error);
}

TEST_CASE("the point estimate finds the minimum and reports failures of the model", "[evidence][point]") {
  const Simulator model = [](const Points& u) {
    return each(u, [](const Point& p) { return Point{p[0] * p[0], p[0] - 2 * p[1]}; });
  };
  const PointEstimate best = point_estimate({{.49, -.9}, {.1, .1}}, 2, model, {400});
  CHECK(std::abs(best.unit[0] - .7) < .005);
  CHECK(std::abs(best.unit[1] - .8) < .005);
  CHECK(best.squared_distance < 1e-3);
  CHECK(best.evaluations <= 400);
  CHECK_THROWS_AS(
      point_estimate({{0}, {1}}, 1, [](const Points&) -> Points { throw std::logic_error("broken"); }, {50}),
      std::logic_error);
}
