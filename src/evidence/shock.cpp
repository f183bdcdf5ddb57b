// Events and settings that experiments share.
// Noise off means the noise parameters of model section 7 at 0; the laws stay as they are.
#include "src/evidence/shock.h"

namespace tarazi::evidence {

Scenario without_noise(Scenario scenario) {
  for (const Parameter p : {Parameter::drift_sd, Parameter::jump_prob, Parameter::mood_sd}) scenario[p] = 0;
  return scenario;
}

Event pin(int from, int to, Signal signal, double value, int at, std::optional<int> until) {
  Pin what;
  what.from = from;
  what.to = to;
  what.value[static_cast<std::size_t>(signal)] = value;
  return {"shock", at, until, what};
}

}  // namespace tarazi::evidence
