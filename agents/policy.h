// Who decides: a policy turns what a state observes into the signals it sends. Most states use the
// weighted rule (strategies/weighted.h, data only); anything else is a class behind `Policy`.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/scenario.h"

namespace tarazi {

/// What one state knows of one month: its own row of the world, by partner. Entries of pairs that are no
/// pair (itself, passive states) are 0. Units as in model section 1.
struct Observation {
  int month = 0;
  int self = 0;
  std::span<const std::string> codes;      ///< all states, in the order of the spans below
  std::span<const char> is_partner;        ///< 1 where a signal can be sent
  std::span<const double> distance;        ///< |x_i - x_j|
  std::span<const double> dependence;      ///< D_ij
  std::span<const double> influence_share; ///< s_ij
  std::span<const double> affinity;        ///< A_ij
  std::span<const double> grievance;       ///< G_ij
  std::span<const double> pressure_on_me;  ///< p_ji
  std::span<const double> openness_to_me;  ///< q_ji
  std::span<const double> offer_to_me;     ///< u_ji, bn USD a year
  std::span<const double> exports;         ///< T_ij, bn USD a year
  std::span<const double> imports;         ///< T_ji, bn USD a year
  std::span<const double> own_pressure, own_openness, own_offer;  ///< in force now
  double output = 0;                       ///< bn USD a year
};

/// The signals of next month, one entry a partner. They arrive holding what the weighted rule with the
/// state's weights would send; a policy overwrites what it wants to decide itself. Values are clipped to
/// the ranges of the signals afterwards; a value that is not a number is an error.
struct Outbox {
  std::span<double> pressure, openness, offer;
};

/// A decision rule with memory. One object decides for one state in one run (lane).
class Policy {
 public:
  virtual ~Policy() = default;
  virtual void decide(const Observation& seen, Outbox signals) = 0;
  /// The memory as numbers, so that a run can be saved and resumed at any month.
  virtual std::vector<double> memory() const { return {}; }
  virtual void remember(std::span<const double>) {}
};

/// A preset: a named set of weights.
struct Preset {
  std::string name;
  std::string about;   ///< behaviour in a sentence, never virtue
  Weights weights;
};

/// A policy class a scenario can name with {policy: name, option: value}.
struct PolicyClass {
  std::string name;
  std::string about;
  std::vector<Quantity> options;
  std::function<std::unique_ptr<Policy>(const Scenario&, int state, const Strategy&)> make;
};

/// The strategies and policy classes this program knows; each registers itself from its own file.
class Registry {
 public:
  static Registry& instance();
  bool add(Preset preset);
  bool add(PolicyClass policy);
  const Preset* preset(std::string_view name) const;
  const PolicyClass* policy(std::string_view name) const;
  std::vector<const Preset*> presets() const;          ///< in alphabetical order
  std::vector<const PolicyClass*> policies() const;    ///< in alphabetical order

 private:
  std::map<std::string, Preset, std::less<>> presets_;
  std::map<std::string, PolicyClass, std::less<>> policies_;
};

/// A weight and its value, for writing presets.
struct WeightValue {
  Weight weight;
  double value;
};
/// Weights with the listed values, the rest at their standard.
Weights weights(std::initializer_list<WeightValue> listed);

}  // namespace tarazi
