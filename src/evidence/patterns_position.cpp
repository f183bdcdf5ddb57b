// P1 to P4: what pressure and offers do to Azerbaijan's position, to influence on it and to the multi-vector index.
// Shocks are sustained from month 12 on; every effect is a difference to the same world without the shock.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "src/evidence/pattern_runs.h"

namespace tarazi::evidence {
namespace {

constexpr int kRead = 60;  ///< month at which P1 looks: four years into the pressure

NamedRun course(const PatternWorld& world, Scenario scenario) { return {std::move(scenario), kPatternMonths, world.isa}; }

}  // namespace

Findings pressure_repels(const PatternWorld& world) {
  Findings found;
  const NamedRun quiet = course(world, world.scenario);
  const NamedRun pressed = course(world, with(world.scenario, "EU", "AZE", Signal::pressure, .6));
  for (const std::string other : {"EU", "CHN", "RUS"})
    for (const DyadField field : {DyadField::influence_share, DyadField::affinity}) {
      const double change = pressed.dyad(field, kRead, "AZE", other.c_str()) - quiet.dyad(field, kRead, "AZE", other.c_str());
      const std::string what = std::string(name(field)) + " AZE to " + other;
      found.note(what + ", change at month 60", change);
      if (field == DyadField::influence_share || other == "EU")
        found.claim(what + (other == "EU" ? " falls" : " rises"), other == "EU" ? change < 0 : change > 0);
    }
  return found;
}

Findings joint_moves(const PatternWorld& world) {
  Findings found;
  const double still = course(world, world.scenario).position(kPatternMonths, "AZE");
  const auto move = [&](double pressure, double offer) {
    Scenario s = world.scenario;
    if (pressure > 0) s = with(s, "EU", "AZE", Signal::pressure, pressure);
    if (offer > 0) s = with(s, "CHN", "AZE", Signal::offer, offer);
    return course(world, s).position(kPatternMonths, "AZE") - still;
  };
  constexpr double kPressures[] = {.25, .5, .9}, kOffers[] = {.5, 2, 8};
  std::map<double, double> pressed, offered;
  for (const double pressure : kPressures) pressed[pressure] = move(pressure, 0);
  for (const double offer : kOffers) offered[offer] = move(0, offer);
  const double both = move(.5, 2);
  found.note("pressure .5 alone", pressed[.5]);
  found.note("offers of 2 bn a year alone", offered[2]);
  found.note("both", both);
  found.claim("both causes point the same way", pressed[.5] * offered[2] > 0);
  found.claim("the joint move is smaller than the sum of the moves", std::abs(both) < std::abs(pressed[.5] + offered[2]));
  for (const double pressure : kPressures)
    for (const double offer : kOffers)
      found.note(fmt::format("joint move over the sum of both alone, less 1, at pressure {:g} and offers {:g}", pressure, offer),
                 move(pressure, offer) / (pressed[pressure] + offered[offer]) - 1);
  return found;
}

Findings friend_or_adversary(const PatternWorld& world) {
  Findings found;
  const auto away = [&](double affinity) {
    Scenario s = world.scenario;
    const int aze = s.find("AZE"), eu = s.find("EU");
    s.affinity.at(aze, eu) = s.affinity.at(eu, aze) = affinity;
    const auto distance = [](const NamedRun& run) { return std::abs(run.position(kPatternMonths, "AZE") - run.position(kPatternMonths, "EU")); };
    return distance(course(world, with(s, "EU", "AZE", Signal::pressure, .6))) - distance(course(world, s));
  };
  const double friendly = away(.5), neutral = away(0), adverse = away(-.5);
  found.note("distance gained by a friend (affinity .5)", friendly);
  found.note("distance gained at affinity 0", neutral);
  found.note("distance gained by an adversary (affinity -.5)", adverse);
  found.claim("the adversary moves away", adverse > 0);
  found.claim("more than the friend", adverse > friendly);
  return found;
}

Findings offers_and_index(const PatternWorld& world) {
  constexpr double kLeast = 1e-6;  // smaller differences are no rise and no fall
  Findings found;
  double first = 0, most = -1, last = 0;
  for (const double offer : {0., .25, .5, 1., 2., 3., 4., 6., 8., 12.}) {
    last = course(world, with(world.scenario, "CHN", "AZE", Signal::offer, offer)).index(kPatternMonths, "AZE");
    if (offer == 0) first = last;
    most = std::max(most, last);
    found.note(fmt::format("index at month 120 with {:g} bn a year", offer), last);
  }
  found.claim("the index rises first", most > first + kLeast);
  found.claim("and falls later", last < most - kLeast);
  return found;
}

}  // namespace tarazi::evidence
