// Making, resuming and filling the store.
// A row is final once its transaction is through; everything else can be done again.
#include "src/study/store.h"

#include <sys/utsname.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "src/study/design.h"

namespace tarazi::study {
namespace {

std::string machine() {
  utsname names{};
  return uname(&names) == 0 ? fmt::format("{} {} {}", names.nodename, names.sysname, names.machine) : "unknown";
}

/// The type of a factor's column.
std::string_view type_of(const Factor& factor) { return factor.is_choice() ? "TEXT" : factor.whole ? "INTEGER" : "REAL"; }

config::InputError refusal(const std::string& path, const std::string& what) { return config::InputError({{path, 0, 0, "", what}}); }

}  // namespace

PointList list_points(const Study& study) {
  PointList list;
  const std::string scenario_hash = config::content_hash(study.scenario);
  for (auto& values : make_points(study)) {
    std::string id = point_id(study, values, scenario_hash);
    list.places.push_back(id);
    list.unique.push_back({std::move(id), std::move(values)});
  }
  std::sort(list.unique.begin(), list.unique.end(), [](const Point& a, const Point& b) { return a.id < b.id; });
  list.unique.erase(std::unique(list.unique.begin(), list.unique.end(), [](const Point& a, const Point& b) { return a.id == b.id; }),
                    list.unique.end());
  return list;
}

Store::Store(const std::filesystem::path& path, const Study& study, bool extend, const std::string& command_line)
    : database_(path, Database::Mode::write), outcomes_(study.outcomes), factors_(study.factors) {
  for (const Outcome& o : outcomes_) categories_.push_back(o.categories(study.scenario));
  database_.run("BEGIN IMMEDIATE");  // two elements of a cluster may start on one file at once
  make_tables(study);
  std::string hash, core;
  {
    Statement last(database_, "SELECT hash, core FROM study ORDER BY id DESC LIMIT 1");
    if (last.next()) {
      hash = last.text(0);
      core = last.text(1);
    }
  }
  if (!core.empty() && core != study.core())
    throw refusal(path.string(), "holds another study: its scenario, the paths of its factors, its outcomes or its series differ from this "
                                 "file's; choose another file with --out");
  if (!hash.empty() && hash != study.hash() && !extend)
    throw refusal(path.string(), "was made by this study before its points, replicates or `until` changed; add --extend to keep "
                                 "what is done and run the rest, or choose another file with --out");
  if (hash != study.hash()) {
    Statement insert(database_, "INSERT INTO study (yaml, scenario, hash, core, version, machine, started, command) VALUES (?,?,?,?,?,?,?,?)");
    insert.bind(study.text).bind(config::write_scenario(study.scenario)).bind(study.hash()).bind(study.core());
    insert.bind(std::string_view(TARAZI_VERSION)).bind(machine());
    insert.bind(fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))).bind(command_line).run();
    database_.run("DELETE FROM design");  // places belong to the design in force
  }
  database_.run("COMMIT");
  std::string sql = "INSERT OR IGNORE INTO runs VALUES (?,?,?,?";
  for (std::size_t k = 0; k < outcomes_.size(); ++k) sql += ",?";
  insert_ = std::make_unique<Statement>(database_, sql + ")");
  if (!study.series.empty()) insert_series_ = std::make_unique<Statement>(database_, "INSERT OR IGNORE INTO series VALUES (?,?,?,?)");
}

void Store::make_tables(const Study& study) {
  std::string points = "CREATE TABLE IF NOT EXISTS points (point TEXT PRIMARY KEY";
  for (const Factor& factor : study.factors) points += fmt::format(", {} {} NOT NULL", sql_name(factor.name), type_of(factor));
  std::string runs = "CREATE TABLE IF NOT EXISTS runs (point TEXT NOT NULL, replicate INTEGER NOT NULL, seed INTEGER NOT NULL, status TEXT NOT NULL";
  for (const Outcome& o : study.outcomes) runs += fmt::format(", {} {}", sql_name(o.name), o.categorical() ? "TEXT" : "REAL");
  database_.run(
      "CREATE TABLE IF NOT EXISTS study (id INTEGER PRIMARY KEY, yaml TEXT NOT NULL, scenario TEXT NOT NULL, hash TEXT NOT NULL, core TEXT "
      "NOT NULL, version TEXT NOT NULL, machine TEXT NOT NULL, started TEXT NOT NULL, command TEXT NOT NULL) STRICT;"
      "CREATE TABLE IF NOT EXISTS design (place INTEGER PRIMARY KEY, point TEXT NOT NULL) STRICT;" +
      points + ") STRICT, WITHOUT ROWID;" + runs + ", PRIMARY KEY (point, replicate)) STRICT, WITHOUT ROWID;");
  if (!study.series.empty())
    database_.run("CREATE TABLE IF NOT EXISTS series (point TEXT NOT NULL, replicate INTEGER NOT NULL, months INTEGER NOT NULL, data BLOB NOT NULL, "
                  "PRIMARY KEY (point, replicate)) STRICT;");
}

void Store::add_points(const PointList& list, const std::vector<bool>& mine) {
  database_.run("BEGIN IMMEDIATE");
  std::string sql = "INSERT OR IGNORE INTO points VALUES (?";
  for (std::size_t k = 0; k < factors_.size(); ++k) sql += ",?";
  Statement insert(database_, sql + ")");
  for (std::size_t p = 0; p < list.unique.size(); ++p) {
    if (!mine[p]) continue;
    const Point& point = list.unique[p];
    insert.bind(point.id);
    for (std::size_t k = 0; k < factors_.size(); ++k) {
      if (factors_[k].is_choice()) insert.bind(factors_[k].text(point.values[k]));
      else if (factors_[k].whole) insert.bind(static_cast<long long>(point.values[k]));
      else insert.bind(point.values[k]);
    }
    insert.run();
  }
  Statement place(database_, "INSERT OR IGNORE INTO design VALUES (?,?)");
  for (std::size_t row = 0; row < list.places.size(); ++row) {
    const auto at = std::lower_bound(list.unique.begin(), list.unique.end(), list.places[row],
                                     [](const Point& p, const std::string& id) { return p.id < id; });
    if (mine[static_cast<std::size_t>(at - list.unique.begin())]) place.bind(static_cast<long long>(row)).bind(list.places[row]).run();
  }
  database_.run("COMMIT");
}

void Store::add(const PointList& points, std::span<const Run> runs) {
  database_.run("BEGIN IMMEDIATE");
  for (const Run& run : runs) {
    insert_->bind(points.unique[run.point].id).bind(static_cast<long long>(run.replicate)).bind(static_cast<long long>(run.seed));
    insert_->bind(std::string_view(run.ok ? "ok" : "out of bounds"));
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      const double value = run.values[k];
      if (outcomes_[k].categorical() && !std::isnan(value)) insert_->bind(categories_[k].at(static_cast<std::size_t>(value)));
      else insert_->bind(value);
    }
    insert_->run();
    if (run.series.empty()) continue;
    insert_series_->bind(points.unique[run.point].id).bind(static_cast<long long>(run.replicate)).bind(static_cast<long long>(run.months));
    insert_series_->bind(Bytes{run.series}).run();
  }
  database_.run("COMMIT");
}

void Store::for_each_run(const std::function<void(const std::string&, int)>& f) {
  Statement rows(database_, "SELECT point, replicate FROM runs");
  while (rows.next()) f(rows.text(0), static_cast<int>(rows.integer(1)));
}

void Store::for_each_value(const Outcome& outcome, const std::function<void(const std::string&, double)>& f) {
  Statement rows(database_, fmt::format("SELECT point, {0} FROM runs WHERE {0} IS NOT NULL ORDER BY point, replicate", sql_name(outcome.name)));
  while (rows.next()) f(rows.text(0), rows.number(1));
}

void Store::finish() { database_.run("PRAGMA wal_checkpoint(TRUNCATE)"); }

Study stored_study(Database& database) {
  Statement row(database, "SELECT yaml, scenario FROM study ORDER BY id DESC LIMIT 1");
  if (!row.next()) throw config::FileError(database.path(), "holds no study");
  const Scenario scenario = config::parse_scenario(row.text(1), database.path(), {}, config::Limits::own_files());
  return parse_study(row.text(0), database.path(), {}, &scenario);
}

}  // namespace tarazi::study
