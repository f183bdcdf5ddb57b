// What the instructor's notes of the lessons say to look for is there when the lesson is played that way.
// Directions only; the numbers belong to the model.
#include "src/server/game_world.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;

namespace {

Lesson lesson(const char* name) { return read_lesson(std::string(TARAZI_SOURCE_DIR) + "/configs/lessons/" + name + ".yaml"); }

/// The lesson with its plan, one state ordering the same in every round.
GameWorld played(const Lesson& lesson, const char* code, const Order& order, int first = 1) {
  GameWorld world(lesson, 1, 0);
  for (int r = 1; r <= lesson.rounds; ++r) {
    for (const Planned& planned : lesson.plan)
      if (planned.round == r) world.play(planned.card);
    Orders orders(static_cast<std::size_t>(world.states()));
    if (r >= first) orders[static_cast<std::size_t>(lesson.scenario.find(code))] = order;
    world.resolve(orders);
  }
  return world;
}

}  // namespace

TEST_CASE("lesson notes, reciprocity: answering pressure keeps no more trade and leaves grudges on both sides") {
  const Lesson game = lesson("reciprocity");
  const int aze = game.scenario.find("AZE"), rus = game.scenario.find("RUS"), n = game.scenario.size();
  const GameWorld quiet = played(game, "AZE", {"", {{rus, Signal::pressure, 0}}}, 2);
  const GameWorld answer = played(game, "AZE", {"", {{rus, Signal::pressure, .5}}}, 2);
  const std::size_t there = static_cast<std::size_t>(aze * n + rus), back = static_cast<std::size_t>(rus * n + aze);
  CHECK(answer.now().exports[there] < quiet.now().exports[there]);
  CHECK(answer.now().grievance[back] > quiet.now().grievance[back]);
  CHECK(quiet.now().grievance[there] > .05);
  CHECK(quiet.at(6).position == answer.at(6).position);  // no chance: equal until the choice
}

TEST_CASE("lesson notes, hedging: opening to the light partners raises the balance over rounds") {
  const Lesson game = lesson("hedging");
  const int aze = game.scenario.find("AZE");
  const GameWorld usual = played(game, "AZE", {});
  const GameWorld open = played(game, "AZE", {"", {{game.scenario.find("CHN"), Signal::openness, 1}, {game.scenario.find("IRN"), Signal::openness, 1}}});
  const std::size_t i = static_cast<std::size_t>(aze);
  const double first = open.at(6).alignment[i].index - usual.at(6).alignment[i].index;
  const double last = open.now().alignment[i].index - usual.now().alignment[i].index;
  CHECK(last > 0);
  CHECK(last > first);
  const RoundTerms& why = usual.why(1, aze);
  double partners = 0;
  for (const auto& p : why.partners) partners += p.influence + p.coercion + p.resentment;
  CHECK(std::abs(why.noise) > std::abs(partners));  // chance moves more than anybody in half a year
}

TEST_CASE("lesson notes, pressure: exports fall at once; the pressed gives way, then drifts off") {
  const Lesson game = lesson("pressure");
  const int eu = game.scenario.find("EU"), aze = game.scenario.find("AZE"), n = game.scenario.size();
  const GameWorld mild = played(game, "EU", {"", {{aze, Signal::pressure, 0}}});
  const GameWorld hard = played(game, "EU", {"", {{aze, Signal::pressure, .8}}});
  const std::size_t pair = static_cast<std::size_t>(aze * n + eu), i = static_cast<std::size_t>(aze);
  CHECK(hard.at(6).exports[pair] < .8 * mild.at(6).exports[pair]);
  const auto apart = [&](int month) { return hard.at(month).position[i] - mild.at(month).position[i]; };
  CHECK(apart(6) > 0);   // towards the Union
  CHECK(apart(48) < apart(6));
}

TEST_CASE("lesson notes, worlds: equal orders give equal worlds, and other orders part them") {
  const Lesson game = lesson("worlds");
  const GameWorld a = played(game, "AZE", {"hedge", {}}), b = played(game, "AZE", {"hedge", {}}), c = played(game, "AZE", {"accommodate", {}});
  CHECK(a.now().position == b.now().position);
  CHECK(a.now().position != c.now().position);
}
