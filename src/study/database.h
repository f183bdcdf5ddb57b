// SQLite behind a small door: statements that bind and read in order, errors as FileError.
// Internal to src/study; the only user of the SQLite library.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tarazi::study {

class Database {
 public:
  enum class Mode { read, write };  ///< write makes the file when it is missing
  Database(const std::filesystem::path& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql);
  const std::string& path() const { return path_; }
  /// Throws config::FileError with the library's reason in words a user can act on.
  [[noreturn]] void fail() const;

 private:
  friend class Statement;
  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// Marks text to be stored as a BLOB.
struct Bytes {
  std::string_view bytes;
};

/// A prepared statement. Binding starts again after `run` or when `next` found no further row.
class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::string_view text);
  Statement& bind(Bytes blob);
  Statement& bind(long long number);
  Statement& bind(double number);  ///< NaN is stored as NULL
  void run();
  bool next();
  std::string text(int column) const;
  std::string_view bytes(int column) const;  ///< until the next step
  long long integer(int column) const;
  double number(int column) const;  ///< NaN for NULL
  bool is_null(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// A name as an SQL identifier.
std::string sql_name(std::string_view name);

}  // namespace tarazi::study
