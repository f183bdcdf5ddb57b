// Study files: every mistake at its place, with what was allowed and what was probably meant.
#include "src/study/check.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::study;

namespace {

const std::string kFolder = std::string(TARAZI_SOURCE_DIR) + "/configs/studies";

std::string mistakes(const std::string& text) {
  try {
    parse_study(text, "s.yaml", kFolder + "/worlds");
  } catch (const config::InputError& error) {
    return error.what();
  }
  return "none";
}

const std::string kTop = "tarazi: study/1\nscenario: pressure-and-offer.yaml\n";
const std::string kFactor = "factors:\n  p: {path: parameters.coercion, low: 0.001, high: 0.04, levels: 3}\n";
const std::string kOutcome = "outcomes:\n  x: {measure: position, state: AZE}\n";
const std::string kGrid = "design: {kind: grid}\n";

}  // namespace

TEST_CASE("study: a correct file has no mistakes") { CHECK(mistakes(kTop + kGrid + kFactor + kOutcome) == "none"); }

TEST_CASE("study: mistakes name their place, what is allowed and what was meant") {
  struct {
    std::string text, expected;
  } const cases[] = {
      {kTop + "design: {kind: gird}\n" + kFactor + kOutcome, "s.yaml:3:16: design.kind: 'gird' is no choice here; did you mean grid"},
      {kTop + kGrid + "factors:\n  p: {path: parameters.coersion, values: [0, 0.01]}\n" + kOutcome, "parameters.coercion"},
      {kTop + kGrid + "factors:\n  p: {path: parameters.coercion, values: [0, 9]}\n" + kOutcome, "9 is out of range; allowed: 0 to 0.04"},
      {kTop + kGrid + "factors:\n  p: {path: states.AZE.strategy, values: [bandwagon, blancing]}\n" + kOutcome, "did you mean balancing"},
      {kTop + kGrid + "factors:\n  p: {path: parameters.coercion, low: 0.02, high: 0.01, levels: 2}\n" + kOutcome, "is not above low"},
      {kTop + kGrid + "factors:\n  p: {path: parameters.coercion, low: 0.01, high: 0.02}\n" + kOutcome, "needs the number of levels"},
      {kTop + kGrid + "factors:\n  p: {path: parameters.coercion, low: 0.01, high: 0.02, levels: 1}\n" + kOutcome, "allowed: 2 to"},
      {kTop + "design: {kind: sobol}\n" + kFactor + kOutcome, "design.points: is missing"},
      {kTop + "design: {kind: sobol, points: 0}\n" + kFactor + kOutcome, "0 is out of range"},
      {kTop + kGrid + kFactor + "outcomes:\n  x: {measure: positon, state: AZE}\n", "did you mean position"},
      {kTop + kGrid + kFactor + "outcomes:\n  x: {measure: position, state: AZF}\n", "did you mean AZE"},
      {kTop + kGrid + kFactor + "outcomes:\n  x: {measure: position, state: AZE, at: 121}\n", "after the end of the run"},
      {kTop + kGrid + kFactor + "outcomes:\n  x: {measure: posture, state: AZE, at: mean}\n", "is a category"},
      {kTop + kGrid + kFactor + "outcomes:\n  x: {measure: exports, from: AZE, on: EU}\n", "has no meaning for exports"},
      {kTop + kGrid + kFactor + kOutcome + "constraints: [p > 1]\n", "no point is left"},
      {kTop + kGrid + kFactor + kOutcome + "constraints: [q > 1]\n", "'q' is no number and no numeric factor"},
      {kTop + "design: {kind: saltelli, points: 4}\nfactors:\n  p: {path: parameters.coercion, low: 0.001, high: 0.04}\n" + kOutcome + "constraints: [p > 0.002]\n",
       "would break the design"},
      {kTop + kGrid + "factors:\n  p: {path: freight.china-europe.routes.sea, values: [0.35, 0.5]}\n" + kOutcome, "breaks a rule of the model"},
      {kTop + kGrid + kFactor + kOutcome + "until: {outcome: y, half_width: 0.1, max: 10}\n", "until.outcome"},
      {"tarazi: study/1\nscenario: nowhere.yaml\n" + kGrid + kFactor + kOutcome, "s.yaml:2:11: scenario"}};
  for (const auto& c : cases) {
    const std::string said = mistakes(c.text);
    INFO(c.text << "\nsaid: " << said);
    CHECK(said.find(c.expected) != std::string::npos);
  }
}

TEST_CASE("study: all mistakes of a file are reported") {
  const std::string said = mistakes(kTop + "replicates: 0\nfactor: 1\n" + kGrid + "factors:\n  p: {path: parameters.nothing, values: [1]}\n" + kOutcome);
  CHECK(said.find("replicates") != std::string::npos);
  CHECK(said.find("did you mean factors") != std::string::npos);
  CHECK(said.find("parameters.nothing") != std::string::npos);
}

TEST_CASE("study: the study files of the project are right") {
  for (const char* name : {"pressure-and-offer", "policies-under-pressure", "corridor-and-rupture", "coercion-threshold", "tipping", "sensitivity", "screening"}) {
    const std::string file = kFolder + "/" + name + ".yaml";
    INFO(file);
    CHECK(is_study(file));
    CHECK(check(file).find(": ok, ") != std::string::npos);
  }
}

TEST_CASE("study: the schema describes the same keys as the reader") {
  const std::string schema = study_schema();
  for (const char* word : {"one-at-a-time", "influence_share", "half_width", "constraints", "first-below"}) {
    INFO(word);
    CHECK(schema.find(word) != std::string::npos);
  }
}
