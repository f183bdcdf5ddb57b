// Ensembles and the store: rows do not depend on threads, shards, packing or interruptions; runs that are
// alike until an event are alike bit for bit.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "src/study/ensemble.h"
#include "src/study/results.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::study;

namespace {

const std::string kHead = "tarazi: study/1\nscenario: pressure-and-offer.yaml\n";
const std::string kOutcomes =
    "outcomes:\n"
    "  china: {measure: influence_share, from: CHN, on: AZE, at: end}\n"
    "  index: {measure: multivector_index, state: AZE, at: mean}\n"
    "  early: {measure: position, state: AZE, at: 11}\n"
    "  posture: {measure: posture, state: AZE}\n";

Study study_of(const std::string& text) {
  return parse_study(text, "test.yaml", std::string(TARAZI_SOURCE_DIR) + "/configs/studies/worlds");
}
Study small() {
  return study_of(kHead + "replicates: 5\ndesign: {kind: grid}\nfactors:\n"
                          "  pressure: {path: events.eu-pressure.pin.pressure, values: [0, 0.4]}\n"
                          "  policy: {path: states.AZE.strategy, values: [multi-vector, bandwagon]}\n"
                          "  until: {path: events.eu-pressure.until, values: [30, 2028-01]}\n" + kOutcomes);
}

/// A file that is gone at the end of the test.
struct File {
  std::filesystem::path path;
  explicit File(const std::string& name) : path(std::filesystem::temp_directory_path() / ("tarazi-" + std::to_string(::getpid()) + name)) { clear(); }
  ~File() { clear(); }
  void clear() const {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
  }
};

using Rows = std::map<std::pair<std::string, int>, std::vector<std::string>>;
Rows rows_of(const std::filesystem::path& file) {
  Database database(file, Database::Mode::read);
  Statement rows(database, "SELECT * FROM runs");
  Rows out;
  while (rows.next()) {
    auto& row = out[{rows.text(0), static_cast<int>(rows.integer(1))}];
    for (int c = 2; c < 8; ++c) row.push_back(rows.text(c));
  }
  return out;
}

Rows run_to(const std::filesystem::path& file, const Study& study, EnsembleSettings settings = {}) {
  {
    Store store(file, study, false, "test");
    run_ensemble(study, store, settings);
  }
  return rows_of(file);
}

}  // namespace

TEST_CASE("study: threads, shards and interruptions give the same rows") {
  const Study study = small();
  const File whole("whole.db"), threads("threads.db"), first("1.db"), second("2.db"), merged("merged.db"), cut("cut.db");
  const Rows expected = run_to(whole.path, study);
  REQUIRE(expected.size() == 8 * 5);
  EnsembleSettings two;
  two.threads = 2;
  CHECK(run_to(threads.path, study, two) == expected);

  EnsembleSettings part;
  part.shards = 2;
  const Rows a = run_to(first.path, study, part);
  part.shard = 1;
  const Rows b = run_to(second.path, study, part);
  CHECK(a.size() + b.size() == expected.size());
  CHECK(!a.empty());
  CHECK(!b.empty());
  CHECK(merge(merged.path, {first.path, second.path}) == 40);
  CHECK(rows_of(merged.path) == expected);

  EnsembleSettings stopping;
  stopping.progress = [](long, long) { return false; };
  const Rows some = run_to(cut.path, study, stopping);
  CHECK(some.size() < expected.size());
  CHECK(run_to(cut.path, study) == expected);
}

TEST_CASE("study: a row is the run of its point alone") {
  const Study study = small();
  const PointList points = list_points(study);
  std::vector<std::pair<std::uint32_t, int>> wanted;
  const std::string alike = structure(study.at(points.unique[0].values));
  for (std::uint32_t p = 0; p < points.unique.size(); ++p)
    if (structure(study.at(points.unique[p].values)) == alike) wanted.emplace_back(p, 3);
  REQUIRE(wanted.size() > 1);
  const auto together = run_block(study, points, wanted, Isa::automatic);
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const auto alone = run_block(study, points, std::span(wanted).subspan(k, 1), Isa::automatic);
    CHECK(alone[0].values == together[k].values);
  }
}

TEST_CASE("study: policies that are equal until an event give bit-identical outcomes before it") {
  const Study study = small();
  const PointList points = list_points(study);
  std::map<std::vector<double>, double> early, late;
  for (std::uint32_t p = 0; p < points.unique.size(); ++p) {
    const std::vector<std::pair<std::uint32_t, int>> one{{p, 2}};
    const Run run = run_block(study, points, one, Isa::automatic)[0];
    early[points.unique[p].values] = run.values[2];
    late[points.unique[p].values] = run.values[0];
  }
  for (const auto& [values, position] : early) {
    std::vector<double> other = values;
    other[0] = 0;  // the pressure starts at month 12
    CHECK(position == early.at(other));
    if (values[0] != 0) CHECK(late.at(values) != late.at(other));
  }
}

TEST_CASE("study: a changed study is refused, and extended only where it fits") {
  const std::string base = kHead + "design: {kind: grid}\nfactors:\n  pressure: {path: events.eu-pressure.pin.pressure, values: [0, 0.4";
  const Study study = study_of(base + "]}\nreplicates: 2\n" + kOutcomes);
  const Study longer = study_of(base + ", 0.6]}\nreplicates: 3\n" + kOutcomes);
  const File file("extend.db"), fresh("fresh.db");
  const Rows before = run_to(file.path, study);
  CHECK_THROWS_AS(Store(file.path, longer, false, "test"), config::InputError);
  {
    Store store(file.path, longer, true, "test");
    const EnsembleResult result = run_ensemble(longer, store, {});
    CHECK(result.made == 9 - 4);
  }
  CHECK(rows_of(file.path) == run_to(fresh.path, longer));
  const Study other = study_of(base + "]}\nreplicates: 2\noutcomes:\n  x: {measure: position, state: AZE}\n");
  CHECK_THROWS_AS(Store(file.path, other, true, "test"), config::InputError);
}

TEST_CASE("study: replicates stop when the mean is known well enough") {
  const std::string text = kHead + "design: {kind: grid}\nreplicates: 4\nfactors:\n  pressure: {path: events.eu-pressure.pin.pressure, values: [0, 0.4]}\n" +
                           kOutcomes + "until: {outcome: early, half_width: ";
  const File loose("loose.db"), tight("tight.db"), cut("cutuntil.db");
  CHECK(run_to(loose.path, study_of(text + "5, max: 100}\n")).size() == 8);
  const Study strict = study_of(text + "0.02, max: 60}\n");
  const Rows rows = run_to(tight.path, strict);
  CHECK(rows.size() > 8);
  CHECK(rows.size() <= 120);
  EnsembleSettings stopping;
  int calls = 0;
  stopping.progress = [&](long, long) { return ++calls < 2; };
  CHECK(run_to(cut.path, strict, stopping).size() < rows.size());
  CHECK(run_to(cut.path, strict) == rows);
}

TEST_CASE("study: points keep their ids when the study grows") {
  const Study study = small();
  Study turned = study;
  std::reverse(turned.factors.begin(), turned.factors.end());
  const PointList a = list_points(study), b = list_points(turned);
  REQUIRE(a.unique.size() == b.unique.size());
  for (std::size_t p = 0; p < a.unique.size(); ++p) CHECK(a.unique[p].id == b.unique[p].id);
}

TEST_CASE("study: paired differences and tipping of a finished study") {
  const File file("analysis.db");
  const Study study = small();
  run_to(file.path, study);
  const Results results = load_results(file.path);
  CHECK(results.runs == 40);
  const auto differences = contrasts(results, results.responses[0]);
  REQUIRE(differences.size() == 3);
  double expected = 0;  // by hand: mean over replicates and matched pairs
  for (std::size_t p = 0; p < results.points.size(); ++p)
    for (const double v : results.responses[0].values[p]) expected += (results.points[p].values[0] > 0 ? v : -v) / 20;
  CHECK_CLOSE(differences[0].difference.value, expected, 1e-9);
  CHECK(differences[0].difference.low < differences[0].difference.high);
  const Decomposition parts = decompose(results, results.responses[0]);
  double sum = 0;
  for (const double share : parts.main) sum += share;
  for (const auto& pair : parts.pairs) sum += pair.share;
  CHECK(sum > .9);
  CHECK(sum < 1 + 1e-9);
  CHECK(analyse_text(results, 10).find("Means") != std::string::npos);
}
