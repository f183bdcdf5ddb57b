// Influence (model section 3): the share of each partner in the pull on a state, home included.
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace influence {

/// r_ij = [ D_ij + w_stock K_ji/(K_ji + Y_i) + w_security sec_ij + w_bond B_ij ] (1 + A_ij)/2 pair_ij
/// s_ij = r_ij / (home_weight + sum_k r_ik)
template <class L>
void of_state(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Cell y = L::spread(L::row(w.output, i));
  const Cell w_stock = L::spread(parameter<L>(w, Parameter::w_stock));
  const Cell w_security = L::spread(parameter<L>(w, Parameter::w_security));
  const Cell w_bond = L::spread(parameter<L>(w, Parameter::w_bond));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell owned = L::transposed(w, w.stock, i, c);
    const Cell base = L::cell(w, w.dependence, i, c) + w_stock * (owned / (owned + y)) +
                      w_security * L::cell(w, w.security, i, c) + w_bond * L::cell(w, w.bond, i, c);
    put_pair<L>(w, w.share, i, c, base * ((1.0 + L::cell(w, w.affinity, i, c)) * .5));
  });
  const Cell per = L::spread(1.0 / (parameter<L>(w, Parameter::home_weight) + sum_row<L>(w, w.share, i)));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA { L::put(w, w.share, i, c, L::cell(w, w.share, i, c) * per); });
}

}  // namespace influence
}  // namespace TARAZI_ISA
}  // namespace tarazi
