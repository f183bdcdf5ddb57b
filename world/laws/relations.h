// Relations (model section 7): grievance from pressure, affinity from closeness, bonds, grievance and
// cooperation, moods that pass, bonds that grow fast and fade slowly.
#pragma once

#include "world/layout.h"
#include "world/laws/position.h"
#include "world/rng.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace relations {

/// aff_ij = closeness_affinity (1 - d_ij/length) + bond_affinity B_ij - grievance_affinity G_ij + cooperation_affinity coop_ji,
/// coop_ji = q_ji/2 + clip(u_ji/(aid_scale Y_i), 0, 1)/2
template <class L>
TARAZI_INLINE typename L::Cell causes_of_affinity(const World& w, int i, int c) {
  const auto rate = [&](Parameter p) TARAZI_LAMBDA { return L::spread(parameter<L>(w, p)); };
  const auto per_length = L::spread(1.0 / parameter<L>(w, Parameter::length));
  const auto per_aid = L::spread(1.0 / (parameter<L>(w, Parameter::aid_scale) * L::row(w.output, i)));
  const auto cooperation =
      (L::transposed(w, w.openness, i, c) + clip(L::transposed(w, w.offer, i, c) * per_aid, 0, 1)) * .5;
  return ((rate(Parameter::closeness_affinity) * (1.0 - position::distance<L>(w, i, c) * per_length) +
           rate(Parameter::bond_affinity) * L::cell(w, w.bond, i, c)) -
          rate(Parameter::grievance_affinity) * L::cell(w, w.grievance, i, c)) +
         rate(Parameter::cooperation_affinity) * cooperation;
}

/// A0_ij - aff_ij0: the observed start is the rest point.
template <class L>
void calibrate(World& w, int i) {
  if (!w.is_active[i]) return;
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    put_pair<L>(w, w.affinity_intercept, i, c, L::cell(w, w.affinity0, i, c) - causes_of_affinity<L>(w, i, c));
  });
}

/// G_ij' = G_ij + grievance_gain max(0, p_ji - p0_ji)(1 - friend_discount A_ij)(1 - G_ij) - grievance_decay G_ij
/// A_ij' = A_ij + affinity_rate ( clip(aff_ij + A0_ij - aff_ij0, -1, 1) - A_ij )
/// Bt = clip(Brest_ij + (A_ij - A0_ij)/2 + (A_ji - A0_ji)/2, 0, 1);  B_ij' = B_ij + (bond_up if Bt > B_ij else bond_down)(Bt - B_ij)
template <class L>
void settle(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const auto rate = [&](Parameter p) TARAZI_LAMBDA { return L::spread(parameter<L>(w, p)); };
  const Cell gain = rate(Parameter::grievance_gain), decay = rate(Parameter::grievance_decay);
  const Cell discount = rate(Parameter::friend_discount), affinity_rate = rate(Parameter::affinity_rate);
  const Cell bond_up = rate(Parameter::bond_up), bond_down = rate(Parameter::bond_down);
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell a = L::cell(w, w.affinity, i, c);
    const Cell g = L::cell(w, w.grievance, i, c);
    const Cell b = L::cell(w, w.bond, i, c);
    const Cell added = positive_part(L::transposed(w, w.pressure, i, c) - L::transposed(w, w.pressure0, i, c));
    const Cell hurt = gain * added * (1.0 - discount * a) * (1.0 - g);
    put_pair<L>(w, w.next_grievance, i, c, (g + hurt) - decay * g);

    const Cell wanted = clip(causes_of_affinity<L>(w, i, c) + L::cell(w, w.affinity_intercept, i, c), -1, 1);
    put_pair<L>(w, w.next_affinity, i, c, a + affinity_rate * (wanted - a), a);

    // Both changes are added first, so that B_ij and B_ji keep the same bits.
    const Cell warmer = (a - L::cell(w, w.affinity0, i, c)) +
                        (L::transposed(w, w.affinity, i, c) - L::transposed(w, w.affinity0, i, c));
    const Cell rest = clip(L::cell(w, w.bond_rest, i, c) + warmer * .5, 0, 1);
    put_pair<L>(w, w.next_bond, i, c, b + if_greater(rest, b, bond_up, bond_down) * (rest - b), b);
  });
}

/// m_ij' = clip( (1 - mood_decay) m_ij + mood_sd n7, -1, 1)
template <class L>
void feel_mood(World& w, int i) {
  using Cell = typename L::Cell;
  if (!w.is_active[i]) return;
  const Cell left = L::spread(1.0 - parameter<L>(w, Parameter::mood_decay));
  const Cell sd = L::spread(parameter<L>(w, Parameter::mood_sd));
  const auto keys = L::cell_keys(w);
  using Word = decltype(keys.seed);
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    Cell mood = left * L::cell(w, w.mood, i, c);
    if (w.moods) {
      const Block<Word> counter{{Word(w.month), Word(w.id[i]), L::partner_ids(w, c), Word(static_cast<uint64_t>(Stream::mood))}};
      mood = mood + sd * normal(philox<Word>(counter, keys.seed, keys.replicate));
    }
    put_pair<L>(w, w.next_mood, i, c, clip(mood, -1, 1));
  });
}

}  // namespace relations
}  // namespace TARAZI_ISA
}  // namespace tarazi
