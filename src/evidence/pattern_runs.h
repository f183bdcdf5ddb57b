// Shared by the patterns: runs read by the names of states, and the shocks that experiments give.
#pragma once

#include <optional>
#include <string>

#include "src/evidence/pattern.h"
#include "src/evidence/shock.h"

namespace tarazi::evidence {

inline constexpr int kPatternMonths = 120;  ///< length of most experiments
inline constexpr int kShockMonth = 12;      ///< their shocks begin after a quiet year

/// A scenario's run without noise, read by name; amounts in bn USD or Mt a year, positions in ideal-point units.
/// Throws OutOfBounds.
class NamedRun {
 public:
  NamedRun(Scenario scenario, int months, Isa isa);
  double dyad(DyadField field, int month, const char* from, const char* to) const;
  /// Both directions.
  double trade(int month, const char* a, const char* b) const;
  double position(int month, const char* state) const;
  /// The multi-vector index.
  double index(int month, const char* state) const;
  double flow(int month, int corridor) const { return history_.flow_of(0, month, corridor); }
  double cost(int month, int corridor) const { return history_.cost_of(0, month, corridor); }
  const Scenario& scenario() const { return history_.scenario; }

 private:
  History history_;
};

/// The scenario with a pin, states by code; without `until` it stays.
Scenario with(Scenario scenario, const char* from, const char* to, Signal signal, double value, int at = kShockMonth,
              std::optional<int> until = {});
int corridor_named(const Scenario& scenario, std::string_view name);

// The patterns, one function each.
Findings pressure_repels(const PatternWorld& world);         ///< P1
Findings joint_moves(const PatternWorld& world);             ///< P2
Findings friend_or_adversary(const PatternWorld& world);     ///< P3
Findings offers_and_index(const PatternWorld& world);        ///< P4
Findings rupture_and_return(const PatternWorld& world);      ///< P5
Findings faster_corridor(const PatternWorld& world);         ///< P6
Findings tipping(const PatternWorld& world);                 ///< P7
Findings contested_state(const PatternWorld& world);         ///< P8
Findings split_world(const PatternWorld& world);             ///< P9

}  // namespace tarazi::evidence
