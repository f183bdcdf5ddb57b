// What each role is shown, as JSON of the protocol. Filtering happens here and nowhere else: what a seat does not
// know never leaves the server.
#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "src/server/room.h"

namespace tarazi::server {

/// Who looks: a person at a seat, the projector, or the instructor.
struct Viewer {
  enum class Role { seat, board, console };
  Role role = Role::seat;
  int world = 0;
  int member = -1;  ///< of a seat
};
std::string_view name(Viewer::Role role);

/// The lesson as everybody may know it: states, stances, prices, goals, calendar.
nlohmann::json lesson_view(const Lesson& lesson);
/// The deck by name, for the instructor.
nlohmann::json deck_view(const Lesson& lesson);

/// State of one world for a viewer; series begin with month `from`. `present` says which members are connected.
/// A seat sees its own ties, and of others what is public: positions, output, exports and pressure.
nlohmann::json world_view(const Room& room, const Viewer& viewer, int from, const std::vector<char>& present);
/// What is a person's own within it: order, price, prediction. Kept apart so that a team shares the rest.
nlohmann::json own_view(const Room& room, int member);
/// All worlds at a glance, for board and console; orders and names for the console alone.
nlohmann::json class_view(const Room& room, Viewer::Role role, const std::vector<char>& present);

/// Ties of one state in a month: its own signals and feelings, the signals it receives, trade and shares by partner.
nlohmann::json ties_view(const GameWorld& world, const Lesson& lesson, int state, int month);
/// Terms behind the move of a state in a resolved round.
nlohmann::json why_view(const GameWorld& world, const Scenario& scenario, int round, int state);
/// A forecast of position, index and output, in this order the first outcomes of `futures`, from month `from`.
nlohmann::json fan_view(const Futures& futures, int from);
/// Changes worth a headline between the start and the end of a round, largest first, at most eight.
nlohmann::json news_view(const GameWorld& world, const Lesson& lesson, int round);

}  // namespace tarazi::server
