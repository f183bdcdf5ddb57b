// Dependence (model section 3): the welfare a state would lose with a partner's supplies, markets and
// corridors (Arkolakis, Costinot & Rodriguez-Clare 2012, trade elasticity 2).
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace dependence {

/// V(z) = 1 - sqrt(max(0, 1 - z)): welfare cost of losing a supplier of share z.
template <class R>
TARAZI_INLINE R welfare_cost(const R& z) {
  return 1.0 - sqrt(positive_part(1.0 - z));
}

/// imports_i = sum_{k != i} T_ki, for the states of chunk c. bn USD a year.
template <class L>
void add_imports(World& w, int c) {
  using Cell = typename L::Cell;
  L::put_column(w.imports, c, sum_column<L>(w, [&](int k) TARAZI_LAMBDA {
    if (L::kStates == 1 && k == c) return Cell(0);
    return L::if_other(k, c, L::cell(w, w.exports, k, c), Cell(0));
  }));
}

/// D_ij without transit, for every j != i:  w_imports V(T_ji/scale_i) + w_exports V(T_ij/scale_i),
/// scale_i = Y_i + imports_i.
template <class L>
void of_state(World& w, int i) {
  using Cell = typename L::Cell;
  const auto per_scale = 1.0 / (L::row(w.output, i) + L::row(w.imports, i));
  const Cell per = L::spread(per_scale);
  const Cell w_imports = L::spread(parameter<L>(w, Parameter::w_imports));
  const Cell w_exports = L::spread(parameter<L>(w, Parameter::w_exports));
  for_each_other<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell bought = L::transposed(w, w.exports, i, c) * per;
    const Cell sold = L::cell(w, w.exports, i, c) * per;
    const Cell d = w_imports * welfare_cost(bought) + w_exports * welfare_cost(sold);
    L::put(w, w.dependence, i, c, L::if_other(i, c, d, Cell(0)));
  });
}

/// Adds w_transit V(R_io/scale_i) for every owner o of a route that i's freight takes;
///   R_io = sum over freight classes k, pairs (a,b) of k with i in {a,b}, routes c of k owned by o != i:
///          f_kc * value_share_k * T_ab.
template <class L>
void add_transit(World& w) {
  using Row = typename L::Row;
  for (int t = 0; t < w.transits; ++t) L::put_at(w, w.transit_value, w.transit[t].end, w.transit[t].owner, Row(0));
  for (int t = 0; t < w.transits; ++t) {
    const TransitOf& way = w.transit[t];
    const FreightEnds& ends = w.freight[way.freight];
    const Row trade = L::at(w, w.exports, ends.a, ends.b) + L::at(w, w.exports, ends.b, ends.a);
    const Row value = L::row(w.route_share, way.route) * L::row(w.value_share, way.freight) * trade;
    L::put_at(w, w.transit_value, way.end, way.owner, L::at(w, w.transit_value, way.end, way.owner) + value);
  }
  for (int t = 0; t < w.transits; ++t) {
    const TransitOf& way = w.transit[t];
    bool seen = false;  // several routes of one pair add up to one R_io, which enters D once
    for (int s = 0; s < t; ++s) seen = seen || (w.transit[s].end == way.end && w.transit[s].owner == way.owner);
    if (seen) continue;
    const Row scale = L::row(w.output, way.end) + L::row(w.imports, way.end);
    const Row cost = welfare_cost(L::at(w, w.transit_value, way.end, way.owner) / scale);
    const Row d = L::at(w, w.dependence, way.end, way.owner) + parameter<L>(w, Parameter::w_transit) * cost;
    L::put_at(w, w.dependence, way.end, way.owner, d);
  }
}

}  // namespace dependence
}  // namespace TARAZI_ISA
}  // namespace tarazi
