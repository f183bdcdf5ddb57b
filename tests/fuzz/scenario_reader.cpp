// libFuzzer target: whatever bytes arrive as a scenario, the reader either refuses them with problems that have a
// place, or gives a scenario that satisfies the rules and survives writing and reading with the same hash.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "src/config/config.h"

namespace {

/// Ends the fuzzing with a report.
void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tarazi;
  config::Limits limits;
  limits.nodes = 5000;
  limits.other_files = false;
  Scenario scenario;
  try {
    scenario = config::parse_scenario({reinterpret_cast<const char*>(data), size}, "fuzz", ".", limits);
  } catch (const config::InputError& e) {
    demand(!e.problems().empty(), "an error without a problem");
    for (const config::Problem& p : e.problems()) {
      demand(p.file == "fuzz", "a problem without its file");
      demand(!p.what.empty(), "a problem without words");
      demand(p.line >= 1 && p.column >= 1, "a problem without a place");
    }
    return 0;
  }
  config::validate(scenario);
  const std::string text = config::write_scenario(scenario);
  const Scenario again = config::parse_scenario(text, "written", ".");
  demand(config::content_hash(again) == config::content_hash(scenario), "writing and reading changed the scenario");
  demand(config::write_scenario(again) == text, "writing twice differs");
  return 0;
}
