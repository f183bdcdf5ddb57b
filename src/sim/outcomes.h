// What a world amounts to politically (model section 9): multi-vector index, lean, posture, closeness,
// predicted agreement in the UN General Assembly.
#pragma once

#include <span>
#include <string_view>

#include "src/sim/simulation.h"

namespace tarazi {

enum class Posture : int { multi_vector, leaning, aligned, unattached, count };
std::string_view name(Posture posture);

/// How a state stands among its partners. Fields that are empty by definition are NaN, `towards` -1.
struct Alignment {
  double index;    ///< multi-vector index (1 - sum o^2)/(1 - 1/n): 1 equidistant, 0 one patron
  double vectors;  ///< effective vectors 1 / sum o^2
  double lean;     ///< largest minus second largest share among partners
  int towards;     ///< partner with the largest share
  Posture posture;
};

/// `shares`: s_ij of one state towards every state; `is_partner`: 1 where j is an active other state.
Alignment alignment(std::span<const double> shares, std::span<const char> is_partner);
/// Of a state of a prepared simulation; for a passive state everything is empty and the posture unattached.
Alignment alignment(const Simulation& simulation, int state, int lane = 0);

/// |x_i - x_j| over all components, ideal-point units.
double distance(const Simulation& simulation, int i, int j, int lane = 0);
/// 1/(1 + (d/length)^2)
double closeness(double distance, double length);
/// clip(.980 - .1725 d, 0, 1): fitted on 250,042 dyad-sessions, RMSE .078.
double predicted_agreement(double distance);

}  // namespace tarazi
