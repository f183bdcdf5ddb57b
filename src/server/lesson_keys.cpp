// The one place that lists the keys of a lesson.
// Help texts are what messages quote.
#include "src/server/lesson_keys.h"

namespace tarazi::server {

using config::Kind;
using config::Table;

const Table& lesson_table() {
  static const Table table{
      "a lesson",
      {{"tarazi", Kind::choice, "kind and version of the file", true, {}, nullptr, {"lesson/1"}},
       {"name", Kind::text, "short name; texts of the lesson are the keys lesson.NAME.* of configs/lessons/lang", true},
       {"title", Kind::text, "one line in English, for logs and reports", true},
       {"about", Kind::text, "one paragraph: what is learnt"},
       {"minutes", Kind::integer, "time it is meant to take", true, {.low = 5, .high = 600}},
       {"scenario", Kind::text, "path of the scenario, relative to this file", true},
       {"deck", Kind::text, "path of a scenario whose events are the cards: at 0, until = months they last", true},
       {"rounds", Kind::integer, "number of rounds", true, {.low = 1, .high = 40}},
       {"months", Kind::integer, "months in one round", true, {.low = 1, .high = 24}},
       {"alone", Kind::text, "code of the state one person plays when alone", true},
       {"budget", Kind::object, "points a round and what orders cost", true, {}, &budget_table()},
       {"stances", Kind::any, "stances by name and the preset each stands for", true},
       {"seats", Kind::objects, "playable states by code", true, {}, &seat_table()},
       {"plan", Kind::any, "list of {round, card}: cards that are played by themselves"},
       {"questions", Kind::any, "list of {measure, from, to}: one prediction a round", true}}};
  return table;
}

const Table& budget_table() {
  static const Table table{
      "a budget",
      {{"points", Kind::number, "points a round", true, {.low = 0, .high = 1000}},
       {"pressure", Kind::number, "points for full pressure on one partner", true, {.low = 0, .high = 1000}},
       {"openness", Kind::number, "points for moving openness by 1", true, {.low = 0, .high = 1000}},
       {"offer", Kind::number, "points for offering one percent of own output a year", true, {.low = 0, .high = 1000}}}};
  return table;
}

const Table& seat_table() {
  static const Table table{
      "a seat", {{"goals", Kind::names, "two to four of balance, welfare, security, standing, line", true}}};
  return table;
}

const Table& planned_table() {
  static const Table table{"a planned card",
                           {{"round", Kind::integer, "when it is played", true, {.low = 1, .high = 40}},
                            {"card", Kind::text, "its name in the deck", true}}};
  return table;
}

const Table& question_table() {
  static const Table table{
      "a question",
      {{"measure", Kind::choice, "what is asked about", true, {}, nullptr,
        {"exports", "pressure", "affinity", "position", "index", "output"}},
       {"from", Kind::text, "code of the state, or of the one that acts", true},
       {"to", Kind::text, "code of the other state (exports, pressure, affinity)"}}};
  return table;
}

}  // namespace tarazi::server
