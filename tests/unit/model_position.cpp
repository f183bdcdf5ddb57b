// Tests 2, 3, 4, 8 and 9 of model section 10: positions against their closed forms. The laws are called
// directly, with pulls and shares set by hand, so that nothing else of the world can hide a mistake.
#include <vector>

#include "src/sim/simulation.h"
#include "tests/support/generated_world.h"
#include "tests/testing.hpp"
#include "world/block.h"
#include "world/laws/position.h"
#include "world/laws/relations.h"

namespace {

using namespace tarazi;
using tarazi::testing::Dice;
using L = PartnersInLanes;

/// A block of one world whose numbers a test sets by hand.
struct Bench {
  explicit Bench(int states) : scenario(tarazi::testing::empty_world(states)), block(scenario, 1), w(block.world()) {
    block.fill(0, scenario, 1, 0);
  }
  double& rate(Parameter p) { return w.parameters[static_cast<int>(p)]; }
  double& weight(Weight k, int i) { return w.weights[static_cast<long>(k) * w.stride + i]; }
  void move(int months) {
    for (int m = 0; m < months; ++m) {
      for (int i = 0; i < w.states; ++i) position::move<L>(w, i);
      swap_months(w);
    }
  }
  Scenario scenario;
  WorldBlock block;
  World& w;
};

/// Solves M x = b by Gaussian elimination with pivots.
std::vector<double> solve(std::vector<std::vector<double>> m, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; ++i)
      if (std::abs(m[i][k]) > std::abs(m[pivot][k])) pivot = i;
    std::swap(m[k], m[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double f = m[i][k] / m[k][k];
      for (std::size_t j = k; j < n; ++j) m[i][j] -= f * m[k][j];
      b[i] -= f * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= m[k][j] * b[j];
    b[k] /= m[k][k];
  }
  return b;
}

}  // namespace

TEST_CASE("test 2: without partners a position returns to its anchor geometrically", "[model][test-2]") {
  Scenario s = tarazi::testing::generated_world(2, {.states = 5});
  s[Parameter::influence] = s[Parameter::coercion] = s[Parameter::resentment] = 0;
  for (int i = 0; i < 4; ++i) {
    s.states[static_cast<std::size_t>(i)].anchor = {{.3 * i - 1}};
    s.states[static_cast<std::size_t>(i)].strategy.weights[static_cast<std::size_t>(Weight::anchoring_x)] = .5 + i;
  }
  Simulation simulation(s);
  for (const int t : {1, 7, 60, 240}) {
    simulation.advance_to(t);
    for (int i = 0; i < 4; ++i) {
      const double a = .3 * i - 1, x0 = s.states[static_cast<std::size_t>(i)].position[0];
      CHECK_CLOSE(simulation.position(i), a + std::pow(1 - s[Parameter::anchoring] * (.5 + i), t) * (x0 - a), 1e-12);
    }
  }
}

TEST_CASE("test 3: frozen pulls settle where anchors and partners balance", "[model][test-3]") {
  SECTION("the two states of the model text") {
    Bench b(2);
    b.rate(Parameter::anchoring) = .004;
    for (const int i : {0, 1}) b.weight(Weight::anchoring_x, i) = 1;
    b.w.anchor[0] = 1;
    b.w.anchor[1] = -1;
    b.w.pull[b.w.pair(0, 1)] = .003;
    b.w.pull[b.w.pair(1, 0)] = .001;
    b.move(20000);
    CHECK_CLOSE(b.w.position[0], .25, 1e-10);
    CHECK_CLOSE(b.w.position[1], -.75, 1e-10);
  }
  SECTION("any non-negative pulls") {
    const int n = GENERATE(3, 7, 11);
    Bench b(n);
    Dice dice(static_cast<std::uint64_t>(n));
    b.rate(Parameter::anchoring) = .005;
    std::vector<std::vector<double>> m(static_cast<std::size_t>(n), std::vector<double>(static_cast<std::size_t>(n)));
    std::vector<double> right(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
      const auto r = static_cast<std::size_t>(i);
      b.weight(Weight::anchoring_x, i) = 1;
      b.w.anchor[i] = dice.between(-3, 3);
      right[r] = .005 * b.w.anchor[i];
      m[r][r] += .005;
      for (int j = 0; j < n; ++j) {
        if (j == i) continue;
        const double c = b.w.pull[b.w.pair(i, j)] = dice.between(0, .002);
        m[r][r] += c;
        m[r][static_cast<std::size_t>(j)] -= c;
      }
    }
    const std::vector<double> rest = solve(m, right);
    b.move(20000);
    for (int i = 0; i < n; ++i) CHECK_CLOSE(b.w.position[i], rest[static_cast<std::size_t>(i)], 1e-10);
  }
}

TEST_CASE("test 4: the published case of Friedkin and Johnsen", "[model][test-4]") {
  constexpr double kScale = .01;  // opinions of 0..100 into the box; the law is linear
  const double influence[4][4] = {{.22, .12, .36, .30}, {.147, .215, .344, .294}, {0, 0, 1, 0}, {.09, .178, .446, .286}};
  const double lambda[] = {.78, .785, 0, .714}, start[] = {25, 25, 75, 85};
  const double published[] = {60.02084883, 59.98396594, 75, 74.98620494};
  Bench b(4);
  b.rate(Parameter::anchoring) = 1;
  for (int i = 0; i < 4; ++i) {
    b.weight(Weight::anchoring_x, i) = 1 - lambda[i];
    b.w.anchor[i] = b.w.position[i] = start[i] * kScale;
    for (int j = 0; j < 4; ++j)
      if (j != i) b.w.pull[b.w.pair(i, j)] = lambda[i] * influence[i][j];
  }
  b.move(500);
  for (int i = 0; i < 4; ++i) CHECK_CLOSE(b.w.position[i] / kScale, published[i], 2e-10);
}

TEST_CASE("test 8: pressure is followed only above a threshold of dependence", "[model][test-8]") {
  const double p = GENERATE(.1, .5, 1.);
  Bench b(2);
  b.rate(Parameter::influence) = b.rate(Parameter::anchoring) = b.rate(Parameter::affinity_rate) = 0;
  const double gain = b.rate(Parameter::grievance_gain), decay = b.rate(Parameter::grievance_decay);
  const double coercion = b.rate(Parameter::coercion), resentment = b.rate(Parameter::resentment);
  const double threshold = resentment * gain / (coercion * (2 * gain * p + decay));
  b.w.position[0] = b.w.next_position[0] = 0;
  b.w.position[1] = b.w.next_position[1] = 1;
  b.w.pressure[b.w.pair(1, 0)] = p;
  for (int c = 0; c < L::chunks(b.w); ++c) L::mirror(b.w, b.w.pressure, b.w.pressure_back, c);
  for (int m = 0; m < 2000; ++m) {  // grievance settles
    relations::settle<L>(b.w, 0);
    std::swap(b.w.grievance, b.w.next_grievance);
  }
  CHECK_CLOSE(b.w.grievance[b.w.pair(0, 1)], gain * p / (gain * p + decay), 1e-12);
  const auto moves = [&](double dependence) {
    b.w.dependence[b.w.pair(0, 1)] = dependence;
    position::feel<L>(b.w, 0);
    position::move<L>(b.w, 0);
    return b.w.next_position[0] - b.w.position[0];
  };
  CHECK(moves(threshold * 1.001) > 0);  // towards the sender
  CHECK(moves(threshold * .999) < 0);   // away
  CHECK(std::abs(moves(threshold)) < 1e-18);
}

TEST_CASE("test 9: equidistance between two patrons tips at the predicted feedback", "[model][test-9]") {
  const double h = GENERATE(-.5, 0., .5);
  const double apart = GENERATE(1., 2.);  // patrons at +-apart
  const bool above = GENERATE(false, true);
  Bench b(3);
  const double anchoring = b.rate(Parameter::anchoring), influence = b.rate(Parameter::influence);
  const double threshold = (anchoring / influence + 1 - h / 2) / (2 * (1 - h));
  const double q = threshold / apart * (above ? 1.02 : .98);
  for (int i = 0; i < 3; ++i) {
    b.weight(Weight::anchoring_x, i) = b.weight(Weight::influence_x, i) = i == 0 ? 1 : 0;
    b.weight(Weight::autonomy, i) = h;
  }
  const double patron[] = {apart, -apart};
  double x = 1e-4;
  for (double* position : {b.w.position, b.w.next_position}) {
    position[0] = x;
    for (const int j : {0, 1}) position[1 + j] = patron[j];
  }
  for (int m = 0; m < 200; ++m) {
    b.w.share[b.w.pair(0, 1)] = .5 + q * b.w.position[0];
    b.w.share[b.w.pair(0, 2)] = .5 - q * b.w.position[0];
    position::feel<L>(b.w, 0);
    b.move(1);
  }
  if (above)
    CHECK(b.w.position[0] > x);  // the lean feeds itself
  else
    CHECK(b.w.position[0] < x);
  CHECK(b.w.position[0] > 0);
  CHECK(b.w.position[1] == apart);
}
