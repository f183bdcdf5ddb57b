// Investment (model section 7): what wears out is placed anew, by the market where output, affinity and
// calm are, by the state where its offers go.
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace investment {

/// market0_ij = K0_ij (1 - statecraft_i pair_ij), and its total.
template <class L>
void calibrate(World& w, int i) {
  using Cell = typename L::Cell;
  const Cell market = L::spread(1.0 - weight<L>(w, Weight::statecraft, i));
  for_each_chunk<L>(w, [&](int c) TARAZI_LAMBDA {
    const Cell k0 = L::cell(w, w.stock0, i, c);
    const bool no_pair = !w.is_active[i] || L::skip_pair(w, i, c);
    L::put(w, w.market0, i, c, no_pair ? k0 : L::if_pair(w, i, c, k0 * market, k0));
  });
  L::put_row(w.market_total, i, sum_row<L>(w, w.market0, i));
}

/// z_ij  = market0_ij (Y_j/Y0_j) max(0, 1 + affinity_invest (A_ij - A0_ij)) [1 - pressure_invest p_ij]/[1 - pressure_invest p0_ij]
/// K_ij' = (1 - depreciation) K_ij + depreciation (Y_i/Y0_i)(sum_k market0_ik) z_ij/sum_k z_ik + u_ij/12
template <class L>
void place(World& w, int i) {
  using Row = typename L::Row;
  using Cell = typename L::Cell;
  const Cell by_affinity = L::spread(parameter<L>(w, Parameter::affinity_invest));
  const Cell by_pressure = L::spread(parameter<L>(w, Parameter::pressure_invest));
  for_each_other<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell liking = positive_part(1.0 + by_affinity * (L::cell(w, w.affinity, i, c) - L::cell(w, w.affinity0, i, c)));
    const Cell calm = ratio(positive_part(1.0 - by_pressure * L::cell(w, w.pressure, i, c)),
                            1.0 - by_pressure * L::cell(w, w.pressure0, i, c));
    L::put(w, w.market, i, c, (L::cell(w, w.market0, i, c) * L::column(w.relative_output, c)) * (liking * calm));
  });
  const Row depreciation = parameter<L>(w, Parameter::depreciation);
  const Row placed = ratio(depreciation * L::row(w.relative_output, i) * L::row(w.market_total, i),
                           L::sum_cells(w, [&](int c) TARAZI_LAMBDA {
                             if (L::skip_other(i, c)) return Cell(0);
                             return L::if_other(i, c, L::cell(w, w.market, i, c), Cell(0));
                           }));
  for_each_other<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell next = L::spread(1.0 - depreciation) * L::cell(w, w.stock, i, c) +
                      L::spread(placed) * L::cell(w, w.market, i, c) + L::cell(w, w.offer, i, c) * (1.0 / 12);
    L::put(w, w.next_stock, i, c, L::if_other(i, c, next, Cell(0)));
  });
}

}  // namespace investment
}  // namespace TARAZI_ISA
}  // namespace tarazi
