// Reads lesson files. Every mistake is reported at its place, with what is allowed and what was probably meant.
// Scenario and deck are read by the scenario reader, whose mistakes keep their own places.
#include "src/server/lesson.h"

#include <algorithm>

#include <fmt/format.h>

#include "agents/policy.h"
#include "src/config/fields.h"
#include "src/config/files.h"
#include "src/config/nearest.h"
#include "src/config/scenario_keys.h"
#include "src/config/strategy.h"
#include "src/server/lesson_keys.h"

namespace tarazi::server {

using config::Fields;
using config::Node;
using config::Reading;

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Goal::count)> kGoals{"balance", "welfare", "security",
                                                                                       "standing", "line"};

std::vector<std::string> codes_of(const Scenario& scenario, bool active_only) {
  std::vector<std::string> codes;
  for (const State& s : scenario.states)
    if (!active_only || !s.passive) codes.push_back(s.code);
  return codes;
}

/// A scenario named by the lesson; its mistakes become problems at their own places.
std::optional<Scenario> load(Fields& top, std::string_view key, const std::filesystem::path& folder, Reading& reading) {
  const auto path = top.text(key);
  if (!path) return std::nullopt;
  try {
    return config::read_scenario(folder / *path);
  } catch (const config::FileError& error) {
    reading.problems.add(top.node(key)->mark, top.path(key), error.what());
  } catch (const config::InputError& error) {
    for (const config::Problem& p : error.problems())
      reading.problems.add({std::make_shared<const std::string>(p.file), p.line, p.column}, p.path, p.what);
  }
  return std::nullopt;
}

/// A state of the scenario by the code under `key`; -1 after a problem.
int state_at(Fields& fields, std::string_view key, const Scenario& scenario, Reading& reading) {
  const Node* node = fields.node(key);
  if (!node) return -1;
  const auto code = config::read_choice(*node, codes_of(scenario, true), "state that acts", fields.path(key), reading);
  return code ? scenario.find(*code) : -1;
}

/// Calls `each` with every item of a list, as the fields of a table.
template <class Each>
void for_items(Fields& top, std::string_view key, const config::Table& table, Reading& reading, Each&& each) {
  const Node* node = top.node(key);
  if (!node) return;
  if (!node->is_list()) {
    reading.problems.add(node->mark, top.path(key), "is " + config::kind_of(*node) + "; a list is needed");
    return;
  }
  for (std::size_t k = 0; k < node->items.size(); ++k) {
    Fields fields(node->items[k], table, fmt::format("{}.{}", top.path(key), k), reading);
    each(fields);
  }
}

void read_budget(Fields& top, Budget& budget, Reading& reading) {
  const Node* node = top.node("budget");
  if (!node) return;
  Fields fields(*node, budget_table(), "budget", reading);
  budget.points = fields.number("points").value_or(budget.points);
  budget.pressure = fields.number("pressure").value_or(budget.pressure);
  budget.openness = fields.number("openness").value_or(budget.openness);
  budget.offer = fields.number("offer").value_or(budget.offer);
}

void read_stances(Fields& top, Lesson& lesson, Reading& reading) {
  const Node* node = top.node("stances");
  if (!node) return;
  if (!node->is_map() || node->entries.empty()) {
    reading.problems.add(node->mark, "stances", "is " + config::kind_of(*node) + "; a mapping of names to presets is needed");
    return;
  }
  const std::vector<std::string> presets = config::preset_names();
  for (const config::Entry& entry : node->entries) {
    const std::string path = config::join("stances", entry.key);
    if (!config::is_name(entry.key)) reading.problems.add(entry.mark, path, "is no name; letters, digits, - and _ are allowed");
    const auto preset = config::read_choice(entry.value, presets, "preset", path, reading);
    if (preset) lesson.stances.push_back({entry.key, *preset});
  }
}

void read_seats(Fields& top, Lesson& lesson, Reading& reading) {
  const Node* node = top.node("seats");
  if (!node || !node->is_map()) {
    if (node) reading.problems.add(node->mark, "seats", "is " + config::kind_of(*node) + "; a mapping of codes is needed");
    return;
  }
  const std::vector<std::string> codes = codes_of(lesson.scenario, true);
  const std::vector<std::string> goals(kGoals.begin(), kGoals.end());
  for (const config::Entry& entry : node->entries) {
    const std::string path = config::join("seats", entry.key);
    SeatRole role;
    role.state = lesson.scenario.find(entry.key);
    if (std::find(codes.begin(), codes.end(), entry.key) == codes.end())
      reading.problems.add(entry.mark, path, "is no state that acts in this scenario" + config::did_you_mean(entry.key, codes));
    Fields fields(entry.value, seat_table(), path, reading);
    for (const std::string& goal : fields.names("goals").value_or(std::vector<std::string>{})) {
      const auto found = std::find(goals.begin(), goals.end(), goal);
      if (found == goals.end())
        reading.problems.add(fields.node("goals")->mark, path + ".goals", "'" + goal + "' is no goal" + config::did_you_mean(goal, goals));
      else
        role.goals.push_back(static_cast<Goal>(found - goals.begin()));
    }
    if (role.goals.size() < 2 || role.goals.size() > 4)
      reading.problems.add(entry.mark, path + ".goals", fmt::format("has {} goals; two to four are needed", role.goals.size()));
    if (role.state >= 0) lesson.seats.push_back(std::move(role));
  }
  std::sort(lesson.seats.begin(), lesson.seats.end(), [](const SeatRole& a, const SeatRole& b) { return a.state < b.state; });
  if (lesson.seats.empty()) reading.problems.add(node->mark, "seats", "has no seat");
}

void read_deck(Fields& top, Lesson& lesson, const Scenario& deck, Reading& reading) {
  const Node* node = top.node("deck");
  if (codes_of(deck, false) != codes_of(lesson.scenario, false)) {
    reading.problems.add(node->mark, "deck", "has other states than the scenario; let the deck extend it");
    return;
  }
  for (const Event& event : deck.events) {
    if (event.at != 0)
      reading.problems.add(node->mark, "deck", fmt::format("card {} begins in month {}; a card begins when it is played, so at must be month 0", event.name, event.at));
    lesson.deck.push_back(event);
  }
}

void read_plan(Fields& top, Lesson& lesson, Reading& reading) {
  std::vector<std::string> cards;
  for (const Event& event : lesson.deck) cards.push_back(event.name);
  for_items(top, "plan", planned_table(), reading, [&](Fields& fields) {
    Planned planned;
    planned.round = static_cast<int>(fields.integer("round").value_or(1));
    if (planned.round > lesson.rounds)
      reading.problems.add(fields.node("round")->mark, fields.path("round"), fmt::format("{} is after the last round, {}", planned.round, lesson.rounds));
    const Node* node = fields.node("card");
    const auto card = node ? config::read_choice(*node, cards, "card of the deck", fields.path("card"), reading) : std::nullopt;
    if (card) planned.card = lesson.card(*card);
    lesson.plan.push_back(planned);
  });
}

void read_questions(Fields& top, Lesson& lesson, Reading& reading) {
  for_items(top, "questions", question_table(), reading, [&](Fields& fields) {
    Question question;
    question.measure = fields.choice("measure").value_or("");
    question.from = state_at(fields, "from", lesson.scenario, reading);
    const bool pair = question.measure == "exports" || question.measure == "pressure" || question.measure == "affinity";
    question.to = state_at(fields, "to", lesson.scenario, reading);
    if (!question.measure.empty() && pair != fields.has("to"))
      reading.problems.add(fields.mark(), fields.path("to"), pair ? "is missing; " + question.measure + " is about a pair"
                                                                 : "does not belong here; " + question.measure + " is about one state");
    if (pair && question.from == question.to && question.from >= 0)
      reading.problems.add(fields.mark(), fields.path("to"), "is the state itself");
    lesson.questions.push_back(question);
  });
  if (const Node* node = top.node("questions"); node && node->is_list() && node->items.empty())
    reading.problems.add(node->mark, "questions", "is empty; at least one question is needed");
}

}  // namespace

std::string_view name(Goal goal) { return kGoals[static_cast<std::size_t>(goal)]; }

const SeatRole* Lesson::seat_of(int state) const {
  for (const SeatRole& seat : seats)
    if (seat.state == state) return &seat;
  return nullptr;
}

const Stance* Lesson::stance(std::string_view wanted) const {
  for (const Stance& one : stances)
    if (one.name == wanted) return &one;
  return nullptr;
}

int Lesson::card(std::string_view wanted) const {
  for (std::size_t k = 0; k < deck.size(); ++k)
    if (deck[k].name == wanted) return static_cast<int>(k);
  return -1;
}

bool is_lesson(const std::string& file) {
  try {
    config::Problems ignored;
    const Node root = config::parse_yaml(config::read_text(file, config::Limits{}.bytes), file, {}, ignored);
    const Node* kind = root.find("tarazi");
    return kind && kind->is_scalar() && kind->text.starts_with("lesson");
  } catch (const std::exception&) {
    return false;  // the reader of scenarios will say what is wrong with it
  }
}

Lesson parse_lesson(std::string_view text, const std::string& file, const std::filesystem::path& folder) {
  config::Problems problems(file);
  const Node root = config::parse_yaml(text, file, {}, problems);
  if (root.entries.empty()) {
    if (!problems.any()) problems.add(root.mark, "", "is no lesson: a mapping with tarazi: lesson/1 is needed");
    problems.raise_if_any();
  }
  Reading reading{problems};
  Lesson lesson;
  lesson.text = text;
  Fields top(root, lesson_table(), "", reading);
  top.choice("tarazi");
  lesson.name = top.text("name").value_or("");
  if (!lesson.name.empty() && !config::is_name(lesson.name))
    problems.add(top.node("name")->mark, "name", "is no name; letters, digits, - and _ are allowed");
  lesson.title = top.text("title").value_or("");
  top.text("about");
  lesson.minutes = static_cast<int>(top.integer("minutes").value_or(50));
  lesson.rounds = static_cast<int>(top.integer("rounds").value_or(6));
  lesson.months = static_cast<int>(top.integer("months").value_or(6));
  read_budget(top, lesson.budget, reading);
  read_stances(top, lesson, reading);
  const auto scenario = load(top, "scenario", folder, reading);
  const auto deck = load(top, "deck", folder, reading);
  if (scenario && deck) {
    lesson.scenario = *scenario;
    if (lesson.scenario.dimensions != 1) problems.add(top.node("scenario")->mark, "scenario", "has positions of more than one component; lessons show one");
    read_deck(top, lesson, *deck, reading);
    read_seats(top, lesson, reading);
    read_plan(top, lesson, reading);
    read_questions(top, lesson, reading);
    lesson.alone = std::max(0, state_at(top, "alone", lesson.scenario, reading));
    if (!problems.any() && !lesson.seat_of(lesson.alone)) problems.add(top.node("alone")->mark, "alone", "is a state without a seat");
  }
  problems.raise_if_any();
  return lesson;
}

Lesson read_lesson(const std::filesystem::path& path) {
  return parse_lesson(config::read_text(path, config::Limits{}.bytes), path.string(), path.parent_path());
}

std::string describe(const Lesson& lesson, const std::string& file) {
  return fmt::format("{}: ok, {} minutes, {} rounds of {} months, {} seats, {} stances, {} cards, {} questions", file, lesson.minutes,
                     lesson.rounds, lesson.months, lesson.seats.size(), lesson.stances.size(), lesson.deck.size(), lesson.questions.size());
}

}  // namespace tarazi::server
