// The weighted rule (model section 5): a strategy is a set of weights that turns what a state observes
// into pressure, openness and offers of next month. Every preset is data for this one rule.
#pragma once

#include "world/layout.h"
#include "world/laws/position.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace weighted {

/// p*_ij = principle_i max(0, d_ij - tolerance_i) + reciprocity_i p_ji + conflict_i max(0, -A_ij) - restraint_i D_ij
template <class L>
TARAZI_INLINE typename L::Cell wanted_pressure(const World& w, int i, int c) {
  const auto of = [&](Weight k) TARAZI_LAMBDA { return L::spread(weight<L>(w, k, i)); };
  return of(Weight::principle) * positive_part(position::distance<L>(w, i, c) - of(Weight::tolerance)) +
         of(Weight::reciprocity) * L::mirrored(w, w.pressure, w.pressure_back, i, c) +
         of(Weight::conflict) * positive_part(-1.0 * L::cell(w, w.affinity, i, c)) -
         of(Weight::restraint) * L::cell(w, w.dependence, i, c);
}

/// q*_ij = openness_affinity_i A_ij - diversification_i s_ij - reciprocity_i p_ji
template <class L>
TARAZI_INLINE typename L::Cell wanted_openness(const World& w, int i, int c) {
  const auto of = [&](Weight k) TARAZI_LAMBDA { return L::spread(weight<L>(w, k, i)); };
  return of(Weight::openness_affinity) * L::cell(w, w.affinity, i, c) -
         of(Weight::diversification) * L::cell(w, w.share, i, c) -
         of(Weight::reciprocity) * L::mirrored(w, w.pressure, w.pressure_back, i, c);
}

/// 1 + inplay_i 4 s_ji (1 - s_ji): how much a contested host attracts offers.
template <class L>
TARAZI_INLINE typename L::Cell contest(const World& w, int i, int c) {
  const auto mine = L::transposed(w, w.share, i, c);
  return 1.0 + L::spread(weight<L>(w, Weight::inplay, i)) * (4.0 * mine * (1.0 - mine));
}

/// pc = p0 - p*0 and qc = 0 - q*0: the observed start is the rest point of the start strategies.
template <class L>
void calibrate_intercepts(World& w, int i) {
  if (!w.is_active[i]) return;
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    put_pair<L>(w, w.pressure_intercept, i, c, L::cell(w, w.pressure0, i, c) - wanted_pressure<L>(w, i, c));
    put_pair<L>(w, w.openness_intercept, i, c, -1.0 * wanted_openness<L>(w, i, c));
  });
}

/// base_ij = 12 depreciation statecraft_i K0_ij pair_ij, its total, and the start's contestedness.
template <class L>
void calibrate_offers(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Cell directed = L::spread(12.0 * parameter<L>(w, Parameter::depreciation) * weight<L>(w, Weight::statecraft, i));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    put_pair<L>(w, w.offer_base, i, c, directed * L::cell(w, w.stock0, i, c));
    put_pair<L>(w, w.contest0, i, c, 1.0 / contest<L>(w, i, c));
  });
  L::put_row(w.offer_total, i, sum_row<L>(w, w.offer_base, i));
}

/// p_ij' = p_ij + lever_rate ( clip(p*_ij + pc_ij, 0, 1) - p_ij ), q_ij' likewise with clip to [-1, 1].
template <class L>
void press_and_open(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Cell rate = L::spread(parameter<L>(w, Parameter::lever_rate));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell p = L::cell(w, w.pressure, i, c);
    const Cell p_wanted = clip(wanted_pressure<L>(w, i, c) + L::cell(w, w.pressure_intercept, i, c), 0, 1);
    put_pair<L>(w, w.next_pressure, i, c, p + rate * (p_wanted - p));
    const Cell q = L::cell(w, w.openness, i, c);
    const Cell q_wanted = clip(wanted_openness<L>(w, i, c) + L::cell(w, w.openness_intercept, i, c), -1, 1);
    put_pair<L>(w, w.next_openness, i, c, q + rate * (q_wanted - q));
  });
}

/// u_ij' = (Y_i/Y0_i) [ (sum_k base_ik) base_ij (y_ij/y0_ij) / sum_k base_ik (y_ik/y0_ik) ]
///         + extra_i Y_i y_ij / sum_k y_ik,   y_ij = K0_ij (1 + inplay_i 4 s_ji (1 - s_ji)) pair_ij
template <class L>
void offer(World& w, int i) {
  using Row = typename L::Row;
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Row y = L::row(w.output, i);
  // First the re-weighted base, from its total the scale; then the extra by the same weights.
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell contested = contest<L>(w, i, c);
    put_pair<L>(w, w.next_offer, i, c, L::cell(w, w.offer_base, i, c) * (contested * L::cell(w, w.contest0, i, c)));
    put_pair<L>(w, w.extra_weight, i, c, L::cell(w, w.stock0, i, c) * contested);
  });
  const Row base = ratio(L::row(w.relative_output, i) * L::row(w.offer_total, i), sum_row<L>(w, w.next_offer, i));
  const Row extra = ratio(weight<L>(w, Weight::extra, i) * y, sum_row<L>(w, w.extra_weight, i));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    L::put(w, w.next_offer, i, c,
           L::spread(base) * L::cell(w, w.next_offer, i, c) + L::spread(extra) * L::cell(w, w.extra_weight, i, c));
  });
}

}  // namespace weighted
}  // namespace TARAZI_ISA
}  // namespace tarazi
