// Tidy CSV of a study: RFC 4180, UTF-8, shortest exact numbers, empty cells for what is empty.
#include <cmath>
#include <fstream>

#include "src/config/numbers.h"
#include "src/study/store.h"

namespace tarazi::study {
namespace {

std::string cell(const Statement& row, int column, bool text) {
  if (row.is_null(column)) return "";
  if (!text) return config::shortest(row.number(column));
  const std::string value = row.text(column);
  if (value.find_first_of(",\"\n\r") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

class Csv {
 public:
  Csv(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) { check(); }
  void line(const std::string& text) { file_ << text << "\r\n"; }
  void close() {
    file_.close();
    check();
  }

 private:
  void check() const {
    if (!file_) throw config::FileError(path_.string(), "cannot be written");
  }
  std::filesystem::path path_;
  std::ofstream file_;
};

}  // namespace

std::vector<std::string> export_csv(const std::filesystem::path& file, const std::filesystem::path& folder, bool force) {
  const std::vector<std::string> names{"points.csv", "runs.csv", "study.yaml"};
  for (const std::string& name : names)
    if (!force && std::filesystem::exists(folder / name))
      throw config::FileError((folder / name).string(), "exists already; nothing was changed; choose another folder or add --force to replace it");
  Database database(file, Database::Mode::read);
  const Study study = stored_study(database);
  std::filesystem::create_directories(folder);
  std::string factors, selected, outcomes, outcome_columns;
  for (const Factor& f : study.factors) {
    factors += "," + f.name;
    selected += ", points." + sql_name(f.name);
  }
  for (const Outcome& o : study.outcomes) {
    outcomes += "," + o.name;
    outcome_columns += ", runs." + sql_name(o.name);
  }
  const auto write = [&](const char* name, const std::string& header, const std::string& sql, const std::vector<bool>& is_text) {
    Csv csv(folder / name);
    csv.line(header);
    Statement rows(database, sql);
    while (rows.next()) {
      std::string line;
      for (std::size_t c = 0; c < is_text.size(); ++c) line += (c ? "," : "") + cell(rows, static_cast<int>(c), is_text[c]);
      csv.line(line);
    }
    csv.close();
  };
  std::vector<bool> point_types{true}, run_types{true, false, false, true};
  for (const Factor& f : study.factors) point_types.push_back(f.is_choice()), run_types.push_back(f.is_choice());
  for (const Outcome& o : study.outcomes) run_types.push_back(o.categorical());
  write("points.csv", "point" + factors, "SELECT point" + selected + " FROM points ORDER BY point", point_types);
  write("runs.csv", "point,replicate,seed,status" + factors + outcomes,
        "SELECT runs.point, replicate, seed, status" + selected + outcome_columns + " FROM runs JOIN points USING (point) ORDER BY runs.point, replicate",
        run_types);
  std::ofstream yaml(folder / "study.yaml", std::ios::binary);
  yaml << study.text;
  yaml.close();
  if (!yaml) throw config::FileError((folder / "study.yaml").string(), "cannot be written");
  return names;
}

}  // namespace tarazi::study
