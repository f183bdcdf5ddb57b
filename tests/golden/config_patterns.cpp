// Patterns P1-P9 of model section 10 on the shipped baseline: each reports what holds, with numbers.
// The report is compared with tests/golden/patterns.txt, so that a change of sign does not pass unseen.
#include <iostream>

#include "src/config/config.h"
#include "tests/support/generated_world.h"
#include "tests/support/golden.h"
#include "tests/support/pattern.h"

namespace {

using namespace tarazi;
using namespace tarazi::testing;

constexpr int kMonths = 120, kShock = 12;

const Scenario& baseline() {
  static const Scenario s = config::read_scenario(TARAZI_SOURCE_DIR "/configs/scenarios/baseline-2024.yaml");
  return s;
}
const Told& quiet() {
  static const Told told(baseline(), kMonths);
  return told;
}

Scenario with(Scenario s, const char* from, const char* to, Signal signal, double value, int at = kShock, std::optional<int> until = {}) {
  s.events.push_back(pin_event(s.find(from), s.find(to), signal, value, at, until));
  return s;
}
int corridor(const Scenario& s, const char* name) {
  for (std::size_t c = 0; c < s.corridors.size(); ++c)
    if (s.corridors[c].name == name) return static_cast<int>(c);
  throw std::invalid_argument(std::string("no corridor ") + name);
}

Pattern p1() {
  Pattern p("P1", "EU pressure lowers the EU's influence share and affinity and raises China's and Russia's");
  const Told told(with(baseline(), "EU", "AZE", Signal::pressure, .6), kMonths);
  for (const char* other : {"EU", "CHN", "RUS"})
    for (const DyadField f : {DyadField::influence_share, DyadField::affinity}) {
      const double change = told.dyad(f, 60, "AZE", other) - quiet().dyad(f, 60, "AZE", other);
      const std::string what = std::string(name(f)) + " AZE to " + other;
      p.note(what + ", change at month 60", change);
      if (f == DyadField::influence_share || other == std::string("EU"))
        p.claim(what + (other == std::string("EU") ? " falls" : " rises"), other == std::string("EU") ? change < 0 : change > 0);
    }
  return p;
}

Pattern p2() {
  Pattern p("P2", "EU pressure and Chinese offers together move Azerbaijan's position less than the sum of both alone");
  const auto move = [](double pressure, double offer) {
    Scenario s = baseline();
    if (pressure > 0) s = with(s, "EU", "AZE", Signal::pressure, pressure);
    if (offer > 0) s = with(s, "CHN", "AZE", Signal::offer, offer);
    return Told(s, kMonths).position(kMonths, "AZE") - quiet().position(kMonths, "AZE");
  };
  const double pressed = move(.5, 0), offered = move(0, 2), both = move(.5, 2);
  p.note("pressure .5 alone", pressed);
  p.note("offers of 2 bn a year alone", offered);
  p.note("both", both);
  p.claim("both causes point the same way", pressed * offered > 0);
  p.claim("the joint move is smaller than the sum of the moves", std::abs(both) < std::abs(pressed + offered));
  for (const double pressure : {.25, .5, .9})
    for (const double offer : {.5, 2., 8.}) {
      char what[96];
      std::snprintf(what, sizeof what, "joint move over the sum of both alone, less 1, at pressure %g and offers %g", pressure, offer);
      p.note(what, move(pressure, offer) / (move(pressure, 0) + move(0, offer)) - 1);
    }
  return p;
}

Pattern p3() {
  Pattern p("P3", "the same pressure moves an adversary away more than a friend");
  const auto away = [](double affinity) {
    Scenario s = baseline();
    const int aze = s.find("AZE"), eu = s.find("EU");
    s.affinity.at(aze, eu) = s.affinity.at(eu, aze) = affinity;
    const Told calm(s, kMonths), pressed(with(s, "EU", "AZE", Signal::pressure, .6), kMonths);
    const auto distance = [](const Told& t) { return std::abs(t.position(kMonths, "AZE") - t.position(kMonths, "EU")); };
    return distance(pressed) - distance(calm);
  };
  const double friendly = away(.5), neutral = away(0), adverse = away(-.5);
  p.note("distance gained by a friend (affinity .5)", friendly);
  p.note("distance gained at affinity 0", neutral);
  p.note("distance gained by an adversary (affinity -.5)", adverse);
  p.claim("the adversary moves away", adverse > 0);
  p.claim("more than the friend", adverse > friendly);
  return p;
}

Pattern p4() {
  Pattern p("P4", "Chinese offers first raise, then lower the multi-vector index (inverted U)");
  const double offers[] = {0, .25, .5, 1, 2, 3, 4, 6, 8, 12};
  double first = 0, most = -1, last = 0;
  for (const double offer : offers) {
    last = Told(with(baseline(), "CHN", "AZE", Signal::offer, offer), kMonths).index(kMonths, "AZE");
    if (offer == 0) first = last;
    most = std::max(most, last);
    char what[64];
    std::snprintf(what, sizeof what, "index at month 120 with %g bn a year", offer);
    p.note(what, last);
  }
  p.claim("the index rises first", most > first + 1e-6);
  p.claim("and falls later", last < most - 1e-6);
  return p;
}

Pattern p5() {
  Pattern p("P5", "an EU-Russia rupture raises Russia-China trade, Middle Corridor flow and Azerbaijan-Russia trade; fast down, slow up");
  const int lifted = 48, end = 240;
  Scenario s = with(baseline(), "EU", "RUS", Signal::pressure, 1, kShock, lifted);
  s = with(s, "RUS", "EU", Signal::pressure, 1, kShock, lifted);
  s = with(s, "EU", "RUS", Signal::pressure, baseline().pressure.at(s.find("EU"), s.find("RUS")), lifted);
  s = with(s, "RUS", "EU", Signal::pressure, baseline().pressure.at(s.find("RUS"), s.find("EU")), lifted);
  const Told told(s, end);
  const int middle = corridor(s, "middle");
  const double china = told.trade(lifted, "RUS", "CHN") - told.trade(0, "RUS", "CHN");
  const double flow = told.flow(lifted, middle) - told.flow(0, middle);
  const double neighbour = told.trade(lifted, "RUS", "AZE") - told.trade(0, "RUS", "AZE");
  const double before = told.trade(0, "RUS", "EU"), low = told.trade(lifted, "RUS", "EU");
  int down = kShock, up = lifted;
  while (down < lifted && told.trade(down, "RUS", "EU") > (before + low) / 2) ++down;
  while (up < end && told.trade(up, "RUS", "EU") < (before + low) / 2) ++up;
  p.note("Russia-China trade, bn a year, change at month 48", china);
  p.note("Middle Corridor, Mt a year, change at month 48", flow);
  p.note("Azerbaijan-Russia trade, bn a year, change at month 48", neighbour);
  p.note("EU-Russia trade, bn a year, change at month 48", low - before);
  p.note("months to half of the fall", down - kShock);
  p.note("months to half of the recovery (192 = not reached)", up - lifted);
  p.claim("Russia-China trade rises", china > 0);
  p.claim("Middle Corridor flow rises", flow > 0);
  p.claim("Azerbaijan-Russia trade rises", neighbour > 0);
  p.claim("half of the fall within six months", low < before && down - kShock <= 6);
  p.claim("half of the recovery takes over a year", up - lifted > 12);
  p.claim("but is reached within 16 years", up < end);
  return p;
}

Pattern p6() {
  Pattern p("P6", "halving Middle Corridor time raises its flow until capacity binds, convexly in congestion");
  const int middle = corridor(baseline(), "middle");
  const auto upgraded = [&](double days_factor, double capacity_factor) {
    Scenario s = baseline();
    const Corridor& old = s.corridors[static_cast<std::size_t>(middle)];
    CorridorChange change;
    change.corridor = middle;
    change.days = old.days * days_factor;
    change.capacity = old.capacity * capacity_factor;
    s.events.push_back({"upgrade", kShock, {}, change});
    return Told(s, kMonths);
  };
  const double start = quiet().flow(kMonths, middle), halved = upgraded(.5, 1).flow(kMonths, middle);
  const double roomy = upgraded(.5, 10).flow(kMonths, middle);
  p.note("flow, Mt a year, without upgrade", start);
  p.note("flow with half the days", halved);
  p.note("flow with half the days and ten times the capacity", roomy);
  // The cost of congestion along the flows that falling days bring: how it grows with the flow.
  std::vector<double> flow, delay;
  for (const double factor : {1., .9, .8, .7, .6, .5, .4}) {
    const Told told = upgraded(factor, 1);
    const double load = told.flow(kMonths, middle) / told.history.scenario.corridors[static_cast<std::size_t>(middle)].capacity;
    const double days = baseline().corridors[static_cast<std::size_t>(middle)].days * factor;
    flow.push_back(told.flow(kMonths, middle));
    delay.push_back((told.history.cost_of(0, kMonths, middle) - baseline().corridors[static_cast<std::size_t>(middle)].cost) /
                        (baseline()[Parameter::time_cost] * days) - 1);
    char what[80];
    std::snprintf(what, sizeof what, "delay by congestion at %g of the days, load %.3f", factor, load);
    p.note(what, delay.back());
  }
  bool rises = true, convex = true;
  for (std::size_t k = 1; k < flow.size(); ++k) rises = rises && flow[k] > flow[k - 1];
  for (std::size_t k = 2; k < flow.size(); ++k)
    convex = convex && (delay[k] - delay[k - 1]) / (flow[k] - flow[k - 1]) > (delay[k - 1] - delay[k - 2]) / (flow[k - 1] - flow[k - 2]);
  p.claim("flow rises with every cut of days", rises && halved > start);
  p.claim("capacity binds: more room, more flow", roomy > halved * 1.05);
  p.claim("delay grows convexly with the flow", convex);
  return p;
}

/// A small state between two equal patrons at +-2, with feedback from closeness through affinity to influence.
Scenario between_patrons(double autonomy, double feedback) {
  Scenario s = empty_world(3);
  for (int i = 0; i < 3; ++i) {
    state_of(s, i).gdp = i == 0 ? 50 : 5000;
    state_of(s, i).position = {i == 0 ? 0. : i == 1 ? 2. : -2.};
    state_of(s, i).strategy.weights = standard_weights();
    state_of(s, i).strategy.weights[static_cast<std::size_t>(Weight::influence_x)] = i == 0 ? 1 : 0;
    state_of(s, i).strategy.weights[static_cast<std::size_t>(Weight::autonomy)] = autonomy;
  }
  for (const int j : {1, 2}) s.exports.at(0, j) = s.exports.at(j, 0) = 8;
  for (const int j : {1, 2}) s.stocks.at(j, 0) = 10;
  s.exports.at(1, 2) = s.exports.at(2, 1) = 100;
  s[Parameter::anchoring] = .002;
  s[Parameter::influence] = .006;
  s[Parameter::closeness_affinity] = feedback;
  s[Parameter::length] = .9;
  return s;
}

Pattern p7() {
  Pattern p("P7", "with autonomy below the threshold of test 9 and rising feedback, equidistance tips into a lean, with hysteresis");
  // A push towards one patron for ten years, then 200 years without: what is left is hysteresis.
  const auto left = [](double autonomy, double feedback) {
    Scenario s = between_patrons(autonomy, feedback);
    s.events = {pin_event(1, 0, Signal::offer, 2, 0, 120)};
    return Told(s, 2520).position(2520, "S0");
  };
  const auto tips = [](double autonomy, double feedback) {  // from a nudge of a thousandth
    Scenario s = between_patrons(autonomy, feedback);
    s.events = {{"nudge", 0, {}, DyadChange{0, 1, false, .001, 0, 0, 0}}};
    return Told(s, 2400).position(2400, "S0");
  };
  double tipped = 0, hold = 0;
  for (const double autonomy : {-.5, 1.})
    for (const double feedback : {.2, .5, 1.}) {
      char what[96];
      std::snprintf(what, sizeof what, "autonomy %g, closeness_affinity %g: 200 years after a nudge", autonomy, feedback);
      const double x = tips(autonomy, feedback);
      p.note(what, x);
      if (autonomy < 0 && feedback == 1) tipped = x;
      if (autonomy > 0 || feedback == .2) hold = std::max(hold, std::abs(x));
    }
  p.claim("the bandwagon tips at high feedback", tipped > .1);
  p.claim("low feedback or autonomy 1 keeps equidistance", hold < .1);
  const double stays = left(-.5, 1), returns = left(-.5, .2);
  p.note("200 years after a ten-year push, high feedback", stays);
  p.note("200 years after a ten-year push, low feedback", returns);
  p.claim("after a push the lean stays at high feedback", stays > .1);
  p.claim("and goes at low feedback", std::abs(returns) < stays / 2);
  return p;
}

Pattern p8() {
  Pattern p("P8", "a contested state receives more from an in-play patron than an aligned one");
  // Hosts 2 and 3 are alike but for their ties: 2 with both powers, 3 with the patron (0) alone.
  const auto more = [](double inplay) {
    Scenario s = empty_world(4);
    for (const int i : {0, 1}) state_of(s, i).gdp = 5000;
    for (const int host : {2, 3})
      for (const int power : {0, 1}) {
        const double ties = host == 2 ? 5 : power == 0 ? 10 : .2;
        s.exports.at(host, power) = s.exports.at(power, host) = ties;
      }
    for (const int host : {2, 3}) s.stocks.at(0, host) = 5;
    State& patron = state_of(s, 0);
    use_preset(patron, "patron");
    patron.strategy.weights[static_cast<std::size_t>(Weight::inplay)] = inplay;
    patron.strategy.weights[static_cast<std::size_t>(Weight::extra)] = .0005;
    const Told told(s, 12);
    return told.dyad(DyadField::offer, 12, "S0", "S2") - told.dyad(DyadField::offer, 12, "S0", "S3");
  };
  const double in_play = more(1), blind = more(0);
  p.note("offers to the contested minus the aligned host, bn a year, in-play patron", in_play);
  p.note("the same with a patron that does not look", blind);
  p.claim("the contested host receives more", in_play > 1e-6);
  p.claim("because the patron looks", in_play > blind + 1e-6);
  // On the baseline: what China adds goes where it is contested.
  Scenario s = baseline();
  state_of(s, s.find("CHN")).strategy.weights[static_cast<std::size_t>(Weight::extra)] = .0005;
  const Told told(s, 12);
  for (const char* host : {"AZE", "RUS", "IRN", "EU"}) {
    const double share = told.dyad(DyadField::influence_share, 12, host, "CHN");
    p.note(std::string("baseline, China's share over ") + host, share);
    p.note(std::string("baseline, extra offers to ") + host + " per bn of stock",
           (told.dyad(DyadField::offer, 12, "CHN", host) - quiet().dyad(DyadField::offer, 12, "CHN", host)) /
               s.stocks.at(s.find("CHN"), s.find(host)));
  }
  return p;
}

Pattern p9() {
  Pattern p("P9", "between-bloc trade falls and connectors gain when a large world splits");
  const int n = 60;
  Scenario s = generated_world(60, {.states = n, .passive = false, .corridors = false});
  for (State& state : s.states) use_preset(state, "non-aligned");
  const auto bloc = [](int i) { return i % 3; };  // 0 and 1 split, 2 connects
  for (double& p0 : s.pressure.values) p0 = 0;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      if (i != j && bloc(i) + bloc(j) == 1) s.events.push_back(pin_event(i, j, Signal::pressure, .5, kShock));
  const Told told(s, kMonths);
  double between[2] = {0, 0}, within[2] = {0, 0}, connecting[2] = {0, 0};
  for (const int late : {0, 1})
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) {
        if (i == j) continue;
        const double trade = told.history.of(DyadField::trade, 0, late ? kMonths : 0, i, j);
        (bloc(i) == 2 || bloc(j) == 2 ? connecting : bloc(i) != bloc(j) ? between : within)[late] += trade;
      }
  p.note("trade between the blocs, relative change", between[1] / between[0] - 1);
  p.note("trade within the blocs, relative change", within[1] / within[0] - 1);
  p.note("trade of the connectors, relative change", connecting[1] / connecting[0] - 1);
  p.claim("between-bloc trade falls", between[1] < between[0]);
  p.claim("connectors gain", connecting[1] > connecting[0]);
  return p;
}

}  // namespace

TEST_CASE("the patterns of the model, as far as they hold on the baseline", "[golden][patterns]") {
  std::string report =
      "# What the patterns P1-P9 of the model show on the shipped baseline. A test writes and compares this text;\n"
      "# a pattern that does not hold is a finding, not a failure.\n";
  for (const auto& pattern : {p1(), p2(), p3(), p4(), p5(), p6(), p7(), p8(), p9()}) {
    INFO(pattern.text());
    CHECK(pattern.computed());
    report += pattern.text();
  }
  std::cout << report;
  check_golden("patterns.txt", report);
}
