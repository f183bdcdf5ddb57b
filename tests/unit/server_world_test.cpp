// One world of a class: rounds, rewinding, cards, previews, and terms that add up.
#include "src/server/game_world.h"
#include "src/sim/history.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using tarazi::testing::hedging;

namespace {

const int kAze = 0;

Orders nobody() { return Orders(static_cast<std::size_t>(hedging().scenario.size())); }

Orders azerbaijan(Order order) {
  Orders orders = nobody();
  orders[kAze] = std::move(order);
  return orders;
}

int state(const char* code) { return hedging().scenario.find(code); }

}  // namespace

TEST_CASE("world: with nobody playing it is the scenario's own run, bit for bit") {
  GameWorld world(hedging(), 1, 0);
  for (int r = 0; r < hedging().rounds; ++r) world.resolve(nobody());
  const History run = tarazi::run(hedging().scenario);
  for (int m = 0; m <= world.month(); ++m)
    for (int i = 0; i < world.states(); ++i) {
      REQUIRE(world.at(m).position[static_cast<std::size_t>(i)] == run.position_of(0, m, i));
      REQUIRE(world.at(m).output[static_cast<std::size_t>(i)] == run.of(StateField::output, 0, m, i));
    }
}

TEST_CASE("world: a lever holds for its round and is let go afterwards") {
  GameWorld world(hedging(), 1, 0);
  const std::size_t pair = static_cast<std::size_t>(kAze * world.states() + state("EU"));
  world.resolve(azerbaijan({"", {{state("EU"), Signal::openness, .8}}}));
  for (int m = 1; m < world.month(); ++m) CHECK(world.at(m).openness[pair] == .8);
  world.resolve(azerbaijan({}));
  CHECK(world.now().openness[pair] < .8);
}

TEST_CASE("world: orders change the world, and rewinding takes them back") {
  GameWorld world(hedging(), 1, 0), still(hedging(), 1, 0);
  const Order loud{"coerce", {{state("IRN"), Signal::pressure, .9}}};
  world.resolve(azerbaijan(loud));
  still.resolve(nobody());
  CHECK(world.now().position != still.now().position);
  CHECK(world.orders_of(1)[kAze] == loud);
  const auto after_loud = world.now().position;
  world.rewind(0);
  CHECK(world.month() == 0);
  world.resolve(nobody());
  CHECK(world.now().position == still.now().position);
  world.rewind(0);
  world.resolve(azerbaijan(loud));
  CHECK(world.now().position == after_loud);
}

TEST_CASE("world: a card is played in its round and ends in its time") {
  GameWorld world(hedging(), 1, 0);
  const int card = hedging().card("eu-conditions");
  const std::size_t pair = static_cast<std::size_t>(state("EU") * world.states() + kAze);
  world.resolve(nobody());
  const double before = world.now().pressure[pair];
  world.play(card);
  world.play(card);
  CHECK(world.cards().size() == 1);
  world.resolve(nobody());
  CHECK(world.now().pressure[pair] == .4);
  CHECK(world.cards_of(2) == std::vector<int>{card});
  CHECK(world.cards().empty());
  world.resolve(nobody());
  world.resolve(nobody());
  CHECK(world.now().pressure[pair] < .2);
  CHECK(before < .2);
}

TEST_CASE("world: the terms of a round add up to the move") {
  GameWorld world(hedging(), 1, 0);
  world.play(hedging().card("russian-checks"));
  world.resolve(azerbaijan({"accommodate", {}}));
  for (const char* code : {"AZE", "CHN", "RUS", "IRN", "EU"}) {
    const std::size_t i = static_cast<std::size_t>(state(code));
    const RoundTerms& why = world.why(1, state(code));
    double sum = why.anchor + why.noise + why.box;
    for (const auto& p : why.partners) sum += p.influence + p.coercion + p.resentment;
    CHECK(std::abs(sum - why.move) < 1e-12);
    CHECK(std::abs(why.move - (world.now().position[i] - world.at(0).position[i])) < 1e-12);
  }
}

TEST_CASE("world: a preview is repeatable, ordered, does not touch the world, and differs by orders alone") {
  GameWorld world(hedging(), 1, 0);
  world.resolve(nobody());
  const auto before = world.now().position;
  const Preview a = world.preview(kAze, nobody(), 12, 16), again = world.preview(kAze, nobody(), 12, 16);
  const Preview b = world.preview(kAze, azerbaijan({"", {{state("EU"), Signal::openness, 1}}}), 12, 16);
  CHECK(a.from == 6);
  CHECK(a.position.middle == again.position.middle);
  CHECK(a.position.middle.size() == 13);
  CHECK(a.position.middle.front() == before[kAze]);
  CHECK(b.position.middle.front() == before[kAze]);
  CHECK(a.output.middle != b.output.middle);
  for (std::size_t m = 0; m < 13; ++m) {
    CHECK(a.position.low[m] <= a.position.middle[m]);
    CHECK(a.position.middle[m] <= a.position.high[m]);
  }
  CHECK(a.position.high.back() - a.position.low.back() > .01);  // the noise is on
  world.resolve(nobody());
  GameWorld other(hedging(), 1, 0);
  other.resolve(nobody());
  other.resolve(nobody());
  CHECK(world.now().position == other.now().position);
}

TEST_CASE("world: goals lie between 0 and 1 and follow what they name") {
  GameWorld world(hedging(), 1, 0);
  CHECK(world.goal(Goal::welfare, kAze, 0) == .5);
  CHECK(world.goal(Goal::line, kAze, 0) == 1);
  const double calm = world.goal(Goal::security, kAze, 0);
  world.play(hedging().card("russian-checks"));
  world.resolve(nobody());
  CHECK(world.goal(Goal::security, kAze, world.month()) < calm);
  for (int g = 0; g < static_cast<int>(Goal::count); ++g)
    for (int i = 0; i < 5; ++i) {
      const double value = world.goal(static_cast<Goal>(g), i, world.month());
      CHECK((value >= 0 && value <= 1));
    }
}
