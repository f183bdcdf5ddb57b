// The class: worlds, seats, who sits where, rounds and their phases. Knows no sockets, clocks or chance: everything
// comes in as commands, and the same commands give the same room again (recording.h).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "src/server/deals.h"
#include "src/server/game_world.h"

namespace tarazi::server {

/// A command or message that changes nothing. `code` is a key of the client's texts (error.CODE), `field` names
/// what was wrong with it, may be empty.
class Refused : public std::runtime_error {
 public:
  Refused(std::string code, std::string field = {})
      : std::runtime_error(field.empty() ? code : code + ": " + field), code_(std::move(code)), field_(std::move(field)) {}
  const std::string& code() const { return code_; }
  const std::string& field() const { return field_; }

 private:
  std::string code_, field_;
};

enum class Phase : int { lobby, open, reveal, debrief, count };
std::string_view name(Phase phase);

/// How rounds go on: `own`: each person plays a world alone, and a round ends when they are ready; `together`: the
/// instructor opens rounds for all worlds, which end when everybody is ready or the instructor closes them.
enum class Pace { own, together };

struct RoomSettings {
  Pace pace = Pace::own;
  int worlds = 1;           ///< with Pace::together; with Pace::own worlds come as people do
  int most_worlds = 200;
  int team = 8;             ///< most people at one seat
  std::uint32_t seed = 1;
  bool fictional = false;   ///< states under invented names (fictional.h)
};

struct Member {
  std::string token, name;
  int world = 0;
  int state = 0;
  bool gone = false;        ///< revoked by the instructor
  long last_order = -1;     ///< id of the newest order
  std::map<int, double> predictions;  ///< by round: probability
};

struct SeatState {
  std::vector<int> members;
  int pen = -1;             ///< the member who may order
  Order order;              ///< in force; carried over to the next round
  bool touched = false;     ///< ordered or ready in this round
  bool ready = false;
  int silent = 0;           ///< rounds in a row without a sign of life
  bool engine = true;       ///< the engine plays: empty, or silent for two rounds
  std::set<int> active;     ///< rounds that count with a sign of life
  std::map<int, Order> suggestions;  ///< of this round, by member
};

/// Abandoned futures kept of a world, the newest: a class that starts again and again does not fill the memory.
inline constexpr std::size_t kMostBranches = 12;

/// A future given up by rewinding: shown beside the one that was played on.
struct Branch {
  int round = 0;                      ///< it was left after this round
  std::vector<MonthRecord> months;    ///< without pairs, which are the bulk of a month and asked for by nobody
  std::vector<Orders> orders;
};

struct ClassWorld {
  GameWorld game;
  Phase phase = Phase::lobby;
  bool practice = false;
  std::vector<SeatState> seats;       ///< by state
  std::vector<Branch> branches;
  std::vector<Deal> deals;            ///< in the order they were proposed
};

class Room {
 public:
  Room(Lesson lesson, RoomSettings settings);
  Room(const Room&) = delete;  ///< its worlds point to its lesson
  Room& operator=(const Room&) = delete;

  const Lesson& lesson() const { return lesson_; }
  const RoomSettings& settings() const { return settings_; }
  int worlds() const { return static_cast<int>(worlds_.size()); }
  const ClassWorld& world(int k) const { return *worlds_[static_cast<std::size_t>(k)]; }
  const std::vector<Member>& members() const { return members_; }
  bool locked() const { return locked_; }
  bool previews() const { return previews_; }
  /// The member of a token, -1: none.
  int member_of(std::string_view token) const;

  /// Carries out a command, an object {"do": ..., ...}; the commands are listed in PROTOCOL.md. Throws Refused, and
  /// then nothing has changed. Returns the worlds whose state is another one now.
  std::vector<int> apply(const nlohmann::json& command);

  /// Orders of all seats of a world as they stand, with `draft` in place of one seat's.
  Orders orders(int world, int state = -1, const Order* draft = nullptr) const;
  /// The question of a round, counted from 1.
  const Question& question(int round) const { return lesson_.questions[static_cast<std::size_t>(round - 1) % lesson_.questions.size()]; }
  /// Throws Refused unless the seat may give this order now: known stance, levers in range and within the budget.
  void check(int world, int state, const Order& order) const { check(world, state, order, this->world(world).game.month()); }
  /// The same with the outputs and prices of an earlier month.
  void check(int world, int state, const Order& order, int month) const;

 private:
  using Json = nlohmann::json;
  int join(const Json& command);
  int place(const std::string& seat, int wanted_world);
  ClassWorld& add_world();
  void order(const Json& command);
  void suggest(const Json& command);
  void arrange(const Json& command);
  void ready(const Json& command);
  void predict(const Json& command);
  void pass_pen(const Json& command);
  void propose(const Json& command);
  void answer(const Json& command);
  Promise promise(const Json& command, const char* key, int giver, int taker, int world) const;
  void rename(const Json& command);
  void revoke(const Json& command);
  std::vector<int> inject(const Json& command);
  void open(ClassWorld& world, bool practice);
  void close(ClassWorld& world);
  void rewind(ClassWorld& world, int round);
  bool everybody_ready(const ClassWorld& world) const;
  Member& member(const Json& command);
  SeatState& seat(const Member& member) { return worlds_[static_cast<std::size_t>(member.world)]->seats[static_cast<std::size_t>(member.state)]; }
  ClassWorld& world_of(const Member& member) { return *worlds_[static_cast<std::size_t>(member.world)]; }

  Lesson lesson_;
  RoomSettings settings_;
  std::vector<std::unique_ptr<ClassWorld>> worlds_;
  std::vector<Member> members_;
  std::map<std::string, int, std::less<>> by_token_;
  bool locked_ = false;
  bool previews_ = true;
};

/// An order as it stands in messages and recordings; throws Refused("malformed", field).
Order order_from(const nlohmann::json& object, const Scenario& scenario);
nlohmann::json order_to(const Order& order, const Scenario& scenario);

}  // namespace tarazi::server
