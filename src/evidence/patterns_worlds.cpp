// P7 to P9: what shows only in worlds made for it - two equal patrons, a contested host, blocs that split.
// Their numbers are assumptions, chosen to be as plain as the statement allows.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "agents/policy.h"
#include "src/evidence/pattern_runs.h"

namespace tarazi::evidence {
namespace {

double& weight(State& state, Weight w) { return state.strategy.weights[static_cast<std::size_t>(w)]; }

void use_preset(State& state, const char* name) {
  state.strategy.name = name;
  state.strategy.weights = Registry::instance().preset(name)->weights;
}

/// States S0, S1, ... at position 0 with a GDP of 100 bn and nothing between them, none allied to any.
Scenario plain_world(int n) {
  Scenario s;
  s.title = "made for a pattern";
  s.parameters = standard_parameters();
  for (int i = 0; i < n; ++i) {
    State state;
    state.code = state.name = fmt::format("S{}", i);
    state.gdp = 100;
    state.position = {0};
    use_preset(state, "non-aligned");
    s.states.push_back(std::move(state));
  }
  for (Matrix* m : {&s.exports, &s.stocks, &s.affinity, &s.bonds, &s.security, &s.pressure}) *m = Matrix(n);
  return s;
}

State& state_at(Scenario& s, int i) { return s.states[static_cast<std::size_t>(i)]; }

/// The first state's position in `month`; such long runs need no record of the months before.
double final_position(const Scenario& scenario, int month, Isa isa) {
  const Scenario calm = without_noise(scenario);
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation(calm, 0, settings);
  simulation.advance_to(month);
  simulation.check_bounds();
  return simulation.position(0);
}

/// A small state between two equal patrons at +-2, with feedback from closeness through affinity to influence.
Scenario between_patrons(const PatternWorld& world, double autonomy, double feedback) {
  Scenario s = plain_world(3);
  for (int i = 0; i < 3; ++i) {
    State& state = state_at(s, i);
    state.gdp = i == 0 ? 50 : 5000;
    state.position = {i == 0 ? 0. : i == 1 ? 2. : -2.};
    state.strategy.weights = standard_weights();
    weight(state, Weight::influence_x) = i == 0 ? 1 : 0;
    weight(state, Weight::autonomy) = autonomy;
  }
  for (const int j : {1, 2}) s.exports.at(0, j) = s.exports.at(j, 0) = 8;
  for (const int j : {1, 2}) s.stocks.at(j, 0) = 10;
  s.exports.at(1, 2) = s.exports.at(2, 1) = 100;
  s[Parameter::anchoring] = .002;
  s[Parameter::influence] = .006;
  world.set_parameters(s);
  s[Parameter::closeness_affinity] = feedback;  // what the experiment varies
  s[Parameter::length] = .9;
  return s;
}

}  // namespace

Findings tipping(const PatternWorld& world) {
  constexpr int kPush = 120, kLater = 2400;
  Findings found;
  // A push towards one patron for ten years, then 200 years without: what is left is hysteresis.
  const auto left = [&](double autonomy, double feedback) {
    Scenario s = between_patrons(world, autonomy, feedback);
    s.events = {pin(1, 0, Signal::offer, 2, 0, kPush)};
    return final_position(s, kPush + kLater, world.isa);
  };
  const auto tips = [&](double autonomy, double feedback) {  // from a nudge of a thousandth
    Scenario s = between_patrons(world, autonomy, feedback);
    s.events = {{"nudge", 0, {}, DyadChange{0, 1, false, .001, 0, 0, 0}}};
    return final_position(s, kLater, world.isa);
  };
  double tipped = 0, hold = 0;
  for (const double autonomy : {-.5, 1.})
    for (const double feedback : {.2, .5, 1.}) {
      const double x = tips(autonomy, feedback);
      found.note(fmt::format("autonomy {:g}, closeness_affinity {:g}: 200 years after a nudge", autonomy, feedback), x);
      if (autonomy < 0 && feedback == 1) tipped = x;
      if (autonomy > 0 || feedback == .2) hold = std::max(hold, std::abs(x));
    }
  found.claim("the bandwagon tips at high feedback", tipped > .1);
  found.claim("low feedback or autonomy 1 keeps equidistance", hold < .1);
  const double stays = left(-.5, 1), returns = left(-.5, .2);
  found.note("200 years after a ten-year push, high feedback", stays);
  found.note("200 years after a ten-year push, low feedback", returns);
  found.claim("after a push the lean stays at high feedback", stays > .1);
  found.claim("and goes at low feedback", std::abs(returns) < stays / 2);
  return found;
}

Findings contested_state(const PatternWorld& world) {
  constexpr double kLeast = 1e-6;
  constexpr int kYear = 12;
  Findings found;
  // Hosts 2 and 3 are alike but for their ties: 2 with both powers, 3 with the patron (0) alone.
  const auto more = [&](double inplay) {
    Scenario s = plain_world(4);
    for (const int i : {0, 1}) state_at(s, i).gdp = 5000;
    for (const int host : {2, 3})
      for (const int power : {0, 1}) {
        const double ties = host == 2 ? 5 : power == 0 ? 10 : .2;
        s.exports.at(host, power) = s.exports.at(power, host) = ties;
      }
    for (const int host : {2, 3}) s.stocks.at(0, host) = 5;
    State& patron = state_at(s, 0);
    use_preset(patron, "patron");
    weight(patron, Weight::inplay) = inplay;
    weight(patron, Weight::extra) = .0005;
    world.set_parameters(s);
    const NamedRun told(s, kYear, world.isa);
    return told.dyad(DyadField::offer, kYear, "S0", "S2") - told.dyad(DyadField::offer, kYear, "S0", "S3");
  };
  const double in_play = more(1), blind = more(0);
  found.note("offers to the contested minus the aligned host, bn a year, in-play patron", in_play);
  found.note("the same with a patron that does not look", blind);
  found.claim("the contested host receives more", in_play > kLeast);
  found.claim("because the patron looks", in_play > blind + kLeast);
  // In the scenario: where what China adds goes, beside how contested its hosts are.
  Scenario s = world.scenario;
  const NamedRun quiet(s, kYear, world.isa);
  weight(state_at(s, s.find("CHN")), Weight::extra) = .0005;
  const NamedRun told(s, kYear, world.isa);
  for (const std::string host : {"AZE", "RUS", "EU"}) {
    found.note("China's share over " + host, told.dyad(DyadField::influence_share, kYear, host.c_str(), "CHN"));
    found.note("China's extra offers to " + host + " per bn of stock",
               (told.dyad(DyadField::offer, kYear, "CHN", host.c_str()) - quiet.dyad(DyadField::offer, kYear, "CHN", host.c_str())) /
                   s.stocks.at(s.find("CHN"), s.find(host)));
  }
  return found;
}

Findings split_world(const PatternWorld& world) {
  constexpr int kStates = 60;
  Findings found;
  // Outputs from 10 bn to 10 tn, most of them small; trade by gravity, a quarter of output, falling along a ring.
  Scenario s = plain_world(kStates);
  const auto bloc = [](int i) { return i % 3; };  // 0 and 1 split, 2 connects
  double all = 0;
  for (int i = 0; i < kStates; ++i) {
    State& state = state_at(s, i);
    const double u = static_cast<double>((i * 37) % kStates) / (kStates - 1);  // mixes sizes over blocs and places
    state.gdp = 10 + 9990 * u * u * u * u;
    state.position = {bloc(i) == 0 ? 1. : bloc(i) == 1 ? -1. : 0.};
    all += state.gdp;
  }
  for (int i = 0; i < kStates; ++i)
    for (int j = 0; j < kStates; ++j) {
      if (i == j) continue;
      const double along = std::min(std::abs(i - j), kStates - std::abs(i - j)) * 2. / kStates;
      s.exports.at(i, j) = .25 * state_at(s, i).gdp * state_at(s, j).gdp / all / (.5 + along);
      s.stocks.at(i, j) = .3 * s.exports.at(i, j);
      if (bloc(i) + bloc(j) == 1) s.events.push_back(pin(i, j, Signal::pressure, .5, kShockMonth));
    }
  world.set_parameters(s);
  s = without_noise(std::move(s));
  SimulationSettings settings;
  settings.isa = world.isa;
  Simulation simulation(s, 0, settings);
  const auto trade = [&] {  // between the blocs, within them, of the connectors
    std::array<double, 3> sum{};
    for (int i = 0; i < kStates; ++i)
      for (int j = 0; j < kStates; ++j)
        if (i != j) sum[bloc(i) == 2 || bloc(j) == 2 ? 2 : bloc(i) == bloc(j) ? 1 : 0] += simulation.dyad(DyadField::trade, i, j);
    return sum;
  };
  simulation.prepare();
  const auto before = trade();
  simulation.advance_to(kPatternMonths);
  simulation.check_bounds();
  const auto after = trade();
  found.note("trade between the blocs, relative change", after[0] / before[0] - 1);
  found.note("trade within the blocs, relative change", after[1] / before[1] - 1);
  found.note("trade of the connectors, relative change", after[2] / before[2] - 1);
  found.claim("between-bloc trade falls", after[0] < before[0]);
  found.claim("connectors gain", after[2] > before[2]);
  return found;
}

}  // namespace tarazi::evidence
