// The preset "balancing" (model section 5): weights for the weighted rule.
// Moves away from a partner above half of the influence and presses on those it dislikes.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"balancing", "Moves away from a partner above half of the influence and presses on those it dislikes.",
           weights({
                                 {Weight::autonomy, 2}, {Weight::influence_x, .5}, {Weight::principle, .1},
                                 {Weight::reciprocity, .3}, {Weight::conflict, .3},
                                 {Weight::restraint, .5}, {Weight::diversification, 1.5}})});

}  // namespace
}  // namespace tarazi
