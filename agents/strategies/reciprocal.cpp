// The preset "reciprocal" (model section 5): weights for the weighted rule.
// Answers pressure with pressure and friendship with openness.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"reciprocal", "Answers pressure with pressure and friendship with openness.",
           weights({
                                 {Weight::autonomy, .5}, {Weight::reciprocity, .8},
                                 {Weight::openness_affinity, .3}, {Weight::restraint, .5}})});

}  // namespace
}  // namespace tarazi
