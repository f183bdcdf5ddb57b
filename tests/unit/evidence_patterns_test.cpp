// The survey of patterns: what separates points, which parameters of a posterior count, that threads change nothing.
// That the patterns themselves say what they say is a golden text (tests/golden/evidence_patterns.cpp).
#include "src/evidence/calibrate.h"
#include "src/evidence/pattern_survey.h"
#include "src/config/config.h"
#include "tests/support/worked_case.h"
#include "tests/testing.hpp"

namespace {

using namespace tarazi;
using namespace tarazi::evidence;

const Scenario& baseline() {
  static const Scenario s = config::read_scenario(TARAZI_SOURCE_DIR "/configs/scenarios/baseline-2024.yaml");
  return s;
}

}  // namespace

TEST_CASE("a survey finds the cut that separates, and none where there is none", "[evidence][patterns]") {
  std::vector<std::vector<double>> points;
  std::vector<int> by_second, by_nothing;
  for (int k = 0; k < 100; ++k) {
    points.push_back({((k * 37) % 100) / 100., ((k * 61) % 100) / 100.});
    by_second.push_back(points.back()[1] > .295);
    by_nothing.push_back(k % 2);
  }
  by_second[3] = -1;  // not computed: counts on neither side
  const auto splits = separate(points, by_second);
  REQUIRE(splits.size() == 1);
  CHECK(splits[0].parameter == 1);
  CHECK(splits[0].cut == Approx(.295).margin(.011));
  CHECK(splits[0].below == 0);
  CHECK(splits[0].above == 1);
  CHECK(splits[0].points_below + splits[0].points_above == 99);
  CHECK(separate(points, by_nothing).empty());
  CHECK(separate(points, std::vector<int>(100, 1)).empty());
  CHECK(separate({}, {}).empty());
}

TEST_CASE("of a posterior the parameters of the model without noise are used", "[evidence][patterns]") {
  const Posterior posterior = read_posterior(TARAZI_SOURCE_DIR "/configs/calibrated-2014.yaml");
  const PatternSample sample = posterior_sample(posterior, "it", 5);
  CHECK(sample.paths == std::vector<std::string>{"parameters.anchoring", "parameters.influence", "parameters.trade_up", "parameters.trade_down"});
  REQUIRE(sample.points.size() == 5);
  CHECK(sample.points[4][1] == posterior.draws[4][1]);
  CHECK(sample.what == "5 draws of it");
  const PatternSample ranges = whole_ranges(16, 3);
  REQUIRE(ranges.points.size() == 16);
  CHECK(ranges.paths.size() == kParameterCount - 5);
  for (const auto& point : ranges.points)
    for (std::size_t k = 0; k < point.size(); ++k)
      for (const Quantity& q : kParameters)
        if (ranges.paths[k] == "parameters." + std::string(q.name)) CHECK((point[k] >= q.low && point[k] <= q.high));
}

TEST_CASE("a survey says per point what the patterns say there, whatever the threads", "[evidence][patterns]") {
  // Without resentment pressure does not repel an adversary; without influence nothing tips.
  PatternSample sample{"two", "two points", {"parameters.resentment", "parameters.influence"}, {{baseline()[Parameter::resentment], .0015}, {0, 0}}};
  SurveySettings one, two;
  two.threads = 2;
  long last = 0;
  two.progress = [&](long done, long total) {
    last = done;
    return total == 2;
  };
  const PatternSurvey survey = survey_patterns(baseline(), {sample}, one), again = survey_patterns(baseline(), {sample}, two);
  CHECK(last == 2);
  CHECK(survey_csv(survey) == survey_csv(again));
  const auto& shares = survey.shares[0];
  CHECK(shares[2].outcome == std::vector<int>{1, 0});
  CHECK(shares[2].share() == .5);
  CHECK(shares[6].outcome[1] == 0);
  // The first point is the scenario itself for the patterns on the scenario.
  for (std::size_t p = 0; p < 6; ++p) CHECK((shares[p].outcome[0] == 1) == survey.baseline[p].holds());
  // A number's spread holds both points.
  const Spread& gained = shares[2].findings[2];
  CHECK(gained.low <= gained.high);
  CHECK(gained.high == Approx(survey.baseline[2].all()[2].value).epsilon(1e-12));
  {
    SurveySettings stops;
    stops.progress = [](long, long) { return false; };
    CHECK_THROWS_AS(survey_patterns(baseline(), {sample}, stops), Interrupted);
  }
  sample.paths[0] = "parameters.resentmant";
  CHECK_THROWS_AS(survey_patterns(baseline(), {sample}, one), config::InputError);
}

TEST_CASE("patterns need their states and their corridor, and say which are missing", "[evidence][patterns]") {
  CHECK_NOTHROW(check_pattern_scenario(baseline(), "baseline"));
  try {
    check_pattern_scenario(tarazi::testing::worked_case(), "worked.yaml");
    FAIL("a scenario without Azerbaijan passed");
  } catch (const config::InputError& error) {
    CHECK(error.problems().size() == 5);
    CHECK(std::string(error.what()).find("worked.yaml: states: there is no AZE") != std::string::npos);
  }
}
