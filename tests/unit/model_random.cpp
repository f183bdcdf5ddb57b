// Tests 12 and 14 of model section 10: Philox known answers, the draws made from it, and the variance of
// a position that only noise and its anchor move.
#include <array>
#include <vector>

#include "src/sim/simulation.h"
#include "tests/support/generated_world.h"
#include "tests/testing.hpp"
#include "world/rng.h"

#ifdef TARAZI_RANDOM123
#include <Random123/philox.h>
#endif

namespace {

using namespace tarazi;
using Four = std::array<std::uint64_t, 4>;

Four one_lane(const Four& counter, std::uint64_t key0, std::uint64_t key1) {
  const Block<uint64_t> b = philox<uint64_t>({{counter[0], counter[1], counter[2], counter[3]}}, key0, key1);
  return {b.word[0], b.word[1], b.word[2], b.word[3]};
}

/// The same draw from lane `lane` of a register of eight.
Four in_lanes(const Four& counter, std::uint64_t key0, std::uint64_t key1, int lane) {
  alignas(64) std::uint64_t in[6][8], out[8];
  for (int l = 0; l < 8; ++l)
    for (int k = 0; k < 6; ++k) {
      const std::uint64_t word = k < 4 ? counter[static_cast<std::size_t>(k)] : k == 4 ? key0 : key1;
      in[k][l] = l == lane ? word : (word * 2654435761u + static_cast<unsigned>(l)) & 0xffffffffu;
    }
  Block<Words<8>> b{{Words<8>::load(in[0]), Words<8>::load(in[1]), Words<8>::load(in[2]), Words<8>::load(in[3])}};
  b = philox<Words<8>>(b, Words<8>::load(in[4]), Words<8>::load(in[5]));
  Four r;
  for (std::size_t k = 0; k < 4; ++k) {
    __builtin_memcpy(out, &b.word[k], sizeof out);
    r[k] = out[lane];
  }
  return r;
}

}  // namespace

TEST_CASE("test 12: Philox4x32-10 known answers", "[model][test-12]") {
  const std::uint64_t ones = 0xffffffffu;
  const Four of_zeros{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, of_ones{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
  CHECK(one_lane({0, 0, 0, 0}, 0, 0) == of_zeros);
  CHECK(one_lane({ones, ones, ones, ones}, ones, ones) == of_ones);
  for (int lane = 0; lane < 8; ++lane) {
    CHECK(in_lanes({0, 0, 0, 0}, 0, 0, lane) == of_zeros);
    CHECK(in_lanes({ones, ones, ones, ones}, ones, ones, lane) == of_ones);
  }
}

#ifdef TARAZI_RANDOM123
TEST_CASE("test 12: Philox agrees with the Random123 library", "[model][test-12]") {
  tarazi::testing::Dice dice(123);
  const auto word = [&] { return static_cast<std::uint32_t>(dice.unit() * 0x1p32); };
  bool alike = true;
  for (int k = 0; k < 20000; ++k) {
    const r123::Philox4x32::ctr_type counter = {{word(), word(), word(), word()}};
    const r123::Philox4x32::key_type key = {{word(), word()}};
    const auto theirs = r123::Philox4x32()(counter, key);
    const Four mine = one_lane({counter[0], counter[1], counter[2], counter[3]}, key[0], key[1]);
    const Four lanes = in_lanes({counter[0], counter[1], counter[2], counter[3]}, key[0], key[1], k % 8);
    for (std::size_t j = 0; j < 4; ++j) alike = alike && mine[j] == theirs[j] && lanes[j] == theirs[j];
  }
  CHECK(alike);
}
#endif

TEST_CASE("test 12: identities and draws made from the words", "[model][test-12]") {
  CHECK(state_id("", 0) == 2166136261u);  // FNV-1a, 32 bits: published values
  CHECK(state_id("a", 1) == 0xe40c292cu);
  CHECK(state_id("foobar", 6) == 0xbf9cf968u);
  CHECK(uniform(std::uint64_t{0}) == .5 * 0x1p-32);
  CHECK(uniform(std::uint64_t{0xffffffffu}) < 1);
  const Block<uint64_t> low{{0, 0, 0, 0}};
  CHECK_CLOSE(normal(low), -2 * 1.7320508075688772, 1e-9);
  double sum = 0, squares = 0;
  constexpr int kDraws = 200000;
  for (int k = 0; k < kDraws; ++k) {
    const double z = normal(philox<uint64_t>({{static_cast<uint64_t>(k), 5, 0, 1}}, 42, 7));
    sum += z;
    squares += z * z;
  }
  CHECK(std::abs(sum / kDraws) < 5 / std::sqrt(kDraws));
  CHECK(std::abs(squares / kDraws - 1) < .01);  // four standard errors of the variance are .012
}

TEST_CASE("test 14: noise and anchor alone give the variance of an AR(1)", "[model][test-14]") {
  // Levers and trade stand still; eight states in 512 replicates are 4096 independent series.
  const bool jumps = GENERATE(false, true);
  Scenario s = tarazi::testing::empty_world(8);
  s[Parameter::influence] = s[Parameter::coercion] = s[Parameter::resentment] = 0;
  s[Parameter::lever_rate] = s[Parameter::trade_up] = s[Parameter::trade_down] = 0;
  s[Parameter::anchoring] = .02;
  s[Parameter::sweeps] = 4;
  s[Parameter::drift_sd] = .017;
  s[Parameter::jump_prob] = jumps ? .004 : 0;
  for (State& state : s.states) state.strategy.weights[static_cast<std::size_t>(Weight::anchoring_x)] = 1;
  const double shock = .017 * .017 + s[Parameter::jump_prob] * .6 * .6, keep = .98;
  double mean = 0, early = 0, late = 0, together = 0;
  int series = 0;
  for (std::uint32_t block = 0; block < 32; ++block) {
    std::vector<Lane> lanes;
    for (std::uint32_t l = 0; l < 16; ++l) lanes.push_back({&s, 9, block * 16 + l});
    Simulation simulation(lanes);
    simulation.advance_to(12);
    std::vector<double> first;
    for (int l = 0; l < 16; ++l)
      for (int i = 0; i < 8; ++i) first.push_back(simulation.position(i, 0, l));
    simulation.advance_to(240);
    std::vector<double> lagged;
    for (int l = 0; l < 16; ++l)
      for (int i = 0; i < 8; ++i) lagged.push_back(simulation.position(i, 0, l));
    simulation.advance_to(252);
    for (int l = 0; l < 16; ++l)
      for (int i = 0; i < 8; ++i) {
        const double x = simulation.position(i, 0, l), y = lagged[static_cast<std::size_t>(l * 8 + i)];
        mean += x;
        early += first[static_cast<std::size_t>(l * 8 + i)] * first[static_cast<std::size_t>(l * 8 + i)];
        late += x * x;
        together += x * y;
        ++series;
      }
  }
  const auto variance = [&](int t) { return shock * (1 - std::pow(keep, 2 * t)) / (1 - keep * keep); };
  const double tolerance = jumps ? .25 : .1;  // jumps are rare and large, so their sample variance is rougher
  CHECK(std::abs(mean / series) < 5 * std::sqrt(variance(252) / series));
  CHECK_CLOSE(early / series, variance(12), tolerance);
  CHECK_CLOSE(late / series, variance(252), tolerance);
  CHECK_CLOSE(together / series, std::pow(keep, 12) * variance(240), tolerance);
}
