// One simulation serves all replicates of a course: back to the moment, other random numbers, the same months again.
// Other parameters are taken over once, before the first replicate.
#include "src/server/futures.h"

#include <algorithm>
#include <cmath>

#include "src/sim/outcomes.h"

namespace tarazi::server {

std::string_view name(Measure measure) {
  constexpr std::string_view kNames[] = {"position", "index", "output", "exports", "imports", "pressed", "share", "liking"};
  return kNames[static_cast<std::size_t>(measure)];
}

void Lines::give(Simulation& simulation) const {
  for (const auto& [state, strategy] : strategies) simulation.set_strategy(state, strategy);
  for (const Held& held : levers) simulation.pin(held.signal, held.from, held.to, held.value);
}

Futures::Futures(Course course, std::vector<Outcome> outcomes, int months)
    : course_(std::move(course)), outcomes_(std::move(outcomes)), months_(months), runs_(outcomes_.size()) {
  if (!course_.changed.empty()) {
    auto other = std::make_shared<Scenario>(*course_.scenario);
    for (const auto& [parameter, value] : course_.changed) (*other)[parameter] = value;
    Simulation moment(std::vector<Lane>{{course_.scenario.get(), course_.seed, 0}});
    moment.restore(course_.from);
    moment.continue_under(*other);
    course_.from = moment.save();
    course_.scenario = std::move(other);
  }
  simulation_ = std::make_unique<Simulation>(std::vector<Lane>{{course_.scenario.get(), course_.seed, 0}});
}

void Futures::run(int count) {
  for (int k = 0; k < count; ++k, ++done_) {
    // Replicates far from those the worlds of a class are played with.
    const Lane lane{course_.scenario.get(), course_.seed, 1'000'000u + static_cast<std::uint32_t>(done_)};
    simulation_->restart({&lane, 1});
    simulation_->restore(course_.from);
    simulation_->prepare();
    course_.lines.give(*simulation_);
    for (Runs& runs : runs_) runs.emplace_back().reserve(static_cast<std::size_t>(months_) + 1);
    for (int m = 0;; ++m) {
      for (std::size_t o = 0; o < outcomes_.size(); ++o) runs_[o].back().push_back(read(outcomes_[o]));
      if (m == months_) break;
      simulation_->step();
      simulation_->prepare();
    }
  }
}

double Futures::read(const Outcome& outcome) const {
  const Simulation& s = *simulation_;
  const int i = outcome.state, j = outcome.partner;
  switch (outcome.what) {
    case Measure::position:
      return s.position(i);
    case Measure::index:
      return alignment(s, i).index;
    case Measure::output:
      return s.state(StateField::output, i);
    case Measure::exports:
      return s.dyad(DyadField::exports, i, j);
    case Measure::imports:
      return s.dyad(DyadField::exports, j, i);
    case Measure::pressed:
      return s.dyad(DyadField::pressure, j, i);
    case Measure::share:
      return s.dyad(DyadField::influence_share, i, j);
    default:
      return s.dyad(DyadField::affinity, j, i);
  }
}

double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Fan fan_of(const Runs& runs) {
  Fan fan;
  std::vector<double> column;
  for (std::size_t m = 0; m < runs.front().size(); ++m) {
    column.clear();
    for (const auto& run : runs) column.push_back(run[m]);
    std::sort(column.begin(), column.end());
    fan.low.push_back(quantile(column, .05));
    fan.middle.push_back(quantile(column, .5));
    fan.high.push_back(quantile(column, .95));
  }
  return fan;
}

Runs differences(const Runs& a, const Runs& b) {
  Runs out(a.size());
  for (std::size_t r = 0; r < a.size(); ++r)
    for (std::size_t m = 0; m < a[r].size(); ++m) out[r].push_back(b[r][m] - a[r][m]);
  return out;
}

double share_above(const Runs& differences) {
  const auto above = std::count_if(differences.begin(), differences.end(), [](const auto& run) { return run.back() > 0; });
  return static_cast<double>(above) / static_cast<double>(differences.size());
}

}  // namespace tarazi::server
