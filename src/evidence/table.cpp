// Reads whole tables into memory through zlib, which takes plain files as they are, and cuts them in place.
// Building a world of 190 states reads 1.5 million rows: no cell is copied but those in quotes.
#include "src/evidence/table.h"

#include <fmt/format.h>
#include <zlib.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <deque>

#include "src/config/problems.h"

namespace tarazi::evidence {
namespace {

constexpr std::size_t kMostBytes = 1'000'000'000;

[[noreturn]] void fail(const std::string& file, int line, const std::string& what) {
  throw config::InputError({config::Problem{file, line, 0, "", what}});
}

std::string whole_text(const std::filesystem::path& file) {
  const gzFile in = gzopen(file.c_str(), "rb");
  if (in == nullptr) throw config::FileError(file.string(), std::strerror(errno));
  gzbuffer(in, 1 << 18);
  std::string text;
  std::size_t used = 0;
  for (;;) {
    text.resize(used + (std::size_t{1} << 20) + used / 2);
    const int got = gzread(in, text.data() + used, static_cast<unsigned>(std::min<std::size_t>(text.size() - used, 1u << 30)));
    if (got < 0) {
      int code = 0;
      const std::string reason = gzerror(in, &code);
      gzclose(in);
      throw config::FileError(file.string(), code == Z_ERRNO ? std::strerror(errno) : reason);
    }
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > kMostBytes) {
      gzclose(in);
      fail(file.string(), 0, "the table is larger than 1 GB");
    }
  }
  if (gzclose(in) != Z_OK) throw config::FileError(file.string(), "the compressed file ends too early");
  text.resize(used);
  return text;
}

/// Cuts rows into cells; quoted cells that hold doubled quotes are unfolded into `copies`.
class Rows {
 public:
  Rows(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  int line() const { return row_line_; }
  bool next(std::vector<std::string_view>& cells) {
    cells.clear();
    copies_.clear();
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) newline();
    if (at_ >= text_.size()) return false;
    row_line_ = line_;
    for (;;) {
      cells.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] != '\n') fail(file_, line_, "text after a closing quote");
      newline();
      return true;
    }
  }

 private:
  void newline() {
    if (at_ < text_.size() && text_[at_] == '\n') ++line_;
    ++at_;
  }
  std::string_view plain() {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return text_.substr(start, at_ - start);
  }
  std::string_view quoted() {
    std::string& out = copies_.emplace_back();
    const int opened = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          ++at_;
        } else {
          ++at_;
          return out;
        }
      }
      if (text_[at_] == '\n') ++line_;
      out += text_[at_];
    }
    fail(file_, opened, "the quote that opens here is never closed");
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int line_ = 1, row_line_ = 1;
  std::deque<std::string> copies_;
};

}  // namespace

int DataRow::integer(std::size_t k) const {
  int value = 0;
  const auto cell = cells[k];
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    fail(file, line, fmt::format("'{}' is no whole number", cell.substr(0, 40)));
  return value;
}

double DataRow::number(std::size_t k) const {
  double value = 0;
  const auto cell = cells[k];
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
    fail(file, line, fmt::format("'{}' is no number", cell.substr(0, 40)));
  return value;
}

std::optional<double> DataRow::maybe(std::size_t k) const {
  if (cells[k].empty()) return std::nullopt;
  return number(k);
}

std::optional<std::filesystem::path> find_table(const std::filesystem::path& folder, const std::string& name) {
  for (const char* end : {"", ".gz"}) {
    const auto file = folder / (name + end);
    if (std::filesystem::exists(file)) return file;
  }
  return std::nullopt;
}

void read_table(const std::filesystem::path& file, const std::vector<std::string>& columns,
                const std::function<void(const DataRow&)>& take) {
  const std::string text = whole_text(file);
  const std::string name = file.string();
  Rows rows(text, name);
  std::vector<std::string_view> cells;
  if (!rows.next(cells)) fail(name, 1, "the table is empty; its first line names the columns");
  const std::vector<std::string> header(cells.begin(), cells.end());
  std::vector<std::size_t> place;
  for (const std::string& column : columns) {
    const auto found = std::find(header.begin(), header.end(), column);
    if (found == header.end()) fail(name, 1, fmt::format("the column '{}' is missing", column));
    place.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  std::vector<std::string_view> wanted(columns.size());
  while (rows.next(cells)) {
    if (cells.size() != header.size())
      fail(name, rows.line(), fmt::format("the row has {} cells, the header {}", cells.size(), header.size()));
    for (std::size_t k = 0; k < place.size(); ++k) wanted[k] = cells[place[k]];
    take(DataRow{wanted, name, rows.line()});
  }
}

}  // namespace tarazi::evidence
