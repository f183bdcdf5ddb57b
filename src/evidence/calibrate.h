// A calibration as plain data: parameters with priors, worlds to simulate, targets to meet, and how hard to try.
// Files are described in calibrate.md of this folder; reading reports every mistake at its place.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "src/config/config.h"
#include "src/config/path.h"
#include "src/evidence/abc.h"
#include "src/evidence/calibrate_check.h"
#include "src/evidence/calibrate_point.h"
#include "src/evidence/history_matching.h"
#include "src/evidence/prior.h"
#include "src/evidence/target.h"

namespace tarazi::evidence {

/// A world the targets are computed from.
struct CalibrationWorld {
  std::string name, file;
  Scenario scenario;
  int months = 120;
  int replicates = 1;  ///< statistics of panels are means over these
  double memory = 0;   ///< years of history that given anchors are the mean of
};

/// A parameter to be learned.
struct Unknown {
  std::string name;
  std::vector<std::string> paths;  ///< in every world; or the one path kPositionError
  Prior prior;
  std::string source;
  bool of_observation = false;                   ///< kPositionError: of the measurement, not of the model
  std::vector<std::vector<config::Slot>> slots;  ///< [world]
};
inline constexpr std::string_view kPositionError = "observation.position_sd";

struct CalibrationTarget {
  std::string name;
  const Statistic* statistic = nullptr;
  int world = 0;
  TargetOptions options;
  double value = 0, error = 1;
  std::string source;
};

struct Calibration {
  std::string title, about, file, text;
  std::uint32_t seed = 1;
  std::vector<CalibrationWorld> worlds;
  std::vector<Unknown> unknowns;
  std::vector<CalibrationTarget> targets;
  HistorySettings history;
  AbcSettings abc;
  PointSettings point;

  Observed observed() const;
  /// Values of the unknowns at a point of the unit cube.
  std::vector<double> values(const Point& unit) const;
  /// Hash of all that decides what a run gives: worlds, unknowns, statistics, seed. Targets' values and the effort may
  /// change.
  std::string hash() const;
};

/// Reads and checks a calibration with its worlds. Throws config::InputError with all mistakes, config::FileError.
Calibration read_calibration(const std::filesystem::path& path);
Calibration parse_calibration(std::string_view text, const std::string& name, const std::filesystem::path& folder);

/// The targets' statistics of one run of all worlds; NaN where the model left its bounds. `number` names the random
/// numbers: two runs with different numbers are independent, the same number gives the same outputs on every machine.
Point simulate_targets(const Calibration& calibration, const Point& unit, std::uint32_t number, Isa isa);

/// Called with runs done and to do of a batch; false stops the work (Interrupted).
using RunProgress = std::function<bool(long, long)>;
class Interrupted : public std::exception {};

/// Runs of a method in the order asked for, kept in a file that is replaced as a whole: after any end, the same call
/// goes on, because every method is a function of its seed and of these outputs.
class RunLog {
 public:
  /// With an empty path nothing is kept. Throws config::InputError when the file is of another calibration.
  RunLog(const Calibration& calibration, std::filesystem::path file, int threads, Isa isa, bool common_numbers = false);
  /// Outputs at these points. Runs that the log holds are not made again. Throws Interrupted after saving.
  Points operator()(const Points& units, const RunProgress& progress);
  long runs() const { return static_cast<long>(units_.size()); }
  long made() const { return made_; }  ///< of these, in this process
  const Points& units() const { return units_; }
  const Points& outputs() const { return outputs_; }

 private:
  void save() const;
  const Calibration& calibration_;
  std::filesystem::path file_;
  int threads_;
  Isa isa_;
  bool common_numbers_;
  Points units_, outputs_;
  std::size_t next_ = 0;
  long made_ = 0;
};

/// Writes a file whole or not at all, replacing an older one. Throws config::FileError.
void replace_file(const std::filesystem::path& file, const std::string& text);

}  // namespace tarazi::evidence
