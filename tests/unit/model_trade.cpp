// Tests 6, 7, 10 and 11 of model section 10: matrix scaling, relaxation, congestion and welfare cost
// against their closed forms.
#include "src/sim/simulation.h"
#include "tests/support/generated_world.h"
#include "tests/testing.hpp"
#include "world/block.h"
#include "world/laws/corridors.h"
#include "world/laws/dependence.h"
#include "world/laws/trade.h"

namespace {

using namespace tarazi;
using tarazi::testing::Dice;
using L = PartnersInLanes;

void scale(World& w, int sweeps) {
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (int c = 0; c < L::chunks(w); ++c) trade::scale_importers<L>(w, c);
    for (int i = 0; i < w.states; ++i) trade::scale_exporters<L>(w, i);
  }
}
double wanted(const World& w, int i, int j) { return w.alpha[i] * w.kernel[w.pair(i, j)] * w.beta[j]; }

}  // namespace

TEST_CASE("test 6: scaling of equal states has a closed form", "[model][test-6]") {
  const int n = GENERATE(2, 5, 8, 13);
  const double f = GENERATE(.05, .7);
  const Scenario s = tarazi::testing::empty_world(n);
  WorldBlock block(s, 1);
  block.fill(0, s, 1, 0);
  World& w = block.world();
  for (int i = 0; i < n; ++i) {
    w.supply[i] = w.demand[i] = 1;
    for (int j = 0; j < n; ++j) w.kernel[w.pair(i, j)] = i == j ? 1 : f;
  }
  scale(w, 12);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) CHECK_CLOSE(wanted(w, i, j), (i == j ? 1 : f) / (1 + (n - 1) * f), 1e-13);
}

TEST_CASE("test 6: margins are met and the size of the kernel does not matter", "[model][test-6]") {
  const int n = GENERATE(3, 8, 12);
  const Scenario s = tarazi::testing::empty_world(n);
  WorldBlock block(s, 1);
  block.fill(0, s, 1, 0);
  World& w = block.world();
  Dice dice(static_cast<std::uint64_t>(n));
  double supply = 0, demand = 0;
  for (int i = 0; i < n; ++i) {
    supply += w.supply[i] = dice.between(1, 50);
    demand += w.demand[i] = dice.between(1, 50);
    for (int j = 0; j < n; ++j) w.kernel[w.pair(i, j)] = dice.between(.1, 3);
  }
  for (int i = 0; i < n; ++i) w.demand[i] *= supply / demand;
  scale(w, 60);
  std::vector<double> before;
  for (int i = 0; i < n; ++i) {
    double sold = 0, bought = 0;
    for (int j = 0; j < n; ++j) {
      sold += wanted(w, i, j);
      bought += wanted(w, j, i);
      before.push_back(wanted(w, i, j));
    }
    CHECK_CLOSE(sold, w.supply[i], 1e-12);
    CHECK_CLOSE(bought, w.demand[i], 1e-12);
  }
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) w.kernel[w.pair(i, j)] *= 37.5;
  scale(w, 60);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) CHECK_CLOSE(wanted(w, i, j), before[static_cast<std::size_t>(i * n + j)], 1e-12);
}

TEST_CASE("test 6: what stays unsold is what stays unbought", "[model][test-6]") {
  const std::uint64_t seed = GENERATE(1u, 2u, 3u);
  Scenario s = tarazi::testing::generated_world(seed, {.states = 7, .events = true});
  s[Parameter::sweeps] = 50;
  s[Parameter::idle_cost] = s[Parameter::capital_return] = 0;  // output and so the margins stay
  std::erase_if(s.events, [](const Event& e) { return std::holds_alternative<StateShock>(e.what); });
  Simulation simulation(s);
  double most = 0;
  for (int m = 1; m <= 48; ++m) {
    simulation.advance_to(m);
    double idle = 0, shortage = 0;
    for (int i = 0; i < 7; ++i) {
      idle += simulation.state(StateField::idle, i);
      shortage += simulation.state(StateField::shortage, i);
    }
    most = std::max(most, idle);
    INFO("month " << m << ", idle " << idle << ", shortage " << shortage);
    CHECK(tarazi::testing::close(idle, shortage, 1e-6, 1e-6));
  }
  CHECK(most > 1e-3);  // the events do leave something unsold
}

TEST_CASE("test 7: trade relaxes geometrically, fast down and slowly up", "[model][test-7]") {
  const bool rises = GENERATE(false, true);
  const Scenario s = tarazi::testing::empty_world(2);
  WorldBlock block(s, 1);
  block.fill(0, s, 1, 0);
  World& w = block.world();
  const double start = rises ? 2 : 9, aim = 5;
  w.exports[w.pair(0, 1)] = start;
  w.kernel[w.pair(0, 1)] = aim;  // alpha = beta = 1
  const double rate = s[rises ? Parameter::trade_up : Parameter::trade_down];
  CHECK(s[Parameter::trade_up] < s[Parameter::trade_down]);
  for (int t = 1; t <= 120; ++t) {
    for (const int i : {0, 1}) trade::relax<L>(w, i);
    swap_months(w);
    CHECK_CLOSE(w.exports[w.pair(0, 1)], aim + std::pow(1 - rate, t) * (start - aim), 1e-12);
  }
}

TEST_CASE("test 7: paths of capital and grievance", "[model][test-7]") {
  Scenario s = tarazi::testing::empty_world(2);
  s.stocks.at(0, 1) = 10;
  s[Parameter::capital_return] = 0;  // outputs stay
  const double offer = .6, p = .4;
  s.events = {tarazi::testing::pin_event(0, 1, Signal::offer, offer, 0), tarazi::testing::pin_event(1, 0, Signal::pressure, p, 0)};
  s[Parameter::affinity_rate] = 0;  // A = 0 throughout
  Simulation simulation(s);
  const double wear = s[Parameter::depreciation], gain = s[Parameter::grievance_gain], decay = s[Parameter::grievance_decay];
  const double stock = 10 + offer / 12 / wear, hurt = gain * p / (gain * p + decay);
  for (const int t : {1, 2, 12, 120, 600}) {
    simulation.advance_to(t);
    CHECK_CLOSE(simulation.dyad(DyadField::stock, 0, 1), stock + std::pow(1 - wear, t) * (10 - stock), 1e-11);
    CHECK_CLOSE(simulation.dyad(DyadField::grievance, 0, 1), hurt * (1 - std::pow(1 - gain * p - decay, t)), 1e-11);
  }
  CHECK_CLOSE(simulation.dyad(DyadField::grievance, 0, 1), hurt, 1e-9);
}

TEST_CASE("test 10: congestion by the Bureau of Public Roads curve", "[model][test-10]") {
  const double bpr = standard_parameters()[static_cast<std::size_t>(Parameter::bpr)];
  CHECK_CLOSE(corridors::congestion(bpr, .5, 1.), 1.009375, 1e-15);
  CHECK_CLOSE(corridors::congestion(bpr, 4., 4.), 1.15, 1e-15);
  CHECK_CLOSE(corridors::congestion(bpr, 3., 2.), 1.759375, 1e-15);
  CHECK(corridors::congestion(bpr, 30., 1.) == corridors::congestion(bpr, 3., 1.));  // capped
}

TEST_CASE("test 11: welfare cost of losing half of what one uses", "[model][test-11]") {
  CHECK_CLOSE(dependence::welfare_cost(.5), .292893218813452, 1e-14);
  CHECK(dependence::welfare_cost(0.) == 0);
  CHECK(dependence::welfare_cost(1.) == 1);
  CHECK(dependence::welfare_cost(1.5) == 1);
}
