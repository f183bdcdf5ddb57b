// What the instructor pushes to the board: one quantity of a state, of a pair or of a whole world, over the months so far.
// It belongs to the projector, not to the game, so it is not recorded.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "src/server/room.h"

namespace tarazi::server {

struct Spotlight {
  std::string measure;      ///< position, index, output of states; exports, pressure of a pair
  int world = 0;
  int from = -1, to = -1;   ///< -1: all states
};

/// The spotlight of {"measure", "world", "from", "to"}. Throws Refused.
Spotlight spotlight_of(const nlohmann::json& message, const Room& room);
/// Its lines, month by month: `measure`, `world`, `lines` of `from`, `to` and `values`.
nlohmann::json spotlight_view(const Spotlight& spotlight, const Room& room);

}  // namespace tarazi::server
