// Reads the tables of a data folder; years and pairs the program has no use for are kept all the same, they are small.
// Trade: official figures take precedence over the modelled series where a folder has both.
#include "src/evidence/data.h"

#include <algorithm>
#include <array>

#include "src/config/problems.h"
#include "src/evidence/table.h"

namespace tarazi::evidence {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, Tie>, 6> kTies{{{"atop_defense", Tie::defense},
                                                                {"atop_nonagg", Tie::nonaggression},
                                                                {"igo_joint_memberships", Tie::igo},
                                                                {"strategic_rivalry", Tie::rivalry},
                                                                {"mid_hostility_level", Tie::hostility},
                                                                {"arms_tiv_ordered", Tie::arms}}};

bool is_state_code(std::string_view code) {
  if (code == kUnion) return true;
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The first of the named tables that is there; all missing ones are noted.
std::optional<fs::path> first_table(const fs::path& folder, const std::vector<std::string>& names, std::vector<std::string>& absent) {
  for (const std::string& name : names)
    if (const auto file = find_table(folder, name)) return file;
  absent.push_back(names.front());
  return std::nullopt;
}

fs::path needed_table(const fs::path& folder, const std::string& name) {
  if (const auto file = find_table(folder, name)) return *file;
  throw config::FileError((folder / name).string(), "not found; a world needs this table");
}

}  // namespace

DataFolder::DataFolder(const fs::path& folder) : folder_(folder) {
  read_states();
  read_pairs();
  read_pressure();
}

int DataFolder::intern(std::string_view code) {
  const auto [place_of, fresh] = number_.try_emplace(std::string(code), static_cast<int>(codes.size()));
  if (fresh) {
    codes.emplace_back(code);
    names.emplace_back(code);
    place.emplace_back();
    gdp.emplace_back();
    ideal_point.emplace_back();
    focal.push_back(false);
  }
  return place_of->second;
}

std::optional<double> in_year(const std::map<int, double>& series, int year) {
  const auto found = series.find(year);
  return found == series.end() ? std::nullopt : std::optional(found->second);
}

int DataFolder::find(const std::string& code) const {
  const auto found = number_.find(code);
  return found == number_.end() ? -1 : found->second;
}

void DataFolder::read_states() {
  read_table(needed_table(folder_, "unga_ideal_points.csv"), {"iso3", "year", "ideal_point"}, [&](const DataRow& row) {
    if (const auto value = row.maybe(2)) ideal_point[static_cast<std::size_t>(intern(row.text(0)))][row.integer(1)] = *value;
  });
  read_table(needed_table(folder_, "macro.csv"), {"iso3", "year", "gdp_usd_billion"}, [&](const DataRow& row) {
    if (row.text(0) == "WLD") return;
    if (const auto value = row.maybe(2)) gdp[static_cast<std::size_t>(intern(row.text(0)))][row.integer(1)] = *value;
  });
  if (const auto file = first_table(folder_, {"capitals.csv"}, absent))
    read_table(*file, {"iso3", "name", "lat", "lon"}, [&](const DataRow& row) {
      const auto i = static_cast<std::size_t>(intern(row.text(0)));
      names[i] = row.text(1);
      if (const auto lat = row.maybe(2), lon = row.maybe(3); lat && lon) place[i] = {*lat, *lon};
    });
}

void DataFolder::read_pairs() {
  if (const auto file = first_table(folder_, {"unga_agreement_all.csv", "unga_agreement.csv"}, absent))
    read_table(*file, {"iso3_a", "iso3_b", "year", "agree_share"}, [&](const DataRow& row) {
      if (const auto value = row.maybe(3)) agreement[row.integer(2)].push_back({intern(row.text(0)), intern(row.text(1)), *value});
    });
  const auto all = find_table(folder_, "trade_all_2000_2016.csv");
  const auto some = find_table(folder_, "trade.csv");
  std::map<int, std::map<std::pair<int, int>, double>> official;
  if (some)
    read_table(*some, {"exporter", "importer", "year", "usd_million", "source"}, [&](const DataRow& row) {
      const auto value = row.maybe(3);
      if (!value) return;
      const int a = intern(row.text(0)), b = intern(row.text(1));
      const bool reported = row.text(4).starts_with("official");
      if (!reported) focal[static_cast<std::size_t>(a)] = focal[static_cast<std::size_t>(b)] = true;
      if (reported || !all) {
        auto& cell = official[row.integer(2)];
        const auto [known, fresh] = cell.try_emplace({a, b}, *value / 1000);
        if (!fresh && reported) known->second = *value / 1000;
      }
    });
  if (all)
    read_table(*all, {"exporter", "importer", "year", "usd_million"}, [&](const DataRow& row) {
      if (const auto value = row.maybe(3)) exports[row.integer(2)].push_back({intern(row.text(0)), intern(row.text(1)), *value / 1000});
    });
  // Where the modelled series covers the year, official figures would mix two bases in one matrix.
  for (const auto& [year, cells] : official)
    if (!exports.contains(year))
      for (const auto& [pair, value] : cells) exports[year].push_back({pair.first, pair.second, value});
  if (!all && !some) absent.push_back("trade.csv");
  if (const auto file = first_table(folder_, {"ties_all.csv", "ties.csv"}, absent))
    read_table(*file, {"a", "b", "year", "kind", "value"}, [&](const DataRow& row) {
      const auto kind = std::find_if(kTies.begin(), kTies.end(), [&](const auto& one) { return one.first == row.text(3); });
      if (kind == kTies.end()) return;
      if (const auto value = row.maybe(4))
        ties[static_cast<int>(kind->second)][row.integer(2)].push_back({intern(row.text(0)), intern(row.text(1)), *value});
    });
}

void DataFolder::read_pressure() {
  if (const auto file = first_table(folder_, {"sanctions.csv"}, absent))
    read_table(*file, {"sender", "target", "start", "end", "type", "trade_detail"}, [&](const DataRow& row) {
      const bool nations = row.text(0) == "UN";
      if ((!nations && !is_state_code(row.text(0))) || !is_state_code(row.text(1))) {
        ++sanctions_left_out;
        return;
      }
      Sanction one;
      one.sender = nations ? -1 : intern(row.text(0));
      one.target = intern(row.text(1));
      one.start = row.integer(2);
      one.end = row.integer(3);
      const auto has = [&](std::string_view type) { return row.text(4).find(type) != std::string_view::npos; };
      one.trade = has("trade");
      one.complete = row.text(5).find("compl") != std::string_view::npos;
      one.arms = has("arms");
      one.military = has("military");
      one.financial = has("financial");
      one.travel = has("travel");
      one.other = has("other");
      sanctions.push_back(one);
    });
  if (const auto file = first_table(folder_, {"events.csv"}, absent))
    read_table(*file, {"source", "target", "year", "verbal_coop", "material_coop", "verbal_conflict", "material_conflict"},
               [&](const DataRow& row) {
                 YearEvents one{intern(row.text(0)), intern(row.text(1)), row.integer(2), row.number(5), row.number(6), 0};
                 one.all = row.number(3) + row.number(4) + one.verbal_conflict + one.material_conflict;
                 focal[static_cast<std::size_t>(one.source)] = focal[static_cast<std::size_t>(one.target)] = true;
                 events.push_back(one);
               });
}

std::pair<int, int> DataFolder::years() const {
  int first = 9999, last = 0;
  for (const auto& series : ideal_point)
    if (!series.empty()) {
      first = std::min(first, series.begin()->first);
      last = std::max(last, series.rbegin()->first);
    }
  return {first, last};
}

std::optional<double> DataFolder::mean_position(int state, int first, int last) const {
  const auto& series = ideal_point[static_cast<std::size_t>(state)];
  double sum = 0;
  int count = 0;
  for (auto one = series.lower_bound(first); one != series.end() && one->first <= last; ++one, ++count) sum += one->second;
  if (count == 0) return std::nullopt;
  return sum / count;
}

}  // namespace tarazi::evidence
