// What a hindcast is told of the years after its start: outputs as shocks, pressure as pins, each January.
// Trade is not among it: the model has no event that sets exports, they follow from the rest.
#include <fmt/format.h>

#include <algorithm>

#include "src/evidence/hindcast.h"
#include "src/evidence/shock.h"

namespace tarazi::evidence {
void feed_outputs(const DataFolder& data, BuiltWorld& world, int last_year) {
  Scenario& s = world.scenario;
  for (int year = s.start.year + 1; year <= last_year; ++year) {
    double before = 0, now = 0;  // the world: economies that have both years
    for (std::size_t i = 0; i < data.gdp.size(); ++i) {
      const auto a = in_year(data.gdp[i], year - 1), b = in_year(data.gdp[i], year);
      if (data.codes[i] == kUnion || !a || !b) continue;
      before += *a;
      now += *b;
    }
    for (std::size_t i = 0; i < s.states.size(); ++i) {
      if (world.of_data[i] < 0) continue;
      const auto& series = data.gdp[static_cast<std::size_t>(world.of_data[i])];
      const auto a = in_year(series, year - 1), b = in_year(series, year);
      if (!a || !b || !(*a > 0) || !(now > 0)) continue;
      const double change = std::clamp(*b / *a / (now / before) - 1, -.9, 9.);
      Event event;
      event.name = fmt::format("output-{}-{}", s.states[i].code, year);
      event.at = 12 * (year - s.start.year);
      event.what = StateShock{static_cast<int>(i), change};
      s.events.push_back(std::move(event));
    }
  }
  for (State& state : s.states) state.growth = 0;  // the path is given, the trend would be counted twice
}

void feed_pressure(const DataFolder& data, BuiltWorld& world, int last_year) {
  Scenario& s = world.scenario;
  const int start = s.start.year;
  std::vector<Matrix> later;
  for (int year = start + 1; year <= last_year; ++year) later.push_back(pressure_in(data, world, year, true));
  for (int i = 0; i < s.size(); ++i)
    for (int j = 0; j < s.size(); ++j) {
      if (i == j || s.states[static_cast<std::size_t>(i)].passive || s.states[static_cast<std::size_t>(j)].passive) continue;
      double held = s.pressure.at(i, j);
      for (std::size_t k = 0; k < later.size(); ++k) {
        const double value = later[k].at(i, j);
        if (value == held) continue;
        std::size_t end = k + 1;  // one pin for as long as the value stays
        while (end < later.size() && later[end].at(i, j) == value) ++end;
        s.events.push_back(pin(i, j, Signal::pressure, value, 12 * static_cast<int>(k + 1),
                               end < later.size() ? std::optional(12 * static_cast<int>(end + 1)) : std::nullopt));
        held = value;
      }
    }
}

void feed(const DataFolder& data, BuiltWorld& world, const HindcastOptions& options, int last_year) {
  if (options.feed_output) feed_outputs(data, world, last_year);
  if (options.feed_pressure) feed_pressure(data, world, last_year);
}

}  // namespace tarazi::evidence
