// The preset "transactional" (model section 5): weights for the weighted rule.
// Follows influence and never presses on those it depends on.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"transactional", "Follows influence and never presses on those it depends on.",
           weights({
                                 {Weight::influence_x, 1.5}, {Weight::anchoring_x, .7},
                                 {Weight::restraint, 2}})});

}  // namespace
}  // namespace tarazi
