// Patterns P1-P9 of model section 10 on the shipped baseline: each reports what holds, with numbers.
// The report is compared with tests/golden/patterns.txt, so that a change of sign does not pass unseen.
#include <iostream>

#include "src/config/config.h"
#include "src/evidence/pattern.h"
#include "tests/support/golden.h"

TEST_CASE("the patterns of the model, as far as they hold on the baseline", "[golden][patterns]") {
  using namespace tarazi;
  const evidence::PatternWorld world{config::read_scenario(TARAZI_SOURCE_DIR "/configs/scenarios/baseline-2024.yaml")};
  std::string report =
      "# What the patterns P1-P9 of the model show on the shipped baseline. A test writes and compares this text;\n"
      "# a pattern that does not hold is a finding, not a failure.\n";
  for (const evidence::Pattern& pattern : evidence::patterns()) {
    const evidence::Findings found = pattern.show(world);
    const std::string text = evidence::pattern_text(pattern, found);
    INFO(text);
    CHECK(found.computed());
    report += text;
  }
  std::cout << report;
  tarazi::testing::check_golden("patterns.txt", report);
}
