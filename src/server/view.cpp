// State of worlds as JSON, by role. Numbers are rounded to four decimals: enough for eyes, small on the air.
// Codes of states are the keys; texts are made by the client in the reader's language.
#include "src/server/view.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "src/server/fictional.h"
#include "src/server/lab.h"
#include "src/server/own_cards.h"

namespace tarazi::server {

using nlohmann::json;

namespace {

json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::round(value * 1e4) / 1e4;
}

json rounded(const std::vector<double>& values) {
  json out = json::array();
  for (const double v : values) out.push_back(rounded(v));
  return out;
}

const std::string& code(const Lesson& lesson, int state) { return lesson.scenario.states[static_cast<std::size_t>(state)].code; }

json series(const GameWorld& game, const Lesson& lesson, int from) {
  json position = json::object(), index = json::object(), output = json::object();
  for (int i = 0; i < game.states(); ++i) {
    if (lesson.scenario.states[static_cast<std::size_t>(i)].passive) continue;
    const std::size_t k = static_cast<std::size_t>(i);
    std::vector<double> x, m, y;
    for (int t = from; t <= game.month(); ++t) {
      x.push_back(game.at(t).position[k]);
      m.push_back(game.at(t).alignment[k].index);
      y.push_back(game.at(t).output[k]);
    }
    position[code(lesson, i)] = rounded(x);
    index[code(lesson, i)] = rounded(m);
    output[code(lesson, i)] = rounded(y);
  }
  return {{"from", from}, {"position", position}, {"index", index}, {"output", output}};
}

/// Trade and pressure between states: in the newspapers, so everybody sees them.
json public_pairs(const GameWorld& game, const Lesson& lesson) {
  json pairs = json::array();
  for (int i = 0; i < game.states(); ++i)
    for (int j = 0; j < game.states(); ++j) {
      const std::size_t p = static_cast<std::size_t>(i * game.states() + j);
      if (i == j || lesson.scenario.states[static_cast<std::size_t>(i)].passive || lesson.scenario.states[static_cast<std::size_t>(j)].passive) continue;
      pairs.push_back({code(lesson, i), code(lesson, j), rounded(game.now().exports[p]), rounded(game.now().pressure[p])});
    }
  return pairs;
}

json goals(const GameWorld& game, const Lesson& lesson, int state) {
  json out = json::array();
  const SeatRole* role = lesson.seat_of(state);
  if (!role) return out;
  for (const Goal goal : role->goals) {
    json values = json::array();
    for (int r = 0; r <= game.rounds_done(); ++r) values.push_back(rounded(game.goal(goal, state, r * lesson.months)));
    out.push_back({{"goal", name(goal)}, {"values", values}});
  }
  return out;
}

json cards(const GameWorld& game, const Lesson& lesson) {
  json out = json::array();
  const auto add = [&](int round, int card) {
    const Event& event = lesson.deck[static_cast<std::size_t>(card)];
    out.push_back({{"card", event.name}, {"round", round}, {"months", event.until ? json(*event.until) : json(nullptr)}});
  };
  for (int r = 1; r <= game.rounds_done(); ++r)
    for (const int card : game.cards_of(r)) add(r, card);
  for (const int card : game.cards()) add(game.rounds_done() + 1, card);
  return out;
}

json seats(const Room& room, int world, const std::vector<char>& present) {
  json out = json::array();
  for (const SeatRole& role : room.lesson().seats) {
    const SeatState& seat = room.world(world).seats[static_cast<std::size_t>(role.state)];
    const auto here = std::count_if(seat.members.begin(), seat.members.end(), [&](int m) { return present[static_cast<std::size_t>(m)] != 0; });
    out.push_back({{"state", code(room.lesson(), role.state)}, {"people", seat.members.size()}, {"here", here}, {"engine", seat.engine}, {"ready", seat.ready}});
  }
  return out;
}

}  // namespace

std::string_view name(Viewer::Role role) {
  constexpr std::string_view kNames[] = {"seat", "board", "console"};
  return kNames[static_cast<std::size_t>(role)];
}

json lesson_view(const Lesson& lesson) {
  json states = json::array(), stances = json::array(), roles = json::array();
  for (const State& s : lesson.scenario.states)
    states.push_back({{"code", s.code}, {"name", s.name}, {"passive", s.passive}, {"gdp", s.gdp},
                      {"place", s.place ? json{(*s.place)[0], (*s.place)[1]} : json(nullptr)}});
  for (const Stance& s : lesson.stances) stances.push_back(s.name);
  for (const SeatRole& role : lesson.seats) {
    json wants = json::array();
    for (const Goal goal : role.goals) wants.push_back(name(goal));
    roles.push_back({{"state", code(lesson, role.state)}, {"goals", wants}});
  }
  // Under invented names the written texts of the deck would tell; the client says what a card does instead.
  json effects = json::object();
  if (lesson.fictional)
    for (const Event& card : lesson.deck) {
      const CardEffect e = effect_of(card);
      effects[card.name] = {{"kind", e.kind}, {"from", e.from < 0 ? json(nullptr) : json(code(lesson, e.from))},
                            {"to", e.to < 0 ? json(nullptr) : json(code(lesson, e.to))}, {"value", rounded(e.value)}};
    }
  return {{"name", lesson.name}, {"title", lesson.title}, {"fictional", lesson.fictional}, {"effects", effects}, {"minutes", lesson.minutes}, {"rounds", lesson.rounds}, {"months", lesson.months},
          {"start", {lesson.scenario.start.year, lesson.scenario.start.month}}, {"alone", code(lesson, lesson.alone)},
          {"budget", {{"points", lesson.budget.points}, {"pressure", lesson.budget.pressure}, {"openness", lesson.budget.openness}, {"offer", lesson.budget.offer}}},
          {"states", states}, {"stances", stances}, {"seats", roles}, {"parameters", parameters_view(lesson)}};
}

json deck_view(const Lesson& lesson) {
  json deck = json::array();
  for (const Event& card : lesson.deck) deck.push_back({{"card", card.name}, {"months", card.until ? json(*card.until) : json(nullptr)}});
  return deck;
}

json world_view(const Room& room, const Viewer& viewer, int from, const std::vector<char>& present) {
  const Lesson& lesson = room.lesson();
  const ClassWorld& world = room.world(viewer.world);
  const GameWorld& game = world.game;
  const bool over = world.phase == Phase::debrief;
  const int round = std::min(game.rounds_done() + (over || world.phase == Phase::reveal ? 0 : 1), lesson.rounds);
  const Question& asked = room.question(std::max(1, round));
  json out{{"world", viewer.world}, {"phase", name(world.phase)}, {"practice", world.practice}, {"round", round}, {"done", game.rounds_done()},
           {"month", game.month()}, {"series", series(game, lesson, std::min(from, game.month() + 1))}, {"pairs", public_pairs(game, lesson)},
           {"seats", seats(room, viewer.world, present)}, {"cards", cards(game, lesson)}, {"previews", room.previews()},
           {"question", {{"measure", asked.measure}, {"from", code(lesson, asked.from)}, {"to", asked.to >= 0 ? json(code(lesson, asked.to)) : json(nullptr)}}},
           {"news", game.rounds_done() > 0 ? news_view(game, lesson, game.rounds_done()) : json::array()}};
  // What an instructor wrote: played cards for everybody, the whole deck for the console.
  json written = json::object();
  for (const auto& card : out["cards"])
    if (const json text = written_view(lesson, card["card"]); !text.is_null()) written[card["card"].get<std::string>()] = text;
  if (viewer.role == Viewer::Role::console)
    for (const auto& [card, text] : lesson.written) written[card] = written_view(lesson, card);
  out["written"] = written;
  // A deal is known to its two sides; to others once it is accepted and was announced.
  const int own = viewer.role == Viewer::Role::seat ? room.members()[static_cast<std::size_t>(viewer.member)].state : -1;
  json deals = json::array();
  for (const Deal& deal : world.deals) {
    const bool known = deal.announced && deal.status != Deal::Status::open && deal.status != Deal::Status::declined;
    if (known || viewer.role == Viewer::Role::console || own == deal.from || own == deal.to) deals.push_back(deal_view(deal, lesson.scenario));
  }
  out["deals"] = deals;
  if (viewer.role != Viewer::Role::seat) return out;
  const int state = room.members()[static_cast<std::size_t>(viewer.member)].state;
  out["ties"] = ties_view(game, lesson, state, game.month());
  out["goals"] = goals(game, lesson, state);
  if (game.rounds_done() > 0) out["why"] = why_view(game, lesson.scenario, game.rounds_done(), state);
  return out;
}

json own_view(const Room& room, int member) {
  const Member& who = room.members()[static_cast<std::size_t>(member)];
  const ClassWorld& world = room.world(who.world);
  const SeatState& seat = world.seats[static_cast<std::size_t>(who.state)];
  const auto told = who.predictions.find(world.game.rounds_done() + 1);
  json team = json::array();
  for (const int m : seat.members) team.push_back({{"member", m}, {"name", room.members()[static_cast<std::size_t>(m)].name}, {"pen", m == seat.pen}});
  json out{{"member", member}, {"state", code(room.lesson(), who.state)}, {"pen", seat.pen == member}, {"ready", seat.ready}, {"engine", seat.engine},
           {"order", order_to(seat.order, room.lesson().scenario)}, {"price", rounded(world.game.price(who.state, seat.order))},
           {"last", who.last_order}, {"team", team}, {"prediction", told == who.predictions.end() ? json(nullptr) : json(told->second)}};
  json suggestions = json::array();
  for (const auto& [m, order] : seat.suggestions)
    suggestions.push_back({{"member", m}, {"name", room.members()[static_cast<std::size_t>(m)].name}, {"order", order_to(order, room.lesson().scenario)},
                           {"price", rounded(world.game.price(who.state, order))}});
  out["suggestions"] = suggestions;
  if (world.phase != Phase::debrief) return out;
  // Predictions stay hidden until the debrief, then with what came of them.
  json predictions = json::array();
  for (const auto& [round, p] : who.predictions) {
    if (round > world.game.rounds_done()) continue;
    const Question& q = room.question(round);
    const int end = round * room.lesson().months;
    const bool higher = world.game.measure(q, end) > world.game.measure(q, end - room.lesson().months);
    predictions.push_back({{"round", round}, {"p", p}, {"higher", higher}, {"brier", rounded((p - higher) * (p - higher))}, {"measure", q.measure},
                           {"from", code(room.lesson(), q.from)}, {"to", q.to >= 0 ? json(code(room.lesson(), q.to)) : json(nullptr)}});
  }
  out["predictions"] = predictions;
  json terms = json::array();
  for (int r = 1; r <= world.game.rounds_done(); ++r) terms.push_back(why_view(world.game, room.lesson().scenario, r, who.state));
  out["rounds"] = terms;
  return out;
}

json class_view(const Room& room, Viewer::Role role, const std::vector<char>& present) {
  json worlds = json::array();
  const std::string alone = code(room.lesson(), room.lesson().alone);
  for (int k = 0; k < room.worlds(); ++k) {
    const ClassWorld& w = room.world(k);
    json one{{"phase", name(w.phase)}, {"round", w.game.rounds_done()}, {"practice", w.practice}, {"seats", seats(room, k, present)}};
    json line = json::array();
    for (int t = 0; t <= w.game.month(); ++t) line.push_back(rounded(w.game.at(t).position[static_cast<std::size_t>(room.lesson().alone)]));
    one["line"] = line;
    if (role == Viewer::Role::console) {
      json orders = json::object();
      for (const SeatRole& seat : room.lesson().seats)
        orders[code(room.lesson(), seat.state)] = order_to(w.seats[static_cast<std::size_t>(seat.state)].order, room.lesson().scenario);
      one["orders"] = orders;
    }
    worlds.push_back(std::move(one));
  }
  json out{{"state", alone}, {"worlds", worlds}, {"locked", room.locked()}, {"previews", room.previews()},
           {"pace", room.settings().pace == Pace::own ? "own" : "together"}};
  if (role != Viewer::Role::console) return out;
  json people = json::array();
  for (std::size_t m = 0; m < room.members().size(); ++m) {
    const Member& who = room.members()[m];
    if (!who.gone) people.push_back({{"member", m}, {"name", who.name}, {"world", who.world}, {"state", code(room.lesson(), who.state)}, {"here", present[m] != 0}});
  }
  out["people"] = people;
  out["deck"] = deck_view(room.lesson());
  return out;
}

json ties_view(const GameWorld& game, const Lesson& lesson, int state, int month) {
  json out = json::object();
  const MonthRecord& now = game.at(month);
  for (int j = 0; j < game.states(); ++j) {
    if (j == state) continue;
    const std::size_t there = static_cast<std::size_t>(state * game.states() + j), back = static_cast<std::size_t>(j * game.states() + state);
    json one{{"exports", rounded(now.exports[there])}, {"imports", rounded(now.exports[back])}, {"share", rounded(now.share[there])}};
    if (!lesson.scenario.states[static_cast<std::size_t>(j)].passive)
      one.update({{"pressure", rounded(now.pressure[there])}, {"openness", rounded(now.openness[there])}, {"offer", rounded(now.offer[there])},
                  {"pressed", rounded(now.pressure[back])}, {"opened", rounded(now.openness[back])}, {"offered", rounded(now.offer[back])},
                  {"affinity", rounded(now.affinity[there])}, {"grievance", rounded(now.grievance[there])}});
    out[code(lesson, j)] = std::move(one);
  }
  return out;
}

json why_view(const GameWorld& world, const Scenario& scenario, int round, int state) {
  const RoundTerms& why = world.why(round, state);
  json terms = json::array();
  // More digits than elsewhere: the terms are small, and must add up to the move before the reader's eyes.
  const auto fine = [](double v) { return std::round(v * 1e7) / 1e7; };
  terms.push_back({"", "anchor", fine(why.anchor)});
  for (std::size_t j = 0; j < why.partners.size(); ++j) {
    const RoundTerms::Partner& p = why.partners[j];
    const std::string& partner = scenario.states[j].code;
    if (p.influence != 0) terms.push_back({partner, "influence", fine(p.influence)});
    if (p.coercion != 0) terms.push_back({partner, "coercion", fine(p.coercion)});
    if (p.resentment != 0) terms.push_back({partner, "resentment", fine(p.resentment)});
  }
  if (why.noise != 0) terms.push_back({"", "noise", fine(why.noise)});
  if (why.box != 0) terms.push_back({"", "box", fine(why.box)});
  return {{"round", round}, {"state", scenario.states[static_cast<std::size_t>(state)].code}, {"move", fine(why.move)}, {"terms", terms}};
}

json fan_view(const Futures& futures, int from) {
  json out{{"from", from}};
  for (std::size_t k = 0; k < 3; ++k) {
    const Fan fan = fan_of(futures.of(k));
    out[std::string(name(futures.outcomes()[k].what))] = {{"middle", rounded(fan.middle)}, {"low", rounded(fan.low)}, {"high", rounded(fan.high)}};
  }
  return out;
}

json news_view(const GameWorld& world, const Lesson& lesson, int round) {
  struct Item {
    double size;
    json text;
  };
  std::vector<Item> items;
  const MonthRecord& a = world.at((round - 1) * lesson.months);
  const MonthRecord& b = world.at(round * lesson.months);
  const int n = world.states();
  for (int i = 0; i < n; ++i) {
    if (lesson.scenario.states[static_cast<std::size_t>(i)].passive) continue;
    const std::size_t k = static_cast<std::size_t>(i);
    const double moved = b.position[k] - a.position[k];
    if (std::abs(moved) >= .05) items.push_back({std::abs(moved) * 4, {{"kind", moved > 0 ? "west" : "east"}, {"from", code(lesson, i)}, {"change", rounded(moved)}}});
    if (a.alignment[k].posture != b.alignment[k].posture)
      items.push_back({1, {{"kind", "posture"}, {"from", code(lesson, i)}, {"posture", name(b.alignment[k].posture)}}});
    for (int j = 0; j < n; ++j) {
      if (j == i || lesson.scenario.states[static_cast<std::size_t>(j)].passive) continue;
      const std::size_t p = static_cast<std::size_t>(i * n + j);
      const double pressed = b.pressure[p] - a.pressure[p];
      if (std::abs(pressed) >= .08)
        items.push_back({std::abs(pressed) * 2, {{"kind", pressed > 0 ? "pressure" : "relief"}, {"from", code(lesson, i)}, {"to", code(lesson, j)}, {"change", rounded(pressed)}}});
      const double traded = a.exports[p] > 0 ? b.exports[p] / a.exports[p] - 1 : 0;
      if (std::abs(traded) >= .03)
        items.push_back({std::min(1., std::abs(traded) * 2), {{"kind", traded > 0 ? "exports_up" : "exports_down"}, {"from", code(lesson, i)}, {"to", code(lesson, j)}, {"change", rounded(traded)}}});
    }
  }
  std::stable_sort(items.begin(), items.end(), [](const Item& x, const Item& y) { return x.size > y.size; });
  json out = json::array();
  for (std::size_t k = 0; k < std::min<std::size_t>(8, items.size()); ++k) out.push_back(std::move(items[k].text));
  return out;
}

}  // namespace tarazi::server
