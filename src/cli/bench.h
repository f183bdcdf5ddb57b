// What `tarazi bench` measures: each case on its own, as numbers; printing is the command's business.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "src/sim/simulation.h"

namespace tarazi::cli::bench {

/// Rates are medians over repetitions, by the processor time of the one thread that works, so that other
/// programs on the machine disturb little; scaling over threads needs the clock on the wall.
struct Rate {
  double median = 0, best = 0;
};

/// A made-up world of n states from a fixed recipe (every 17th passive), all presets, noise, one freight class.
Scenario generated_world(int n);

/// Runs per second of `months` months, `lanes` (8 or 16) replicates side by side in one block that is
/// restarted, without recording series.
Rate runs_per_second(const Scenario& scenario, Isa isa, int lanes, int months, double seconds);
/// The same with so many threads, each with a block of its own, by the clock on the wall.
double runs_per_second_on_threads(const Scenario& scenario, Isa isa, int threads, int months, double seconds);
/// Pair-updates per second of one world, N (N - 1) a month.
Rate pairs_per_second(const Scenario& scenario, Isa isa, double seconds);
/// Multiply-adds without fused instructions in registers, floating-point operations per second.
Rate multiply_add_peak(Isa isa, double seconds);
/// Floating-point operations (+ - * / and roots, each one) of a month of one world: the laws themselves are
/// run on numbers that count. Comparisons, selections and the integer work of random numbers do not count.
long operations_of_a_month(const Scenario& scenario);
/// Bytes of a block of worlds.
std::size_t block_bytes(const Scenario& scenario, int lanes);
/// Seconds from start to end of `program --version`, the median of some starts; negative when it cannot be run.
double start_seconds(const std::string& program);

}  // namespace tarazi::cli::bench
