// Checks a written card against the ranges that orders have too, and makes the event of it.
// The ranges of mood, grudge and output are those within which the cards of the shipped decks lie.
#include "src/server/own_cards.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "src/server/message.h"

namespace tarazi::server {

using nlohmann::json;

namespace {

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int state_at(const json& command, const char* key, const Scenario& scenario) {
  const int state = scenario.find(text_at(command, key));
  if (state < 0 || scenario.states[static_cast<std::size_t>(state)].passive) throw Refused("no_such_partner", key);
  return state;
}

}  // namespace

Event event_of(const json& command, const Lesson& lesson) {
  const std::string kind = text_at(command, "kind");
  const auto given = command.find("value");
  if (given == command.end() || !given->is_number() || !std::isfinite(given->get<double>())) throw Refused("malformed", "value");
  const double value = given->get<double>();
  const int from = state_at(command, "from", lesson.scenario);
  const auto within = [&](double low, double high) {
    if (!(value >= low && value <= high)) throw Refused("out_of_range", "value");
  };
  Event event;
  if (kind == "output") {
    within(-.1, .1);
    event.what = StateShock{from, value};
    return event;
  }
  const int to = state_at(command, "to", lesson.scenario);
  if (to == from) throw Refused("no_such_partner", "to");
  if (kind == "mood" || kind == "grievance") {
    within(-1, 1);
    DyadChange change{from, to, false, 0, 0, 0, 0};
    (kind == "mood" ? change.mood : change.grievance) = value;
    event.what = change;
    return event;
  }
  static const std::map<std::string, Signal, std::less<>> kSignals{{"pressure", Signal::pressure}, {"openness", Signal::openness}, {"offer", Signal::offer}};
  const auto signal = kSignals.find(kind);
  if (signal == kSignals.end()) throw Refused("malformed", "kind");
  within(signal->second == Signal::openness ? -1 : 0, signal->second == Signal::offer ? .02 * lesson.scenario.states[static_cast<std::size_t>(from)].gdp : 1);
  const auto months = command.find("months");
  if (months == command.end() || !months->is_number_integer()) throw Refused("malformed", "months");
  if (months->get<double>() < 1 || months->get<double>() > lesson.rounds * lesson.months) throw Refused("out_of_range", "months");
  Pin pin{from, to, {}};
  pin.value[static_cast<std::size_t>(signal->second)] = value;
  event.what = pin;
  event.until = months->get<int>();
  return event;
}

void add_card(Lesson& lesson, const json& command) {
  if (lesson.written.size() >= kMostOwnCards) throw Refused("too_many_cards");
  CardText text{clean_text(text_at(command, "title"), kMostTitle, "title"), clean_text(text_at(command, "text"), kMostText, "text")};
  if (text.title.empty()) throw Refused("malformed", "title");
  Event event = event_of(command, lesson);
  int number = static_cast<int>(lesson.written.size()) + 1;
  while (lesson.card("own-" + std::to_string(number)) >= 0) ++number;
  event.name = "own-" + std::to_string(number);
  lesson.written[event.name] = std::move(text);
  lesson.deck.push_back(std::move(event));
}

json written_view(const Lesson& lesson, const std::string& card) {
  const auto found = lesson.written.find(card);
  return found == lesson.written.end() ? json(nullptr) : json{{"title", found->second.title}, {"text", found->second.text}};
}

}  // namespace tarazi::server
