// A lesson pack: which world is played, in how many rounds, what a seat may do and at what price, which cards
// lie in the deck. Read from configs/lessons with the same care as scenarios; texts are keys of the client.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/config.h"
#include "world/scenario.h"

namespace tarazi::server {

/// What a state may want. Each is measured on 0..1, higher is better (goals.h says how).
enum class Goal : int { balance, welfare, security, standing, line, count };
std::string_view name(Goal goal);

/// A named stance of the policy card and the preset of agents/strategies that carries it out.
struct Stance {
  std::string name;
  std::string preset;
};

/// A playable state.
struct SeatRole {
  int state = 0;
  std::vector<Goal> goals;
};

/// What orders cost, in points a round; all assumptions of the lesson, made to force choices.
struct Budget {
  double points = 10;
  double pressure = 8;  ///< for each 1.0 of pressure on one partner
  double openness = 3;  ///< for each 1.0 by which openness is moved from where it stands
  double offer = 4;     ///< for each percent of own output offered a year
};

/// A question of the predictions: will this be higher at the end of the round than at its start?
struct Question {
  std::string measure;  ///< exports, pressure or affinity of a pair; position, index or output of a state
  int from = 0;
  int to = -1;          ///< of a pair
};

/// A card that is played by itself when its round opens.
struct Planned {
  int round = 1;
  int card = 0;
};

/// What an instructor wrote on a card of the own deck.
struct CardText {
  std::string title, text;
};

struct Lesson {
  std::string name;      ///< key of its texts: lesson.NAME.title ...
  std::string title;     ///< English, for logs and reports
  int minutes = 50;      ///< time it is meant to take
  int rounds = 6;
  int months = 6;        ///< in one round
  Scenario scenario;
  Budget budget;
  std::vector<Stance> stances;
  std::vector<SeatRole> seats;  ///< in the order of the scenario's states
  int alone = 0;                ///< the state one person plays when alone: an index of scenario.states
  std::vector<Event> deck;      ///< cards; `at` is 0, `until` the months they last
  std::map<std::string, CardText> written;  ///< by card, of those an instructor wrote
  bool fictional = false;               ///< states are shown under invented names
  std::vector<std::string> real_codes;  ///< then: codes by state, which name the random numbers
  std::vector<Planned> plan;
  std::vector<Question> questions;  ///< one a round, again from the first when they run out
  std::string text;             ///< the lesson file itself, for the recording

  /// The seat of a state, or nullptr.
  const SeatRole* seat_of(int state) const;
  const Stance* stance(std::string_view stance) const;
  int card(std::string_view card) const;  ///< index in the deck, -1: none such
};

/// Whether a file says it is a lesson (`tarazi: lesson/...`); false when it cannot be read.
bool is_lesson(const std::string& file);
/// Reads and checks a lesson with its scenario and deck. Throws config::InputError with every mistake at its
/// place, config::FileError when the file itself cannot be read.
Lesson read_lesson(const std::filesystem::path& path);
Lesson parse_lesson(std::string_view text, const std::string& file, const std::filesystem::path& folder);
/// What a lesson holds, in one line (tarazi check).
std::string describe(const Lesson& lesson, const std::string& file);

}  // namespace tarazi::server
