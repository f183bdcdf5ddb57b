// Splits CSV text into cells with their places and folds the rows into a mapping of mappings.
// The result merges, is checked and reports mistakes exactly as a matrix written in YAML.
#include "src/config/csv.h"

#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "src/config/nearest.h"

namespace tarazi::config {
namespace {

struct Cell {
  std::string text;
  Mark mark;
};
using Row = std::vector<Cell>;

/// Reads one row after another; knows where it is.
class Scanner {
 public:
  Scanner(std::string_view text, std::shared_ptr<const std::string> file, Problems& problems)
      : text_(text), file_(std::move(file)), problems_(problems) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  /// The next row that is not empty; false at the end or after a mistake that leaves no rows.
  bool next(Row& row) {
    while (at_ < text_.size()) {
      row.clear();
      do {
        row.push_back(cell());
        if (broken_) return false;
      } while (at_ < text_.size() && take(','));
      end_of_line();
      if (broken_) return false;
      if (row.size() > 1 || !row[0].text.empty()) return true;
    }
    return false;
  }

 private:
  Mark here() const { return {file_, line_, static_cast<int>(at_ - line_start_) + 1}; }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void newline() {
    ++line_;
    line_start_ = at_;
  }
  void end_of_line() {
    if (at_ >= text_.size()) return;
    take('\r');
    if (take('\n')) return newline();
    if (at_ >= text_.size()) return;
    fail(here(), "text after a closing quote; a quote inside a field is written twice");
  }
  void fail(const Mark& mark, const std::string& what) {
    problems_.add(mark, "", what);
    broken_ = true;
  }
  Cell cell() {
    while (take(' ')) {
    }
    Cell out{{}, here()};
    if (take('"')) {
      for (;;) {
        if (at_ >= text_.size()) {
          fail(out.mark, "the quote that opens here is never closed");
          return out;
        }
        const char c = text_[at_++];
        if (c == '"' && !take('"')) break;
        out.text += c;
        if (c == '\n') newline();
      }
      while (take(' ')) {
      }
      return out;
    }
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    out.text = text_.substr(at_, end - at_);
    while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
    at_ = end;
    return out;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  Problems& problems_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
  bool broken_ = false;
};

Node scalar(const Cell& cell) { return {Node::Kind::scalar, false, cell.mark, cell.text, {}, {}}; }

/// Which column holds what; -1 where there is none.
struct Columns {
  int value = -1, source = -1, assumption = -1;
};

bool read_header(const Row& header, Columns& columns, Problems& problems) {
  const std::vector<std::string> allowed{"value", "source", "assumption", "note"};
  bool good = true;
  if (header.size() < 3) {
    problems.add(header[0].mark, "", "the header needs at least three columns: two for the states, then value");
    return false;
  }
  for (std::size_t k = 2; k < header.size(); ++k) {
    const std::string& name = header[k].text;
    int* column = name == "value"        ? &columns.value
                  : name == "source"     ? &columns.source
                  : name == "assumption" ? &columns.assumption
                                         : nullptr;
    if (!column && name != "note") {
      problems.add(header[k].mark, "",
                   fmt::format("unknown column '{}'{}", name.substr(0, 40), did_you_mean(name, allowed)));
      good = false;
    } else if (column && *column >= 0) {
      problems.add(header[k].mark, "", fmt::format("the column '{}' stands twice", name));
      good = false;
    } else if (column) {
      *column = static_cast<int>(k);
    }
  }
  if (good && columns.value < 0) {
    problems.add(header[0].mark, "",
                 "the header has no column `value`; the first line names the columns, e.g. exporter,importer,value");
    return false;
  }
  return good;
}

Node number_with_origin(const Row& row, const Columns& columns) {
  const Cell& value = row[static_cast<std::size_t>(columns.value)];
  Node node = scalar(value);
  Node sourced{Node::Kind::map, false, value.mark, {}, {}, {}};
  const auto add = [&](const char* key, int column) {
    if (column < 0 || row[static_cast<std::size_t>(column)].text.empty()) return;
    const Cell& cell = row[static_cast<std::size_t>(column)];
    sourced.entries.push_back({key, cell.mark, scalar(cell)});
  };
  add("source", columns.source);
  add("assumption", columns.assumption);
  if (sourced.entries.empty()) return node;
  sourced.entries.insert(sourced.entries.begin(), {"value", value.mark, std::move(node)});
  return sourced;
}

}  // namespace

Node parse_pair_table(std::string_view text, const std::string& name, Problems& problems) {
  const auto file = std::make_shared<const std::string>(name);
  Node table{Node::Kind::map, false, {file, 1, 1}, {}, {}, {}};
  Scanner scanner(text, file, problems);
  Row header;
  if (!scanner.next(header)) {
    problems.add({file, 1, 1}, "",
                 "the table is empty; the first line names the columns, e.g. exporter,importer,value");
    return table;
  }
  Columns columns;
  if (!read_header(header, columns, problems)) return table;
  std::map<std::string, std::size_t, std::less<>> row_of;
  std::map<std::pair<std::size_t, std::string>, int> line_of;
  Row row;
  while (scanner.next(row)) {
    if (row.size() != header.size()) {
      problems.add(row[0].mark, "", fmt::format("the row has {} cells, the header {}", row.size(), header.size()));
      continue;
    }
    const auto [place, fresh] = row_of.try_emplace(row[0].text, table.entries.size());
    if (fresh) table.entries.push_back({row[0].text, row[0].mark, {Node::Kind::map, false, row[0].mark, {}, {}, {}}});
    const auto [known, once] = line_of.try_emplace({place->second, row[1].text}, row[0].mark.line);
    if (!once) {
      problems.add(row[0].mark, join(row[0].text, row[1].text),
                   fmt::format("the pair stands twice, first in line {}", known->second));
      continue;
    }
    table.entries[place->second].value.entries.push_back({row[1].text, row[1].mark, number_with_origin(row, columns)});
  }
  return table;
}

}  // namespace tarazi::config
