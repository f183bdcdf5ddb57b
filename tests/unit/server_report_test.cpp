// The debrief: turning points, counterfactuals and the control world say what the worlds really did.
#include <nlohmann/json.hpp>

#include "src/server/report.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

TEST_CASE("report: keeping the same orders has no effect, bit for bit; other orders have one") {
  GameWorld world(hedging(), 1, 0);
  Orders orders(static_cast<std::size_t>(world.states()));
  orders[0] = Order{"hedge", {}};
  world.resolve(orders);
  orders[0] = Order{"", {{hedging().scenario.find("EU"), Signal::pressure, .9}}};
  world.resolve(orders);
  world.resolve(orders);
  CHECK(had_kept(world, 2, 0)[0] == world.orders_of(1)[0]);
  CHECK(!had_kept(world, 1, 0)[0]);
  const Effects none = world.effects(3, 0, had_kept(world, 3, 0), 12, 16);
  CHECK(none.position.mean == 0);
  CHECK(none.output.low == 0);
  CHECK(none.output.high == 0);
  const Effects some = world.effects(2, 0, had_kept(world, 2, 0), 12, 16);
  CHECK(some.output.mean > 0);  // without full pressure on its largest customer
  CHECK(some.output.low <= some.output.mean);
  CHECK(some.output.mean <= some.output.high);
}

TEST_CASE("report: turning points come largest first and the right number of them") {
  GameWorld world(hedging(), 1, 0);
  const Orders nobody(static_cast<std::size_t>(world.states()));
  for (int r = 0; r < 4; ++r) world.resolve(nobody);
  const auto points = turning_points(hedging(), world, 3);
  REQUIRE(points.size() == 3);
  CHECK(std::abs(points[0].shift) >= std::abs(points[1].shift));
  CHECK(std::abs(points[1].shift) >= std::abs(points[2].shift));
  for (const TurningPoint& point : points) {
    CHECK(point.round >= 1);
    CHECK(point.round <= 3);
    CHECK(point.shift * point.moved >= 0);
  }
}

TEST_CASE("report: an unplayed world is the control world, and people are not named") {
  Room room(hedging(), together(2));
  json command = join(0, "AZE");
  command["name"] = "Secret Person";
  room.apply(command);
  for (int r = 1; r <= hedging().rounds; ++r) {
    room.apply({{"do", "open"}});
    room.apply(order(0, r, r, r == 3 ? "coerce" : "hedge", json::array()));
    room.apply({{"do", "predict"}, {"by", 0}, {"round", r}, {"p", .6}});
    room.apply({{"do", "close"}});
  }
  const json data = report_data(room);
  CHECK(data["worlds"][1]["series"]["position"]["AZE"] == data["control"]);
  CHECK(data["worlds"][0]["series"]["position"]["AZE"] != data["control"]);
  CHECK(data["worlds"][0]["teams"][0]["predictions"].size() == static_cast<std::size_t>(hedging().rounds));
  const int round = data["worlds"][0]["teams"][0]["decisive"]["round"];
  CHECK((round == 1 || round == 3 || round == 4));  // the rounds in which the order changed
  CHECK(!data["worlds"][1]["teams"][0].contains("decisive"));
  CHECK(data["sources"].size() > 100);
  const std::string text = data.dump();
  CHECK(text.find("Secret Person") == std::string::npos);
  CHECK(text.find(token(0)) == std::string::npos);
}
