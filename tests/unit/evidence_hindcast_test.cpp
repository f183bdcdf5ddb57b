// Hindcasts on invented data: the path of outputs, references without a model, scores, and nothing learned from later years.
// The data of tests/support/evidence_data.h follow formulas, so that coefficients can be worked out.
#include <algorithm>
#include <cmath>

#include "src/evidence/hindcast.h"
#include "tests/support/evidence_data.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::evidence;

HindcastOptions small(int from, int to) {
  HindcastOptions options;
  options.world.year = from;
  options.to = to;
  options.replicates = 6;
  options.bootstraps = 50;
  return options;
}

}  // namespace

TEST_CASE("the ranked probability score of an ensemble is that of its definition", "[evidence][hindcast]") {
  std::vector<double> one{2.5};
  CHECK_CLOSE(crps_of(one, 1), 1.5, 1e-12);
  std::vector<double> members{3, -1, .5, 2};
  double off = 0, pairs = 0;
  for (const double a : members) {
    off += std::abs(a - .7) / 4;
    for (const double b : members) pairs += std::abs(a - b) / (4 * 3);
  }
  CHECK_CLOSE(crps_of(members, .7), off - pairs / 2, 1e-12);
  CHECK(std::is_sorted(members.begin(), members.end()));
}

TEST_CASE("outputs follow their share of the world's", "[evidence][hindcast]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  WorldOptions how;
  how.year = 2000;
  BuiltWorld world = build_world(data, how);
  feed_outputs(data, world, 2003);
  const int aze = world.scenario.find("AZE");
  std::vector<double> changes;
  for (const Event& event : world.scenario.events)
    if (const auto* shock = std::get_if<StateShock>(&event.what); shock && shock->state == aze) {
      CHECK(event.at == 12 * (static_cast<int>(changes.size()) + 1));
      changes.push_back(shock->output);
    }
  REQUIRE(changes.size() == 3);
  const double before = 20 + 2000 + 500 + 2000 + 300, now = 21 + 2100 + 500 + 2000 + 300;
  CHECK_CLOSE(changes[0], 21. / 20 / (now / before) - 1, 1e-9);
  CHECK(world.scenario.states[static_cast<std::size_t>(aze)].growth == 0);
}

TEST_CASE("pressure follows the sanctions in force", "[evidence][hindcast]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  WorldOptions how;
  how.year = 2000;
  const BuiltWorld built = build_world(data, how);
  BuiltWorld told = built;
  constexpr int kLast = 2006;
  feed_pressure(data, told, kLast);
  const Scenario& s = told.scenario;
  std::vector<Matrix> held(kLast - 2000 + 1, built.scenario.pressure);
  long changes = 0;
  for (const Event& event : s.events) {
    const auto& what = std::get<Pin>(event.what);
    CHECK(event.at % 12 == 0);
    for (int year = event.at / 12; year < (event.until ? *event.until / 12 : kLast - 2000 + 1); ++year)
      held[static_cast<std::size_t>(year)].at(what.from, what.to) = what.value[static_cast<std::size_t>(Signal::pressure)].value();
    ++changes;
  }
  CHECK(changes > 0);
  // The pins of a year together with the start are what pressure_in says of that year.
  for (int year = 2001; year <= kLast; ++year) {
    const Matrix wanted = pressure_in(data, built, year, true);
    for (int i = 0; i < s.size(); ++i)
      for (int j = 0; j < s.size(); ++j) {
        if (i == j || s.states[static_cast<std::size_t>(i)].passive || s.states[static_cast<std::size_t>(j)].passive) continue;
        INFO(year << " " << i << " " << j);
        CHECK(held[static_cast<std::size_t>(year - 2000)].at(i, j) == wanted.at(i, j));
      }
  }
}

TEST_CASE("references are least squares over the past alone", "[evidence][hindcast]") {
  testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  const References found = references(data, 2000, 2);
  // By hand: changes over two years against the distance to the own mean, starts 1994 to 1998 (four years before each).
  double xx = 0, xy = 0;
  for (const char* code : {"AZE", "CHN", "RUS", "DEU"}) {
    const auto& series = data.ideal_point[static_cast<std::size_t>(data.find(code))];
    for (int year = 1994; year <= 1998; ++year) {
      double mean = 0;
      for (int y = 1990; y <= year; ++y) mean += series.at(y) / (year - 1989);
      const double x = mean - series.at(year);
      xx += x * x;
      xy += x * (series.at(year + 2) - series.at(year));
    }
  }
  CHECK_CLOSE(found.rate, xy / xx, 1e-9);
  const auto aze = static_cast<std::size_t>(data.find("AZE"));
  CHECK_CLOSE(*found.reversion[aze], -.3 + found.rate * (-.4 + .3), 1e-9);

  // The future is changed: nothing that was known before may change.
  std::string points = "iso3,year,ideal_point,q5,q95\n";
  for (std::size_t i = 0; i < data.codes.size(); ++i)
    for (const auto& [year, value] : data.ideal_point[i])
      points += data.codes[i] + "," + std::to_string(year) + "," + std::to_string(year > 2000 ? 9. : value) + ",,\n";
  folder.write("unga_ideal_points.csv", points);
  const DataFolder other(folder.path());
  const References again = references(other, 2000, 2);
  CHECK_CLOSE(again.rate, found.rate, 1e-5);
  CHECK_CLOSE(again.pull, found.pull, 1e-5);
  HindcastOptions options = small(2000, 2003);
  options.fit = {1994, 2000};
  options.evaluations = 12;
  double before = 0, after = 0;
  const FittedNumbers ours = fit_numbers(data, options, before), theirs = fit_numbers(other, options, after);
  CHECK_CLOSE(ours.anchoring, theirs.anchoring, 1e-5);
  CHECK_CLOSE(before, after, 1e-4);
}

TEST_CASE("a hindcast scores every state and year against what happened", "[evidence][hindcast]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  HindcastOptions options = small(2000, 2004);
  const Hindcast result = hindcast(data, options);
  CHECK(result.states == 4);
  CHECK(result.cases.size() == 4 * 4);
  const auto aze = std::find_if(result.cases.begin(), result.cases.end(), [&](const Case& c) { return c.state == data.find("AZE") && c.horizon == 3; });
  REQUIRE(aze != result.cases.end());
  CHECK_CLOSE(aze->observed, -.5 + .02 * 13, 1e-9);
  CHECK_CLOSE(aze->start, -.3, 1e-9);
  CHECK(aze->low <= aze->mean);
  CHECK(aze->mean <= aze->high);
  CHECK(result.scores.empty());  // four states are too few for a score
  options.threads = 3;
  const Hindcast other = hindcast(data, options);
  for (std::size_t k = 0; k < other.cases.size(); ++k) CHECK(other.cases[k].mean == result.cases[k].mean);
  CHECK_THROWS_AS(hindcast(data, small(2000, 2011)), std::invalid_argument);
  CHECK_THROWS_AS(hindcast(data, small(2000, 2000)), std::invalid_argument);
}

TEST_CASE("skill compares mean squared errors, in and out of sample", "[evidence][hindcast]") {
  const testing::EvidenceFolder folder;
  const DataFolder data(folder.path());
  std::vector<Case> cases;
  for (int state = 0; state < 6; ++state) {
    Case c;
    c.state = state % 4;
    c.horizon = 2;
    c.observed = 1;
    c.start = 0;
    c.mean = .5;
    c.reversion = 1.5;
    c.regression = 2;
    c.low = .4;
    c.high = state < 3 ? 1.2 : .6;
    c.rank = .95;
    cases.push_back(c);
  }
  HindcastOptions options = small(2000, 2004);
  options.fit = {1990, 2002};
  const auto scores = score_cases(data, cases, options);
  REQUIRE(!scores.empty());
  CHECK(scores[0].region == "All");
  CHECK(scores[0].in_sample);
  CHECK_CLOSE(scores[0].rmse, .5, 1e-12);
  CHECK_CLOSE(scores[0].skill_persistence.value, .75, 1e-12);
  CHECK_CLOSE(scores[0].skill_reversion.value, 0, 1e-12);
  CHECK_CLOSE(scores[0].skill_regression.value, .75, 1e-12);
  CHECK_CLOSE(scores[0].covered, .5, 1e-12);
  CHECK(scores[0].ranks[9] == 6);
}
