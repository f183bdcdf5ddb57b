// The preset "conditionality" (model section 5): weights for the weighted rule.
// Presses on distant positions, less where it depends on the partner; invests through the market (EU-like).
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"conditionality", "Presses on distant positions, less where it depends on the partner; invests through the market (EU-like).",
           weights({
                                 {Weight::autonomy, .5}, {Weight::influence_x, .1},
                                 {Weight::anchoring_x, 1.5}, {Weight::principle, .25},
                                 {Weight::reciprocity, .2}, {Weight::conflict, .1}, {Weight::restraint, 2},
                                 {Weight::openness_affinity, .3}, {Weight::statecraft, .2}})});

}  // namespace
}  // namespace tarazi
