// A folder of yearly country and dyad data in memory: what worlds are built from and hindcasts are held against.
// The files and their columns are described in worlds.md of this folder; any folder with the same columns works.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tarazi::evidence {

/// Code of the European Union as one actor (present membership in every year).
inline constexpr const char* kUnion = "EU27";

/// A number of one pair in one year; states are numbers of DataFolder::codes.
struct PairValue {
  int a = 0, b = 0;
  double value = 0;
};

/// Formal and informal ties by kind (column `kind` of ties.csv).
enum class Tie { defense, nonaggression, igo, rivalry, hostility, arms, count };

struct Sanction {
  int sender = -1;      ///< -1: the United Nations; other organisations are left out and counted
  int target = 0;
  int start = 0, end = 0;
  bool trade = false, complete = false, arms = false, military = false, financial = false, travel = false, other = false;
};

struct YearEvents {
  int source = 0, target = 0, year = 0;
  double verbal_conflict = 0, material_conflict = 0, all = 0;
};

class DataFolder {
 public:
  /// Reads every known table of the folder. Throws config::FileError when a needed one (macro.csv,
  /// unga_ideal_points.csv) is absent, config::InputError when a table is malformed.
  explicit DataFolder(const std::filesystem::path& folder);

  std::vector<std::string> codes;                             ///< ISO 3166-1 alpha-3 or EU27
  std::vector<std::string> names;                             ///< of capitals.csv, else the code
  std::vector<std::optional<std::pair<double, double>>> place;///< capital: latitude, longitude
  std::vector<std::map<int, double>> gdp;                     ///< [state] by year, bn USD, current
  std::vector<std::map<int, double>> ideal_point;             ///< [state] by year
  std::map<int, std::vector<PairValue>> agreement;            ///< by year, a < b as in the file, share 0..1
  std::map<int, std::vector<PairValue>> exports;              ///< by year, a to b, bn USD
  std::map<int, std::vector<PairValue>> ties[static_cast<int>(Tie::count)];  ///< by year; undirected but arms (a supplies b)
  std::vector<Sanction> sanctions;
  std::vector<YearEvents> events;
  std::vector<bool> focal;                                    ///< state stands in the focal tables
  std::vector<std::string> absent;                            ///< tables that are not there
  int sanctions_left_out = 0;                                 ///< by senders that are neither states nor the UN

  const std::filesystem::path& folder() const { return folder_; }
  /// Number of a code, -1 when no table names it.
  int find(const std::string& code) const;
  /// Years with ideal points, first and last.
  std::pair<int, int> years() const;
  /// Mean of a state's ideal points of the years first..last; nothing without any.
  std::optional<double> mean_position(int state, int first, int last) const;

 private:
  int intern(std::string_view code);
  void read_states();
  void read_pairs();
  void read_pressure();

  std::filesystem::path folder_;
  std::unordered_map<std::string, int> number_;
};

/// The number of one year, if there is one.
std::optional<double> in_year(const std::map<int, double>& series, int year);

/// Present members of the European Union (codes of EU27).
const std::vector<std::string>& union_members();

/// Regions by which errors are reported; every code is in one ("Other" for codes the table does not know).
const std::vector<std::string>& regions();
int region_of(const std::string& code);

}  // namespace tarazi::evidence
