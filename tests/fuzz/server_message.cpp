// libFuzzer target: whatever bytes a browser sends, the parser either refuses them with a known code, or gives an object
// that a room carries out or refuses; and a refused command leaves the room as it was.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "src/server/lab.h"
#include "src/server/message.h"
#include "src/server/spotlight.h"
#include "src/server/view.h"

namespace {

using namespace tarazi;

/// Ends the fuzzing with a report.
void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

std::unique_ptr<server::Room> fresh() {
  static const server::Lesson lesson = server::read_lesson(std::string(TARAZI_SOURCE_DIR) + "/configs/lessons/hedging.yaml");
  auto room = std::make_unique<server::Room>(lesson, server::RoomSettings{});
  room->apply({{"do", "join"}, {"token", "0123456789012345678901"}, {"seat", "AZE"}});
  return room;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static std::unique_ptr<server::Room> room = fresh();
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  nlohmann::json message;
  try {
    message = server::parse_message(text);
  } catch (const server::Refused& error) {
    static const std::set<std::string> kCodes{"malformed", "too_large", "unknown_type"};
    demand(kCodes.contains(error.code()), "an unknown code of refusal");
    return 0;
  }
  demand(message.is_object() && message["t"].is_string(), "a message that is none");
  const std::string type = message["t"];
  if (type == "lab") {
    try {
      const server::LabWish wish = server::lab_wish(message, *room, {server::Viewer::Role::seat, 0, 0});
      demand(wish.months <= server::kLabMostMonths && wish.draw < wish.show.size(), "a wish of the Lab out of its limits");
    } catch (const server::Refused&) {
    }
    return 0;
  }
  static const std::set<std::string> kOfSeats{"order", "ready", "predict", "pen", "propose", "answer", "suggest"};
  if (type == "control" && message["do"] != "close") {  // a room carries out or refuses whatever an instructor might send
    try {
      server::Room room(server::Lesson(fresh()->lesson()), {});
      if (message["do"] == "spotlight") server::spotlight_of(message, *fresh());
      room.apply(message);
    } catch (const server::Refused&) {
    }
    return 0;
  }
  if (!kOfSeats.contains(type)) return 0;
  message["do"] = type;
  message["by"] = 0;
  const std::vector<char> present(1, 1);
  const std::string before = server::own_view(*room, 0).dump();
  try {
    room->apply(message);
    demand(room->world(0).game.price(0, room->world(0).seats[0].order) <= room->lesson().budget.points + .01, "an order over the budget");
  } catch (const server::Refused&) {
    demand(server::own_view(*room, 0).dump() == before, "a refused command changed something");
  }
  if (room->world(0).phase == server::Phase::debrief) room = fresh();
  return 0;
}
