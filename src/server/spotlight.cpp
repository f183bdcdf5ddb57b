// Reads the wish of the console and collects the months. Only what everybody may know is ever put on the projector.
// A pair is shown in both directions.
#include "src/server/spotlight.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace tarazi::server {

using nlohmann::json;

namespace {

bool of_pair(const std::string& measure) { return measure == "exports" || measure == "pressure"; }

int state_at(const json& message, const char* key, const Scenario& scenario) {
  const int state = scenario.find(message.value(key, ""));
  if (state < 0 || scenario.states[static_cast<std::size_t>(state)].passive) throw Refused("no_such_partner", key);
  return state;
}

json line(const Spotlight& wish, const Room& room, int from, int to) {
  const GameWorld& game = room.world(wish.world).game;
  const auto& states = room.lesson().scenario.states;
  const Question asked{wish.measure, from, to};
  json values = json::array();
  for (int month = 0; month <= game.month(); ++month) {
    const double value = game.measure(asked, month);
    values.push_back(std::isfinite(value) ? json(std::round(value * 1e4) / 1e4) : json(nullptr));
  }
  return {{"from", states[static_cast<std::size_t>(from)].code}, {"to", to < 0 ? json(nullptr) : json(states[static_cast<std::size_t>(to)].code)}, {"values", values}};
}

}  // namespace

Spotlight spotlight_of(const json& message, const Room& room) {
  Spotlight wish;
  wish.measure = message.value("measure", "");
  wish.world = message.value("world", 0);
  if (wish.world < 0 || wish.world >= room.worlds()) throw Refused("no_such_world", "world");
  if (!of_pair(wish.measure) && wish.measure != "position" && wish.measure != "index" && wish.measure != "output") throw Refused("malformed", "measure");
  if (of_pair(wish.measure) || message.contains("from")) wish.from = state_at(message, "from", room.lesson().scenario);
  if (of_pair(wish.measure)) {
    wish.to = state_at(message, "to", room.lesson().scenario);
    if (wish.to == wish.from) throw Refused("no_such_partner", "to");
  }
  return wish;
}

json spotlight_view(const Spotlight& wish, const Room& room) {
  json lines = json::array();
  if (wish.to >= 0) {
    lines.push_back(line(wish, room, wish.from, wish.to));
    lines.push_back(line(wish, room, wish.to, wish.from));
  } else {
    for (int i = 0; i < room.lesson().scenario.size(); ++i)
      if (!room.lesson().scenario.states[static_cast<std::size_t>(i)].passive && (wish.from < 0 || wish.from == i)) lines.push_back(line(wish, room, i, -1));
  }
  return {{"measure", wish.measure}, {"world", wish.world}, {"lines", lines}};
}

}  // namespace tarazi::server
