// The calls to SQLite. WAL lets readers look while a study runs; NORMAL is safe against kill -9 of the program.
#include "src/study/database.h"

#include <sqlite3.h>

#include <cmath>
#include <limits>

#include "src/config/problems.h"

namespace tarazi::study {

Database::Database(const std::filesystem::path& path, Mode mode) : path_(path.string()) {
  const int flags = mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  std::error_code ignored;
  if (mode == Mode::read && !std::filesystem::exists(path, ignored)) throw config::FileError(path_, "no such file");
  if (sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    const std::string reason = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
    sqlite3_close(handle_);
    throw config::FileError(path_, reason);
  }
  try {
    sqlite3_busy_timeout(handle_, 60000);
    if (mode == Mode::write) run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
    run("PRAGMA cache_size=-65536;");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::fail() const {
  switch (sqlite3_errcode(handle_) & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw config::FileError(path_, std::string(sqlite3_errmsg(handle_)) +
                                         "; all batches written so far are kept: make room and run the same command again");
    case SQLITE_NOTADB: throw config::FileError(path_, "is no database of a study");
    default: throw config::FileError(path_, sqlite3_errmsg(handle_));
  }
}

void Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  if (sqlite3_prepare_v2(database.handle_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) database.fail();
}
Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(std::string_view text) {
  if (sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT) != SQLITE_OK) database_.fail();
  return *this;
}
Statement& Statement::bind(Bytes blob) {
  if (sqlite3_bind_blob64(statement_, ++bound_, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT) != SQLITE_OK) database_.fail();
  return *this;
}
Statement& Statement::bind(long long number) {
  if (sqlite3_bind_int64(statement_, ++bound_, number) != SQLITE_OK) database_.fail();
  return *this;
}
Statement& Statement::bind(double number) {
  const int code = std::isnan(number) ? sqlite3_bind_null(statement_, ++bound_) : sqlite3_bind_double(statement_, ++bound_, number);
  if (code != SQLITE_OK) database_.fail();
  return *this;
}
void Statement::run() {
  while (next()) {
  }
}
bool Statement::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail();
  sqlite3_reset(statement_);
  bound_ = 0;
  return false;
}
std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_, column);
  return bytes ? reinterpret_cast<const char*>(bytes) : "";
}
std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
long long Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::number(int column) const {
  return is_null(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(statement_, column);
}
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace tarazi::study
