// Wishes of the Lab, checked as strictly as orders; a seat in a class gets its own state and what is public, nothing else.
// Others are assumed to go on as in the round before the moment, for everybody, so no answer tells what they ordered since.
#include "src/server/lab.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tarazi::server {

using nlohmann::json;

namespace {

constexpr std::size_t kMostOutcomes = 10;

struct TermParameter {
  Parameter parameter;
  const char* term;  ///< of explanation.h, as why_view names it
};
constexpr std::array kTerms{
    TermParameter{Parameter::anchoring, "anchor"},          TermParameter{Parameter::influence, "influence"},
    TermParameter{Parameter::coercion, "coercion"},         TermParameter{Parameter::resentment, "resentment"},
    TermParameter{Parameter::grievance_gain, "resentment"}, TermParameter{Parameter::grievance_decay, "resentment"},
    TermParameter{Parameter::drift_sd, "noise"},            TermParameter{Parameter::jump_prob, "noise"},
    TermParameter{Parameter::jump_sd, "noise"}};

json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  const double out = std::round(value * 1e6) / 1e6;
  return out == 0 ? 0. : out;  // no minus zero before the reader's eyes
}

json numbers(const std::vector<double>& values) {
  json out = json::array();
  for (const double v : values) out.push_back(number(v));
  return out;
}

json fan_json(const Runs& runs) {
  const Fan fan = fan_of(runs);
  return {{"middle", numbers(fan.middle)}, {"low", numbers(fan.low)}, {"high", numbers(fan.high)}};
}

/// Median and band of the last month.
json end_json(const Runs& runs) {
  std::vector<double> last;
  for (const auto& run : runs) last.push_back(run.back());
  std::sort(last.begin(), last.end());
  return {number(quantile(last, .5)), number(quantile(last, .05)), number(quantile(last, .95))};
}

/// A state of the lesson that moves, -1: none such.
int active(const Scenario& scenario, const std::string& code) {
  const int state = scenario.find(code);
  return state >= 0 && !scenario.states[static_cast<std::size_t>(state)].passive ? state : -1;
}

std::vector<std::pair<Parameter, double>> changes(const json& side, const Room& room, bool free, const std::string& field) {
  std::vector<std::pair<Parameter, double>> out;
  const auto found = side.find("parameters");
  if (found == side.end()) return out;
  if (!found->is_array() || found->size() > kTerms.size()) throw Refused("malformed", field);
  if (!free && !found->empty()) throw Refused("forbidden", field);
  for (const json& one : *found) {
    if (!one.is_array() || one.size() != 2 || !one[0].is_string() || !one[1].is_number()) throw Refused("malformed", field);
    const auto known = std::find_if(kTerms.begin(), kTerms.end(), [&](const auto& t) { return about(t.parameter).name == one[0].get_ref<const std::string&>(); });
    if (known == kTerms.end()) throw Refused("no_such_parameter", field);
    const double value = one[1].get<double>();
    if (!about(known->parameter).allows(value)) throw Refused("out_of_range", field);
    if (std::any_of(out.begin(), out.end(), [&](const auto& p) { return p.first == known->parameter; })) throw Refused("malformed", field);
    out.emplace_back(known->parameter, value);
  }
  // What is as in the lesson is no change: the course is then the very same.
  std::erase_if(out, [&](const auto& p) { return room.lesson().scenario[p.first] == p.second; });
  return out;
}

std::vector<Outcome> outcomes(const json& message, const Scenario& scenario, int state, bool free) {
  std::vector<Outcome> out;
  if (!message.contains("show")) return {{Measure::position, state}, {Measure::index, state}, {Measure::output, state}};
  const json& show = message["show"];
  if (show.empty() || show.size() > kMostOutcomes) throw Refused("malformed", "show");
  for (const json& one : show) {
    if (!one.is_array() || one.empty() || one.size() > 2 || !one[0].is_string()) throw Refused("malformed", "show");
    int k = 0;
    while (k < static_cast<int>(Measure::count) && name(static_cast<Measure>(k)) != one[0].get_ref<const std::string&>()) ++k;
    if (k == static_cast<int>(Measure::count)) throw Refused("malformed", "show");
    Outcome outcome{static_cast<Measure>(k), state};
    if ((one.size() == 2) != is_of_pair(outcome.what)) throw Refused("malformed", "show");
    if (is_of_pair(outcome.what)) {
      if (!one[1].is_string()) throw Refused("malformed", "show");
      const bool trade = outcome.what == Measure::exports || outcome.what == Measure::imports || outcome.what == Measure::share;
      outcome.partner = trade ? scenario.find(one[1].get<std::string>()) : active(scenario, one[1].get<std::string>());
      if (outcome.partner < 0 || outcome.partner == state) throw Refused("no_such_partner", "show");
    }
    // What others feel is theirs to know.
    if (outcome.what == Measure::liking && !free) throw Refused("forbidden", "show");
    out.push_back(outcome);
  }
  return out;
}

}  // namespace

std::span<const Parameter> lab_parameters() {
  static const auto all = [] {
    std::array<Parameter, kTerms.size()> out{};
    std::transform(kTerms.begin(), kTerms.end(), out.begin(), [](const auto& t) { return t.parameter; });
    return out;
  }();
  return all;
}

json parameters_view(const Lesson& lesson) {
  json out = json::array();
  for (const auto& [parameter, term] : kTerms) {
    const Quantity& q = about(parameter);
    const std::string path = "parameters." + std::string(q.name);
    std::string text(q.source);
    bool assumed = text.starts_with("assumption");
    if (assumed) text.erase(0, std::min(text.size(), text.find_first_not_of(":; ", std::string_view("assumption").size())));
    for (const Provenance& given : lesson.scenario.provenance)
      if (given.path == path && given.kind != Provenance::Kind::none) assumed = given.kind == Provenance::Kind::assumption, text = given.text;
    out.push_back({{"name", q.name}, {"term", term}, {"unit", q.unit}, {"value", lesson.scenario[parameter]}, {"low", q.zero_is_off ? 0. : q.low},
                   {"least", q.low}, {"high", q.high}, {"assumed", assumed}, {"source", text}});
  }
  return out;
}

bool sees_all(const Room& room, const Viewer& viewer) {
  return viewer.role == Viewer::Role::console || (viewer.role == Viewer::Role::seat && room.settings().pace == Pace::own);
}

LabWish lab_wish(const json& message, const Room& room, const Viewer& viewer) {
  const Scenario& scenario = room.lesson().scenario;
  const bool free = sees_all(room, viewer);
  const bool seat = viewer.role == Viewer::Role::seat;
  if (viewer.role == Viewer::Role::board) throw Refused("forbidden");
  if (seat && !room.previews()) throw Refused("previews_off");
  const int which = message.value("world", viewer.world);
  if (seat && which != viewer.world) throw Refused("forbidden", "world");
  if (which < 0 || which >= room.worlds()) throw Refused("no_such_world", "world");
  const ClassWorld& world = room.world(which);
  if (seat && world.phase == Phase::lobby) throw Refused("wrong_phase");
  const int done = world.game.rounds_done();
  const int round = message.value("round", done);
  if (round < 0 || round > done) throw Refused("no_such_round", "round");
  const int own = seat ? room.members()[static_cast<std::size_t>(viewer.member)].state : room.lesson().alone;
  const int state = message.contains("state") ? active(scenario, message["state"].get<std::string>()) : own;
  if (state < 0) throw Refused("no_such_seat", "state");
  if (state != own && !free) throw Refused("forbidden", "state");

  LabWish wish;
  wish.months = message.value("months", std::clamp(2 * room.lesson().months, kLabLeastMonths, kLabMostMonths));
  if (wish.months < kLabLeastMonths || wish.months > kLabMostMonths) throw Refused("out_of_range", "months");
  wish.show = outcomes(message, scenario, state, free);
  const int draw = message.value("draw", 0);
  if (draw < 0 || draw >= static_cast<int>(wish.show.size())) throw Refused("out_of_range", "draw");
  wish.draw = static_cast<std::size_t>(draw);

  const std::size_t i = static_cast<std::size_t>(state);
  const int month = round * room.lesson().months;
  Orders others(world.seats.size());
  if (round > 0) others = world.game.orders_of(round);
  const Order in_force = (round < done ? world.game.orders_of(round + 1)[i] : std::optional(world.seats[i].order)).value_or(Order{});
  const auto course = [&](const char* key) {
    Order order = in_force;
    std::vector<std::pair<Parameter, double>> changed;
    if (message.contains(key)) {
      const json& side = message[key];
      order = order_from(side, scenario);
      room.check(which, state, order, month);
      changed = changes(side, room, free, key);
    }
    Orders all = others;
    all[i] = std::move(order);
    Course out = world.game.course(round, all, false);
    out.changed = std::move(changed);
    return out;
  };
  wish.a = course("a");
  wish.b = course("b");
  wish.head = {{"t", "lab"}, {"id", message["id"]}, {"world", which}, {"state", scenario.states[i].code}, {"round", round}, {"month", month},
               {"months", wish.months}, {"order", order_to(in_force, scenario)}, {"output", number(world.game.at(month).output[i])},
               {"ties", ties_view(world.game, room.lesson(), state, month)}, {"all", free}};
  return wish;
}

json lab_answer(const LabWish& wish, const Futures& a, const Futures& b) {
  json answer = wish.head;
  json rows = json::array();
  const auto codes = [&](int state) { return wish.a.scenario->states[static_cast<std::size_t>(state)].code; };
  for (std::size_t k = 0; k < wish.show.size(); ++k) {
    const Outcome& outcome = wish.show[k];
    const Runs change = differences(a.of(k), b.of(k));
    rows.push_back({{"what", name(outcome.what)}, {"partner", outcome.partner >= 0 ? json(codes(outcome.partner)) : json(nullptr)},
                    {"a", end_json(a.of(k))}, {"b", end_json(b.of(k))}, {"difference", end_json(change)}, {"higher", number(share_above(change))}});
    if (k == wish.draw) answer["draw"] = {{"row", k}, {"a", fan_json(a.of(k))}, {"b", fan_json(b.of(k))}, {"difference", fan_json(change)}};
  }
  answer["rows"] = rows;
  answer["replicates"] = a.replicates();
  return answer;
}

}  // namespace tarazi::server
