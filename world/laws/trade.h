// Trade (model section 6): structural gravity solved as matrix scaling (Anderson & van Wincoop 2003), in
// changes from the start; flows fall fast and grow slowly towards the solution.
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace trade {

/// 1 - sanction_max min(1, p_ij + p_ji)
template <class R>
TARAZI_INLINE R left_by_sanctions(const R& sanction_max, const R& pressures) {
  return 1.0 - sanction_max * min(pressures, R(1));
}

/// kernel0 = T0_ij / { [1 + b_A Abar0] [1 + b_B B0] [1 - sanction_max min(1, p0_ij + p0_ji)] }; the diagonal is T0_ii.
template <class L>
void calibrate_kernel(World& w, int i) {
  using Cell = typename L::Cell;
  const Cell b_affinity = L::spread(parameter<L>(w, Parameter::affinity_trade));
  const Cell b_bond = L::spread(parameter<L>(w, Parameter::bond_trade));
  const Cell sanction_max = L::spread(parameter<L>(w, Parameter::sanction_max));
  for_each_chunk<L>(w, [&](int c) TARAZI_LAMBDA {
    const Cell mean_affinity = (L::cell(w, w.affinity0, i, c) + L::mirrored(w, w.affinity0, w.affinity0_back, i, c)) * .5;
    const Cell pressures = L::cell(w, w.pressure0, i, c) + L::mirrored(w, w.pressure0, w.pressure0_back, i, c);
    const Cell brackets = ((1.0 + b_affinity * mean_affinity) * (1.0 + b_bond * L::cell(w, w.bond0, i, c))) *
                          left_by_sanctions(sanction_max, pressures);
    L::put(w, w.kernel0, i, c, L::cell(w, w.exports0, i, c) / brackets);
  });
}

/// Phi_ij without freight: kernel0 [1 + b_A Abar_ij] [1 + b_B B_ij] [1 + b_q (q_ij + q_ji)/2] [1 - sanction_max ...].
/// The diagonal has no feelings or signals and so stays at T0_ii.
template <class L>
void attract(World& w, int i) {
  using Cell = typename L::Cell;
  const Cell b_affinity = L::spread(parameter<L>(w, Parameter::affinity_trade) * .5);
  const Cell b_bond = L::spread(parameter<L>(w, Parameter::bond_trade));
  const Cell b_openness = L::spread(parameter<L>(w, Parameter::openness_trade) * .5);
  const Cell sanction_max = L::spread(parameter<L>(w, Parameter::sanction_max));
  for_each_chunk<L>(w, [&](int c) TARAZI_LAMBDA {
    const Cell affinities = L::cell(w, w.affinity, i, c) + L::mirrored(w, w.affinity, w.affinity_back, i, c);
    const Cell opennesses = L::cell(w, w.openness, i, c) + L::mirrored(w, w.openness, w.openness_back, i, c);
    const Cell pressures = L::cell(w, w.pressure, i, c) + L::mirrored(w, w.pressure, w.pressure_back, i, c);
    const Cell brackets = ((1.0 + b_affinity * affinities) * (1.0 + b_bond * L::cell(w, w.bond, i, c))) *
                          ((1.0 + b_openness * opennesses) * left_by_sanctions(sanction_max, pressures));
    L::put(w, w.kernel, i, c, L::cell(w, w.kernel0, i, c) * brackets);
  });
}

/// O_i = O0_i Y_i/Y0_i,  E_j = E0_j Y_j/Y0_j, E scaled so that sum E = sum O.
template <class L>
void size_markets(World& w) {
  using Row = typename L::Row;
  for (int i = 0; i < w.states; ++i) {
    const Row growth = L::row(w.relative_output, i);
    L::put_row(w.supply, i, L::row(w.supply0, i) * growth);
    L::put_row(w.demand, i, L::row(w.demand0, i) * growth);
  }
  const Row scale = ratio(sum_states<L>(w, w.supply), sum_states<L>(w, w.demand));
  for (int i = 0; i < w.states; ++i) L::put_row(w.demand, i, L::row(w.demand, i) * scale);
}

/// beta_j = E_j / sum_i alpha_i Phi_ij, for the states of chunk c.
template <class L>
TARAZI_INLINE void scale_importers(World& w, int c) {
  const auto offered = sum_column<L>(
      w, [&](int i) TARAZI_LAMBDA { return L::spread(L::row(w.alpha, i)) * L::cell(w, w.kernel, i, c); });
  L::put_column(w.beta, c, ratio(L::column(w.demand, c), offered));
}
/// alpha_i = O_i / sum_j Phi_ij beta_j
template <class L>
TARAZI_INLINE void scale_exporters(World& w, int i) {
  const auto wanted =
      L::sum_cells(w, [&](int c) TARAZI_LAMBDA { return L::cell(w, w.kernel, i, c) * L::column(w.beta, c); });
  L::put_row(w.alpha, i, ratio(L::row(w.supply, i), wanted));
}

/// T*_ij = alpha_i Phi_ij beta_j;  Tg_ij = T_ij (1 + g_i/12);
/// T_ij' = Tg_ij + (trade_up if T*_ij > Tg_ij else trade_down)(T*_ij - Tg_ij);  idle_i = max(0, O_i - sum_j T'_ij)
template <class L>
void relax(World& w, int i) {
  using Cell = typename L::Cell;
  const Cell alpha = L::spread(L::row(w.alpha, i));
  const Cell growth = L::spread(1.0 + L::row(w.growth, i) * (1.0 / 12));
  const Cell up = L::spread(parameter<L>(w, Parameter::trade_up));
  const Cell down = L::spread(parameter<L>(w, Parameter::trade_down));
  for_each_chunk<L>(w, [&](int c) TARAZI_LAMBDA {
    const Cell wanted = alpha * L::cell(w, w.kernel, i, c) * L::column(w.beta, c);
    const Cell grown = L::cell(w, w.exports, i, c) * growth;
    L::put(w, w.next_exports, i, c, grown + if_greater(wanted, grown, up, down) * (wanted - grown));
  });
  L::put_row(w.idle, i, positive_part(L::row(w.supply, i) - sum_row<L>(w, w.next_exports, i)));
}

/// shortage_j = max(0, E_j - sum_i T'_ij), for the states of chunk c.
template <class L>
void miss(World& w, int c) {
  const auto bought = sum_column<L>(w, [&](int i) TARAZI_LAMBDA { return L::cell(w, w.next_exports, i, c); });
  L::put_column(w.shortage, c, positive_part(L::column(w.demand, c) - bought));
}

}  // namespace trade
}  // namespace TARAZI_ISA
}  // namespace tarazi
