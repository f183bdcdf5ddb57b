// What exists: the arrays of one block of worlds, double-buffered, laid out in one piece of memory so
// that saving a world is copying it. Plain pointers: the laws are compiled for several instruction sets.
#pragma once

#include <cstdint>

#include "world/parameters.h"

namespace tarazi {

/// A corridor route of a freight class, and where its numbers lie.
struct RouteOf {
  int freight;
  int corridor;
};
/// Goods of freight class `freight` between state `end` and the other end pass through `owner`.
struct TransitOf {
  int end, owner;
  int freight;
  int route;
};
struct FreightEnds {
  int a, b;
  int first_route, routes;
};
struct Ownership {
  int corridor, owner;
};

/// A block of worlds. Arrays hold [item][lane] or [i][j][lane]; `lanes` is 1 for one large world.
/// Units as in model section 1. `next_*` is month t+1 while the rest is month t.
struct World {
  int states = 0;      ///< N
  int stride = 0;      ///< states per row, padded for one large world
  int lanes = 1;       ///< worlds side by side
  int dimensions = 1;  ///< components of a position
  int corridors = 0, freight_classes = 0, routes = 0, transits = 0, ownerships = 0;
  int threads = 1;     ///< used inside one large world only
  std::uint32_t month = 0;
  bool drift = false, jumps = false, moods = false;  ///< some lane has this noise

  // Structure, the same in every lane.
  const bool* is_active = nullptr;
  const std::uint64_t* id = nullptr;     ///< [state], padded: names the state's random numbers
  const FreightEnds* freight = nullptr;
  const RouteOf* route = nullptr;        ///< [route]
  const TransitOf* transit = nullptr;
  const Ownership* ownership = nullptr;

  // Keys of the random numbers, per lane.
  const std::uint64_t* seed = nullptr;
  const std::uint64_t* replicate = nullptr;

  // Numbers, per lane.
  double* parameters = nullptr;  ///< [parameter]
  double* weights = nullptr;     ///< [weight][state], strategy in force
  double* start_weights = nullptr;

  // Of a state.
  double* active = nullptr;      ///< 1 active, 0 passive or padding
  double* position = nullptr;    ///< [component][state]
  double* next_position = nullptr;
  double* start_position = nullptr;
  double* anchor = nullptr;      ///< [component][state]
  double* anchor_given = nullptr;///< 1 where the scenario gave the anchor
  double* output = nullptr;
  double* next_output = nullptr;
  double* trend = nullptr;
  double* growth = nullptr;      ///< per year
  double* start_output = nullptr;
  double* relative_output = nullptr;///< Y/Y0
  double* supply0 = nullptr;     ///< O0: sales at the start, home included
  double* demand0 = nullptr;     ///< E0
  double* supply = nullptr;      ///< O
  double* demand = nullptr;      ///< E
  double* alpha = nullptr;       ///< scaling of exporters
  double* beta = nullptr;        ///< scaling of importers
  double* idle = nullptr;
  double* shortage = nullptr;
  double* imports = nullptr;     ///< scratch: sum of T_ki, k != i
  double* capital_gain = nullptr;///< scratch: sum of K'_ji - K0_ji
  double* offer_total = nullptr; ///< sum of base_ik
  double* market_total = nullptr;///< sum of market0_ik

  // Of a pair, i towards j.
  double *exports = nullptr, *next_exports = nullptr;     ///< T, diagonal: home sales
  double *stock = nullptr, *next_stock = nullptr;         ///< K
  double *affinity = nullptr, *next_affinity = nullptr;   ///< A
  double *grievance = nullptr, *next_grievance = nullptr; ///< G
  double *bond = nullptr, *next_bond = nullptr;           ///< B
  double *mood = nullptr, *next_mood = nullptr;           ///< m
  double *pressure = nullptr, *next_pressure = nullptr;   ///< p
  double *openness = nullptr, *next_openness = nullptr;   ///< q
  double *offer = nullptr, *next_offer = nullptr;         ///< u
  double *exports0 = nullptr, *stock0 = nullptr, *affinity0 = nullptr, *bond0 = nullptr, *pressure0 = nullptr;
  double* security = nullptr;
  double* bond_rest = nullptr;          ///< Brest
  double* pressure_intercept = nullptr; ///< pc
  double* openness_intercept = nullptr; ///< qc
  double* affinity_intercept = nullptr; ///< A0 - aff0
  double* offer_base = nullptr;         ///< base
  double* contest0 = nullptr;           ///< 1 / (1 + inplay0 4 s0_ji (1 - s0_ji))
  double* market0 = nullptr;
  double* kernel0 = nullptr;            ///< T0 over the start values of the brackets of Phi
  double* dependence = nullptr;         ///< D
  double* share = nullptr;              ///< s
  double* pull = nullptr;               ///< C
  double* transit_value = nullptr;      ///< R, bn USD a year
  double* kernel = nullptr;             ///< Phi
  double* market = nullptr;             ///< z, where the market places capital (every other state)
  double* extra_weight = nullptr;       ///< y, where extra offers go (pairs only)

  // Mirrors, back_ij = x_ji: only in one large world, of what several laws read along a column.
  double *affinity_back = nullptr, *affinity0_back = nullptr, *pressure_back = nullptr, *pressure0_back = nullptr;
  double* openness_back = nullptr;

  // Of a corridor, a route, a freight class.
  double *days = nullptr, *cost = nullptr, *capacity = nullptr, *open = nullptr;  ///< in force
  double *flow = nullptr, *next_flow = nullptr;           ///< F
  double* generalised_cost = nullptr;                     ///< g_c
  double *route_share = nullptr, *next_route_share = nullptr;  ///< f
  double* route_start_share = nullptr;
  double* route_constant = nullptr;                       ///< const_kc
  double* route_weight = nullptr;                         ///< w_kc
  double *tonnes = nullptr, *value_share = nullptr, *freight_trade0 = nullptr;  ///< [freight class]

  /// Index of (i, j) in a pair array, lane 0.
  long pair(int i, int j) const { return (static_cast<long>(i) * stride + j) * lanes; }
};

/// Month t+1 becomes now.
void swap_months(World& world);

}  // namespace tarazi
