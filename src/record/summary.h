// A run in words: who pulls, how each state stands, what changed and why. Shared by the terminal and the report.
#pragma once

#include <string>
#include <vector>

#include "src/sim/history.h"

namespace tarazi::record {

/// Sentences about the protagonist (the first active state of the file), about the others and the corridors.
std::vector<std::string> summary(const History& history);

/// An event in words: "EU pins pressure on AZE at 0.60".
std::string describe(const Event& event, const Scenario& scenario);

}  // namespace tarazi::record
