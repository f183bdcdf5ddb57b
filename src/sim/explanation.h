// Why a position moves: the additive terms of model section 4, by partner and mechanism.
#pragma once

#include <vector>

#include "src/sim/simulation.h"

namespace tarazi {

/// The terms of one component of one state's move from month t to t+1. They add up to `move`.
struct Explanation {
  struct Partner {
    int state;
    double influence, coercion, resentment;  ///< each C-part times (x_j - x_i), ideal-point units a month
    double total() const { return influence + coercion + resentment; }
  };
  int month = 0;
  double from = 0;    ///< x_i(t)
  double anchor = 0;  ///< anchoring * anchoring_x_i (a_i - x_i)
  std::vector<Partner> partners;
  double noise = 0;
  double box = 0;     ///< what the limits of the position took away
  double move = 0;    ///< x_i(t+1) - x_i(t)
};

/// Explains the coming move of an active state from a prepared simulation; does not step it.
Explanation explain(const Simulation& simulation, int state, int component = 0, int lane = 0);

}  // namespace tarazi
