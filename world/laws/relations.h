// Relations (model section 7): grievance from pressure, affinity from closeness, bonds, grievance and
// cooperation, moods that pass, bonds that grow fast and fade slowly.
#pragma once

#include "world/layout.h"
#include "world/laws/position.h"
#include "world/rng.h"

namespace tarazi {
inline namespace TARAZI_ISA {
namespace relations {

/// The factors in front of the causes of i's affinities.
template <class L>
struct AffinityRates {
  typename L::Cell closeness, per_length, bond, grievance, cooperation, per_aid;
  TARAZI_INLINE AffinityRates(const World& w, int i) {
    const auto rate = [&](Parameter p) TARAZI_LAMBDA { return parameter<L>(w, p); };
    closeness = L::spread(rate(Parameter::closeness_affinity));
    per_length = L::spread(1.0 / rate(Parameter::length));
    bond = L::spread(rate(Parameter::bond_affinity));
    grievance = L::spread(rate(Parameter::grievance_affinity));
    cooperation = L::spread(rate(Parameter::cooperation_affinity));
    per_aid = L::spread(1.0 / (rate(Parameter::aid_scale) * L::row(w.output, i)));
  }
};

/// aff_ij = closeness_affinity (1 - d_ij/length) + bond_affinity B_ij - grievance_affinity G_ij + cooperation_affinity coop_ji,
/// coop_ji = q_ji/2 + clip(u_ji/(aid_scale Y_i), 0, 1)/2
template <class L>
TARAZI_INLINE typename L::Cell causes_of_affinity(const World& w, const AffinityRates<L>& rate, int i, int c) {
  const auto openness = L::mirrored(w, w.openness, w.openness_back, i, c);
  const auto offer = L::transposed(w, w.offer, i, c);
  const auto cooperation = (openness + clip(offer * rate.per_aid, 0, 1)) * .5;
  return ((rate.closeness * (1.0 - position::distance<L>(w, i, c) * rate.per_length) +
           rate.bond * L::cell(w, w.bond, i, c)) -
          rate.grievance * L::cell(w, w.grievance, i, c)) +
         rate.cooperation * cooperation;
}

/// A0_ij - aff_ij0: the observed start is the rest point.
template <class L>
void calibrate(World& w, int i) {
  if (!w.is_active[i]) return;
  const AffinityRates<L> rates(w, i);
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    put_pair<L>(w, w.affinity_intercept, i, c, L::cell(w, w.affinity0, i, c) - causes_of_affinity<L>(w, rates, i, c));
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
  const AffinityRates<L> rates(w, i);
  const Cell bond_up = rate(Parameter::bond_up), bond_down = rate(Parameter::bond_down);
  for_each_pair<L>(w, i, [&](int c) TARAZI_LAMBDA {
    const Cell a = L::cell(w, w.affinity, i, c);
    const Cell g = L::cell(w, w.grievance, i, c);
    const Cell b = L::cell(w, w.bond, i, c);
    const Cell added = positive_part(L::mirrored(w, w.pressure, w.pressure_back, i, c) -
                                     L::mirrored(w, w.pressure0, w.pressure0_back, i, c));
    const Cell hurt = gain * added * (1.0 - discount * a) * (1.0 - g);
    put_pair<L>(w, w.next_grievance, i, c, (g + hurt) - decay * g);

    const Cell wanted = clip(causes_of_affinity<L>(w, rates, i, c) + L::cell(w, w.affinity_intercept, i, c), -1, 1);
    put_pair<L>(w, w.next_affinity, i, c, a + affinity_rate * (wanted - a), a);

    // Both changes are added first, so that B_ij and B_ji keep the same bits.
    const Cell warmer = (a - L::cell(w, w.affinity0, i, c)) +
                        (L::mirrored(w, w.affinity, w.affinity_back, i, c) -
                         L::mirrored(w, w.affinity0, w.affinity0_back, i, c));
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
