// Cards an instructor writes: one effect within the ranges of the model's own signals, with a title and a text.
// They join the room's deck and are played like the others.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "src/server/lesson.h"

namespace tarazi::server {

inline constexpr int kMostOwnCards = 20;
inline constexpr int kMostTitle = 60, kMostText = 300;  ///< code points

/// The event of {"kind", "from", "to", "value", "months"}: `pressure` 0..1, `openness` -1..1 and `offer` 0..2 % of the giver's
/// output at the start for some months; `mood` and `grievance` -1..1 towards another state, `output` -0.1..0.1 once. Throws Refused.
Event event_of(const nlohmann::json& command, const Lesson& lesson);
/// Adds the card to the deck under a name of its own; throws Refused, and then nothing has changed.
void add_card(Lesson& lesson, const nlohmann::json& command);
/// Title and text of one card as JSON; null for a card of the lesson itself.
nlohmann::json written_view(const Lesson& lesson, const std::string& card);

}  // namespace tarazi::server
