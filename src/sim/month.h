// The model on one screen: what a month is, in the order of model section 2. Everyone looks at the same
// world, everyone signals, the world responds; every line reads month t and writes month t+1.
#pragma once

#include "agents/strategies/weighted.h"
#include "world/laws/corridors.h"
#include "world/laws/dependence.h"
#include "world/laws/influence.h"
#include "world/laws/investment.h"
#include "world/laws/output.h"
#include "world/laws/position.h"
#include "world/laws/relations.h"
#include "world/laws/trade.h"

namespace tarazi {
inline namespace TARAZI_ISA {

/// f(i) for every state. Each row is written by one thread only, so no result depends on their number.
template <class L, class F>
TARAZI_INLINE void for_each_state(const World& w, F&& f) {
  if constexpr (L::kThreads) {
#pragma omp parallel for schedule(static) num_threads(w.threads) if (w.threads > 1)
    for (int i = 0; i < w.states; ++i) f(i);
  } else {
    for (int i = 0; i < w.states; ++i) f(i);
  }
}
/// f(c) for every chunk of states seen as columns.
template <class L, class F>
TARAZI_INLINE void for_each_column(const World& w, F&& f) {
  const int n = L::chunks(w);
  if constexpr (L::kThreads) {
#pragma omp parallel for schedule(static) num_threads(w.threads) if (w.threads > 1)
    for (int c = 0; c < n; ++c) f(c);
  } else {
    for (int c = 0; c < n; ++c) f(c);
  }
}

/// Makes what the laws read from the other side, x_ji, quick to read (layout.h).
template <class L>
void mirror(World& w, const double* from, double* back) noexcept {
  for_each_column<L>(w, [&](int c) { L::mirror(w, from, back, c); });
}

/// 1. Who depends on whom, and who has influence over whom.
template <class L>
void observe(World& w) noexcept {
  for_each_column<L>(w, [&](int c) {
    output::compare_with_start<L>(w, c);
    dependence::add_imports<L>(w, c);
  });
  for_each_state<L>(w, [&](int i) { dependence::of_state<L>(w, i); });
  dependence::add_transit<L>(w);
  for_each_state<L>(w, [&](int i) { influence::of_state<L>(w, i); });
}

/// 2. Every state signals by its strategy: pressure, openness, offers of the next month.
template <class L>
void decide(World& w) noexcept {
  mirror<L>(w, w.pressure, w.pressure_back);
  for_each_state<L>(w, [&](int i) {
    weighted::press_and_open<L>(w, i);
    weighted::offer<L>(w, i);
  });
}

/// 3-8. The world responds to the signals in force.
template <class L>
void respond(World& w) noexcept {
  mirror<L>(w, w.openness, w.openness_back);
  mirror<L>(w, w.affinity, w.affinity_back);
  for_each_state<L>(w, [&](int i) {
    position::feel<L>(w, i);
    position::move<L>(w, i);
    relations::settle<L>(w, i);
    relations::feel_mood<L>(w, i);
    investment::place<L>(w, i);
    trade::attract<L>(w, i);
  });

  corridors::price<L>(w);
  corridors::choose_routes<L>(w);
  corridors::load<L>(w, w.next_route_share, w.next_flow);
  corridors::ease_trade<L>(w);

  trade::size_markets<L>(w);
  const int sweeps = static_cast<int>(w.parameters[static_cast<int>(Parameter::sweeps) * L::kLanes]);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for_each_column<L>(w, [&](int c) { trade::scale_importers<L>(w, c); });
    for_each_state<L>(w, [&](int i) { trade::scale_exporters<L>(w, i); });
  }
  for_each_state<L>(w, [&](int i) { trade::relax<L>(w, i); });
  for_each_column<L>(w, [&](int c) {
    trade::miss<L>(w, c);
    output::count_capital<L>(w, c);
  });

  for_each_state<L>(w, [&](int i) { output::produce<L>(w, i); });
}

/// Before month 0: intercepts and anchors that make the observed start a rest point.
template <class L>
void calibrate(World& w) noexcept {
  observe<L>(w);
  mirror<L>(w, w.pressure, w.pressure_back);
  mirror<L>(w, w.pressure0, w.pressure0_back);
  mirror<L>(w, w.affinity0, w.affinity0_back);
  mirror<L>(w, w.openness, w.openness_back);
  for_each_state<L>(w, [&](int i) {
    position::feel<L>(w, i);
    position::calibrate_anchor<L>(w, i);
    weighted::calibrate_intercepts<L>(w, i);
    weighted::calibrate_offers<L>(w, i);
    investment::calibrate<L>(w, i);
    trade::calibrate_kernel<L>(w, i);
  });
  for_each_state<L>(w, [&](int i) {  // offers in force at the start are the observed ones
    for_each_chunk<L>(w, [&](int c) { L::put(w, w.offer, i, c, L::cell(w, w.offer_base, i, c)); });
  });
  for_each_state<L>(w, [&](int i) { relations::calibrate<L>(w, i); });
  corridors::load<L>(w, w.route_share, w.flow);
  corridors::price<L>(w);
  corridors::calibrate<L>(w);
}

/// After parameters were changed in mid-run: the kernel of trade keeps its meaning, the calibration stands.
template <class L>
void rebase(World& w) noexcept {
  for_each_state<L>(w, [&](int i) { trade::calibrate_kernel<L>(w, i); });
}

}  // namespace TARAZI_ISA
}  // namespace tarazi
