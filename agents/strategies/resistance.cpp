// The preset "resistance" (model section 5): weights for the weighted rule.
// Holds to its anchor and answers pressure with pressure.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"resistance", "Holds to its anchor and answers pressure with pressure.",
           weights({
                                 {Weight::autonomy, 1}, {Weight::influence_x, .25},
                                 {Weight::anchoring_x, 2}, {Weight::principle, .05},
                                 {Weight::tolerance, 1.5}, {Weight::reciprocity, .6},
                                 {Weight::conflict, .3}, {Weight::restraint, .3}})});

}  // namespace
}  // namespace tarazi
