// The list of patterns with their experiments, and what all of them share.
// The twelve experiments are those that the statements of model section 10 describe, one or two a pattern.
#include "src/evidence/pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "src/config/config.h"
#include "src/evidence/pattern_runs.h"

namespace tarazi::evidence {

bool Findings::holds() const {
  return std::all_of(all_.begin(), all_.end(), [](const Finding& f) { return !f.is_claim || f.value > 0; });
}

bool Findings::computed() const {
  return std::any_of(all_.begin(), all_.end(), [](const Finding& f) { return f.is_claim; }) &&
         std::all_of(all_.begin(), all_.end(), [](const Finding& f) { return std::isfinite(f.value); });
}

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all{
      {"P1", "pressure repels",
       "EU pressure lowers the EU's influence share and affinity and raises China's and Russia's", true,
       {{"pressure", "the EU presses on Azerbaijan with .6 from month 12 on; read at month 60"}},
       pressure_repels},
      {"P2", "sub-additive moves",
       "EU pressure and Chinese offers together move Azerbaijan's position less than the sum of both alone", true,
       {{"pressure and offers", "each alone, both, at three strengths each; read at month 120"}},
       joint_moves},
      {"P3", "friend or adversary",
       "the same pressure moves an adversary away more than a friend", true,
       {{"friend and adversary", "EU pressure of .6 on Azerbaijan when their affinity starts at .5, 0 and -.5"}},
       friend_or_adversary},
      {"P4", "offers, inverted U",
       "Chinese offers first raise, then lower the multi-vector index (inverted U)", true,
       {{"rising offers", "China offers Azerbaijan 0 to 12 bn a year from month 12 on; read at month 120"}},
       offers_and_index},
      {"P5", "rupture and return",
       "an EU-Russia rupture raises Russia-China trade, Middle Corridor flow and Azerbaijan-Russia trade; fast down, slow up",
       true,
       {{"rupture", "the EU and Russia press on each other with 1 from month 12 to 48"},
        {"return", "then with what they started with; watched to month 240"}},
       rupture_and_return},
      {"P6", "faster corridor",
       "halving Middle Corridor time raises its flow until capacity binds, convexly in congestion", true,
       {{"faster corridor", "the corridor's days cut to .9, .8 ... .4 from month 12 on"},
        {"faster and wider corridor", "half the days and ten times the capacity"}},
       faster_corridor},
      {"P7", "tipping and hysteresis",
       "with autonomy below the threshold of test 9 and rising feedback, equidistance tips into a lean, with hysteresis",
       false,
       {{"nudge", "a small state between two equal patrons: affinity with one raised by .001; read 200 years later"},
        {"push and return", "offers by one patron for ten years; read 200 years after they end"}},
       tipping},
      {"P8", "contested host",
       "a contested state receives more from an in-play patron than an aligned one", false,
       {{"two hosts", "a patron divides offers between a host with ties to both powers and one with ties to it alone"}},
       contested_state},
      {"P9", "split world",
       "between-bloc trade falls and connectors gain when a large world splits", false,
       {{"split", "two blocs among 60 states press on each other with .5 from month 12 on, a third takes no side"}},
       split_world},
  };
  return all;
}

void check_pattern_scenario(const Scenario& scenario, const std::string& file) {
  std::vector<config::Problem> problems;
  for (const char* code : {"AZE", "CHN", "RUS", "EU"})
    if (scenario.find(code) < 0)
      problems.push_back({file, 0, 0, "states", fmt::format("there is no {}; the patterns are about AZE, CHN, RUS and EU", code)});
  if (std::none_of(scenario.corridors.begin(), scenario.corridors.end(), [](const Corridor& c) { return c.name == "middle"; }))
    problems.push_back({file, 0, 0, "corridors", "there is no corridor middle, which P5 and P6 are about"});
  if (!problems.empty()) throw config::InputError(std::move(problems));
}

std::string pattern_text(const Pattern& pattern, const Findings& findings) {
  std::string text = fmt::format("{} {}: {}\n", pattern.id, findings.holds() ? "holds" : "does not hold", pattern.statement);
  for (const Finding& f : findings.all())
    text += f.is_claim ? fmt::format("  {} {}\n", f.value > 0 ? "yes:" : "NO: ", f.what) : fmt::format("  {} {:+.4g}\n", f.what, f.value);
  return text;
}

}  // namespace tarazi::evidence
