// What experiments do to a world: switch its noise off, hold a signal. Shared by targets and patterns.
// Both leave the given scenario alone and answer with another.
#pragma once

#include <optional>

#include "world/scenario.h"

namespace tarazi::evidence {

/// The same scenario with all noise parameters 0.
Scenario without_noise(Scenario scenario);

/// A pin of one signal (bn USD a year for offers) for `at` <= month < `until`; without `until` it stays.
Event pin(int from, int to, Signal signal, double value, int at, std::optional<int> until = {});

}  // namespace tarazi::evidence
