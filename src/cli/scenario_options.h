// What commands that take a scenario share: reading it with --set, printing a summary.
#pragma once

#include <string>
#include <vector>

#include "src/config/config.h"
#include "src/sim/history.h"

namespace tarazi::cli {

/// Reads a scenario and carries out the --set assignments; all rules are checked again after them.
Scenario load(const std::string& file, const std::vector<std::string>& assignments);

/// Prints title and summary of a run for a person.
void print_summary(const History& history);

}  // namespace tarazi::cli
