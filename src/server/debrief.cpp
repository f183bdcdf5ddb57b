// Tables of a session, RFC 4180 with full precision; branches that rewinding left are rows like others.
// Branch 0 is the one that was played on.
#include "src/server/debrief.h"


#include <fmt/format.h>

#include "src/config/files.h"

namespace tarazi::server {
namespace {

const std::string& code(const Room& room, int state) { return room.lesson().scenario.states[static_cast<std::size_t>(state)].code; }

void tick_rows(std::string& out, const Room& room, int world, std::size_t branch, int month, const MonthRecord& now) {
  for (int i = 0; i < room.lesson().scenario.size(); ++i) {
    if (room.lesson().scenario.states[static_cast<std::size_t>(i)].passive) continue;
    const std::size_t k = static_cast<std::size_t>(i);
    const Alignment& a = now.alignment[k];
    out += fmt::format("{},{},{},{},{},{},{},{}\r\n", world + 1, branch, month, code(room, i), now.position[k], a.index, name(a.posture), now.output[k]);
  }
}

std::string ticks(const Room& room) {
  std::string out = "world,branch,month,state,position,index,posture,output_bn_usd\r\n";
  for (int w = 0; w < room.worlds(); ++w) {
    const ClassWorld& world = room.world(w);
    for (int m = 0; m <= world.game.month(); ++m) tick_rows(out, room, w, 0, m, world.game.at(m));
    for (std::size_t b = 0; b < world.branches.size(); ++b)
      for (std::size_t m = 0; m < world.branches[b].months.size(); ++m) tick_rows(out, room, w, b + 1, static_cast<int>(m), world.branches[b].months[m]);
  }
  return out;
}

void order_rows(std::string& out, const Room& room, int world, std::size_t branch, int round, const Orders& orders) {
  constexpr const char* kSignals[] = {"pressure", "openness", "offer"};
  for (const SeatRole& seat : room.lesson().seats) {
    const auto& order = orders[static_cast<std::size_t>(seat.state)];
    const std::string head = fmt::format("{},{},{},{},{}", world + 1, branch, round, code(room, seat.state),
                                         order ? (order->stance.empty() ? "own" : order->stance) : "engine");
    if (!order || order->levers.empty()) out += head + ",,,\r\n";
    else
      for (const Lever& lever : order->levers)
        out += fmt::format("{},{},{},{}\r\n", head, code(room, lever.to), kSignals[static_cast<std::size_t>(lever.signal)], lever.value);
  }
}

std::string orders(const Room& room) {
  std::string out = "world,branch,round,state,stance,to,signal,value\r\n";
  for (int w = 0; w < room.worlds(); ++w) {
    const ClassWorld& world = room.world(w);
    for (int r = 1; r <= world.game.rounds_done(); ++r) order_rows(out, room, w, 0, r, world.game.orders_of(r));
    for (std::size_t b = 0; b < world.branches.size(); ++b)
      for (std::size_t r = 0; r < world.branches[b].orders.size(); ++r) order_rows(out, room, w, b + 1, static_cast<int>(r) + 1, world.branches[b].orders[r]);
  }
  return out;
}

std::string predictions(const Room& room) {
  std::string out = "world,state,member,round,measure,from,to,probability,higher,brier\r\n";
  for (std::size_t m = 0; m < room.members().size(); ++m) {
    const Member& who = room.members()[m];
    const GameWorld& game = room.world(who.world).game;
    for (const auto& [round, p] : who.predictions) {
      if (round > game.rounds_done()) continue;
      const Question& q = room.question(round);
      const int end = round * room.lesson().months;
      const bool higher = game.measure(q, end) > game.measure(q, end - room.lesson().months);
      out += fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", who.world + 1, code(room, who.state), m, round, q.measure, code(room, q.from),
                         q.to >= 0 ? code(room, q.to) : "", p, higher ? 1 : 0, (p - higher) * (p - higher));
    }
  }
  return out;
}

/// One line a team: how many rounds it took part in, and how well it foresaw (mean Brier score, 0 is perfect).
std::string grades(const Room& room) {
  std::string out = "world,state,people,rounds,active_rounds,participation,predictions,brier\r\n";
  for (int w = 0; w < room.worlds(); ++w) {
    const ClassWorld& world = room.world(w);
    const int rounds = world.practice ? 0 : world.game.rounds_done();
    for (const SeatRole& role : room.lesson().seats) {
      const SeatState& seat = world.seats[static_cast<std::size_t>(role.state)];
      if (seat.members.empty()) continue;
      int count = 0;
      double sum = 0;
      for (const int m : seat.members)
        for (const auto& [round, p] : room.members()[static_cast<std::size_t>(m)].predictions) {
          if (round > rounds) continue;
          const Question& q = room.question(round);
          const int end = round * room.lesson().months;
          const double higher = world.game.measure(q, end) > world.game.measure(q, end - room.lesson().months);
          sum += (p - higher) * (p - higher);
          ++count;
        }
      out += fmt::format("{},{},{},{},{},{},{},{}\r\n", w + 1, code(room, role.state), seat.members.size(), rounds, seat.active.size(),
                         rounds ? fmt::format("{:.3f}", static_cast<double>(seat.active.size()) / rounds) : "", count, count ? fmt::format("{:.4f}", sum / count) : "");
    }
  }
  return out;
}

}  // namespace

std::optional<Export> export_file(const Room& room, const std::string& name, const std::filesystem::path& recording) {
  if (name == "ticks.csv") return Export{"text/csv; charset=utf-8", ticks(room)};
  if (name == "orders.csv") return Export{"text/csv; charset=utf-8", orders(room)};
  if (name == "predictions.csv") return Export{"text/csv; charset=utf-8", predictions(room)};
  if (name == "grades.csv") return Export{"text/csv; charset=utf-8", grades(room)};
  if (name == "session.tarazi") return Export{"application/octet-stream", config::read_text(recording, kMostRecording)};
  return std::nullopt;
}

}  // namespace tarazi::server
