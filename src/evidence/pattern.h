// Patterns P1-P9 of model section 10: statements about signs and shapes that the model should show. A pattern reruns its
// experiments in a given world and says what it found; one that does not hold is a finding, not an error.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "src/sim/history.h"

namespace tarazi::evidence {

/// A number an experiment gave, or one part of the pattern's statement.
struct Finding {
  std::string what;
  double value = 0;       ///< of a claim 1 when it holds, else 0
  bool is_claim = false;
};

/// What was found about one pattern, in the order of its telling. The texts do not depend on numbers, so that findings
/// of many worlds can be laid over each other.
class Findings {
 public:
  void note(std::string what, double value) { all_.push_back({std::move(what), value, false}); }
  void claim(std::string what, bool holds) { all_.push_back({std::move(what), holds ? 1. : 0., true}); }
  /// A pattern holds when each of its claims does.
  bool holds() const;
  /// There is a claim and every number is finite.
  bool computed() const;
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

/// What a pattern is shown in.
struct PatternWorld {
  Scenario scenario;  ///< with AZE, CHN, RUS, EU and a corridor "middle"; run without noise
  /// Puts a sample's parameters into a world that the experiment made itself; such a world keeps what the experiment
  /// varies.
  std::function<void(Scenario&)> set_parameters = [](Scenario&) {};
  Isa isa = Isa::automatic;
};

/// One of the twelve experiments behind the patterns.
struct Experiment {
  std::string_view name, what;
};

struct Pattern {
  std::string_view id, name, statement;  ///< "P4", two or three words, one sentence
  bool on_scenario;  ///< else in a small world of its own
  std::vector<Experiment> experiments;
  Findings (*show)(const PatternWorld&);
};

/// P1 to P9.
const std::vector<Pattern>& patterns();

/// Throws config::InputError when the scenario lacks a state or corridor of the patterns; `file` is for the message.
void check_pattern_scenario(const Scenario& scenario, const std::string& file);

/// "P1 holds: ..." and below it a line a finding.
std::string pattern_text(const Pattern& pattern, const Findings& findings);

}  // namespace tarazi::evidence
