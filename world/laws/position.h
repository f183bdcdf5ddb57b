// Position (model section 4): Friedkin-Johnsen with autonomy, coercion and resentment.
#pragma once

#include "world/layout.h"
#include "world/rng.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace position {

inline constexpr double kBox = 4;  ///< positions live in [-4, 4] per component

/// The three pulls of one partner on one state; each times (x_j - x_i) is a term of the explanation.
template <class R>
struct Pull {
  R influence;   ///< influence * influence_x_i * s_ij (1 - autonomy_i s_ij)
  R coercion;    ///< coercion * p_ji D_ij
  R resentment;  ///< - resentment * G_ij / (1 + sum_k G_ik)
  TARAZI_INLINE R total() const { return (influence + coercion) + resentment; }
};

template <class R>
TARAZI_INLINE Pull<R> pull_of_partner(const R& influence_rate, const R& autonomy, const R& share, const R& coercion_rate,
                                      const R& pressure_on_me, const R& dependence, const R& resentment_rate,
                                      const R& grievance) {
  return {influence_rate * share * (1.0 - autonomy * share), coercion_rate * pressure_on_me * dependence,
          -1.0 * (resentment_rate * grievance)};
}

template <class L>
TARAZI_INLINE auto component(const World& w, double* a, int d) {
  return a + static_cast<long>(d) * w.stride * L::kLanes;
}

/// d_ij = |x_i - x_j|
template <class L>
TARAZI_INLINE typename L::Cell distance(const World& w, int i, int c) {
  using Cell = typename L::Cell;
  if (w.dimensions == 1) {
    const Cell apart = L::column(w.position, c) - L::spread(L::row(w.position, i));
    return max(apart, -1.0 * apart);
  }
  Cell squares(0);
  for (int d = 0; d < w.dimensions; ++d) {
    const double* x = component<L>(w, w.position, d);
    const Cell apart = L::column(x, c) - L::spread(L::row(x, i));
    squares += apart * apart;
  }
  return sqrt(squares);
}

/// C_ij of every partner of i.
template <class L>
void feel(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Cell influence_rate = L::spread(parameter<L>(w, Parameter::influence) * weight<L>(w, Weight::influence_x, i));
  const Cell autonomy = L::spread(weight<L>(w, Weight::autonomy, i));
  const Cell coercion_rate = L::spread(parameter<L>(w, Parameter::coercion));
  const Cell resentment_rate =
      L::spread(parameter<L>(w, Parameter::resentment) / (1.0 + sum_row<L>(w, w.grievance, i)));
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Pull<Cell> pull = pull_of_partner(influence_rate, autonomy, L::cell(w, w.share, i, c), coercion_rate,
                                            L::mirrored(w, w.pressure, w.pressure_back, i, c), L::cell(w, w.dependence, i, c),
                                            resentment_rate, L::cell(w, w.grievance, i, c));
    put_pair<L>(w, w.pull, i, c, pull.total());
  });
}

/// sum_j C_ij (x_j - x_i), one component.
template <class L>
TARAZI_INLINE typename L::Row attraction(const World& w, int i, const double* x) {
  const typename L::Cell own = L::spread(L::row(x, i));
  return L::sum_cells(w, [&](int c) TARAZI_LAMBDA { return L::cell(w, w.pull, i, c) * (L::column(x, c) - own); });
}

/// a_i = x_i0 - sum_j C_ij0 (x_j0 - x_i0) / (anchoring * anchoring_x_i), unless the scenario gave it;
/// x_i0 for a state without an anchor term.
template <class L>
void calibrate_anchor(World& w, int i) {
  using Row = typename L::Row;
  if (!w.is_active[i]) return;
  const Row rate = parameter<L>(w, Parameter::anchoring) * weight<L>(w, Weight::anchoring_x, i);
  for (int d = 0; d < w.dimensions; ++d) {
    const double* x = component<L>(w, w.position, d);
    double* a = component<L>(w, w.anchor, d);
    const Row rest = L::row(x, i) - ratio(attraction<L>(w, i, x), rate);
    L::put_row(a, i, if_greater(L::row(w.anchor_given, i), Row(0), L::row(a, i), rest));
  }
}

/// drift_sd * n1 + [u2 < jump_prob] * jump_sd * n3 (section 8), component d of state i.
template <class L>
TARAZI_INLINE typename L::Row noise(const World& w, int i, int d) {
  using Row = typename L::Row;
  Row shock(0);
  if (!w.drift && !w.jumps) return shock;
  const auto keys = L::keys(w);
  const auto draw = [&](Stream stream) TARAZI_LAMBDA {
    using Word = decltype(keys.seed);
    return philox<Word>({{Word(w.month), Word(w.id[i]), Word(static_cast<uint64_t>(d)), Word(static_cast<uint64_t>(stream))}},
                        keys.seed, keys.replicate);
  };
  if (w.drift) shock = parameter<L>(w, Parameter::drift_sd) * normal(draw(Stream::drift));
  if (w.jumps) {
    const Row chance = parameter<L>(w, Parameter::jump_prob);
    const Row gate = uniform(draw(Stream::jump_gate).word[0]);
    Row jump(0);
    if (any_greater(chance, gate))  // a jump is rare: its size is drawn only where one happens
      jump = if_greater(chance, gate, parameter<L>(w, Parameter::jump_sd) * normal(draw(Stream::jump_size)), Row(0));
    shock = shock + jump;
  }
  return shock;
}

/// x_i' = box( x_i + anchoring * anchoring_x_i (a_i - x_i) + sum_j C_ij (x_j - x_i) + noise_i )
template <class L>
void move(World& w, int i) {
  using Row = typename L::Row;
  if (!w.is_active[i]) return;
  const Row rate = parameter<L>(w, Parameter::anchoring) * weight<L>(w, Weight::anchoring_x, i);
  for (int d = 0; d < w.dimensions; ++d) {
    const double* x = component<L>(w, w.position, d);
    const Row own = L::row(x, i);
    const Row home = rate * (L::row(component<L>(w, w.anchor, d), i) - own);
    const Row next = ((own + home) + attraction<L>(w, i, x)) + noise<L>(w, i, d);
    L::put_row(component<L>(w, w.next_position, d), i, clip(next, -kBox, kBox));
  }
}

}  // namespace position
}  // namespace TARAZI_ISA
}  // namespace tarazi
