// Commands of a room: joining, orders, readiness, predictions, and what the instructor does.
// Each checks everything before it changes anything.
#include "src/server/room.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "src/server/own_cards.h"

namespace tarazi::server {

using nlohmann::json;

namespace {

std::string text_at(const json& command, const char* key) {
  const auto found = command.find(key);
  return found != command.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int int_at(const json& command, const char* key, int otherwise) {
  const auto found = command.find(key);
  return found != command.end() && found->is_number_integer() ? found->get<int>() : otherwise;
}

}  // namespace

std::string_view name(Phase phase) {
  constexpr std::string_view kNames[] = {"lobby", "open", "reveal", "debrief"};
  return kNames[static_cast<std::size_t>(phase)];
}

Room::Room(Lesson lesson, RoomSettings settings) : lesson_(std::move(lesson)), settings_(settings) {
  if (settings_.pace == Pace::together)
    for (int k = 0; k < settings_.worlds; ++k) add_world();
}

/// All worlds have the same start, seed and luck: what differs later came from people.
ClassWorld& Room::add_world() {
  worlds_.push_back(std::make_unique<ClassWorld>(ClassWorld{GameWorld(lesson_, settings_.seed, 0), Phase::lobby, false, {}, {}, {}}));
  worlds_.back()->seats.resize(static_cast<std::size_t>(lesson_.scenario.size()));
  return *worlds_.back();
}

int Room::member_of(std::string_view token) const {
  const auto found = by_token_.find(token);
  return found == by_token_.end() || members_[static_cast<std::size_t>(found->second)].gone ? -1 : found->second;
}

Member& Room::member(const json& command) {
  const int k = int_at(command, "by", -1);
  if (k < 0 || k >= static_cast<int>(members_.size()) || members_[static_cast<std::size_t>(k)].gone) throw Refused("not_seated");
  return members_[static_cast<std::size_t>(k)];
}

std::vector<int> Room::apply(const json& command) {
  const std::string what = text_at(command, "do");
  std::vector<int> all(worlds_.size());
  for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<int>(k);
  if (what == "join") return {join(command)};
  if (what == "order" || what == "ready" || what == "predict" || what == "pen" || what == "propose" || what == "answer" || what == "suggest") {
    const int world = member(command).world;
    const Phase before = worlds_[static_cast<std::size_t>(world)]->phase;
    if (what == "order") order(command);
    if (what == "ready") ready(command);
    if (what == "predict") predict(command);
    if (what == "pen") pass_pen(command);
    if (what == "propose") propose(command);
    if (what == "answer") answer(command);
    if (what == "suggest") suggest(command);
    // When the last seat of a class is ready, every world moves on.
    return settings_.pace == Pace::together && worlds_[static_cast<std::size_t>(world)]->phase != before ? all : std::vector<int>{world};
  }
  if (what == "rename") return rename(command), all;
  if (what == "revoke") return revoke(command), all;
  if (what == "card") return add_card(lesson_, command), all;
  if (what == "arrange") {
    arrange(command);
    all.resize(worlds_.size());
    for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<int>(k);
    return all;
  }
  if (what == "inject") return inject(command);
  if (what == "lock") return locked_ = command.value("on", true), all;
  if (what == "previews") return previews_ = command.value("on", true), all;
  // From here on for one world, or for all.
  const int one = int_at(command, "world", -1);
  if (one >= worlds() || (one < -1)) throw Refused("no_such_world", "world");
  std::vector<int> chosen = one >= 0 ? std::vector<int>{one} : all;
  const auto demand = [&](auto&& allows) {
    for (const int k : chosen)
      if (!allows(*worlds_[static_cast<std::size_t>(k)])) throw Refused("wrong_phase", what);
  };
  if (what == "open") {
    const bool practice = command.value("practice", false);
    demand([&](const ClassWorld& w) {
      const bool fresh = w.game.rounds_done() == 0 || w.practice;
      return w.phase != Phase::open && w.phase != Phase::debrief && (fresh || !practice) && (w.practice || w.game.rounds_done() < lesson_.rounds);
    });
    for (const int k : chosen) open(*worlds_[static_cast<std::size_t>(k)], practice);
  } else if (what == "close") {
    demand([](const ClassWorld& w) { return w.phase == Phase::open; });
    for (const int k : chosen) close(*worlds_[static_cast<std::size_t>(k)]);
  } else if (what == "rewind") {
    const int round = int_at(command, "round", -1);
    demand([&](const ClassWorld& w) { return !w.practice && w.phase != Phase::lobby; });
    for (const int k : chosen)
      if (round < 0 || round > worlds_[static_cast<std::size_t>(k)]->game.rounds_done()) throw Refused("no_such_round", "round");
    for (const int k : chosen) rewind(*worlds_[static_cast<std::size_t>(k)], round);
  } else if (what == "end") {
    demand([](const ClassWorld& w) { return w.phase != Phase::lobby && w.phase != Phase::debrief && !w.practice; });
    for (const int k : chosen) worlds_[static_cast<std::size_t>(k)]->phase = Phase::debrief;
  } else {
    throw Refused("unknown_type", "do");
  }
  return chosen;
}

/// A place for a newcomer: the wanted seat where it is free, else the emptiest seat of the emptiest world.
int Room::place(const std::string& wanted, int wanted_world) {
  int best = -1, best_count = settings_.team;
  for (int k = 0; k < worlds(); ++k) {
    if (wanted_world >= 0 && k != wanted_world) continue;
    for (const SeatRole& role : lesson_.seats) {
      const int count = static_cast<int>(world(k).seats[static_cast<std::size_t>(role.state)].members.size());
      const bool fits = wanted.empty() || lesson_.scenario.states[static_cast<std::size_t>(role.state)].code == wanted;
      if (fits && count < best_count) best_count = count, best = k * lesson_.scenario.size() + role.state;
    }
  }
  return best;
}

int Room::join(const json& command) {
  const std::string token = text_at(command, "token"), wanted = text_at(command, "seat");
  if (token.size() < 22 || by_token_.contains(token)) throw Refused("malformed", "token");
  if (locked_) throw Refused("room_locked");
  if (!wanted.empty() && !lesson_.seat_of(lesson_.scenario.find(wanted))) throw Refused("no_such_seat", "seat");
  Member who;
  who.token = token;
  who.name = text_at(command, "name");
  if (settings_.pace == Pace::own) {
    if (worlds() >= settings_.most_worlds) throw Refused("room_full");
    who.state = wanted.empty() ? lesson_.alone : lesson_.scenario.find(wanted);
    who.world = worlds();
    open(add_world(), false);
  } else {
    const int at = place(wanted, int_at(command, "world", -1));
    if (at < 0) throw Refused("room_full");
    who.world = at / lesson_.scenario.size();
    who.state = at % lesson_.scenario.size();
  }
  const int index = static_cast<int>(members_.size());
  SeatState& at = seat(who);
  at.members.push_back(index);
  if (at.pen < 0) at.pen = index;
  at.engine = false;
  at.silent = 0;
  by_token_[token] = index;
  const int joined = who.world;
  members_.push_back(std::move(who));
  return joined;
}

void Room::check(int world, int state, const Order& order, int month) const {
  if (!order.stance.empty() && !lesson_.stance(order.stance)) throw Refused("no_such_stance", "stance");
  const double output = this->world(world).game.at(month).output[static_cast<std::size_t>(state)];
  for (std::size_t k = 0; k < order.levers.size(); ++k) {
    const Lever& lever = order.levers[k];
    const State& to = lesson_.scenario.states[static_cast<std::size_t>(lever.to)];
    if (lever.to == state || to.passive) throw Refused("no_such_partner", "levers");
    const double low = lever.signal == Signal::openness ? -1 : 0;
    const double high = lever.signal == Signal::offer ? .02 * output : 1;
    if (!(lever.value >= low && lever.value <= high)) throw Refused("out_of_range", "levers");
    for (std::size_t other = 0; other < k; ++other)
      if (order.levers[other].to == lever.to && order.levers[other].signal == lever.signal) throw Refused("malformed", "levers");
  }
  // A thousandth for the rounding of numbers on their way.
  if (this->world(world).game.price(state, order, month) > lesson_.budget.points + 1e-3) throw Refused("over_budget", "levers");
}

void Room::order(const json& command) {
  Member& who = member(command);
  ClassWorld& w = world_of(who);
  SeatState& at = seat(who);
  const long id = int_at(command, "id", -1);
  if (id <= who.last_order && id >= 0) return;  // repeated: it has had its effect
  if (w.phase != Phase::open || int_at(command, "round", -1) != w.game.rounds_done() + 1) throw Refused("round_closed", "round");
  if (at.pen != int_at(command, "by", -1)) throw Refused("no_pen");
  Order wanted = order_from(command, lesson_.scenario);
  check(who.world, who.state, wanted);
  at.order = std::move(wanted);
  who.last_order = id;
  at.touched = true;
  at.engine = false;
  at.silent = 0;
}

/// What somebody without the pen would order; for the team to see, and for the pen to take.
void Room::suggest(const json& command) {
  Member& who = member(command);
  ClassWorld& w = world_of(who);
  if (w.phase != Phase::open || int_at(command, "round", -1) != w.game.rounds_done() + 1) throw Refused("round_closed", "round");
  Order wanted = order_from(command, lesson_.scenario);
  check(who.world, who.state, wanted);
  seat(who).suggestions[int_at(command, "by", -1)] = std::move(wanted);
}

/// Another number of worlds and people at a seat, before anything was played. A world with people in it stays.
void Room::arrange(const json& command) {
  constexpr int kMostAtSeat = 40;
  const int wanted = int_at(command, "worlds", 0), team = int_at(command, "team", 0);
  if (settings_.pace != Pace::together) throw Refused("forbidden");
  for (const auto& w : worlds_)
    if (w->phase != Phase::lobby) throw Refused("wrong_phase", "arrange");
  if (wanted < 1 || wanted > settings_.most_worlds) throw Refused("out_of_range", "worlds");
  if (team < 1 || team > kMostAtSeat) throw Refused("out_of_range", "team");
  for (const Member& who : members_)
    if (who.world >= wanted) throw Refused("out_of_range", "worlds");
  worlds_.resize(std::min(worlds_.size(), static_cast<std::size_t>(wanted)));
  while (worlds() < wanted) add_world();
  settings_.worlds = wanted;
  settings_.team = team;
}

void Room::ready(const json& command) {
  Member& who = member(command);
  ClassWorld& w = world_of(who);
  SeatState& at = seat(who);
  if (w.phase != Phase::open || int_at(command, "round", -1) != w.game.rounds_done() + 1) throw Refused("round_closed", "round");
  if (at.pen != int_at(command, "by", -1)) throw Refused("no_pen");
  // Orders that cost nothing when they were given may do so now, so the price is asked again.
  if (command.value("on", true)) check(who.world, who.state, at.order);
  at.ready = command.value("on", true);
  at.touched = true;
  at.engine = false;
  at.silent = 0;
  if (!at.ready) return;
  if (settings_.pace == Pace::own) {
    if (!everybody_ready(w)) return;
    close(w);
    if (w.phase == Phase::reveal) open(w, false);
    return;
  }
  for (const auto& one : worlds_)
    if (one->phase != Phase::open || !everybody_ready(*one)) return;
  for (const auto& one : worlds_) close(*one);
}

bool Room::everybody_ready(const ClassWorld& world) const {
  return std::all_of(world.seats.begin(), world.seats.end(),
                     [](const SeatState& s) { return s.members.empty() || s.engine || s.ready; });
}

void Room::predict(const json& command) {
  Member& who = member(command);
  const ClassWorld& w = world_of(who);
  if (w.phase != Phase::open || int_at(command, "round", -1) != w.game.rounds_done() + 1) throw Refused("round_closed", "round");
  const auto p = command.find("p");
  if (p == command.end() || !p->is_number()) throw Refused("malformed", "p");
  const double value = p->get<double>();
  if (!(value >= 0 && value <= 1)) throw Refused("out_of_range", "p");
  if (!w.practice) who.predictions[w.game.rounds_done() + 1] = value;
}

void Room::pass_pen(const json& command) {
  Member& who = member(command);
  SeatState& at = seat(who);
  const int by = int_at(command, "by", -1), to = int_at(command, "to", -1);
  if (at.pen != by) throw Refused("no_pen");
  if (std::find(at.members.begin(), at.members.end(), to) == at.members.end()) throw Refused("not_seated", "to");
  at.pen = to;
}

Promise Room::promise(const json& command, const char* key, int giver, int taker, int world) const {
  const auto found = command.find(key);
  if (found == command.end() || !found->is_array() || found->size() != 2 || !(*found)[0].is_string() || !(*found)[1].is_number()) throw Refused("malformed", key);
  const json lever = json::array({lesson_.scenario.states[static_cast<std::size_t>(taker)].code, (*found)[0], (*found)[1]});
  const Order single = order_from({{"levers", json::array({lever})}}, lesson_.scenario);
  check(world, giver, single);  // a promise nobody could afford is none
  return {single.levers[0].signal, single.levers[0].value};
}

void Room::propose(const json& command) {
  constexpr int kMostOpen = 3;
  Member& who = member(command);
  ClassWorld& w = world_of(who);
  const int by = int_at(command, "by", -1), to = lesson_.scenario.find(text_at(command, "to"));
  const int round = w.game.rounds_done() + 1;
  if (w.phase != Phase::open) throw Refused("round_closed", "round");
  if (seat(who).pen != by) throw Refused("no_pen");
  if (to == who.state || !lesson_.seat_of(to)) throw Refused("no_such_partner", "to");
  Deal deal;
  deal.id = w.deals.empty() ? 1 : w.deals.back().id + 1;
  deal.from = who.state;
  deal.to = to;
  deal.give = promise(command, "give", who.state, to, who.world);
  deal.get = promise(command, "get", to, who.state, who.world);
  deal.rounds = int_at(command, "rounds", 1);
  deal.round = round;
  deal.announced = command.value("announced", false);
  if (deal.rounds < 1 || deal.rounds > lesson_.rounds) throw Refused("out_of_range", "rounds");
  const auto mine = std::count_if(w.deals.begin(), w.deals.end(), [&](const Deal& d) { return d.from == who.state && d.round == round; });
  if (mine >= kMostOpen) throw Refused("too_many_deals");
  const SeatState& other = w.seats[static_cast<std::size_t>(to)];
  if (other.members.empty() || other.engine) deal.status = engine_accepts(w.game, deal) ? Deal::Status::kept : Deal::Status::declined;
  if (deal.status == Deal::Status::declined) deal.ended = round;
  w.deals.push_back(deal);
}

void Room::answer(const json& command) {
  Member& who = member(command);
  ClassWorld& w = world_of(who);
  if (w.phase != Phase::open) throw Refused("round_closed", "round");
  if (seat(who).pen != int_at(command, "by", -1)) throw Refused("no_pen");
  const int id = int_at(command, "id", -1);
  const auto deal = std::find_if(w.deals.begin(), w.deals.end(), [&](const Deal& d) { return d.id == id && d.to == who.state && d.status == Deal::Status::open; });
  if (deal == w.deals.end()) throw Refused("no_such_deal", "id");
  deal->status = command.value("accept", false) ? Deal::Status::kept : Deal::Status::declined;
  if (deal->status == Deal::Status::declined) deal->ended = deal->round;
}

void Room::rename(const json& command) {
  const int k = int_at(command, "member", -1);
  if (k < 0 || k >= static_cast<int>(members_.size())) throw Refused("not_seated", "member");
  members_[static_cast<std::size_t>(k)].name = text_at(command, "name");
}

/// Takes a person out of the class; the pen goes to the next of the team, an empty seat to the engine.
void Room::revoke(const json& command) {
  const int k = int_at(command, "member", -1);
  if (k < 0 || k >= static_cast<int>(members_.size()) || members_[static_cast<std::size_t>(k)].gone) throw Refused("not_seated", "member");
  Member& who = members_[static_cast<std::size_t>(k)];
  SeatState& at = seat(who);
  who.gone = true;
  std::erase(at.members, k);
  at.suggestions.erase(k);
  if (at.pen == k) at.pen = at.members.empty() ? -1 : at.members.front();
  if (at.members.empty()) at = SeatState{};
}

std::vector<int> Room::inject(const json& command) {
  const int card = lesson_.card(text_at(command, "card"));
  const int one = int_at(command, "world", -1);
  if (card < 0) throw Refused("no_such_card", "card");
  if (one >= worlds() || one < -1) throw Refused("no_such_world", "world");
  std::vector<int> chosen;
  for (int k = 0; k < worlds(); ++k)
    if (one < 0 || one == k) chosen.push_back(k);
  for (const int k : chosen)
    if (world(k).phase != Phase::open) throw Refused("wrong_phase", "inject");
  for (const int k : chosen) worlds_[static_cast<std::size_t>(k)]->game.play(card);
  return chosen;
}

void Room::open(ClassWorld& w, bool practice) {
  if (w.practice) {  // what was tried in practice does not count
    w.game.rewind(0);
    w.deals.clear();
  }
  w.practice = practice;
  w.phase = Phase::open;
  for (SeatState& s : w.seats) {
    s.ready = s.touched = false;
    s.suggestions.clear();
    if (w.game.rounds_done() == 0) s.order = {};
  }
  for (const Planned& planned : lesson_.plan)
    if (planned.round == w.game.rounds_done() + 1) w.game.play(planned.card);
}

void Room::close(ClassWorld& w) {
  const int k = static_cast<int>(std::find_if(worlds_.begin(), worlds_.end(), [&](const auto& one) { return one.get() == &w; }) - worlds_.begin());
  for (SeatState& s : w.seats) {
    if (s.members.empty()) continue;
    // One round of grace with the last orders, then the engine takes the seat until somebody touches it.
    s.silent = s.touched ? 0 : s.silent + 1;
    if (s.touched && !w.practice) s.active.insert(w.game.rounds_done() + 1);
    if (s.silent >= 2) s.engine = true;
  }
  Orders bound = orders(k);
  const int round = w.game.rounds_done() + 1;
  const std::vector<Event> consequences = bind(w.deals, bound, round);
  w.game.resolve(bound, consequences);
  age(w.deals, round);
  for (SeatState& s : w.seats) s.ready = s.touched = false;
  w.phase = w.game.rounds_done() >= lesson_.rounds && !w.practice ? Phase::debrief : Phase::reveal;
}

void Room::rewind(ClassWorld& w, int round) {
  Branch left{w.game.rounds_done(), {}, {}};
  for (int m = 0; m <= w.game.month(); ++m) {
    const MonthRecord& month = w.game.at(m);
    left.months.push_back({month.position, month.output, month.alignment, {}, {}, {}, {}, {}, {}, {}});
  }
  for (int r = 1; r <= w.game.rounds_done(); ++r) left.orders.push_back(w.game.orders_of(r));
  if (round < w.game.rounds_done()) w.branches.push_back(std::move(left));
  if (w.branches.size() > kMostBranches) w.branches.erase(w.branches.begin());
  w.game.rewind(round);
  server::rewind(w.deals, round);
  for (SeatState& s : w.seats) std::erase_if(s.active, [&](int played) { return played > round; });
  const int index = static_cast<int>(std::find_if(worlds_.begin(), worlds_.end(), [&](const auto& one) { return one.get() == &w; }) - worlds_.begin());
  for (Member& who : members_)
    if (who.world == index) std::erase_if(who.predictions, [&](const auto& p) { return p.first > round; });
  open(w, false);
}

Orders Room::orders(int k, int state, const Order* draft) const {
  const ClassWorld& w = world(k);
  Orders all(w.seats.size());
  for (std::size_t i = 0; i < w.seats.size(); ++i)
    if (!w.seats[i].engine) all[i] = w.seats[i].order;
  if (draft) all[static_cast<std::size_t>(state)] = *draft;
  return all;
}

Order order_from(const json& object, const Scenario& scenario) {
  Order order;
  order.stance = text_at(object, "stance");
  const auto levers = object.find("levers");
  if (levers == object.end()) return order;
  if (!levers->is_array() || levers->size() > 64) throw Refused("malformed", "levers");
  for (const json& one : *levers) {
    if (!one.is_array() || one.size() != 3 || !one[0].is_string() || !one[1].is_string() || !one[2].is_number()) throw Refused("malformed", "levers");
    Lever lever;
    lever.to = scenario.find(one[0].get<std::string>());
    if (lever.to < 0) throw Refused("no_such_partner", "levers");
    const std::string signal = one[1].get<std::string>();
    if (signal == "pressure") lever.signal = Signal::pressure;
    else if (signal == "openness") lever.signal = Signal::openness;
    else if (signal == "offer") lever.signal = Signal::offer;
    else throw Refused("malformed", "levers");
    lever.value = one[2].get<double>();
    if (!std::isfinite(lever.value)) throw Refused("malformed", "levers");
    order.levers.push_back(lever);
  }
  return order;
}

json order_to(const Order& order, const Scenario& scenario) {
  constexpr const char* kSignals[] = {"pressure", "openness", "offer"};
  json levers = json::array();
  for (const Lever& lever : order.levers)
    levers.push_back({scenario.states[static_cast<std::size_t>(lever.to)].code, kSignals[static_cast<std::size_t>(lever.signal)], lever.value});
  return {{"stance", order.stance}, {"levers", levers}};
}

}  // namespace tarazi::server
