// The world builder on invented data: every formula of the README worked out by hand, gaps on record, nothing from later years.
// Tables: quotes, compression, and mistakes at their line.
#include <zlib.h>

#include <algorithm>

#include "src/config/config.h"
#include "src/evidence/build_world.h"
#include "src/evidence/table.h"
#include "src/sim/simulation.h"
#include "tests/support/evidence_data.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::evidence;

bool missing(const BuiltWorld& world, const std::string& state, const std::string& words) {
  return std::any_of(world.missing.begin(), world.missing.end(),
                     [&](const Missing& one) { return one.state == state && one.what.find(words) != std::string::npos; });
}

WorldOptions of(int year) {
  WorldOptions options;
  options.year = year;
  return options;
}

}  // namespace

TEST_CASE("a world of the data has the numbers of its start year", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  const BuiltWorld world = build_world(data, of(2000));
  const Scenario& s = world.scenario;
  REQUIRE(s.size() == 5);
  const int aze = s.find("AZE"), chn = s.find("CHN"), rus = s.find("RUS"), deu = s.find("DEU"), row = s.find("ROW");
  CHECK(s.find("EU27") == -1);
  CHECK(s.find("WLD") == -1);
  CHECK_CLOSE(s.states[aze].gdp, 20, 1e-12);
  CHECK_CLOSE(s.states[aze].position[0], -.3, 1e-9);
  CHECK_CLOSE((*s.states[aze].anchor)[0], -.4, 1e-9);  // mean of -.5, -.48, ..., -.3
  CHECK(s.states[aze].name == "Azerbaijan");
  CHECK(s.states[chn].name == "China, People's Republic");
  CHECK(s.states[row].passive);
  CHECK_CLOSE(s.states[row].gdp, 300, 1e-12);  // TWN; neither the Union again nor the world's total
  CHECK_CLOSE(s.exports.at(rus, aze), 2, 1e-12);
  CHECK_CLOSE(s.exports.at(row, chn), 5, 1e-12);
  CHECK_CLOSE(s.affinity.at(aze, chn), .8, 1e-12);
  CHECK_CLOSE(s.affinity.at(rus, aze), 2 * (.7 + .005 * 7) - 1, 1e-9);  // 1995-1999, not the start year
  CHECK_CLOSE(s.affinity.at(rus, deu), 2 * (.9 + .735 + .5) / 3 - 1, 1e-9);
  CHECK(missing(world, "3 pairs", "common votes"));
  CHECK_CLOSE(s.bonds.at(chn, aze), .5, 1e-12);
  CHECK_CLOSE(s.bonds.at(aze, rus), 1, 1e-12);
  CHECK_CLOSE(s.security.at(aze, rus), .1, 1e-12);              // a pact on paper: the Commonwealth
  CHECK_CLOSE(s.security.at(chn, rus), .5 + .3 * .5, 1e-12);    // a pact, and all arms of ten years
  CHECK_CLOSE(s.security.at(rus, chn), .5, 1e-12);
  CHECK(s.security.at(chn, deu) == 0);                          // orders of 1980 are too old
  CHECK_CLOSE(s.pressure.at(deu, chn), .1, 1e-12);
  CHECK_CLOSE(s.pressure.at(chn, rus), .2 * 30 / (50. + 50), 1e-12);
  CHECK(s.pressure.at(rus, aze) == 0);                          // begins in 2004
  // Growth: half of the lead over the world, (20/10)^(1/10) against the sum of all economies.
  const double world_growth = std::pow((20 + 2000 + 500 + 2000 + 300) / (10. + 1000 + 500 + 2000 + 300), .1);
  CHECK_CLOSE(s.states[aze].growth, .5 * (std::pow(2, .1) / world_growth - 1), 1e-9);
  CHECK(data.sanctions_left_out == 1);
}

TEST_CASE("nothing after the start year changes a world", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  const BuiltWorld before = build_world(DataFolder(folder.path()), of(2000));
  folder.write("unga_ideal_points.csv", [] {
    std::string text = "iso3,year,ideal_point\n";
    for (int year = 1990; year <= 2010; ++year)
      for (const auto& [code, base, slope] : {std::tuple{"AZE", -.5, .02}, {"RUS", .5, -.03}, {"DEU", 1.2, 0.}, {"CHN", -1., 0.}})
        text += std::string(code) + "," + std::to_string(year) + "," +
                std::to_string(year > 2000 ? 3. : base + slope * (year - 1990) + (base == -1. ? (year % 2 ? .1 : -.1) : 0)) + "\n";
    return text;
  }());
  const BuiltWorld after = build_world(DataFolder(folder.path()), of(2000));
  CHECK(config::content_hash(before.scenario) == config::content_hash(after.scenario));
  CHECK(config::content_hash(before.scenario) != config::content_hash(build_world(DataFolder(folder.path()), of(2001)).scenario));
}

TEST_CASE("pressure follows the years in which sanctions hold", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  const BuiltWorld world = build_world(data, of(2000));
  const Scenario& s = world.scenario;
  const int aze = s.find("AZE"), rus = s.find("RUS"), deu = s.find("DEU"), row = s.find("ROW");
  CHECK_CLOSE(pressure_in(data, world, 2005, false).at(rus, aze), .7, 1e-12);
  CHECK(pressure_in(data, world, 2007, false).at(rus, aze) == 0);
  CHECK_CLOSE(pressure_in(data, world, 2001, false).at(deu, rus), .25, 1e-12);  // the United Nations: every member
  CHECK(pressure_in(data, world, 2001, false).at(row, rus) == 0);
}

TEST_CASE("the Union stands for its members, chosen states for all", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  WorldOptions options = of(2000);
  options.union_as_actor = true;
  const Scenario s = build_world(data, options).scenario;
  CHECK(s.find("DEU") == -1);
  REQUIRE(s.find("EU27") >= 0);
  CHECK_CLOSE(s.exports.at(s.find("EU27"), s.find("CHN")), 30, 1e-12);
  CHECK_CLOSE(s.states[s.find("ROW")].gdp, 300, 1e-12);  // members are not counted beside the Union
  options.states = "AZE,RUS";
  CHECK(build_world(data, options).scenario.size() == 3);
  options.states = "AZE,DEU";
  CHECK_THROWS_AS(build_world(data, options), std::invalid_argument);
  options.states = "AZE,XYZ";
  CHECK_THROWS_AS(build_world(data, options), std::invalid_argument);
  CHECK_THROWS_AS(build_world(data, of(2011)), std::invalid_argument);
}

TEST_CASE("gaps are reported", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  folder.remove("sanctions.csv");
  folder.write("macro.csv", "iso3,year,gdp_usd_billion\nAZE,1998,7\nRUS,2000,500\nRUS,1990,400\nCHN,1990,5\nDEU,2000,\n");
  const BuiltWorld world = build_world(DataFolder(folder.path()), of(2000));
  CHECK(world.scenario.size() == 2);
  CHECK(missing(world, "all", "sanctions.csv"));
  CHECK(missing(world, "AZE", "output of 2000"));
  CHECK(missing(world, "CHN", "output of 2000"));
  CHECK(missing(world, "DEU", "output of 2000"));
  CHECK(missing(world, "all", "investment"));
  folder.remove("macro.csv");
  CHECK_THROWS_AS(DataFolder(folder.path()), config::FileError);
}

TEST_CASE("the files of a world read back to the same world", "[evidence][world]") {
  const testing::EvidenceFolder folder;
  const BuiltWorld world = build_world(DataFolder(folder.path()), of(2000));
  for (const auto& file : world_files(world, "w")) folder.write(file.name, file.text);
  const Scenario back = config::read_scenario(folder.path() / "w.yaml");
  CHECK(config::content_hash(back) == config::content_hash(world.scenario));
  CHECK(config::unsourced(back).empty());
  Simulation simulation(back);
  simulation.advance_to(12);
  simulation.check_bounds();
  CHECK(simulation.month() == 12);
}

TEST_CASE("tables may be compressed and quoted, and say where they are wrong", "[evidence][table]") {
  const testing::EvidenceFolder folder;
  const auto packed = folder.path() / "t.csv.gz";
  const gzFile out = gzopen(packed.c_str(), "wb");
  gzputs(out, "\xEF\xBB\xBF" "b,a,c\r\n\"x, \"\"y\"\"\",1,2\r\n\r\nz,3,\r\n");
  gzclose(out);
  REQUIRE(find_table(folder.path(), "t.csv") == packed);
  std::vector<std::string> seen;
  read_table(packed, {"a", "b"}, [&](const DataRow& row) { seen.push_back(std::to_string(row.integer(0)) + std::string(row.text(1))); });
  CHECK(seen == std::vector<std::string>{"1x, \"y\"", "3z"});
  const auto fails_with = [&](const std::string& text, const std::string& words) {
    folder.write("bad.csv", text);
    try {
      read_table(folder.path() / "bad.csv", {"a", "b"}, [](const DataRow& row) { (void)row.number(1); });
    } catch (const config::InputError& error) {
      INFO(error.what());
      CHECK(std::string(error.what()).find(words) != std::string::npos);
      return;
    }
    FAIL("no error for: " << text);
  };
  fails_with("a\n1\n", "'b' is missing");
  fails_with("a,b\n1,2\n1\n", "bad.csv:3");
  fails_with("a,b\n1,2\n1,inf\n", "no number");
  fails_with("a,b\n1,\"2\n", "never closed");
  fails_with("", "empty");
}
