// The class: who may do what when, what a repeated or late message does, silence, and what each role gets to see.
#include "src/server/fictional.h"
#include "src/server/report.h"
#include "src/server/view.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

TEST_CASE("room: alone, a person gets a world, and each Ready resolves a round") {
  Room room(hedging(), {});
  room.apply(join(0));
  REQUIRE(room.worlds() == 1);
  CHECK(room.members()[0].state == hedging().alone);
  for (int r = 1; r <= hedging().rounds; ++r) {
    CHECK(room.world(0).phase == Phase::open);
    CHECK(refusal(room, ready(0, r)).empty());
    CHECK(room.world(0).game.rounds_done() == r);
  }
  CHECK(room.world(0).phase == Phase::debrief);
  CHECK(refusal(room, ready(0, hedging().rounds)) == "round_closed");
  CHECK(room.world(0).game.cards_of(2) == std::vector<int>{hedging().card("eu-conditions")});
}

TEST_CASE("room: refused orders change nothing") {
  Room room(hedging(), {});
  room.apply(join(0));
  const json before = own_view(room, 0);
  CHECK(refusal(room, order(0, 2, 1, "", json::array())) == "round_closed");
  CHECK(refusal(room, order(0, 1, 1, "surrender", json::array())) == "no_such_stance");
  CHECK(refusal(room, order(0, 1, 1, "", {{"AZE", "pressure", .1}})) == "no_such_partner");
  CHECK(refusal(room, order(0, 1, 1, "", {{"ROW", "pressure", .1}})) == "no_such_partner");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "pressure", 1.5}})) == "out_of_range");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "openness", -1.01}})) == "out_of_range");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "offer", 50}})) == "out_of_range");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "pressure", .1}, {"EU", "pressure", .2}})) == "malformed");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "love", .1}})) == "malformed");
  CHECK(refusal(room, order(0, 1, 1, "", {{"EU", "pressure", .7}, {"RUS", "pressure", .7}})) == "over_budget");
  CHECK(refusal(room, order(3, 1, 1, "", json::array())) == "not_seated");
  CHECK(own_view(room, 0) == before);
}

TEST_CASE("room: a repeated order has no second effect") {
  Room room(hedging(), {});
  room.apply(join(0));
  room.apply(order(0, 1, 7, "hedge", {{"EU", "openness", .5}}));
  room.apply(order(0, 1, 7, "coerce", json::array()));
  room.apply(order(0, 1, 5, "coerce", json::array()));
  CHECK(room.world(0).seats[0].order.stance == "hedge");
  room.apply(order(0, 1, 8, "balance", json::array()));
  CHECK(room.world(0).seats[0].order.stance == "balance");
}

TEST_CASE("room: a class fills its worlds evenly and moves on when all are ready") {
  Room room(hedging(), together(2));
  for (int k = 0; k < 12; ++k) room.apply(join(k));
  for (int w = 0; w < 2; ++w)
    for (const SeatRole& role : hedging().seats) {
      const auto people = room.world(w).seats[static_cast<std::size_t>(role.state)].members.size();
      CHECK((people == 1 || people == 2));
    }
  CHECK(refusal(room, ready(0, 1)) == "round_closed");
  CHECK(refusal(room, {{"do", "close"}}) == "wrong_phase");
  room.apply({{"do", "open"}});
  CHECK(refusal(room, {{"do", "open"}}) == "wrong_phase");
  for (int k = 0; k < 10; ++k) CHECK(refusal(room, ready(k, 1)).empty());
  CHECK(room.world(0).phase == Phase::reveal);
  CHECK(room.world(1).phase == Phase::reveal);
  CHECK(room.world(0).game.now().position == room.world(1).game.now().position);  // same start, same choices
}

TEST_CASE("room: the pen belongs to one of the team") {
  Room room(hedging(), together(1));
  room.apply(join(0, "AZE"));
  room.apply(join(1, "AZE"));
  room.apply({{"do", "open"}});
  CHECK(refusal(room, order(1, 1, 1, "hedge", json::array())) == "no_pen");
  CHECK(refusal(room, {{"do", "pen"}, {"by", 1}, {"to", 1}}) == "no_pen");
  CHECK(refusal(room, {{"do", "pen"}, {"by", 0}, {"to", 5}}) == "not_seated");
  CHECK(refusal(room, {{"do", "pen"}, {"by", 0}, {"to", 1}}).empty());
  CHECK(refusal(room, order(1, 1, 1, "hedge", json::array())).empty());
  room.apply({{"do", "revoke"}, {"member", 1}});
  CHECK(room.world(0).seats[0].pen == 0);
  CHECK(room.member_of(token(1)) == -1);
  CHECK(refusal(room, order(1, 1, 2, "hedge", json::array())) == "not_seated");
}

TEST_CASE("room: silence keeps the last orders for one round, then the engine plays until somebody is back") {
  Room room(hedging(), together(1));
  room.apply(join(0, "AZE"));
  room.apply({{"do", "open"}});
  room.apply(order(0, 1, 1, "balance", json::array()));
  const auto played = [&] {
    room.apply({{"do", "close"}});
    const auto order = room.world(0).game.orders_of(room.world(0).game.rounds_done())[0];
    room.apply({{"do", "open"}});
    return order ? order->stance : "engine";
  };
  CHECK(played() == "balance");
  CHECK(played() == "balance");
  CHECK(played() == "engine");
  CHECK(room.world(0).seats[0].engine);
  room.apply(order(0, 4, 2, "hedge", json::array()));
  CHECK(!room.world(0).seats[0].engine);
  CHECK(played() == "hedge");
}

TEST_CASE("room: practice does not count, rewinding keeps the road not taken") {
  Room room(hedging(), together(1));
  room.apply(join(0, "AZE"));
  room.apply({{"do", "open"}, {"practice", true}});
  room.apply({{"do", "predict"}, {"by", 0}, {"round", 1}, {"p", .9}});
  room.apply(ready(0, 1));
  CHECK(room.world(0).game.rounds_done() == 1);
  room.apply({{"do", "open"}});
  CHECK(room.world(0).game.rounds_done() == 0);
  CHECK(room.members()[0].predictions.empty());
  for (int r = 1; r <= 3; ++r) {
    room.apply({{"do", "predict"}, {"by", 0}, {"round", r}, {"p", .5}});
    room.apply(ready(0, r));
    room.apply({{"do", "open"}});
  }
  CHECK(refusal(room, {{"do", "rewind"}, {"round", 4}}) == "no_such_round");
  room.apply({{"do", "rewind"}, {"round", 1}});
  CHECK(room.world(0).game.rounds_done() == 1);
  CHECK(room.world(0).phase == Phase::open);
  REQUIRE(room.world(0).branches.size() == 1);
  CHECK(room.world(0).branches[0].months.size() == 19);
  CHECK(room.members()[0].predictions.size() == 1);
}

TEST_CASE("room: locked, full, unknown seats and used tokens are refused") {
  RoomSettings small = together(1);
  small.team = 1;
  Room room(hedging(), small);
  CHECK(refusal(room, join(0, "ROW")) == "no_such_seat");
  CHECK(refusal(room, {{"do", "join"}, {"token", "short"}}) == "malformed");
  for (int k = 0; k < 5; ++k) CHECK(refusal(room, join(k)).empty());
  CHECK(refusal(room, join(0)) == "malformed");
  CHECK(refusal(room, join(9)) == "room_full");
  room.apply({{"do", "lock"}, {"on", true}});
  CHECK(refusal(room, join(10)) == "room_locked");
}

TEST_CASE("room: a seat sees its own ties and what is public, nothing else") {
  Room room(hedging(), together(1));
  room.apply(join(0, "AZE"));
  room.apply(join(1, "RUS"));
  room.apply({{"do", "open"}});
  room.apply(order(1, 1, 1, "coerce", {{"AZE", "pressure", .6}}));
  const std::vector<char> present(2, 1);
  const json seat = world_view(room, {Viewer::Role::seat, 0, 0}, 0, present);
  const std::string text = seat.dump();
  CHECK(seat["ties"].contains("RUS"));
  CHECK(!seat["ties"].contains("AZE"));
  CHECK(text.find("coerce") == std::string::npos);       // orders of others
  CHECK(text.find(token(0)) == std::string::npos);
  for (const auto& pair : seat["pairs"]) CHECK(pair.size() == 4);  // exports and pressure only
  const json board = class_view(room, Viewer::Role::board, present);
  CHECK(board.dump().find("coerce") == std::string::npos);
  CHECK(board.dump().find(token(1)) == std::string::npos);
  const json console = class_view(room, Viewer::Role::console, present);
  CHECK(console["worlds"][0]["orders"]["RUS"]["stance"] == "coerce");
  CHECK(console.dump().find(token(1)) == std::string::npos);
}

TEST_CASE("room: predictions are scored and shown in the debrief only") {
  Room room(hedging(), {});
  room.apply(join(0));
  CHECK(refusal(room, {{"do", "predict"}, {"by", 0}, {"round", 1}, {"p", 1.5}}) == "out_of_range");
  room.apply({{"do", "predict"}, {"by", 0}, {"round", 1}, {"p", .8}});
  room.apply(ready(0, 1));
  CHECK(!own_view(room, 0).contains("predictions"));
  room.apply({{"do", "end"}});
  const json own = own_view(room, 0);
  REQUIRE(own["predictions"].size() == 1);
  const bool higher = own["predictions"][0]["higher"];
  CHECK(std::abs(own["predictions"][0]["brier"].get<double>() - (higher ? .04 : .64)) < 1e-9);
}

TEST_CASE("room: worlds and teams are arranged in the lobby, and nobody loses a seat") {
  Room room(hedging(), together(3));
  const auto arrange = [](int worlds, int team) { return json{{"do", "arrange"}, {"worlds", worlds}, {"team", team}}; };
  CHECK(room.apply(arrange(6, 3)) == std::vector<int>{0, 1, 2, 3, 4, 5});
  CHECK(room.worlds() == 6);
  for (int k = 0; k < 11; ++k) room.apply(join(k));
  CHECK(refusal(room, arrange(2, 3)) == "out_of_range");
  CHECK(refusal(room, arrange(0, 3)) == "out_of_range");
  CHECK(refusal(room, arrange(6, 41)) == "out_of_range");
  CHECK(room.worlds() == 6);
  CHECK(refusal(room, arrange(3, 2)).empty());
  CHECK(room.worlds() == 3);
  room.apply({{"do", "open"}});
  CHECK(refusal(room, arrange(3, 2)) == "wrong_phase");
  Room alone(hedging(), {});
  CHECK(refusal(alone, arrange(3, 2)) == "forbidden");
}

TEST_CASE("room: suggestions are seen by the team, cost and range checked, and gone with the round") {
  Room room(hedging(), together(1));
  for (int k = 0; k < 3; ++k) room.apply(join(k, k < 2 ? "AZE" : "RUS"));
  const auto suggest = [](int by, const json& levers) { return json{{"do", "suggest"}, {"by", by}, {"round", 1}, {"stance", "hedge"}, {"levers", levers}}; };
  CHECK(refusal(room, suggest(1, json::array())) == "round_closed");
  room.apply({{"do", "open"}});
  CHECK(refusal(room, suggest(1, {{"EU", "pressure", 2}})) == "out_of_range");
  CHECK(refusal(room, suggest(1, {{"EU", "pressure", .6}, {"RUS", "pressure", .6}})) == "over_budget");
  room.apply(suggest(1, {{"EU", "openness", .5}}));
  CHECK(own_view(room, 0)["suggestions"].size() == 1);
  CHECK(own_view(room, 0)["suggestions"][0]["order"]["stance"] == "hedge");
  CHECK(own_view(room, 2)["suggestions"].empty());
  CHECK(room.world(0).seats[0].order == Order{});
  room.apply({{"do", "close"}});
  room.apply({{"do", "open"}});
  CHECK(own_view(room, 0)["suggestions"].empty());
}

TEST_CASE("room: rounds in which a team took part are counted, and forgotten by rewinding") {
  Room room(hedging(), together(1));
  room.apply(join(0, "AZE"));
  for (int r = 1; r <= 3; ++r) {
    room.apply({{"do", "open"}});
    if (r != 2) room.apply(order(0, r, r, "hedge", json::array()));
    room.apply({{"do", "close"}});
  }
  CHECK(room.world(0).seats[0].active == std::set<int>{1, 3});
  room.apply({{"do", "rewind"}, {"round", 1}});
  CHECK(room.world(0).seats[0].active == std::set<int>{1});
}

TEST_CASE("room: a card of the instructor's own is played like the others, within its ranges, twenty at most") {
  Room room(hedging(), together(1));
  const auto card = [](const char* kind, double value) {
    return json{{"do", "card"}, {"title", "A visit"}, {"text", ""}, {"kind", kind}, {"from", "RUS"}, {"to", "AZE"}, {"value", value}, {"months", 6}};
  };
  const std::size_t before = room.lesson().deck.size();
  for (const auto& [kind, most] : {std::pair{"pressure", 1.}, {"openness", 1.}, {"mood", 1.}, {"grievance", 1.}, {"output", .1}}) {
    CHECK(refusal(room, card(kind, most * 1.01)) == "out_of_range");
    CHECK(refusal(room, card(kind, most)).empty());
  }
  CHECK(refusal(room, card("offer", -.1)) == "out_of_range");
  CHECK(room.lesson().deck.size() == before + 5);
  room.apply({{"do", "open"}});
  room.apply({{"do", "inject"}, {"card", "own-1"}});
  room.apply({{"do", "close"}});
  const auto pair = [&](int i, int j) { return static_cast<std::size_t>(i * room.lesson().scenario.size() + j); };
  CHECK(room.world(0).game.now().pressure[pair(room.lesson().scenario.find("RUS"), room.lesson().scenario.find("AZE"))] > .5);
  for (int k = 5; k < 20; ++k) CHECK(refusal(room, card("mood", .1)).empty());
  CHECK(refusal(room, card("mood", .1)) == "too_many_cards");
  CHECK(hedging().deck.size() == before);
}

TEST_CASE("room: under invented names the same numbers, and no real name in any view or in the report") {
  Room named(hedging(), {}), hidden(with_fictional_names(hedging()), {});
  named.apply(join(0));
  hidden.apply(join(0));
  named.apply(order(0, 1, 1, "hedge", {{"EU", "openness", .5}}));
  hidden.apply(order(0, 1, 1, "hedge", {{hidden.lesson().scenario.states[static_cast<std::size_t>(hedging().scenario.find("EU"))].code, "openness", .5}}));
  for (int r = 1; r <= 3; ++r) {
    named.apply(ready(0, r));
    hidden.apply(ready(0, r));
  }
  CHECK(named.world(0).game.now().position == hidden.world(0).game.now().position);
  CHECK(named.world(0).game.now().exports == hidden.world(0).game.now().exports);
  const std::string seen = lesson_view(hidden.lesson()).dump() + world_view(hidden, {Viewer::Role::seat, 0, 0}, 0, {1}).dump() + own_view(hidden, 0).dump() +
                           class_view(hidden, Viewer::Role::console, {1}).dump() + report_data(hidden).dump();
  for (const State& state : hedging().scenario.states) {
    if (state.passive) continue;
    CHECK(seen.find('"' + state.code + '"') == std::string::npos);
    CHECK(seen.find(state.name) == std::string::npos);
  }
  for (const Event& card : hedging().deck) CHECK(seen.find(card.name) == std::string::npos);
  CHECK(refusal(hidden, order(0, 4, 2, "", {{"EU", "openness", .5}})) == "no_such_partner");
}
