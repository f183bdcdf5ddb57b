// Scenarios that start from others, and matrices in CSV tables: what is merged, what is replaced, what is
// removed, and where mistakes are reported when several files are involved.
#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::testing;

namespace {

config::Problem only_problem(const std::filesystem::path& path) {
  try {
    config::read_scenario(path);
  } catch (const config::InputError& e) {
    INFO(e.what());
    REQUIRE(e.problems().size() == 1);
    return e.problems()[0];
  }
  FAIL("the file was accepted");
  return {};
}

}  // namespace

TEST_CASE("a scenario overrides what it extends") {
  const Folder folder("extends");
  std::filesystem::create_directories(folder.path() / "sub");
  folder.write(
      "base.yaml",
      small_scenario(
          "title: base\ntrade: {A: {B: {value: 10, source: office}, W: 5}, B: {A: 6}}\n"
          "events: {one: {at: 1, state: {name: A, output: 0.1}}, two: {at: 2, state: {name: B, output: 0.1}}}\n"));
  folder.write("middle.yaml", "extends: base.yaml\ntitle: middle\nmonths: 36\n");
  const auto path = folder.write("sub/top.yaml",
                                 "extends: ../middle.yaml\nstates: {A: {gdp: 200, strategy: bandwagon}, C: {gdp: 7}}\n"
                                 "trade: {A: {B: 11, C: 1}}\n"
                                 "events: {one: ~, three: {at: 0, state: {name: A, output: -0.1}}, two: {at: 9}}\n");
  const Scenario s = config::read_scenario(path);
  CHECK(s.title == "middle");
  CHECK(s.months == 36);
  REQUIRE(s.size() == 4);
  CHECK(s.states[0].gdp == 200);
  CHECK(s.states[0].position == std::vector<double>{-0.5});
  CHECK(s.states[0].strategy.name == "bandwagon");
  CHECK(s.states[3].code == "C");
  CHECK(s.exports.at(0, 1) == 11);
  CHECK(s.exports.at(0, 2) == 5);
  CHECK(s.exports.at(1, 0) == 6);
  CHECK(s.exports.at(0, 3) == 1);
  // The old source does not survive the new value.
  for (const Provenance& p : s.provenance)
    if (p.path == "trade.A.B") CHECK(p.kind == Provenance::Kind::none);
  REQUIRE(s.events.size() == 2);
  CHECK(s.events[0].name == "two");
  CHECK(s.events[0].at == 9);
  CHECK(s.events[1].name == "three");
}

TEST_CASE("a removed state takes its rows and columns along") {
  const Folder folder("removed");
  folder.write("base.yaml",
               small_scenario("trade: {A: {B: 10, W: 5}, B: {A: 6, W: 7}, W: {A: 1, B: 2}}\nbonds: {A: {B: 0.4}}\n"));
  const Scenario s = config::read_scenario(folder.write("top.yaml", "extends: base.yaml\nstates: {A: ~}\n"));
  REQUIRE(s.size() == 2);
  CHECK(s.exports.at(0, 1) == 7);
  CHECK(s.exports.at(1, 0) == 2);
  // What the new file itself says about a removed state is a mistake.
  const auto problem = only_problem(folder.write(
      "other.yaml", "extends: base.yaml\nstates: {A: ~}\nevents: {e: {at: 1, state: {name: A, output: 0.1}}}\n"));
  CHECK(problem.path == "events.e.state.name");
}

TEST_CASE("mistakes are reported in the file they stand in") {
  const Folder folder("places");
  const auto base = folder.write("base.yaml", small_scenario("trade: {A: {B: -1}}\n"));
  const auto top = folder.write("top.yaml", "extends: base.yaml\nparameters: {anchorin: 0.004}\n");
  try {
    config::read_scenario(top);
    FAIL("the file was accepted");
  } catch (const config::InputError& e) {
    REQUIRE(e.problems().size() == 2);
    CHECK(e.problems()[0].file == top.string());
    CHECK(e.problems()[0].line == 2);
    CHECK(e.problems()[0].column == 14);
    CHECK(e.problems()[1].file == base.string());
    CHECK(e.problems()[1].line == 8);
    CHECK(e.problems()[1].column == 16);
  }
  // A value that overrides a wrong one heals it.
  CHECK_NOTHROW(config::read_scenario(folder.write("healed.yaml", "extends: base.yaml\ntrade: {A: {B: 1}}\n")));
}

TEST_CASE("extends that cannot be followed names the line that asked") {
  const Folder folder("chain");
  auto problem = only_problem(folder.write("lost.yaml", "title: x\nextends: nowhere.yaml\n"));
  CHECK(problem.line == 2);
  CHECK(problem.column == 10);
  CHECK(problem.path == "extends");
  CHECK(problem.what.find("nowhere.yaml: No such file") != std::string::npos);

  folder.write("a.yaml", "extends: b.yaml\n");
  folder.write("b.yaml", "extends: c.yaml\n");
  folder.write("c.yaml", "\nextends: ./a.yaml\n");
  problem = only_problem(folder.path() / "a.yaml");
  CHECK(problem.file == (folder.path() / "c.yaml").string());
  CHECK(problem.line == 2);
  CHECK(problem.what.find("circle: a.yaml -> b.yaml -> c.yaml -> a.yaml") != std::string::npos);

  problem = only_problem(folder.write("self.yaml", "extends: self.yaml\n"));
  CHECK(problem.what.find("circle") != std::string::npos);
  problem = only_problem(folder.write("list.yaml", "extends: [a.yaml]\n"));
  CHECK(problem.what.find("the path of a scenario is needed") != std::string::npos);
  problem = only_problem(folder.write("folder.yaml", "extends: .\n"));
  CHECK(problem.what.find("is a folder") != std::string::npos);
  problem = only_problem(folder.write("device.yaml", "extends: /dev/zero\n"));
  CHECK(problem.what.find("not a regular file") != std::string::npos);

  for (int k = 0; k < 20; ++k)
    folder.write("long" + std::to_string(k) + ".yaml", "extends: long" + std::to_string(k + 1) + ".yaml\n");
  problem = only_problem(folder.path() / "long0.yaml");
  CHECK(problem.what.find("more than 16 files") != std::string::npos);

  config::Limits alone;
  alone.other_files = false;
  CHECK_THROWS_AS(config::parse_scenario("extends: a.yaml\n", "text", folder.path(), alone), config::InputError);
}

TEST_CASE("matrices come from CSV tables") {
  const Folder folder("tables");
  folder.write("trade.csv",
               "\xEF\xBB\xBF"
               "exporter,importer,value,source,note\r\nA,B,10,\"Office, \"\"table\"\" 1\",\r\n\"A\",W, 5 "
               ",,\"two\nlines\"\r\n\r\nB,A,6.5e0,,\r\n");
  folder.write("base.yaml", small_scenario("trade: {file: trade.csv}\n"));
  const Scenario s = config::read_scenario(folder.path() / "base.yaml");
  CHECK(s.exports.at(0, 1) == 10);
  CHECK(s.exports.at(0, 2) == 5);
  CHECK(s.exports.at(1, 0) == 6.5);
  bool sourced = false;
  for (const Provenance& p : s.provenance)
    if (p.path == "trade.A.B") sourced = p.kind == Provenance::Kind::source && p.text == "Office, \"table\" 1";
  CHECK(sourced);
  // Single cells of a table can be overridden; a new table replaces the old one.
  const Scenario cell = config::read_scenario(folder.write("cell.yaml", "extends: base.yaml\ntrade: {A: {B: 11}}\n"));
  CHECK(cell.exports.at(0, 1) == 11);
  CHECK(cell.exports.at(1, 0) == 6.5);
  folder.write("new.csv", "from,to,value\nA,W,1\n");
  const Scenario table =
      config::read_scenario(folder.write("table.yaml", "extends: base.yaml\ntrade: {file: new.csv}\n"));
  CHECK(table.exports.at(0, 2) == 1);
  CHECK(table.exports.at(0, 1) == 0);
}

TEST_CASE("mistakes in tables name their line") {
  const Folder folder("badtables");
  struct Case {
    std::string csv;
    int line, column;
    std::string says;
  };
  const std::vector<Case> cases{
      {"", 1, 1, "the table is empty"},
      {"a,b\nA,B\n", 1, 1, "at least three columns"},
      {"A,B,3\n", 1, 5, "unknown column '3'"},
      {"a,b,valu\nA,B,3\n", 1, 5, "did you mean value?"},
      {"a,b,note\nA,B,3\n", 1, 1, "no column `value`"},
      {"a,b,value,value\nA,B,3,4\n", 1, 11, "stands twice"},
      {"a,b,value\nA,B\n", 2, 1, "the row has 2 cells, the header 3"},
      {"a,b,value\nA,B,1\nB,A,2\nA,B,3\n", 4, 1, "the pair stands twice, first in line 2"},
      {"a,b,value\nA,B,\"1\n", 2, 5, "never closed"},
      {"a,b,value\nA,\"B\"x,1\n", 2, 6, "text after a closing quote"},
      {"a,b,value\nA,B,-1\n", 2, 5, "out of range"},
      {"a,b,value\nA,B,many\n", 2, 5, "is not a number"},
      {"a,b,value\nA,B,\n", 2, 5, "is not a number"},
      {"a,b,value\n\"x\ny\",B,1\n", 2, 1, "unknown state"},
      {"a,b,value\n\nA,Q,1\n", 3, 3, "unknown state 'Q'"},
      {"a,b,value\nA,A,1\n", 2, 3, "its own partner"},
  };
  for (const Case& c : cases) {
    INFO(c.csv);
    const auto csv = folder.write("t.csv", c.csv);
    const auto problem = only_problem(folder.write("s.yaml", small_scenario("trade: {file: t.csv}\n")));
    INFO(config::format(problem));
    CHECK(problem.file == csv.string());
    CHECK(problem.line == c.line);
    CHECK(problem.column == c.column);
    CHECK(problem.what.find(c.says) != std::string::npos);
  }
  auto problem = only_problem(folder.write("s.yaml", small_scenario("trade: {file: none.csv}\n")));
  CHECK(problem.path == "trade.file");
  CHECK(problem.line == 8);
  folder.write("t.csv", "a,b,value\nA,B,1\n");
  problem = only_problem(folder.write("s.yaml", small_scenario("trade: {file: t.csv, A: {B: 1}}\n")));
  CHECK(problem.what.find("cannot stand beside `file`") != std::string::npos);
}
