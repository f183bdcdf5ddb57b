// Corridors (model section 6): congestion by the Bureau of Public Roads curve, freight that moves slowly
// to cheaper and more open routes, and what that does to the trade of the pairs it serves.
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace corridors {

/// BPR: time_factor = 1 + bpr min(3, F/capacity)^4
template <class R>
TARAZI_INLINE R congestion(const R& bpr, const R& flow, const R& capacity) {
  const R load = min(flow / capacity, R(3));
  const R square = load * load;
  return 1.0 + bpr * (square * square);
}

/// g_c = cost_c + time_cost days_c (1 + bpr min(3, F_c/capacity_c)^4)
template <class L>
void price(World& w) {
  for (int c = 0; c < w.corridors; ++c)
    L::put_row(w.generalised_cost, c,
               L::row(w.cost, c) + parameter<L>(w, Parameter::time_cost) * L::row(w.days, c) *
                                       congestion(parameter<L>(w, Parameter::bpr), L::row(w.flow, c), L::row(w.capacity, c)));
}

/// open_kc = open_c (1 - sanction_max worst), worst = max over owners o and ends e != o of min(1, p_oe + p_eo).
template <class L>
TARAZI_INLINE typename L::Row openness(const World& w, const RouteOf& route) {
  using Row = typename L::Row;
  Row worst(0);
  const FreightEnds& freight = w.freight[route.freight];
  for (int o = 0; o < w.ownerships; ++o) {
    if (w.ownership[o].corridor != route.corridor) continue;
    const int owner = w.ownership[o].owner;
    for (const int end : {freight.a, freight.b})
      if (end != owner)
        worst = max(worst, min(L::at(w, w.pressure, owner, end) + L::at(w, w.pressure, end, owner), Row(1)));
  }
  return L::row(w.open, route.corridor) * (1.0 - parameter<L>(w, Parameter::sanction_max) * worst);
}

/// (1 + g)^8
template <class R>
TARAZI_INLINE R eighth_power(const R& g) {
  const R one = 1.0 + g;
  const R two = one * one;
  const R four = two * two;
  return four * four;
}

/// const_kc = f0_kc (1 + g0_c)^8 / open0_kc: observed shares are the rest point.
template <class L>
void calibrate(World& w) {
  for (int r = 0; r < w.routes; ++r)
    L::put_row(w.route_constant, r,
               ratio(L::row(w.route_start_share, r) * eighth_power(L::row(w.generalised_cost, w.route[r].corridor)),
                     openness<L>(w, w.route[r])));
}

/// sum of T over the pairs of freight class k (both directions).
template <class L>
TARAZI_INLINE typename L::Row trade_of(const World& w, const double* exports, int k) {
  return L::at(w, exports, w.freight[k].a, w.freight[k].b) + L::at(w, exports, w.freight[k].b, w.freight[k].a);
}

/// w_kc = const_kc open_kc / (1 + g_c)^8;  f_kc' = f_kc + route_rate ( w_kc/sum_c w_kc - f_kc )
template <class L>
void choose_routes(World& w) {
  using Row = typename L::Row;
  for (int r = 0; r < w.routes; ++r)
    L::put_row(w.route_weight, r,
               L::row(w.route_constant, r) * openness<L>(w, w.route[r]) /
                   eighth_power(L::row(w.generalised_cost, w.route[r].corridor)));
  for (int k = 0; k < w.freight_classes; ++k) {
    const FreightEnds& freight = w.freight[k];
    Row total(0);
    for (int r = freight.first_route; r < freight.first_route + freight.routes; ++r) total = total + L::row(w.route_weight, r);
    for (int r = freight.first_route; r < freight.first_route + freight.routes; ++r) {
      const Row f = L::row(w.route_share, r);
      L::put_row(w.next_route_share, r,
                 f + parameter<L>(w, Parameter::route_rate) * (ratio(L::row(w.route_weight, r), total) - f));
    }
  }
}

/// F_c = sum_k f_kc tonnes_k (sum of T over k's pairs)/(the same at the start), Mt a year.
template <class L>
void load(World& w, const double* route_share, double* flow) {
  using Row = typename L::Row;
  for (int c = 0; c < w.corridors; ++c) L::put_row(flow, c, Row(0));
  for (int r = 0; r < w.routes; ++r) {
    const int k = w.route[r].freight;
    const Row growth = ratio(trade_of<L>(w, w.exports, k), L::row(w.freight_trade0, k));
    L::put_row(flow, w.route[r].corridor,
               L::row(flow, w.route[r].corridor) + L::row(route_share, r) * L::row(w.tonnes, k) * growth);
  }
}

/// Multiplies Phi of the pairs with freight by fC_ij = product over k: 1 + value_share_k ( sqrt(sum_c w_kc) - 1 ).
template <class L>
void ease_trade(World& w) {
  using Row = typename L::Row;
  for (int k = 0; k < w.freight_classes; ++k) {
    const FreightEnds& freight = w.freight[k];
    Row total(0);
    for (int r = freight.first_route; r < freight.first_route + freight.routes; ++r) total = total + L::row(w.route_weight, r);
    const Row ease = 1.0 + L::row(w.value_share, k) * (sqrt(total) - 1.0);
    L::put_at(w, w.kernel, freight.a, freight.b, L::at(w, w.kernel, freight.a, freight.b) * ease);
    L::put_at(w, w.kernel, freight.b, freight.a, L::at(w, w.kernel, freight.b, freight.a) * ease);
  }
}

}  // namespace corridors
}  // namespace TARAZI_ISA
}  // namespace tarazi
