// The preset "sphere-of-influence" (model section 5): weights for the weighted rule.
// Presses on positions that drift away and answers pressure in kind.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"sphere-of-influence", "Presses on positions that drift away and answers pressure in kind.",
           weights({
                                 {Weight::autonomy, .5}, {Weight::influence_x, .2},
                                 {Weight::anchoring_x, 1.5}, {Weight::principle, .2},
                                 {Weight::tolerance, .7}, {Weight::reciprocity, .5},
                                 {Weight::conflict, .3}, {Weight::restraint, .5},
                                 {Weight::openness_affinity, .3}, {Weight::statecraft, .4}})});

}  // namespace
}  // namespace tarazi
