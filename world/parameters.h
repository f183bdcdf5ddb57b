// The numbers the laws read: the model's parameters and the weights of a strategy, each with unit,
// default, range and source. One table feeds YAML checks, JSON Schema, help, sweeps, web and Python.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tarazi {

/// A named number a user may set. `low..high` is the range an input must lie in; `zero_is_off` says
/// that 0 is accepted as well (it switches the mechanism off) although the range starts above it.
struct Quantity {
  std::string_view name;
  std::string_view unit;
  double standard;
  double low;
  double high;
  bool zero_is_off;
  std::string_view help;
  std::string_view source;

  constexpr bool allows(double value) const {
    return (value >= low && value <= high) || (zero_is_off && value == 0);
  }
};

/// Parameters of the model (model section 7, table). The order is the order of `kParameters`.
enum class Parameter : int {
  anchoring, influence, coercion, resentment, home_weight,
  w_imports, w_exports, w_transit, w_stock, w_security, w_bond,
  affinity_trade, bond_trade, openness_trade, sanction_max, trade_up, trade_down, mood_trade, mood_decay, sweeps,
  time_cost, bpr, route_rate,
  depreciation, affinity_invest, pressure_invest, capital_return, idle_cost,
  grievance_gain, grievance_decay, friend_discount, affinity_rate,
  closeness_affinity, bond_affinity, grievance_affinity, cooperation_affinity, bond_up, bond_down,
  length, lever_rate, aid_scale,
  drift_sd, jump_prob, jump_sd, mood_sd,
  count
};
inline constexpr int kParameterCount = static_cast<int>(Parameter::count);

inline constexpr std::array<Quantity, kParameterCount> kParameters{{
    {"anchoring", "/month", .0045, .002, .012, true, "pull of a position back to its anchor",
     "five-year moves of UNGA ideal points on (own long-run mean - x), 190 states 2000-2014: .24 (t 5.5); model section 7"},
    {"influence", "/month", .0015, 0, .006, true, "pull of partners in proportion to their influence share",
     "five-year moves on the dependence-weighted pull, 190 states 2000-2014: .084 (t 4.3); hard to tell from convergence"},
    {"coercion", "/month", .010, 0, .04, true, "compliance under pressure, in proportion to dependence",
     "assumption; only the ratio to resentment is identified"},
    {"resentment", "/month", .0015, 0, .002, true, "move away from those one bears a grievance",
     "assumption; only the ratio to coercion is identified"},
    {"home_weight", "share", .02, .005, .1, false, "weight of home among the influences on a state", "assumption"},
    {"w_imports", "weight", .5, 0, 1, true, "weight of imports in dependence", "assumption (equal weights)"},
    {"w_exports", "weight", .5, 0, 1, true, "weight of exports in dependence", "assumption (equal weights)"},
    {"w_transit", "weight", .5, 0, 1, true, "weight of freight through a state in dependence", "assumption (equal weights)"},
    {"w_stock", "weight", 1, 0, 2, true, "weight of the partner's capital stock in influence", "assumption"},
    {"w_security", "weight", .1, 0, 2, true, "weight of security received in influence", "assumption"},
    {"w_bond", "weight", .05, 0, 2, true, "weight of bonds in influence", "assumption"},
    {"affinity_trade", "1", .5, .2, .8, true, "effect of affinity on trade",
     "+20-22 % trade per SD of alignment over ten years (Fan, Wo & Xiang 2025)"},
    {"bond_trade", "1", .3, 0, .6, true, "effect of bonds on trade", "assumption"},
    {"openness_trade", "1", .3, 0, .6, true, "effect of openness on trade", "assumption"},
    {"sanction_max", "share", .8, .5, .95, true, "trade lost under full pressure",
     "complete sanctions, Global Sanctions Data Base literature (uncertain)"},
    {"trade_up", "/month", .039, .02, .1, true, "rate at which trade grows to its long-run value",
     "38 % of the long run in year one (Boehm, Levchenko & Pandalai-Nayar 2023)"},
    {"trade_down", "/month", .25, .1, .5, true, "rate at which trade falls to its long-run value",
     "assumption: lost in months, rebuilt over about 8 years after sanctions"},
    {"mood_trade", "1", .15, .05, .3, true, "effect of mood on reported exports", "Fuchs & Klann 2013"},
    {"mood_decay", "/month", .5, .06, .7, true, "decay of mood",
     "political shocks gone in about two months (Du, Ju, Ramirez & Yao 2017)"},
    {"sweeps", "count", 12, 4, 50, false, "sweeps of the matrix scaling a month", "numerical"},
    {"time_cost", "/day", .008, .006, .021, true, "cost of a day in transit, share of value", "Hummels & Schaur 2013"},
    {"bpr", "1", .15, .1, .5, true, "delay by congestion", "Bureau of Public Roads 1964"},
    {"route_rate", "/month", .1, .02, .2, true, "rate at which freight changes route",
     "assumption; the loop is stable for route_rate <= .1 up to flow/capacity about 2"},
    {"depreciation", "/month", .0043, .003, .008, true, "wear of capital", "5 % a year"},
    {"affinity_invest", "1", .8, .3, 1.5, true, "effect of affinity on market investment",
     "FDI gap / trade gap between blocs about 1.7 (Gopinath et al. 2024; Aiyar et al. 2024)"},
    {"pressure_invest", "1", .8, 0, 1, true, "effect of pressure on market investment",
     "FDI gap / trade gap between blocs about 1.7 (Gopinath et al. 2024; Aiyar et al. 2024)"},
    {"capital_return", "/year", .08, 0, .15, true, "output per unit of foreign capital", "assumption"},
    {"idle_cost", "share", .5, 0, 1, true, "output lost with unsold supply", "assumption"},
    {"grievance_gain", "/month", .06, .01, .2, true, "grievance from pressure",
     "assumption; sign: criticism by adversaries backfires, by friends less (Terman 2023)"},
    {"grievance_decay", "/month", .03, .01, .1, true, "fading of grievance", "assumption"},
    {"friend_discount", "1", .7, 0, 1, true, "how much less a friend's pressure is resented",
     "assumption; sign: Terman 2023"},
    {"affinity_rate", "/month", .03, .01, .08, true, "rate at which affinity follows its causes", "assumption"},
    {"closeness_affinity", "1", .5, 0, 1, true, "effect of closeness of positions on affinity", "assumption"},
    {"bond_affinity", "1", .3, 0, 1, true, "effect of bonds on affinity", "assumption"},
    {"grievance_affinity", "1", .8, 0, 1, true, "effect of grievance on affinity", "assumption"},
    {"cooperation_affinity", "1", .4, 0, 1, true, "effect of openness and offers received on affinity", "assumption"},
    {"bond_up", "/month", .02, 0, .2, true, "rate at which bonds grow", "institutions are sticky; assumption"},
    {"bond_down", "/month", .002, 0, .05, true, "rate at which bonds fade", "institutions are sticky; assumption"},
    {"length", "ideal-point units", 1.5, .7, 3, false, "distance of positions that counts as far",
     "about 1.7 SD of ideal points"},
    {"lever_rate", "/month", .2, .05, .5, true, "rate at which signals follow the strategy", "assumption"},
    {"aid_scale", "share of output/year", .01, .002, .05, false, "offers that count as full cooperation", "assumption"},
    {"drift_sd", "ideal-point units", 0, 0, .1, true, "monthly drift of positions (calibrated .017)",
     "SD of 1/3/5/10-year changes of UNGA positions (.196/.274/.316/.393)"},
    {"jump_prob", "/month", 0, 0, .05, true, "chance of a jump of a position (calibrated .004)",
     "kurtosis of changes of UNGA positions"},
    {"jump_sd", "ideal-point units", .6, 0, 2, true, "size of a jump of a position",
     "kurtosis of changes of UNGA positions"},
    {"mood_sd", "1", 0, 0, .2, true, "monthly shocks to mood (calibrated .05)", "assumption"},
}};

constexpr const Quantity& about(Parameter p) { return kParameters[static_cast<std::size_t>(p)]; }

/// Weights of a strategy (model section 5). The order is the order of `kWeights`.
enum class Weight : int {
  autonomy, influence_x, anchoring_x,
  principle, tolerance, reciprocity, conflict, restraint,
  openness_affinity, diversification,
  statecraft, inplay, extra,
  count
};
inline constexpr int kWeightCount = static_cast<int>(Weight::count);

inline constexpr std::array<Quantity, kWeightCount> kWeights{{
    {"autonomy", "1", 0, -2, 5, true,
     "< 0 bandwagon, 0 proportional, 1 multi-vector (pull peaks at a share of one half), >= 2 repelled by a patron",
     "model section 4"},
    {"influence_x", "factor", 1, 0, 5, true, "multiplies the pull of partners", "model section 4"},
    {"anchoring_x", "factor", 1, 0, 5, true, "multiplies the pull of the own anchor (0: no anchor)", "model section 4"},
    {"principle", "/ideal-point unit", 0, 0, 1, true, "pressure per unit of distance beyond the tolerance", "model section 5"},
    {"tolerance", "ideal-point units", 1, 0, 8, true, "distance that is tolerated", "model section 5"},
    {"reciprocity", "1", 0, 0, 2, true, "answer to pressure with pressure and less openness", "model section 5"},
    {"conflict", "1", 0, 0, 2, true, "pressure on those one dislikes", "model section 5"},
    {"restraint", "1", 1, 0, 5, true, "less pressure on those one depends on", "model section 5"},
    {"openness_affinity", "1", 0, 0, 2, true, "openness towards those one likes", "model section 5"},
    {"diversification", "1", 0, -2, 5, true, "less openness towards those with much influence", "model section 5"},
    {"statecraft", "share", 0, 0, 1, true, "share of investment the state directs", "model section 5"},
    {"inplay", "1", 0, 0, 10, true, "directs investment to contested hosts", "model section 5"},
    {"extra", "share of output/year", 0, 0, .1, true, "additional state-directed investment", "model section 5"},
}};

constexpr const Quantity& about(Weight w) { return kWeights[static_cast<std::size_t>(w)]; }

/// The four noise parameters of `noise: calibrated` (model section 7).
struct CalibratedNoise {
  static constexpr double drift_sd = .017;
  static constexpr double jump_prob = .004;
  static constexpr double jump_sd = .6;
  static constexpr double mood_sd = .05;
};

}  // namespace tarazi
