// Lesson files: the shipped ones are correct, and every mistake is named at its place.
#include <filesystem>

#include "src/server/lesson.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(TARAZI_SOURCE_DIR) / "configs/lessons";

std::string text_of(const Lesson& lesson) { return lesson.text; }

/// The hedging lesson with one piece of text replaced, and what the reader says to it.
std::string mistakes(const std::string& what, const std::string& with) {
  std::string text = text_of(read_lesson(kFolder / "hedging.yaml"));
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  text.replace(at, what.size(), with);
  try {
    parse_lesson(text, "l.yaml", kFolder);
  } catch (const config::InputError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("lesson: every shipped lesson reads") {
  int lessons = 0;
  for (const auto& file : std::filesystem::directory_iterator(kFolder)) {
    if (file.path().extension() != ".yaml" || !is_lesson(file.path().string())) continue;
    INFO(file.path());
    const Lesson lesson = read_lesson(file.path());
    CHECK(!lesson.seats.empty());
    CHECK(lesson.seat_of(lesson.alone) != nullptr);
    CHECK(lesson.deck.size() >= 10);
    CHECK(lesson.scenario.months == lesson.rounds * lesson.months);
    ++lessons;
  }
  CHECK(lessons >= 1);
}

TEST_CASE("lesson: a scenario is no lesson") {
  CHECK(!is_lesson((kFolder / "hedging-world.yaml").string()));
  CHECK(!is_lesson((kFolder / "missing.yaml").string()));
}

TEST_CASE("lesson: mistakes name their place, what is allowed and what was meant") {
  using Catch::Matchers::Contains;
  CHECK(mistakes("minutes: 50", "minutes: 50") == "none");
  CHECK_THAT(mistakes("minutes: 50", "minuts: 50"), Contains("minuts") && Contains("did you mean minutes"));
  CHECK_THAT(mistakes("goals: [balance, welfare, security, standing]", "goals: [balanse, welfare]"),
             Contains("seats.AZE.goals") && Contains("did you mean balance"));
  CHECK_THAT(mistakes("goals: [balance, welfare, security, standing]", "goals: [welfare]"), Contains("two to four"));
  CHECK_THAT(mistakes("hedge: multi-vector", "hedge: multivector"), Contains("stances.hedge") && Contains("multi-vector"));
  CHECK_THAT(mistakes("card: eu-conditions", "card: eu-condition"), Contains("plan.0.card") && Contains("eu-conditions"));
  CHECK_THAT(mistakes("round: 5, card", "round: 9, card"), Contains("after the last round"));
  CHECK_THAT(mistakes("alone: AZE", "alone: ROW"), Contains("alone"));
  CHECK_THAT(mistakes("{measure: index, from: AZE}", "{measure: index, from: AZE, to: EU}"), Contains("does not belong here"));
  CHECK_THAT(mistakes("{measure: exports, from: AZE, to: EU}", "{measure: exports, from: AZE}"), Contains("questions.0.to"));
  CHECK_THAT(mistakes("deck: hedging-deck.yaml", "deck: nowhere.yaml"), Contains("deck") && Contains("nowhere.yaml"));
  CHECK_THAT(mistakes("deck: hedging-deck.yaml", "deck: ../scenarios/eu-pressure-cop29.yaml"), Contains("at must be month 0"));
  CHECK_THAT(mistakes("rounds: 6", "rounds: 0"), Contains("l.yaml:") && Contains("out of range"));
}
