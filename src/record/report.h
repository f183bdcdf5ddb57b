// The data of the run report (report.html): series with bands, events, reasons, sources.
#pragma once

#include <string>
#include <vector>

#include "src/sim/history.h"

namespace tarazi::record {

/// What stands beside the numbers.
struct ReportMeta {
  std::string command;        ///< how it was made
  std::string scenario_hash;  ///< content hash
  std::string signature;      ///< of the recorded bits
  std::vector<std::string> unsourced;
};

/// JSON for the report page; numbers rounded to 6 significant digits, series as means over replicates with
/// 5 % and 95 % quantiles when there are several.
std::string report_json(const History& history, const ReportMeta& meta);

}  // namespace tarazi::record
