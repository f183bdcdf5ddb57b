// Joining the parts of a study. Each part is one transaction, so a merge that was killed can be run again.
#include <fmt/format.h>

#include "src/study/store.h"

namespace tarazi::study {
namespace {

std::string text_of(Database& database, const std::string& sql) {
  Statement row(database, sql);
  return row.next() ? row.text(0) : "";
}

constexpr const char* kTables[] = {"study", "points", "design", "runs", "series"};

std::string table_in(Database& database, const char* schema, const char* table, const char* column) {
  return text_of(database, fmt::format("SELECT {} FROM {}.sqlite_schema WHERE type = 'table' AND name = '{}'", column, schema, table));
}

}  // namespace

long merge(const std::filesystem::path& out, const std::vector<std::filesystem::path>& parts) {
  std::string hash, first;
  for (const auto& part : parts) {  // all are looked at before any is touched
    Database database(part, Database::Mode::read);
    const std::string own = text_of(database, "SELECT hash FROM study ORDER BY id DESC LIMIT 1");
    if (own.empty()) throw config::FileError(part.string(), "holds no study");
    if (hash.empty()) first = part.string();
    if (!hash.empty() && own != hash)
      throw config::InputError({{part.string(), 0, 0, "", "is part of another study than " + first + " (their files or scenarios differ)"}});
    hash = own;
  }
  Database database(out, Database::Mode::write);
  for (const auto& part : parts) {
    Statement(database, "ATTACH ? AS part").bind(part.string()).run();
    database.run("BEGIN IMMEDIATE");
    std::vector<std::string> missing;
    for (const char* table : kTables)
      if (table_in(database, "main", table, "name").empty()) missing.push_back(table_in(database, "part", table, "sql"));
    for (const std::string& sql : missing) database.run(sql);  // empty for series when the study keeps none
    const std::string present = text_of(database, "SELECT hash FROM main.study ORDER BY id DESC LIMIT 1");
    if (!present.empty() && present != hash)
      throw config::InputError({{out.string(), 0, 0, "", "holds another study than its parts; choose another file to merge into"}});
    if (present.empty()) database.run("INSERT INTO main.study SELECT * FROM part.study");
    for (const char* table : kTables)
      if (std::string_view(table) != "study" && !table_in(database, "part", table, "name").empty())
        database.run(fmt::format("INSERT OR IGNORE INTO main.{0} SELECT * FROM part.{0}", table));
    database.run("COMMIT");
    database.run("DETACH part");
  }
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  Statement count(database, "SELECT count(*) FROM runs");
  count.next();
  return static_cast<long>(count.integer(0));
}

}  // namespace tarazi::study
