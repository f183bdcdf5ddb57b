// Test 15 of model section 10: the same bits whatever runs a world. Lanes, layouts, instruction sets and
// threads over generated worlds with events, noise and growth.
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "src/sim/history.h"
#include "tests/support/generated_world.h"
#include "tests/support/readings.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::testing;

constexpr Shape lively(int states) {
  return {.states = states, .dimensions = states % 3 == 0 ? 2 : 1, .events = true, .noise = true, .growth = true, .anchors = true};
}

#if defined(__x86_64__)
/// The instruction sets the processor announces to the operating system.
std::set<Isa> announced() {
  std::ifstream file("/proc/cpuinfo");
  std::set<std::string> flags;
  for (std::string line; std::getline(file, line);)
    if (line.rfind("flags", 0) == 0) {
      std::istringstream words(line.substr(line.find(':') + 1));
      for (std::string word; words >> word;) flags.insert(word);
      break;
    }
  const auto all = [&](std::initializer_list<const char*> names) {
    return std::all_of(names.begin(), names.end(), [&](const char* name) { return flags.count(name) == 1; });
  };
  std::set<Isa> sets{Isa::scalar};
  if (all({"sse4_2", "popcnt", "ssse3", "cx16"})) sets.insert(Isa::v2);
  if (sets.count(Isa::v2) && all({"avx2", "fma", "bmi1", "bmi2", "f16c", "movbe"})) sets.insert(Isa::v3);
  if (sets.count(Isa::v3) && all({"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"})) sets.insert(Isa::v4);
  return sets;
}

TEST_CASE("test 15: every instruction set of this machine is used", "[bits][test-15]") {
  std::string compared;
  for (const Isa isa : supported()) compared += " " + std::string(name(isa));
  std::cout << "instruction sets compared:" << compared << '\n';
  for (const Isa isa : announced()) {
    INFO("the processor can run " << name(isa) << ", the program must offer it");
    const std::vector<Isa> sets = supported();
    CHECK(std::find(sets.begin(), sets.end(), isa) != sets.end());
  }
  CHECK(supported().size() >= 2);
}
#endif

}  // namespace

TEST_CASE("test 15: a lane of a block is its solo run, whatever its neighbours", "[bits][test-15]") {
  const int lanes = GENERATE(range(1, 17));
  const int states = GENERATE(3, 8, 13);
  const Scenario original = generated_world(static_cast<std::uint64_t>(states), lively(states));
  std::vector<Scenario> scenarios;
  for (int l = 0; l < lanes; ++l) scenarios.push_back(l % 4 == 0 ? original : varied(original, l));
  std::vector<Lane> keys;
  for (int l = 0; l < lanes; ++l)
    keys.push_back({&scenarios[static_cast<std::size_t>(l)], 5u + static_cast<std::uint32_t>(l / 3), static_cast<std::uint32_t>(l)});
  SimulationSettings side_by_side;
  side_by_side.force_side_by_side = true;
  Simulation block(keys, side_by_side);
  std::vector<std::unique_ptr<Simulation>> solos;
  for (const Lane& lane : keys) solos.push_back(std::make_unique<Simulation>(std::vector<Lane>{lane}));
  for (const int m : {0, 1, 13, 30}) {
    block.advance_to(m);
    for (int l = 0; l < lanes; ++l) {
      Simulation& solo = *solos[static_cast<std::size_t>(l)];
      solo.advance_to(m);
      INFO(states << " states, lane " << l << " of " << lanes << ", month " << m);
      REQUIRE(all_finite(readings(solo)));
      CHECK(same_bits(readings(block, l), readings(solo)));
    }
  }
  if (lanes > 1) CHECK_FALSE(same_bits(readings(block, 0), readings(block, 1)));
}

TEST_CASE("test 15: the same bits in both layouts and on every instruction set", "[bits][test-15]") {
  const int states = GENERATE(2, 5, 7, 8, 9, 16, 25);
  Shape shape = lively(states);
  shape.passive = states > 3;
  const Scenario s = generated_world(31, shape);
  SimulationSettings plain;
  plain.isa = Isa::scalar;
  Simulation reference(s, 3, plain);
  const auto expected = course(reference, 30, 10);
  for (const std::vector<double>& month : expected) REQUIRE(all_finite(month));
  for (const Isa isa : supported())
    for (const int lanes : {1, 8, 16}) {
      SimulationSettings settings;
      settings.isa = isa;
      settings.force_side_by_side = lanes > 1;
      // 9 to 16 worlds take the kernel of 16 lanes.
      std::vector<Lane> keys(lanes == 16 ? 9 : 1, Lane{&s, s.seed, 3});
      Simulation simulation(keys, settings);
      INFO(states << " states, " << name(isa) << ", kernel of " << lanes << " worlds");
      const auto got = course(simulation, 30, 10);
      for (std::size_t k = 0; k < got.size(); ++k) CHECK(same_bits(got[k], expected[k]));
    }
}

TEST_CASE("test 15: the same bits with 1, 2 and 8 threads inside one large world", "[bits][test-15]") {
  const Scenario s = generated_world(60, lively(60));
  std::vector<std::vector<double>> expected;
  for (const int threads : {1, 2, 8}) {
    SimulationSettings settings;
    settings.threads = threads;
    Simulation simulation(s, 0, settings);
    const auto got = course(simulation, 12, 6);
    if (threads == 1) expected = got;
    INFO(threads << " threads");
    for (std::size_t k = 0; k < got.size(); ++k) CHECK(same_bits(got[k], expected[k]));
  }
  CHECK(all_finite(expected.back()));
}

TEST_CASE("test 15: the same signature for any threads and batches of replicates", "[bits][test-15]") {
  const Scenario s = generated_world(8, lively(6));
  RunSettings settings;
  settings.replicates = 40;
  settings.months = 18;
  settings.lanes = 1;
  const std::string expected = signature(run(s, settings));
  for (const int threads : {1, 2, 8})
    for (const int lanes : {0, 1, 3, 8, 16}) {
      settings.threads = threads;
      settings.lanes = lanes;
      INFO(threads << " threads, batches of " << lanes);
      CHECK(signature(run(s, settings)) == expected);
    }
  settings.seed = s.seed + 1;
  CHECK(signature(run(s, settings)) != expected);  // the signature does see the numbers
}

TEST_CASE("test 15: any replicate can be computed alone", "[bits][test-15]") {
  const Scenario s = generated_world(12, lively(6));
  RunSettings all;
  all.replicates = 11;
  const History together = run(s, all);
  RunSettings one;
  one.first_replicate = 7;
  const History alone = run(s, one);
  for (int m = 0; m <= s.months; ++m)
    for (int i = 0; i < 6; ++i) {
      CHECK(alone.position_of(0, m, i) == together.position_of(7, m, i));
      CHECK(alone.of(StateField::output, 0, m, i) == together.of(StateField::output, 7, m, i));
    }
  CHECK(together.position_of(6, s.months, 0) != together.position_of(7, s.months, 0));
}
