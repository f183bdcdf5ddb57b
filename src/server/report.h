// The debrief of a class as one self-contained page: what happened, where it turned, what other choices would have done.
// Teams and seats are named, people are not.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "src/server/room.h"

namespace tarazi::server {

/// A round in which a state's prospects changed most: by how much the forecast median of its position moved, in half
/// widths of the band that held nine of ten futures.
struct TurningPoint {
  int state = 0;
  int round = 0;
  double shift = 0;   ///< half widths; sign as the move of the median
  double moved = 0;   ///< ideal-point units
};
/// The largest of a world, at most `most`, largest first.
std::vector<TurningPoint> turning_points(const Lesson& lesson, const GameWorld& world, int most);

/// The orders of a resolved round with one state's replaced by what it had ordered the round before.
Orders had_kept(const GameWorld& world, int round, int state);

/// Told after every world; the work is given up when it answers false.
using Progress = std::function<bool(int done, int of)>;

/// All the report shows, as the page of src/web/src/debrief reads it. Throws std::runtime_error when it was given up.
nlohmann::json report_data(const Room& room, const Progress& progress = {});
/// The page filled with it; empty when the program was built without pages.
std::string report_page(const Room& room, const Progress& progress = {});

}  // namespace tarazi::server
