// The preset "multi-vector" (model section 5): weights for the weighted rule.
// Pull peaks at a share of one half; opens most to those with little influence over it.
#include "agents/policy.h"

namespace tarazi {
namespace {

const bool registered = Registry::instance().add(
    Preset{"multi-vector", "Pull peaks at a share of one half; opens most to those with little influence over it.",
           weights({
                                 {Weight::autonomy, 1}, {Weight::reciprocity, .2},
                                 {Weight::openness_affinity, .2}, {Weight::diversification, 1}})});

}  // namespace
}  // namespace tarazi
