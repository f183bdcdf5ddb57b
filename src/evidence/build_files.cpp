// The files of a built world: YAML that names one CSV table for each matrix, and the table of what was missing.
// Tables keep the YAML readable; a world of 190 states has 36,000 pairs.
#include <fmt/format.h>

#include "src/config/config.h"
#include "src/config/numbers.h"
#include "src/evidence/build_world.h"

namespace tarazi::evidence {
namespace {

struct Table {
  const char* key;
  const char* columns;
  Matrix Scenario::* matrix;
  bool symmetric;
  const char* source;
  const char* assumption;
};
constexpr Table kTables[] = {
    {"trade", "exporter,importer,value,source", &Scenario::exports, false, "exports table of the data folder", nullptr},
    {"affinity", "state,partner,value,source", &Scenario::affinity, true, "2 x mean UNGA agreement of the five years before - 1", nullptr},
    {"bonds", "state,partner,value,source", &Scenario::bonds, true, "shared IGO memberships / largest of the year", nullptr},
    {"security", "state,protector,value,assumption", &Scenario::security, false, nullptr, "weights of pacts (ATOP) and arms orders (SIPRI)"},
    {"pressure", "sender,target,value,assumption", &Scenario::pressure, false, nullptr, "weights of sanctions (GSDB) and hostile events (ICEWS)"}};

bool stands(double value) { return value < 0 || value > 0; }

std::string table_text(const Scenario& s, const Table& table) {
  const Matrix& matrix = s.*table.matrix;
  std::string out = std::string(table.columns) + "\n";
  const std::string origin = record::csv_field(table.source ? table.source : table.assumption);
  for (int i = 0; i < s.size(); ++i)
    for (int j = table.symmetric ? i + 1 : 0; j < s.size(); ++j)
      if (i != j && stands(matrix.at(i, j)))
        out += fmt::format("{},{},{},{}\n", s.states[static_cast<std::size_t>(i)].code, s.states[static_cast<std::size_t>(j)].code,
                           config::shortest(matrix.at(i, j)), origin);
  return out;
}

}  // namespace

std::vector<record::ResultFile> world_files(const BuiltWorld& world, const std::string& name) {
  std::vector<record::ResultFile> files;
  Scenario bare = world.scenario;
  std::string tables;
  for (const Table& table : kTables) {
    const Matrix& matrix = world.scenario.*table.matrix;
    if (std::none_of(matrix.values.begin(), matrix.values.end(), stands)) continue;
    const std::string file = fmt::format("{}.{}.csv", name, table.key);
    files.push_back({file, table_text(world.scenario, table)});
    tables += fmt::format("{}: {{file: {}}}\n", table.key, file);
    (bare.*table.matrix) = Matrix(bare.size());
  }
  std::string missing = "state,missing,done\n";
  for (const Missing& one : world.missing)
    missing += fmt::format("{},{},{}\n", record::csv_field(one.state), record::csv_field(one.what), record::csv_field(one.done));
  files.push_back({name + ".missing.csv", missing});
  files.insert(files.begin(), {name + ".yaml", config::write_scenario(bare) + tables});
  return files;
}

}  // namespace tarazi::evidence
