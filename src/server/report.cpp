// Numbers of the debrief: turning points from forecasts, counterfactuals from checkpoints, an engine-only control world.
// Everything is computed anew from the worlds, so a report of a replayed recording is the same.
#include "src/server/report.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "src/record/pages.h"
#include "src/server/assets.h"
#include "src/server/view.h"

namespace tarazi::server {

using nlohmann::json;

namespace {

constexpr int kReplicates = 64;
constexpr int kScreening = 16;  ///< to find a team's decisive round before it is measured with care

const std::string& code(const Lesson& lesson, int state) { return lesson.scenario.states[static_cast<std::size_t>(state)].code; }

/// What was ordered in the round before; nobody had ordered anything before the first.
Orders orders_before(const GameWorld& world, int round) {
  return round > 1 ? world.orders_of(round - 1) : Orders(static_cast<std::size_t>(world.states()));
}

json effect_json(const Effect& e) {
  const auto fine = [](double v) { return std::round(v * 1e5) / 1e5; };
  return {{"mean", fine(e.mean)}, {"low", fine(e.low)}, {"high", fine(e.high)}};
}

/// The round in which keeping the previous order would have changed a state's position most; 0 when it never changed its order.
int decisive_round(const Lesson& lesson, const GameWorld& world, int state) {
  int best = 0;
  double most = -1;
  for (int r = 1; r <= world.rounds_done(); ++r) {
    const std::size_t i = static_cast<std::size_t>(state);
    // A seat that orders nothing plays as the engine does.
    if (had_kept(world, r, state)[i].value_or(Order{}) == world.orders_of(r)[i].value_or(Order{})) continue;
    const Effects found = world.effects(r, state, had_kept(world, r, state), 2 * lesson.months, kScreening);
    if (std::abs(found.position.mean) > most) most = std::abs(found.position.mean), best = r;
  }
  return best;
}

json rounds_json(const Room& room, const ClassWorld& w) {
  const Lesson& lesson = room.lesson();
  json rounds = json::array();
  for (int r = 1; r <= w.game.rounds_done(); ++r) {
    json cards = json::array(), seats = json::array();
    for (const int card : w.game.cards_of(r)) cards.push_back(lesson.deck[static_cast<std::size_t>(card)].name);
    for (const SeatRole& seat : lesson.seats) {
      const auto& order = w.game.orders_of(r)[static_cast<std::size_t>(seat.state)];
      seats.push_back({{"state", code(lesson, seat.state)}, {"order", order ? order_to(*order, lesson.scenario) : json(nullptr)},
                       {"why", why_view(w.game, lesson.scenario, r, seat.state)}});
    }
    rounds.push_back({{"cards", cards}, {"seats", seats}, {"news", news_view(w.game, lesson, r)}});
  }
  return rounds;
}

json teams_json(const Room& room, const ClassWorld& w) {
  const Lesson& lesson = room.lesson();
  json teams = json::array();
  for (const SeatRole& seat : lesson.seats) {
    const SeatState& at = w.seats[static_cast<std::size_t>(seat.state)];
    json one{{"state", code(lesson, seat.state)}, {"people", at.members.size()}};
    json goals = json::array();
    for (const Goal goal : seat.goals) {
      json values = json::array();
      for (int r = 0; r <= w.game.rounds_done(); ++r) values.push_back(std::round(w.game.goal(goal, seat.state, r * lesson.months) * 1e3) / 1e3);
      goals.push_back({{"goal", name(goal)}, {"values", values}});
    }
    one["goals"] = goals;
    if (const int r = at.members.empty() ? 0 : decisive_round(lesson, w.game, seat.state)) {
      const Effects e = w.game.effects(r, seat.state, had_kept(w.game, r, seat.state), 2 * lesson.months, kReplicates);
      one["decisive"] = {{"round", r}, {"position", effect_json(e.position)}, {"index", effect_json(e.index)}, {"output", effect_json(e.output)}};
    }
    json predictions = json::array();
    for (const int m : at.members)
      for (const auto& [round, p] : room.members()[static_cast<std::size_t>(m)].predictions) {
        if (round > w.game.rounds_done()) continue;
        const Question& q = room.question(round);
        const int end = round * lesson.months;
        predictions.push_back({{"round", round}, {"p", p}, {"higher", w.game.measure(q, end) > w.game.measure(q, end - lesson.months)}});
      }
    one["predictions"] = predictions;
    teams.push_back(std::move(one));
  }
  return teams;
}

}  // namespace

std::vector<TurningPoint> turning_points(const Lesson& lesson, const GameWorld& world, int most) {
  std::vector<TurningPoint> found;
  for (int r = 1; r < world.rounds_done(); ++r)
    for (const SeatRole& seat : lesson.seats) {
      // Both forecasts are of the end of the next round: once before this round was played, once after.
      const Fan before = world.preview_from(r, seat.state, orders_before(world, r), 2 * lesson.months, kScreening).position;
      const Fan after = world.preview_from(r + 1, seat.state, world.orders_of(r), lesson.months, kScreening).position;
      const double moved = after.middle.back() - before.middle.back();
      const double half = std::max(1e-6, (before.high.back() - before.low.back()) / 2);
      found.push_back({seat.state, r, moved / half, moved});
    }
  std::stable_sort(found.begin(), found.end(), [](const TurningPoint& a, const TurningPoint& b) { return std::abs(a.shift) > std::abs(b.shift); });
  found.resize(std::min<std::size_t>(found.size(), static_cast<std::size_t>(most)));
  return found;
}

Orders had_kept(const GameWorld& world, int round, int state) {
  Orders orders = world.orders_of(round);
  orders[static_cast<std::size_t>(state)] = orders_before(world, round)[static_cast<std::size_t>(state)];
  return orders;
}

json report_data(const Room& room, const Progress& progress) {
  const Lesson& lesson = room.lesson();
  const std::vector<char> nobody(room.members().size(), 0);
  json worlds = json::array();
  int longest = 0;
  for (int k = 0; k < room.worlds(); ++k) {
    const ClassWorld& w = room.world(k);
    longest = std::max(longest, w.game.rounds_done());
    json turning = json::array(), branches = json::array();
    for (const TurningPoint& point : turning_points(lesson, w.game, 3))
      turning.push_back({{"state", code(lesson, point.state)}, {"round", point.round}, {"shift", std::round(point.shift * 100) / 100}, {"moved", std::round(point.moved * 1e4) / 1e4}});
    for (const Branch& branch : w.branches) {
      json line = json::array();
      for (const MonthRecord& month : branch.months) line.push_back(std::round(month.position[static_cast<std::size_t>(lesson.alone)] * 1e4) / 1e4);
      branches.push_back({{"round", branch.round}, {"line", line}});
    }
    const json state = world_view(room, {Viewer::Role::board, k, -1}, 0, nobody);
    worlds.push_back({{"series", state["series"]}, {"pairs", state["pairs"]}, {"rounds", rounds_json(room, w)}, {"teams", teams_json(room, w)}, {"turning", turning}, {"branches", branches}});
    if (progress && !progress(k + 1, room.worlds())) throw std::runtime_error("the report was given up");
  }
  // What happens when the engine plays everybody, with the cards of the plan.
  GameWorld control(lesson, room.settings().seed, 0);
  for (int r = 1; r <= longest; ++r) {
    for (const Planned& planned : lesson.plan)
      if (planned.round == r) control.play(planned.card);
    control.resolve(Orders(static_cast<std::size_t>(control.states())));
  }
  json line = json::array();
  for (int m = 0; m <= control.month(); ++m) line.push_back(std::round(control.at(m).position[static_cast<std::size_t>(lesson.alone)] * 1e4) / 1e4);
  json questions = json::array();
  for (int r = 1; r <= lesson.rounds; ++r) {
    const Question& q = room.question(r);
    questions.push_back({{"measure", q.measure}, {"from", code(lesson, q.from)}, {"to", q.to >= 0 ? json(code(lesson, q.to)) : json(nullptr)}});
  }
  json sources = json::array();
  for (const Provenance& p : lesson.scenario.provenance)
    if (p.kind != Provenance::Kind::none) sources.push_back({p.path, p.value, p.kind == Provenance::Kind::source ? "source" : "assumption", p.text});
  json shown = lesson_view(lesson);
  shown["written"] = json::object();
  for (const auto& [card, text] : lesson.written) shown["written"][card] = {{"title", text.title}, {"text", text.text}};
  return {{"kind", "debrief"}, {"lesson", shown}, {"worlds", worlds}, {"control", line}, {"questions", questions}, {"sources", sources},
          {"program", TARAZI_VERSION}, {"seed", room.settings().seed}, {"scenario", config::content_hash(lesson.scenario)}};
}

std::string report_page(const Room& room, const Progress& progress) {
  const std::string_view page = record::page("debrief");
  if (page.empty()) return {};
  json data = report_data(room, progress);
  // The page carries its texts, so that it opens anywhere in every language.
  json texts = json::object();
  for (const char* language : {"en", "az", "ru", "zh-Hans", "fa"})
    if (const Asset* table = asset(std::string("/lang/") + language + ".json")) texts[language] = json::parse(table->plain, nullptr, false);
  data["texts"] = texts;
  return record::fill_page(page, data.dump());
}

}  // namespace tarazi::server
