// The results of a calibration as data of its page (src/web/src/calibration) and as text for the terminal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/evidence/posterior.h"

namespace tarazi::evidence {

/// What one call of `tarazi calibrate` found; only the methods asked for are there.
struct CalibrationResult {
  std::string command;
  std::optional<WeightedSample> abc;
  std::optional<Posterior> posterior;  ///< of abc
  std::vector<Met> met;                ///< by abc
  std::optional<HistoryMatch> history;
  std::optional<Posterior> region;  ///< not ruled out by history matching
  std::optional<PointEstimate> point;
  std::optional<CoverageCheck> check;
};

std::string calibration_text(const Calibration& calibration, const CalibrationResult& result);
/// JSON of the page; contract: src/web/src/calibration/data.ts.
std::string calibration_json(const Calibration& calibration, const CalibrationResult& result);
/// rank histograms and p-values: parameter,p_value,inside50,inside90,bin_1..
std::string coverage_csv(const Calibration& calibration, const CoverageCheck& check);

}  // namespace tarazi::evidence
