// Worlds from data: a scenario of any year that a data folder covers, with every gap on record.
// The formulas are those of worlds.md of this folder; nothing after the start year is read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/evidence/data.h"
#include "src/record/csv.h"
#include "world/scenario.h"

namespace tarazi::evidence {

struct WorldOptions {
  int year = 2004;
  std::string states = "all";            ///< all, focal, or codes separated by commas
  bool union_as_actor = false;           ///< EU27 instead of its members
  std::string strategy = "multi-vector"; ///< preset every active state starts with
  /// Weight of the latest ideal point in the start position; the rest goes to the position filtered so far (1: the
  /// latest as it is). Votes of one session measure a position with an error.
  double latest = 1;
  bool noise = true;                     ///< the calibrated noise of model section 7
};

/// A value the data do not have, and what was done about it.
struct Missing {
  std::string state;  ///< code or pair "AZE-CHN"; a count for what concerns many pairs
  std::string what;
  std::string done;
};

struct BuiltWorld {
  Scenario scenario;
  std::vector<Missing> missing;
  std::vector<int> of_data;  ///< number of each state in the data folder; -1 for the rest of the world
};

/// Active states in the order of their codes, then the rest of the world ("ROW", passive) where trade or output is left
/// over. Throws std::invalid_argument for a year without ideal points, unknown codes or an unknown preset.
BuiltWorld build_world(const DataFolder& data, const WorldOptions& options);

/// Ideal points up to the year `last`, each pulling the level towards itself with weight `latest` (1: the last alone).
double filtered_position(const std::map<int, double>& series, int last, double latest);

/// NAME.yaml, one CSV table for each matrix that the YAML names, and NAME.missing.csv. Values have their source.
std::vector<record::ResultFile> world_files(const BuiltWorld& world, const std::string& name);

/// Strength in 0..1 of the sanctions and hostile events of one sender on one target in one year (worlds.md, pressure).
double sanction_strength(const Sanction& sanction);
/// p_ij of all active pairs in `year`; events of the years before it, [i][j] as in the scenario.
Matrix pressure_in(const DataFolder& data, const BuiltWorld& world, int year, bool with_events);

}  // namespace tarazi::evidence
