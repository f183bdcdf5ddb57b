// The preset "patron" (model section 5): weights for the weighted rule.
// Presses little and directs much of its investment to contested hosts (BRI-like).
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"patron", "Presses little and directs much of its investment to contested hosts (BRI-like).",
           weights({
                                 {Weight::autonomy, .5}, {Weight::influence_x, .2},
                                 {Weight::anchoring_x, 1.5}, {Weight::principle, .03},
                                 {Weight::tolerance, 2}, {Weight::reciprocity, .2}, {Weight::conflict, .1},
                                 {Weight::openness_affinity, .2}, {Weight::statecraft, .6},
                                 {Weight::inplay, 1}})});

}  // namespace
}  // namespace tarazi
