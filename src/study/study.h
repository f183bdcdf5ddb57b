// A study as plain data: the scenario, the factors that vary, the design over them, and what is measured.
// Files are described in README.md of this folder; reading reports every mistake at its place.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/config.h"
#include "src/config/path.h"
#include "src/study/series.h"

namespace tarazi::study {

/// One thing that varies. A point holds one number for each factor: the value itself, a month number for a date,
/// or the place among `words` for a choice.
struct Factor {
  std::string name;
  std::vector<std::string> paths;        ///< as written; all get the same value
  std::vector<config::Slot> slots;
  std::vector<double> values;            ///< the levels given; empty: a range
  std::vector<std::string> words;        ///< names of the levels of a choice, parallel to `values`
  double low = 0, high = 1;              ///< of a range
  bool log = false;                      ///< equal steps are equal ratios
  bool whole = false;                    ///< only whole numbers
  int levels = 0;                        ///< of a range in a grid or one-at-a-time design; 0: not given
  double base = 0;                       ///< where the others stand in a one-at-a-time design

  bool is_choice() const { return !words.empty(); }
  bool is_range() const { return values.empty(); }
  /// The value at `unit` of [0, 1): through the range (in logarithms if so asked), or the level of that place.
  double at(double unit) const;
  /// The place of a value in [0, 1]: of a level, its number over the number of the last.
  double unit_of(double value) const;
  /// The levels of a grid.
  std::vector<double> grid() const;
  /// The value as a person writes it.
  std::string text(double value) const;
  /// Sets the value in a scenario.
  void apply(Scenario& scenario, double value) const;
};

enum class DesignKind { grid, one_at_a_time, latin_hypercube, sobol, saltelli, morris, table };
std::string_view name(DesignKind kind);

struct Design {
  DesignKind kind = DesignKind::grid;
  int points = 0;         ///< of latin-hypercube and sobol; base samples of saltelli
  int trajectories = 0;   ///< of morris
  int levels = 4;         ///< of morris, even
  std::uint32_t seed = 1;
  std::string file;       ///< of table
};

/// `a + 2*b <= 1`: sum of terms compared with 0.
struct Constraint {
  std::string text;
  std::vector<double> weights;  ///< one a factor
  double offset = 0;
  bool strict = false;          ///< below 0; otherwise 0 is allowed
  bool holds(const std::vector<double>& point) const;
};

/// Stop the replicates of a point early: when the half-width of the 95 % interval of the mean is small enough.
struct Until {
  int outcome = 0;
  double half_width = 0;
  int most = 0;  ///< replicates at the latest
};

struct Study {
  std::string title, about;
  std::string scenario_file;
  Scenario scenario;
  int replicates = 1;
  Design design;
  std::vector<Factor> factors;
  std::vector<Constraint> constraints;
  std::vector<Outcome> outcomes;
  std::optional<Until> until;
  Series series;
  std::string text;  ///< the file
  /// Points of a table design as read from its file.
  std::vector<std::vector<double>> table;

  /// What rows of results depend on: scenario, factors by name and path, outcomes, series. Two studies with the same
  /// `core` can share one store.
  std::string core() const;
  /// Hash of all that decides which runs are made: core, design, levels, replicates.
  std::string hash() const;
  /// The scenario at a point.
  Scenario at(const std::vector<double>& point) const;
};

/// Reads and checks a study with its scenario. Throws config::InputError with all mistakes, config::FileError.
Study read_study(const std::filesystem::path& path);
/// The same from text; `folder` is what file names are relative to. With `scenario`, that one is used and
/// neither the scenario's nor a table's file is read (a study kept in a store).
Study parse_study(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                  const Scenario* scenario = nullptr);
/// JSON Schema (2020-12) of study files.
std::string study_schema();

}  // namespace tarazi::study
