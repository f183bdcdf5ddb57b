// Every preset and every policy class in every shipped scenario: finite, in range, deterministic, and the
// same after a save in mid-run. A new strategy or scenario is covered by being there.
#include <filesystem>

#include "src/config/config.h"
#include "src/sim/simulation.h"
#include "tests/support/generated_world.h"
#include "tests/support/readings.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::testing;

struct Story {
  std::string name;
  Scenario scenario;
};

std::vector<Story> stories() {
  std::vector<Story> all;
  for (const auto& entry : std::filesystem::directory_iterator(TARAZI_SOURCE_DIR "/configs/scenarios"))
    if (entry.path().extension() == ".yaml") all.push_back({entry.path().stem().string(), config::read_scenario(entry.path())});
  for (const std::uint64_t seed : {1u, 2u})
    all.push_back({"generated", generated_world(seed, {.states = 7, .dimensions = 2, .events = true, .noise = true,
                                                       .growth = true, .anchors = true})});
  std::sort(all.begin(), all.end(), [](const Story& a, const Story& b) { return a.name < b.name; });
  return all;
}

/// Runs with the strategy in state `whose` (or all active states for -1) and checks every month.
void conforms(const Story& story, const Strategy& strategy, int whose) {
  INFO("strategy '" << strategy.name << "', policy '" << strategy.policy << "' in " << story.name << ", state " << whose);
  Scenario s = story.scenario;
  for (int i = 0; i < s.size(); ++i)
    if (!state_of(s, i).passive && (whose < 0 || whose == i)) state_of(s, i).strategy = strategy;
  const int months = std::min(s.months, 72), middle = months / 2;
  Simulation simulation(s);
  Checkpoint saved;
  for (int m = 0; m <= months; ++m) {
    simulation.advance_to(m);
    REQUIRE_NOTHROW(simulation.check_bounds());
    if (m == middle) saved = simulation.save();
  }
  const std::vector<double> end = readings(simulation);
  REQUIRE(all_finite(end));
  Simulation again(s), resumed(s);
  again.advance_to(months);
  CHECK(same_bits(readings(again), end));
  resumed.restore(saved);
  resumed.advance_to(months);
  CHECK(same_bits(readings(resumed), end));
}

}  // namespace

TEST_CASE("every preset behaves in every scenario", "[conformance]") {
  const std::vector<Story> all = stories();
  REQUIRE(all.size() >= 8);
  REQUIRE(Registry::instance().presets().size() >= 10);
  for (const Story& story : all)
    for (const Preset* preset : Registry::instance().presets()) {
      Strategy strategy;
      strategy.name = preset->name;
      strategy.weights = preset->weights;
      for (const int whose : {-1, 0}) conforms(story, strategy, whose);
    }
}

TEST_CASE("every policy class behaves in every scenario", "[conformance]") {
  const std::vector<Story> all = stories();
  REQUIRE_FALSE(Registry::instance().policies().empty());
  for (const Story& story : all)
    for (const PolicyClass* policy : Registry::instance().policies()) {
      Strategy strategy = story.scenario.states[0].strategy;
      strategy.policy = policy->name;
      for (const int whose : {-1, 0}) {
        conforms(story, strategy, whose);
        for (const Quantity& option : policy->options)  // and at the ends of each option
          for (const double value : {option.low, option.high}) {
            Strategy extreme = strategy;
            extreme.options[std::string(option.name)] = value;
            conforms(story, extreme, whose);
          }
      }
    }
}

TEST_CASE("presets keep the weights of the model text", "[conformance]") {
  for (const Preset* preset : Registry::instance().presets()) {
    INFO(preset->name);
    CHECK_FALSE(preset->about.empty());
    for (int k = 0; k < kWeightCount; ++k)
      CHECK(kWeights[static_cast<std::size_t>(k)].allows(preset->weights[static_cast<std::size_t>(k)]));
  }
  const auto weight = [](const char* preset, Weight k) {
    return Registry::instance().preset(preset)->weights[static_cast<std::size_t>(k)];
  };
  const struct {
    const char* preset;
    std::initializer_list<WeightValue> listed;
  } table[] = {
      {"multi-vector", {{Weight::autonomy, 1}, {Weight::reciprocity, .2}, {Weight::openness_affinity, .2}, {Weight::diversification, 1}}},
      {"bandwagon", {{Weight::autonomy, -.5}, {Weight::influence_x, 1.5}, {Weight::anchoring_x, .7}, {Weight::openness_affinity, .5}, {Weight::diversification, -.5}}},
      {"balancing", {{Weight::autonomy, 2}, {Weight::influence_x, .5}, {Weight::principle, .1}, {Weight::reciprocity, .3}, {Weight::conflict, .3}, {Weight::restraint, .5}, {Weight::diversification, 1.5}}},
      {"non-aligned", {{Weight::influence_x, .25}, {Weight::anchoring_x, 2}, {Weight::autonomy, 1}, {Weight::reciprocity, .1}, {Weight::diversification, .5}}},
      {"transactional", {{Weight::influence_x, 1.5}, {Weight::anchoring_x, .7}, {Weight::restraint, 2}}},
      {"reciprocal", {{Weight::autonomy, .5}, {Weight::reciprocity, .8}, {Weight::openness_affinity, .3}, {Weight::restraint, .5}}},
      {"conditionality", {{Weight::autonomy, .5}, {Weight::influence_x, .1}, {Weight::anchoring_x, 1.5}, {Weight::principle, .25}, {Weight::reciprocity, .2}, {Weight::conflict, .1}, {Weight::restraint, 2}, {Weight::openness_affinity, .3}, {Weight::statecraft, .2}}},
      {"patron", {{Weight::autonomy, .5}, {Weight::influence_x, .2}, {Weight::anchoring_x, 1.5}, {Weight::principle, .03}, {Weight::tolerance, 2}, {Weight::reciprocity, .2}, {Weight::conflict, .1}, {Weight::openness_affinity, .2}, {Weight::statecraft, .6}, {Weight::inplay, 1}}},
      {"sphere-of-influence", {{Weight::autonomy, .5}, {Weight::influence_x, .2}, {Weight::anchoring_x, 1.5}, {Weight::principle, .2}, {Weight::tolerance, .7}, {Weight::reciprocity, .5}, {Weight::conflict, .3}, {Weight::restraint, .5}, {Weight::openness_affinity, .3}, {Weight::statecraft, .4}}},
      {"resistance", {{Weight::autonomy, 1}, {Weight::influence_x, .25}, {Weight::anchoring_x, 2}, {Weight::principle, .05}, {Weight::tolerance, 1.5}, {Weight::reciprocity, .6}, {Weight::conflict, .3}, {Weight::restraint, .3}}}};
  // What the text does not list: autonomy 0, influence_x 1, anchoring_x 1, tolerance 1, restraint 1, others 0.
  for (const auto& row : table) {
    REQUIRE(Registry::instance().preset(row.preset) != nullptr);
    for (int k = 0; k < kWeightCount; ++k) {
      const auto which = static_cast<Weight>(k);
      double expected = which == Weight::influence_x || which == Weight::anchoring_x || which == Weight::tolerance || which == Weight::restraint ? 1 : 0;
      for (const WeightValue& listed : row.listed)
        if (listed.weight == which) expected = listed.value;
      INFO(row.preset << ", " << kWeights[static_cast<std::size_t>(k)].name);
      CHECK(weight(row.preset, which) == expected);
    }
  }
}
