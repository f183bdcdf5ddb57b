// Tables of data: comma-separated text, plain or compressed by gzip, read row by row by the names of columns.
// Knows nothing of what the columns mean.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarazi::evidence {

/// The wanted cells of one row, in the order in which their columns were asked for.
struct DataRow {
  std::span<const std::string_view> cells;
  const std::string& file;
  int line = 0;

  std::string_view text(std::size_t k) const { return cells[k]; }
  /// Throws config::InputError (file:line: column: what) for what is no integer or no finite number.
  int integer(std::size_t k) const;
  double number(std::size_t k) const;
  /// Nothing for an empty cell (missing).
  std::optional<double> maybe(std::size_t k) const;
};

/// `name` or `name`.gz in `folder`; nothing when neither is there.
std::optional<std::filesystem::path> find_table(const std::filesystem::path& folder, const std::string& name);

/// Calls `take` for every row after the header line. UTF-8, RFC 4180 quotes, other columns are skipped. Throws
/// config::FileError when the file cannot be read and config::InputError when a column is absent, a row has another
/// number of cells than the header, or a quote is never closed.
void read_table(const std::filesystem::path& file, const std::vector<std::string>& columns,
                const std::function<void(const DataRow&)>& take);

}  // namespace tarazi::evidence
