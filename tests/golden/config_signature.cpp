// The behaviour signature of the baseline: one hash over every number of 16 noisy replicates. It changes
// only with the model or the baseline's numbers; the change is then said in the commit message.
#include "src/config/config.h"
#include "src/sim/history.h"
#include "tests/support/golden.h"
#include "tests/testing.hpp"

TEST_CASE("the signature of the baseline", "[golden][signature]") {
  using namespace tarazi;
  Scenario s = config::read_scenario(TARAZI_SOURCE_DIR "/configs/scenarios/baseline-2024.yaml");
  s[Parameter::drift_sd] = CalibratedNoise::drift_sd;
  s[Parameter::jump_prob] = CalibratedNoise::jump_prob;
  s[Parameter::jump_sd] = CalibratedNoise::jump_sd;
  s[Parameter::mood_sd] = CalibratedNoise::mood_sd;
  RunSettings settings;
  settings.replicates = 16;
  settings.lanes = 1;
  const std::string expected = signature(run(s, settings));
  tarazi::testing::check_golden("signature.txt", expected + "\n");
  for (const int lanes : {1, 8, 16})
    for (const int threads : {1, 2}) {
      settings.lanes = lanes;
      settings.threads = threads;
      INFO(lanes << " lanes, " << threads << " threads");
      CHECK(signature(run(s, settings)) == expected);
    }
  for (const Isa isa : supported()) {
    settings.isa = isa;
    INFO(name(isa));
    CHECK(signature(run(s, settings)) == expected);
  }
}
