// The terms are computed by the very functions the month uses, one world at a time.
#include "src/sim/explanation.h"

#include "world/laws/position.h"
#include "world/rng.h"

namespace tarazi {

Explanation explain(const Simulation& simulation, int state, int component, int lane) {
  const World& w = simulation.world();
  const auto rate = [&](Parameter p) { return simulation.parameter(p, lane); };
  const auto weight = [&](Weight k) { return simulation.weight(k, state, lane); };
  Explanation why;
  why.month = simulation.month();
  why.from = simulation.position(state, component, lane);
  why.anchor = rate(Parameter::anchoring) * weight(Weight::anchoring_x) *
               (simulation.anchor(state, component, lane) - why.from);
  double grievances = 0;
  for (int j = 0; j < w.states; ++j) grievances += simulation.dyad(DyadField::grievance, state, j, lane);
  double pulled = 0;
  for (int j = 0; j < w.states; ++j) {
    if (j == state || !w.is_active[j]) continue;
    const position::Pull<double> pull = position::pull_of_partner<double>(
        rate(Parameter::influence) * weight(Weight::influence_x), weight(Weight::autonomy),
        simulation.dyad(DyadField::influence_share, state, j, lane), rate(Parameter::coercion),
        simulation.dyad(DyadField::pressure, j, state, lane), simulation.dyad(DyadField::dependence, state, j, lane),
        rate(Parameter::resentment) / (1 + grievances), simulation.dyad(DyadField::grievance, state, j, lane));
    const double apart = simulation.position(j, component, lane) - why.from;
    why.partners.push_back({j, pull.influence * apart, pull.coercion * apart, pull.resentment * apart});
    pulled += why.partners.back().total();
  }
  const auto draw = [&](Stream stream) {
    return philox<uint64_t>({{w.month, w.id[state], static_cast<uint64_t>(component), static_cast<uint64_t>(stream)}},
                            simulation.lane(lane).seed, simulation.lane(lane).replicate);
  };
  if (rate(Parameter::drift_sd) > 0) why.noise += rate(Parameter::drift_sd) * normal(draw(Stream::drift));
  if (uniform(draw(Stream::jump_gate).word[0]) < rate(Parameter::jump_prob))
    why.noise += rate(Parameter::jump_sd) * normal(draw(Stream::jump_size));
  const double next = why.from + why.anchor + pulled + why.noise;
  why.box = clip(next, -position::kBox, position::kBox) - next;
  why.move = why.anchor + pulled + why.noise + why.box;
  return why;
}

}  // namespace tarazi
