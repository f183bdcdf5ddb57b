// The results of a study in one SQLite file: what was asked, which points, one row a run.
// Tables and columns are described in README.md of this folder; people are meant to query them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "src/study/database.h"
#include "src/study/study.h"

namespace tarazi::study {

/// A point of a study with its id.
struct Point {
  std::string id;
  std::vector<double> values;
};

/// The points of a study in the order of its design, and the same without repetitions, ordered by id. The ids
/// are hashes, so that this order jumps about in the space of factors: half of it covers all of it.
struct PointList {
  std::vector<std::string> places;
  std::vector<Point> unique;
};
PointList list_points(const Study& study);

/// One run. `values` are the outcomes in the order of the study, NaN where empty.
struct Run {
  std::uint32_t point = 0;  ///< place in PointList::unique
  int replicate = 0;
  std::uint32_t seed = 0;
  bool ok = true;           ///< false: the model left its bounds, outcomes are empty
  std::vector<double> values;
  int months = 0;
  std::string series;       ///< packed (series.h); empty when the study keeps none or the run failed
};

class Store {
 public:
  /// Makes the file, or opens it to go on. Throws config::InputError when the file holds another study, or the
  /// same one changed and not `extend`; also then only what has the same `core` may go on.
  Store(const std::filesystem::path& path, const Study& study, bool extend, const std::string& command_line);

  /// Names the points, and the places of the design that hold them, of which this file will have rows.
  void add_points(const PointList& points, const std::vector<bool>& mine);
  /// One transaction. A run that is there already is left alone.
  void add(const PointList& points, std::span<const Run> runs);
  /// Every run that is there: point id, replicate.
  void for_each_run(const std::function<void(const std::string&, int)>& f);
  /// Numbers of one outcome by point id and replicate, in that order; failed runs and empty values left out.
  void for_each_value(const Outcome& outcome, const std::function<void(const std::string&, double)>& f);
  /// Moves everything into the one file, so that it can be copied.
  void finish();

 private:
  void make_tables(const Study& study);
  Database database_;
  std::vector<Outcome> outcomes_;
  std::vector<Factor> factors_;
  std::vector<std::vector<std::string>> categories_;
  std::unique_ptr<Statement> insert_, insert_series_;
};

/// The study a file holds, as it stands there (scenario included). Throws config::FileError, InputError.
Study stored_study(Database& database);

/// Joins parts into `out` (made, or added to). Parts of different studies are refused (config::InputError);
/// returns the number of runs in `out`.
long merge(const std::filesystem::path& out, const std::vector<std::filesystem::path>& parts);

/// Writes points.csv, runs.csv (with the factors of each point) and study.yaml into a folder; returns their names.
/// Files that are there are replaced only with `force` (config::FileError otherwise).
std::vector<std::string> export_csv(const std::filesystem::path& file, const std::filesystem::path& folder, bool force);

/// Writes the series of a study as compressed NetCDF-4: dimensions point (in the order of the design), replicate,
/// month, state, partner, corridor, component; factors are coordinates of the points. What was not run is NaN.
/// `progress` is called with runs done and there; false stops and leaves no file (returns false then).
/// Throws config::InputError when the study keeps no series, config::FileError.
bool export_netcdf(const std::filesystem::path& file, const std::filesystem::path& out, bool force,
                   const std::function<bool(long, long)>& progress);

}  // namespace tarazi::study
