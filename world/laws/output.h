// Output (model section 7): the trend, less what stays unsold, plus what foreign capital adds.
#pragma once

#include "world/layout.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace output {

/// Y/Y0 of the states of chunk c.
template <class L>
void compare_with_start(World& w, int c) {
  L::put_column(w.relative_output, c, L::column(w.output, c) / L::column(w.start_output, c));
}

/// sum_j (K'_ji - K0_ji): capital gained since the start by the hosts of chunk c, bn USD.
template <class L>
void count_capital(World& w, int c) {
  L::put_column(w.capital_gain, c, sum_column<L>(w, [&](int j) TARAZI_LAMBDA {
    return L::cell(w, w.next_stock, j, c) - L::cell(w, w.stock0, j, c);
  }));
}

/// Ytrend' = Ytrend (1 + g/12);  Y' = max( .05 Ytrend', Ytrend' (1 - idle_cost idle/O) + capital_return sum_j (K'_ji - K0_ji) )
template <class L>
void produce(World& w, int i) {
  using Row = typename L::Row;
  const Row trend = L::row(w.trend, i) * (1.0 + L::row(w.growth, i) * (1.0 / 12));
  const Row unsold = parameter<L>(w, Parameter::idle_cost) * ratio(L::row(w.idle, i), L::row(w.supply, i));
  const Row next = trend * (1.0 - unsold) + parameter<L>(w, Parameter::capital_return) * L::row(w.capital_gain, i);
  L::put_row(w.trend, i, trend);
  L::put_row(w.next_output, i, max(.05 * trend, next));
}

}  // namespace output
}  // namespace TARAZI_ISA
}  // namespace tarazi
