// Invented names, from a list whose codes lie in the range that ISO 3166 leaves to users, so none is a real country's.
// The real codes stay inside, as they name the random numbers of a state.
#include "src/server/fictional.h"

#include <array>

namespace tarazi::server {
namespace {

struct Name {
  const char* code;
  const char* name;
};
constexpr std::array<Name, 12> kNames{{{"XAR", "Arvenia"}, {"XBE", "Belmora"}, {"XCO", "Corvath"}, {"XDA", "Dalmera"}, {"XEL", "Elvaria"}, {"XFE", "Fenora"},
                                       {"XGA", "Galdora"}, {"XHA", "Harvess"}, {"XIL", "Ilmaria"}, {"XJO", "Jorvia"}, {"XKE", "Kestral"}, {"XLU", "Lumeria"}}};

}  // namespace

Lesson with_fictional_names(Lesson lesson) {
  lesson.fictional = true;
  std::size_t next = 0;
  for (State& state : lesson.scenario.states) {
    lesson.real_codes.push_back(state.code);
    if (state.passive) continue;
    const std::string number = std::to_string(next + 1);
    state.code = next < kNames.size() ? kNames[next].code : "X" + number;
    state.name = next < kNames.size() ? kNames[next].name : "State " + number;
    state.place.reset();
    ++next;
  }
  lesson.scenario.provenance.clear();
  for (std::size_t k = 0; k < lesson.deck.size(); ++k) lesson.deck[k].name = "card-" + std::to_string(k + 1);
  return lesson;
}

CardEffect effect_of(const Event& card) {
  constexpr const char* kSignals[] = {"pressure", "openness", "offer"};
  if (const auto* pin = std::get_if<Pin>(&card.what)) {
    for (int s = 0; s < kSignalCount; ++s)
      if (const auto& value = pin->value[static_cast<std::size_t>(s)]) return {kSignals[s], pin->from, pin->to, *value};
  }
  if (const auto* change = std::get_if<DyadChange>(&card.what)) {
    if (change->mood != 0) return {"mood", change->from, change->to, change->mood};
    if (change->grievance != 0) return {"grievance", change->from, change->to, change->grievance};
    return {"mood", change->from, change->to, change->affinity + change->bond};
  }
  if (const auto* shock = std::get_if<StateShock>(&card.what)) return {"output", shock->state, -1, shock->output};
  if (const auto* change = std::get_if<StrategyChange>(&card.what)) return {"strategy", change->state, -1, 0};
  return {"corridor", -1, -1, 0};
}

}  // namespace tarazi::server
