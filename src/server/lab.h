// The Lab: what a browser may ask of two courses A and B from one moment of a world, and the answer by role.
// Forecasts are run by jobs.h; this file reads wishes and writes answers.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "src/server/view.h"

namespace tarazi::server {

inline constexpr int kLabReplicates = 64;
inline constexpr int kLabLeastMonths = 6, kLabMostMonths = 40;

/// The parameters that stand behind the terms of a move (Why?), the ones the Lab may change.
std::span<const Parameter> lab_parameters();
/// They as everybody may know them: name, term, unit, value in the lesson, range, where the value comes from.
nlohmann::json parameters_view(const Lesson& lesson);

/// Whether a viewer may look at every state and outcome and may change parameters: the instructor, and whoever plays alone.
bool sees_all(const Room& room, const Viewer& viewer);

/// A wish that was checked: `a` and `b` are complete, `head` is what the answer says of the moment.
struct LabWish {
  Course a, b;
  std::vector<Outcome> show;
  std::size_t draw = 0;  ///< the outcome of `show` told month by month
  int months = 12;
  nlohmann::json head;
};

/// Reads a `lab` message of a viewer. Throws Refused: forbidden, previews_off, wrong_phase, no_such_..., out_of_range,
/// over_budget, malformed; each names the field.
LabWish lab_wish(const nlohmann::json& message, const Room& room, const Viewer& viewer);
/// The answer, once both courses have run. Differences are B minus A, replicate by replicate.
nlohmann::json lab_answer(const LabWish& wish, const Futures& a, const Futures& b);

}  // namespace tarazi::server
