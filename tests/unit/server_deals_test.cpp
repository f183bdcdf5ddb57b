// Proposals between seats: who answers, what binds, what breaking does, who knows of it.
#include <nlohmann/json.hpp>

#include "src/server/view.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

namespace {

json propose(int by, const char* to, json give, json get, int rounds, bool announced = false) {
  return {{"do", "propose"}, {"by", by}, {"to", to}, {"give", std::move(give)}, {"get", std::move(get)}, {"rounds", rounds}, {"announced", announced}};
}
json answer(int by, int id, bool accept) { return {{"do", "answer"}, {"by", by}, {"id", id}, {"accept", accept}}; }

/// Azerbaijan (0) and Russia (1) are people, China (2) too; the first round is open.
struct Table {
  Room room{hedging(), together(1)};
  Table() {
    room.apply(join(0, "AZE"));
    room.apply(join(1, "RUS"));
    room.apply(join(2, "CHN"));
    room.apply({{"do", "open"}});
  }
  const Deal& deal(std::size_t k = 0) const { return room.world(0).deals.at(k); }
  std::size_t pair(const char* a, const char* b) const {
    const Scenario& s = hedging().scenario;
    return static_cast<std::size_t>(s.find(a) * s.size() + s.find(b));
  }
  void round() {
    room.apply({{"do", "close"}});
    if (room.world(0).phase == Phase::reveal) room.apply({{"do", "open"}});
  }
};

}  // namespace

TEST_CASE("deals: accepted, both sides are held to it for its rounds, then let go") {
  Table t;
  t.room.apply(propose(0, "RUS", {"openness", .6}, {"openness", .7}, 2));
  CHECK(t.deal().status == Deal::Status::open);
  CHECK(refusal(t.room, answer(2, 1, true)) == "no_such_deal");  // not theirs
  t.room.apply(answer(1, 1, true));
  for (int r = 0; r < 2; ++r) {
    t.round();
    CHECK(t.room.world(0).game.at(t.room.world(0).game.month() - 1).openness[t.pair("AZE", "RUS")] == .6);
    CHECK(t.room.world(0).game.at(t.room.world(0).game.month() - 1).openness[t.pair("RUS", "AZE")] == .7);
  }
  CHECK(t.deal().status == Deal::Status::over);
  t.round();
  CHECK(t.room.world(0).game.now().openness[t.pair("AZE", "RUS")] < .6);
}

TEST_CASE("deals: breaking one is seen by both and resented by the other side") {
  Table t, faithful;
  for (Table* one : {&t, &faithful}) {
    one->room.apply(propose(0, "RUS", {"pressure", 0}, {"pressure", 0}, 3));
    one->room.apply(answer(1, 1, true));
  }
  t.room.apply(order(0, 1, 1, "", {{"RUS", "pressure", .01}}));  // within the slack of a slider
  t.room.apply(order(1, 1, 1, "", {{"AZE", "pressure", .3}}));
  t.round();
  faithful.round();
  CHECK(t.deal().status == Deal::Status::broken);
  CHECK(t.deal().broken_by == hedging().scenario.find("RUS"));
  CHECK(faithful.deal().status == Deal::Status::kept);
  const double grudge = t.room.world(0).game.at(1).grievance[t.pair("AZE", "RUS")];
  CHECK(grudge > faithful.room.world(0).game.at(1).grievance[faithful.pair("AZE", "RUS")] + .15);
  CHECK(t.room.world(0).game.at(1).grievance[t.pair("RUS", "AZE")] < .15);
}

TEST_CASE("deals: a better deed than the promised one keeps the promise") {
  Table t;
  t.room.apply(propose(0, "RUS", {"openness", .3}, {"pressure", .2}, 1));
  t.room.apply(answer(1, 1, true));
  t.room.apply(order(0, 1, 1, "", {{"RUS", "openness", .9}}));
  t.room.apply(order(1, 1, 1, "", {{"AZE", "pressure", 0}}));
  t.room.apply({{"do", "close"}});
  CHECK(t.deal().status == Deal::Status::over);
}

TEST_CASE("deals: the engine answers by what it gets") {
  Table t;
  t.room.apply(propose(0, "IRN", {"openness", .8}, {"openness", .1}, 1));
  t.room.apply(propose(0, "IRN", {"openness", 0}, {"openness", 1}, 1));
  t.room.apply(propose(0, "EU", {"pressure", 1}, {"offer", 10}, 1));
  CHECK(t.deal(0).status == Deal::Status::kept);
  CHECK(t.deal(1).status == Deal::Status::declined);
  CHECK(t.deal(2).status == Deal::Status::declined);
  CHECK(refusal(t.room, propose(0, "EU", {"openness", .5}, {"openness", .5}, 1)) == "too_many_deals");
}

TEST_CASE("deals: impossible promises are refused and change nothing") {
  Table t;
  CHECK(refusal(t.room, propose(0, "RUS", {"openness", 2}, {"openness", 0}, 1)) == "out_of_range");
  CHECK(refusal(t.room, propose(0, "RUS", {"openness", .5}, {"love", 0}, 1)) == "malformed");
  CHECK(refusal(t.room, propose(0, "RUS", {"openness", .5}, {"openness", 0}, 99)) == "out_of_range");
  CHECK(refusal(t.room, propose(0, "AZE", {"openness", .5}, {"openness", 0}, 1)) == "no_such_partner");
  CHECK(refusal(t.room, propose(0, "ROW", {"openness", .5}, {"openness", 0}, 1)) == "no_such_partner");
  CHECK(t.room.world(0).deals.empty());
}

TEST_CASE("deals: unanswered they lapse, rewinding brings back what was in force") {
  Table t;
  t.room.apply(propose(0, "RUS", {"openness", .6}, {"openness", .7}, 4));
  t.room.apply(answer(1, 1, true));
  t.room.apply(propose(1, "CHN", {"openness", .1}, {"openness", .1}, 1));
  t.round();
  CHECK(t.deal(1).status == Deal::Status::declined);
  t.room.apply(order(1, 2, 5, "", {{"AZE", "openness", -1}}));
  t.round();
  CHECK(t.deal(0).status == Deal::Status::broken);
  t.room.apply({{"do", "rewind"}, {"round", 1}});
  CHECK(t.deal(0).status == Deal::Status::kept);
  CHECK(t.deal(0).broken_by == -1);
  CHECK(t.deal(1).status == Deal::Status::declined);
  t.room.apply({{"do", "rewind"}, {"round", 0}});
  CHECK(t.room.world(0).deals.empty());
}

TEST_CASE("deals: others hear of a deal only when it was announced and accepted") {
  Table t;
  t.room.apply(propose(0, "RUS", {"openness", .6}, {"openness", .7}, 2));
  t.room.apply(propose(0, "RUS", {"pressure", 0}, {"pressure", 0}, 2, true));
  const std::vector<char> present(3, 1);
  const auto seen = [&](int member) { return world_view(t.room, {Viewer::Role::seat, 0, member}, 0, present)["deals"].size(); };
  CHECK(seen(1) == 2);
  CHECK(seen(2) == 0);
  t.room.apply(answer(1, 1, true));
  t.room.apply(answer(1, 2, true));
  CHECK(seen(2) == 1);
}
