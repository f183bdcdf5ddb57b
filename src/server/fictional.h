// The lesson under invented names: where real countries would heat tempers, or would be played by prejudice.
// The world and its numbers stay the same to the last bit.
#pragma once

#include <string>

#include "src/server/lesson.h"

namespace tarazi::server {

/// The lesson with invented codes and names of its acting states, without places, sources and telling names of cards. The texts
/// of the names are keys of the client; what cards do is told by `effect_of`.
Lesson with_fictional_names(Lesson lesson);

/// What a card does, without words: `kind` (a signal, mood, grievance, output, strategy, corridor), states and amount.
struct CardEffect {
  std::string kind;
  int from = -1, to = -1;
  double value = 0;
};
CardEffect effect_of(const Event& card);

}  // namespace tarazi::server
