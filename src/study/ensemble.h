// Points times replicates, packed into lanes and run on threads; rows go to the store as they come.
// A row depends on its point and replicate only: never on threads, shards, lanes or interruptions.
#pragma once

#include <functional>

#include "src/study/store.h"

namespace tarazi::study {

struct EnsembleSettings {
  int threads = 1;
  Isa isa = Isa::automatic;
  int shard = 0, shards = 1;  ///< this part (from 0) of how many
  /// Called now and then with runs done (earlier ones included) and to do; returning false stops after saving.
  std::function<bool(long, long)> progress;
};

struct EnsembleResult {
  long points = 0;      ///< of this part
  long done = 0;        ///< runs now in the store, of this part
  long made = 0;        ///< of these, in this call
  long failed = 0;      ///< of these, out of bounds
  bool interrupted = false;
};

/// Runs what the store does not hold yet.
EnsembleResult run_ensemble(const Study& study, Store& store, const EnsembleSettings& settings);

/// One block of runs side by side: points with their replicates, at most 16, of one structure. Exposed for tests.
std::vector<Run> run_block(const Study& study, const PointList& points, std::span<const std::pair<std::uint32_t, int>> runs, Isa isa);

/// Half-width of the 95 % interval of a mean (Student's t); infinite for fewer than two values.
double half_width(long count, double variance);

}  // namespace tarazi::study
