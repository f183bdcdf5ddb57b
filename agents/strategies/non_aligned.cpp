// The preset "non-aligned" (model section 5): weights for the weighted rule.
// Holds to its own anchor and weighs partners little.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"non-aligned", "Holds to its own anchor and weighs partners little.",
           weights({
                                 {Weight::influence_x, .25}, {Weight::anchoring_x, 2},
                                 {Weight::autonomy, 1}, {Weight::reciprocity, .1},
                                 {Weight::diversification, .5}})});

}  // namespace
}  // namespace tarazi
