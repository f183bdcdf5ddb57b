// Statistics that need a shock of their own: how fast trade follows openness, how long it takes to recover from
// sanctions. Both work on a world that would not move without the shock (quiet, target.h).
#pragma once

#include "src/evidence/target.h"

namespace tarazi::evidence {

/// Openness of both states is pinned to `size` from month 0 on; the change of their trade after 12 months over that
/// after `years`. Relations are held still, as the tariffs of the literature carry no goodwill that would raise trade
/// further. NaN when trade does not respond.
double trade_adjustment(const Scenario& world, const TargetOptions& options, int months, Isa isa);

/// Pressure of both states is pinned to `size` for four years (long enough for trade to settle), then to what it was.
/// Years until trade is back by `share` of its fall, interpolated within the month; the horizon when it does not come
/// back by then.
double sanction_recovery(const Scenario& world, const TargetOptions& options, int months, Isa isa);

}  // namespace tarazi::evidence
