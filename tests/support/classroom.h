// What tests of the classroom share: the hedging lesson, rooms, and short ways to give commands.
#pragma once

#include <nlohmann/json.hpp>

#include "src/server/room.h"

namespace tarazi::testing {

inline const server::Lesson& hedging() {
  static const server::Lesson lesson = server::read_lesson(std::string(TARAZI_SOURCE_DIR) + "/configs/lessons/hedging.yaml");
  return lesson;
}

inline std::string token(int k) { return "token-number-" + std::to_string(1'000'000'000 + k); }

inline nlohmann::json join(int k, const std::string& seat = "") { return {{"do", "join"}, {"token", token(k)}, {"seat", seat}, {"name", ""}}; }
inline nlohmann::json order(int by, int round, int id, const std::string& stance, const nlohmann::json& levers) {
  return {{"do", "order"}, {"by", by}, {"round", round}, {"id", id}, {"stance", stance}, {"levers", levers}};
}
inline nlohmann::json ready(int by, int round, bool on = true) { return {{"do", "ready"}, {"by", by}, {"round", round}, {"on", on}}; }

/// The code a refused command is refused with; "" when it is carried out.
inline std::string refusal(server::Room& room, const nlohmann::json& command) {
  try {
    room.apply(command);
  } catch (const server::Refused& error) {
    return error.code();
  }
  return "";
}

/// A class of some worlds with the instructor's pace.
inline server::RoomSettings together(int worlds) {
  server::RoomSettings settings;
  settings.pace = server::Pace::together;
  settings.worlds = worlds;
  return settings;
}

}  // namespace tarazi::testing
