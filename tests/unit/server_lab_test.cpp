// The Lab: paired differences under common random numbers, what each role may ask, what malformed wishes change.
#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include "src/server/hub.h"
#include "src/server/lab.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

namespace {

constexpr Viewer kSeat{Viewer::Role::seat, 0, 0};
constexpr Viewer kConsole{Viewer::Role::console, 0, -1};

/// A class of one world in its second round, Azerbaijan taken.
void play(Room& room) {
  room.apply(join(0, "AZE"));
  if (room.settings().pace == Pace::together) room.apply({{"do", "open"}});
  room.apply(order(0, 1, 1, "hedge", {{"EU", "openness", .5}}));
  room.apply(ready(0, 1));
  if (room.settings().pace == Pace::together) room.apply({{"do", "open"}});
}

/// JSON as it is written: braces of C++ would make objects of lists of pairs.
json J(const char* text) { return json::parse(text); }

json wish(json more = json::object()) {
  more.update({{"t", "lab"}, {"id", 7}});
  return more;
}

std::string said(const json& message, const Room& room, const Viewer& viewer) {
  try {
    lab_wish(message, room, viewer);
  } catch (const Refused& error) {
    return error.what();
  }
  return "";
}

json answered(const json& message, const Room& room, const Viewer& viewer, int replicates = 16) {
  const LabWish asked = lab_wish(message, room, viewer);
  Futures a(asked.a, asked.show, asked.months), b(asked.b, asked.show, asked.months);
  a.run(replicates);
  b.run(replicates);
  return lab_answer(asked, a, b);
}

}  // namespace

TEST_CASE("lab: the band of a paired difference is that of the replicates, not of the quantiles") {
  // Four replicates in opposite order: the medians agree, yet every replicate differs.
  const Runs a{{0, 1}, {0, 2}, {0, 3}, {0, 4}}, b{{0, 4}, {0, 3}, {0, 2}, {0, 1}};
  CHECK(fan_of(a).middle.back() == fan_of(b).middle.back());
  const Runs change = differences(a, b);
  CHECK(change == Runs{{0, 3}, {0, 1}, {0, -1}, {0, -3}});
  CHECK(fan_of(change).high.back() > 2);
  CHECK(fan_of(change).low.back() < -2);
  CHECK(share_above(change) == .5);
  CHECK(share_above(differences(a, a)) == 0);
}

TEST_CASE("lab: identical A and B differ by exactly nothing, whatever is held and changed") {
  Room room(hedging(), together(1));
  play(room);
  const json side{{"stance", "coerce"}, {"levers", {{"IRN", "pressure", .3}}}, {"parameters", J(R"([["anchoring",0.01],["jump_prob",0.02]])")}};
  for (const json& both : {wish(), wish({{"a", side}, {"b", side}, {"months", 24}, {"show", J(R"([["position"],["index"],["exports","RUS"],["liking","IRN"]])")}})}) {
    const json answer = answered(both, room, kConsole);
    for (const json& row : answer["rows"]) {
      CHECK(row["difference"] == json::array({0., 0., 0.}));
      CHECK(row["higher"] == 0.);
    }
    for (const char* part : {"middle", "low", "high"})
      for (const json& value : answer["draw"]["difference"][part]) CHECK(value == 0.);
  }
}

TEST_CASE("lab: a course without changes is the preview, and a replicate draws the same chance on both sides") {
  Room room(hedging(), together(1));
  play(room);
  const GameWorld& game = room.world(0).game;
  const LabWish asked = lab_wish(wish({{"months", 12}}), room, kSeat);
  Futures a(asked.a, asked.show, 12);
  a.run(16);
  Orders base = game.orders_of(1);
  base[0] = room.world(0).seats[0].order;
  CHECK(fan_of(a.of(0)).middle == game.preview(0, base, 12, 16).position.middle);
  // Run in slices, the same replicates come out.
  Futures slow(asked.a, asked.show, 12);
  for (int k = 0; k < 16; ++k) slow.run(1);
  CHECK(slow.of(0) == a.of(0));
  // An order towards one partner leaves the chance of all others alone: Iran's own noise moves Iran alike.
  const LabWish other = lab_wish(wish({{"b", {{"stance", ""}, {"levers", {{"EU", "openness", 1}}}}}, {"show", J(R"([["exports","EU"],["position"]])")}}), room, kConsole);
  Futures left(other.a, other.show, 12), right(other.b, other.show, 12);
  left.run(32);
  right.run(32);
  const Runs change = differences(left.of(0), right.of(0));
  CHECK(share_above(change) == 1);
  const Fan fan = fan_of(change), raw = fan_of(right.of(1));
  CHECK(fan_of(differences(left.of(1), right.of(1))).high.back() - fan_of(differences(left.of(1), right.of(1))).low.back() < .5 * (raw.high.back() - raw.low.back()));
  CHECK(fan.middle.front() == 0);
}

TEST_CASE("lab: a moment in the past has its own orders, prices and cards") {
  Room room(hedging(), together(1));
  play(room);
  const json start = answered(wish({{"round", 0}}), room, kSeat);
  CHECK(start["month"] == 0);
  CHECK(start["order"]["stance"] == "hedge");
  CHECK(start["order"]["levers"].size() == 1);
  CHECK(answered(wish(), room, kSeat)["month"] == 6);
  CHECK(start["ties"]["EU"]["openness"] != answered(wish(), room, kSeat)["ties"]["EU"]["openness"]);
  const LabWish now = lab_wish(wish(), room, kSeat);
  CHECK(now.a.from.world.month == 6);
  // The card of the second round is on the table now, and was not at the start.
  CHECK(now.a.scenario->events.size() == hedging().scenario.events.size() + 1);
  CHECK(lab_wish(wish({{"round", 0}}), room, kSeat).a.scenario->events.size() == hedging().scenario.events.size());
}

TEST_CASE("lab: other parameters hold from the moment on, and do what the terms say") {
  Room room(hedging(), together(1));
  play(room);
  const json still{{"stance", "hedge"}, {"levers", json::array()}};
  json quiet = still;
  quiet["parameters"] = J(R"([["drift_sd",0],["jump_prob",0]])");
  const json answer = answered(wish({{"a", still}, {"b", quiet}}), room, kConsole);
  const json& b = answer["draw"]["b"];
  CHECK(b["low"].back() == b["high"].back());  // without chance there is one future
  CHECK(answer["draw"]["a"]["low"].back() != answer["draw"]["a"]["high"].back());
  CHECK(b["middle"].front() == answer["draw"]["a"]["middle"].front());
  // Naming the value a parameter has anyway changes nothing at all.
  json same = still;
  same["parameters"] = json::array({json::array({"anchoring", hedging().scenario[Parameter::anchoring]})});
  CHECK(answered(wish({{"a", still}, {"b", same}}), room, kConsole)["rows"][0]["difference"] == json::array({0., 0., 0.}));
}

TEST_CASE("lab: a seat in a class asks about its own state and what is public; the instructor and a lone player about all") {
  Room room(hedging(), together(2));
  CHECK(said(wish(), room, kConsole).empty());  // before anybody has come
  play(room);
  CHECK(said(wish(), room, kSeat).empty());
  CHECK(said(wish({{"show", J(R"([["position"],["imports","ROW"],["pressed","RUS"],["share","EU"]])")}}), room, kSeat).empty());
  CHECK(said(wish({{"state", "RUS"}}), room, kSeat) == "forbidden: state");
  CHECK(said(wish({{"world", 1}}), room, kSeat) == "forbidden: world");
  CHECK(said(wish({{"show", J(R"([["liking","RUS"]])")}}), room, kSeat) == "forbidden: show");
  CHECK(said(wish({{"b", {{"levers", json::array()}, {"parameters", J(R"([["anchoring",0.01]])")}}}}), room, kSeat) == "forbidden: b");
  CHECK(said(wish(), room, {Viewer::Role::board, 0, -1}) == "forbidden");
  for (const json& more : {json{{"state", "RUS"}}, json{{"world", 1}}, json{{"show", J(R"([["liking","RUS"]])")}},
                           json{{"b", {{"levers", json::array()}, {"parameters", J(R"([["anchoring",0.01]])")}}}}})
    CHECK(said(wish(more), room, kConsole).empty());
  CHECK(answered(wish(), room, kSeat)["all"] == false);
  RoomSettings own;
  Room alone(hedging(), own);
  play(alone);
  CHECK(said(wish({{"state", "RUS"}, {"show", J(R"([["liking","IRN"]])")}, {"a", {{"levers", json::array()}, {"parameters", J(R"([["influence",0.006]])")}}}}), alone, kSeat).empty());
  room.apply({{"do", "previews"}, {"on", false}});
  CHECK(said(wish(), room, kSeat) == "previews_off");
  CHECK(said(wish(), room, kConsole).empty());
}

TEST_CASE("lab: what a seat may not know does not come back by another way") {
  Room room(hedging(), together(1));
  play(room);
  room.apply(join(1, "RUS"));
  const json before = answered(wish({{"show", J(R"([["position"],["pressed","RUS"]])")}}), room, kSeat);
  room.apply(order(1, 2, 1, "coerce", {{"AZE", "pressure", .9}}));
  CHECK(answered(wish({{"show", J(R"([["position"],["pressed","RUS"]])")}}), room, kSeat) == before);  // a secret order of this round
  for (const auto& [partner, tie] : before["ties"].items()) CHECK(!tie.contains("liking"));
  CHECK(before["ties"] == world_view(room, kSeat, 0, std::vector<char>(2, 0))["ties"]);
}

TEST_CASE("lab: malformed, out of range and unaffordable wishes are refused with their field") {
  Room room(hedging(), together(1));
  play(room);
  const auto side = [](const char* key, json levers, json parameters = json::array()) { return wish({{key, {{"levers", std::move(levers)}, {"parameters", std::move(parameters)}}}}); };
  CHECK(said(wish({{"months", 5}}), room, kConsole) == "out_of_range: months");
  CHECK(said(wish({{"months", 41}}), room, kConsole) == "out_of_range: months");
  CHECK(said(wish({{"round", 2}}), room, kConsole) == "no_such_round: round");
  CHECK(said(wish({{"world", 1}}), room, kConsole) == "no_such_world: world");
  CHECK(said(wish({{"state", "ROW"}}), room, kConsole) == "no_such_seat: state");
  CHECK(said(wish({{"show", json::array()}}), room, kConsole) == "malformed: show");
  CHECK(said(wish({{"show", J(R"([["exports"]])")}}), room, kConsole) == "malformed: show");
  CHECK(said(wish({{"show", J(R"([["position","EU"]])")}}), room, kConsole) == "malformed: show");
  CHECK(said(wish({{"show", J(R"([["fame"]])")}}), room, kConsole) == "malformed: show");
  CHECK(said(wish({{"show", J(R"([["exports","AZE"]])")}}), room, kConsole) == "no_such_partner: show");
  CHECK(said(wish({{"show", J(R"([["pressed","ROW"]])")}}), room, kConsole) == "no_such_partner: show");
  CHECK(said(wish({{"show", json(11, {"position"})}}), room, kConsole) == "malformed: show");
  CHECK(said(wish({{"draw", 3}}), room, kConsole) == "out_of_range: draw");
  CHECK(said(side("b", {{"RUS", "pressure", 1.5}}), room, kConsole) == "out_of_range: levers");
  CHECK(said(side("a", {{"RUS", "pressure", 1}, {"EU", "pressure", 1}}), room, kSeat) == "over_budget: levers");
  CHECK(said(side("b", {{"RUS", "pressure", .1, 1}}), room, kConsole) == "malformed: levers");
  CHECK(said(side("b", json::array(), J(R"([["anchoring",0.5]])")), room, kConsole) == "out_of_range: b");
  CHECK(said(side("b", json::array(), J(R"([["anchoring",0]])")), room, kConsole).empty());  // off
  CHECK(said(side("b", json::array(), J(R"([["length",1]])")), room, kConsole) == "no_such_parameter: b");
  CHECK(said(side("b", json::array(), J(R"([["anchoring",0.01],["anchoring",0.01]])")), room, kConsole) == "malformed: b");
  CHECK(said(side("b", json::array(), {"anchoring"}), room, kConsole) == "malformed: b");
  CHECK(said(wish({{"b", {{"stance", "fly"}, {"levers", json::array()}}}}), room, kConsole) == "no_such_stance: stance");
}

TEST_CASE("lab: parameters are told with term, range and origin") {
  const json table = parameters_view(hedging());
  CHECK(table.size() == lab_parameters().size());
  for (const json& p : table) {
    const double value = p["value"];
    CHECK((value == 0 || (value >= p["least"].get<double>() && value <= p["high"].get<double>())));
    CHECK(!p["source"].get<std::string>().starts_with("assumption"));
  }
  CHECK(std::count_if(table.begin(), table.end(), [](const json& p) { return p["term"] == "noise"; }) == 3);
  CHECK(lesson_view(hedging())["parameters"] == table);
}

TEST_CASE("jobs: forecasts take turns, a newer wish replaces the older, and the queue is bounded") {
  Room room(hedging(), together(1));
  play(room);
  std::vector<std::string> finished;
  const auto job = [&](const std::string& name, int months) {
    const LabWish asked = lab_wish(wish({{"months", months}}), room, kSeat);
    return Comparison(Futures(asked.a, asked.show, months), Futures(asked.b, asked.show, months), months, 64,
                      [&finished, name](const Futures& a, const Futures& b) {
                        CHECK((a.replicates() == 64 && b.replicates() == 64));
                        finished.push_back(name);
                      },
                      [](const std::string&) { FAIL("a forecast failed"); });
  };
  const char owners[100] = {};
  Jobs jobs;
  CHECK(!jobs.work());
  CHECK(jobs.put(&owners[0], job("long", 40)));
  CHECK(jobs.put(&owners[1], job("short", 6)));
  CHECK(jobs.put(&owners[2], job("gone", 6)));
  CHECK(jobs.put(&owners[1], job("newer", 6)));
  jobs.drop(&owners[2]);
  while (jobs.work()) {}
  CHECK(finished == std::vector<std::string>{"newer", "long"});
  for (std::size_t k = 0; k < Jobs::kMost; ++k) REQUIRE(jobs.put(&owners[k], job("", 6)));
  CHECK(!jobs.put(&owners[Jobs::kMost], job("", 6)));
  CHECK(jobs.waiting() == Jobs::kMost);
  CHECK(jobs.put(&owners[3], job("", 6)));  // who waits already may change the mind
}
