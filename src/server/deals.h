// Proposals between seats: a promise for a promise, for some rounds. Accepted, they bind both orders; breaking one is
// allowed, seen by both, and remembered by the other side.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "src/server/game_world.h"

namespace tarazi::server {

/// A signal held at a value.
struct Promise {
  Signal signal = Signal::openness;
  double value = 0;
};

struct Deal {
  enum class Status { open, declined, kept, broken, over };  ///< kept: accepted and in force
  int id = 0;
  int from = 0, to = 0;
  Promise give;        ///< what `from` does towards `to`
  Promise get;         ///< what `to` does towards `from`
  int rounds = 1;      ///< how long it binds
  int round = 1;       ///< in which it was proposed and begins to bind
  bool announced = false;  ///< everybody sees it, not only the two
  Status status = Status::open;
  int broken_by = -1;
  int ended = 0;       ///< round in which it was declined, broken or ran out
};
std::string_view name(Deal::Status status);

/// What a broken promise costs: the other side's grievance and mood towards the one who broke it. Assumptions.
inline constexpr double kBrokenGrievance = .25, kBrokenMood = -.4;

/// Orders with the promises of the deals in force: a lever a seat does not pull itself is held as promised. One that it
/// pulls against its promise breaks the deal. Ends deals that are broken; the events are what follows from that.
std::vector<Event> bind(std::vector<Deal>& deals, Orders& orders, int round);
/// After a round: open proposals lapse, deals that have run their time are over.
void age(std::vector<Deal>& deals, int round);
/// As it was after `round`.
void rewind(std::vector<Deal>& deals, int round);

/// How the engine answers for a seat nobody holds: it accepts when what it gets, weighted by its affinity for the other
/// side, is worth what it gives. Pressure counts double; an offer counts in percent of the receiver's output.
bool engine_accepts(const GameWorld& world, const Deal& deal);

nlohmann::json deal_view(const Deal& deal, const Scenario& scenario);

}  // namespace tarazi::server
