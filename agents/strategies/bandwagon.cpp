// The preset "bandwagon" (model section 5): weights for the weighted rule.
// Moves towards whoever has most influence over it and opens to those it likes.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"bandwagon", "Moves towards whoever has most influence over it and opens to those it likes.",
           weights({
                                 {Weight::autonomy, -.5}, {Weight::influence_x, 1.5},
                                 {Weight::anchoring_x, .7}, {Weight::openness_affinity, .5},
                                 {Weight::diversification, -.5}})});

}  // namespace
}  // namespace tarazi
