// History matching: rules out, wave by wave, the parameters under which the targets are implausible.
// What is left is not a posterior but the region not ruled out yet (Vernon, Goldstein & Bower 2010).
#pragma once

#include <cstdint>
#include <vector>

#include "src/evidence/abc.h"

namespace tarazi::evidence {

struct HistorySettings {
  int waves = 3;
  int runs = 100;          ///< of a wave
  int candidates = 20000;  ///< points that the emulators are asked about
  double cutoff = 3;       ///< implausibility above it rules a point out (three-sigma rule)
  std::uint64_t seed = 1;
};

struct HistoryMatch {
  struct Wave {
    int runs = 0;
    double left = 1;                ///< share of the prior not ruled out after it
    std::vector<double> explained;  ///< by target, of the wave's emulators
    std::vector<double> ruled_out;  ///< by target, share of the prior that it alone rules out in this wave
  };
  std::vector<Wave> waves;
  Points units, outputs;                         ///< every run
  Points left;                                   ///< points of the prior not ruled out
  std::vector<std::vector<Emulator>> emulators;  ///< [wave][target]

  /// The largest implausibility over all targets and waves: |emulated - observed| in standard deviations of the
  /// emulator, the run and the observation together.
  double implausibility(const Observed& observed, const Point& unit) const;
};

/// Wave 1 runs a latin hypercube of the prior, each later one points that no earlier wave ruled out.
HistoryMatch history_match(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                           const HistorySettings& settings);

}  // namespace tarazi::evidence
