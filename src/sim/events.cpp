// Events and pins: what happens to a world at the start of a month, before anything is sensed.
#include <algorithm>

#include "src/sim/simulation.h"

namespace tarazi {
namespace {

constexpr double kMostGrievance = 1 - 0x1p-53;  ///< grievance lives in [0, 1)

}  // namespace

/// Writes of_lane(scenario of the lane) into every lane of an item.
template <class Number>
void Simulation::set_lanes(double* array, long item, Number&& of_lane) {
  const World& w = block_.world();
  for (int l = 0; l < w.lanes; ++l) {
    const Scenario& s = scenario(std::min(l, lanes() - 1));
    double& number = array[item * w.lanes + l];
    number = of_lane(s, number);
  }
}

void Simulation::apply_events() {
  const int now = month();
  std::erase_if(pins_, [&](const HeldPin& pin) { return pin.until && *pin.until <= now; });
  const std::vector<Event>& events = scenario().events;
  for (std::size_t k = 0; k < events.size(); ++k)
    if (events[k].at == now) apply(events[k], k);
}

void Simulation::apply(const Event& event, std::size_t index) {
  World& w = block_.world();
  if (std::holds_alternative<Pin>(event.what)) {
    apply_pin(std::get<Pin>(event.what), index);
  } else if (const auto* strategy = std::get_if<StrategyChange>(&event.what)) {
    for (int k = 0; k < kWeightCount; ++k)
      set_lanes(w.weights, static_cast<long>(k) * w.stride + strategy->state, [&](const Scenario& s, double) {
        return std::get<StrategyChange>(s.events[index].what).use.weights[static_cast<std::size_t>(k)];
      });
    for (int l = 0; l < lanes(); ++l)
      make_policy(strategy->state, l, std::get<StrategyChange>(scenario(l).events[index].what).use);
  } else if (const auto* corridor = std::get_if<CorridorChange>(&event.what)) {
    const auto change = [&](double* array, std::optional<double> CorridorChange::* value) {
      set_lanes(array, corridor->corridor, [&](const Scenario& s, double old) {
        return (std::get<CorridorChange>(s.events[index].what).*value).value_or(old);
      });
    };
    change(w.days, &CorridorChange::days);
    change(w.cost, &CorridorChange::cost);
    change(w.capacity, &CorridorChange::capacity);
    change(w.open, &CorridorChange::open);
  } else if (const auto* dyad = std::get_if<DyadChange>(&event.what)) {
    const auto add = [&](double* array, int i, int j, double DyadChange::* amount, double low, double high) {
      set_lanes(array, w.pair(i, j) / w.lanes, [&](const Scenario& s, double old) {
        return std::clamp(old + std::get<DyadChange>(s.events[index].what).*amount, low, high);
      });
    };
    for (const bool back : {false, true}) {
      const int i = back ? dyad->to : dyad->from;
      const int j = back ? dyad->from : dyad->to;
      if (!back || dyad->both_ways) {
        add(w.affinity, i, j, &DyadChange::affinity, -1, 1);
        add(w.grievance, i, j, &DyadChange::grievance, 0, kMostGrievance);
        add(w.mood, i, j, &DyadChange::mood, -1, 1);
      }
      add(w.bond, i, j, &DyadChange::bond, 0, 1);  // a bond belongs to both
      add(w.bond_rest, i, j, &DyadChange::bond, 0, 1);
    }
  } else if (const auto* shock = std::get_if<StateShock>(&event.what)) {
    for (double* array : {w.output, w.trend})
      set_lanes(array, shock->state, [&](const Scenario& s, double old) {
        return old * (1 + std::get<StateShock>(s.events[index].what).output);
      });
  }
}

void Simulation::apply_pin(const Pin& pin, std::size_t index) {
  World& w = block_.world();
  for (int k = 0; k < kSignalCount; ++k) {
    if (!pin.value[static_cast<std::size_t>(k)]) continue;
    const auto signal = static_cast<Signal>(k);
    release(signal, pin.from, pin.to);
    set_lanes(signal_array(signal, false), w.pair(pin.from, pin.to) / w.lanes, [&](const Scenario& s, double) {
      return *std::get<Pin>(s.events[index].what).value[static_cast<std::size_t>(k)];
    });
    pins_.push_back({signal, pin.from, pin.to, scenario().events[index].until});
  }
}

void Simulation::pin(Signal signal, int from, int to, double value) {
  release(signal, from, to);
  set_lanes(signal_array(signal, false), block_.world().pair(from, to) / block_.world().lanes,
            [&](const Scenario&, double) { return value; });
  pins_.push_back({signal, from, to, std::nullopt});
}

void Simulation::release(Signal signal, int from, int to) {
  std::erase_if(pins_, [&](const HeldPin& pin) { return pin.signal == signal && pin.from == from && pin.to == to; });
}

/// A pinned signal keeps its value; the rule is skipped while the pin holds.
void Simulation::hold_pins() {
  const World& w = block_.world();
  for (const HeldPin& pin : pins_) {
    const double* now = signal_array(pin.signal, false) + w.pair(pin.from, pin.to);
    std::copy_n(now, w.lanes, signal_array(pin.signal, true) + w.pair(pin.from, pin.to));
  }
}

double* Simulation::signal_array(Signal signal, bool next) const {
  const World& w = block_.world();
  double* const arrays[kSignalCount][2] = {{w.pressure, w.next_pressure}, {w.openness, w.next_openness}, {w.offer, w.next_offer}};
  return arrays[static_cast<int>(signal)][next ? 1 : 0];
}

void Simulation::set_strategy(int state, const Strategy& strategy) {
  World& w = block_.world();
  for (int k = 0; k < kWeightCount; ++k)
    set_lanes(w.weights, static_cast<long>(k) * w.stride + state,
              [&](const Scenario&, double) { return strategy.weights[static_cast<std::size_t>(k)]; });
  for (int l = 0; l < lanes(); ++l) make_policy(state, l, strategy);
}

void Simulation::continue_under(const Scenario& other) {
  if (lanes() != 1) throw std::invalid_argument("only a single world continues under another scenario");
  if (prepared_) throw std::logic_error("a month whose events have happened cannot change its scenario; continue before preparing it");
  World& w = block_.world();
  const Scenario& before = scenario();
  for (int k = 0; k < kParameterCount; ++k) w.parameters[k * w.lanes] = other.parameters[static_cast<std::size_t>(k)];
  kernel_->rebase(w);
  w.drift = other[Parameter::drift_sd] > 0;
  w.jumps = other[Parameter::jump_prob] > 0;
  w.moods = other[Parameter::mood_sd] > 0;
  for (int i = 0; i < w.states; ++i) {
    const Strategy& old_one = before.states[static_cast<std::size_t>(i)].strategy;
    const Strategy& new_one = other.states[static_cast<std::size_t>(i)].strategy;
    if (old_one.weights != new_one.weights || old_one.policy != new_one.policy || old_one.options != new_one.options)
      set_strategy(i, new_one);
    w.growth[static_cast<long>(i) * w.lanes] = other.states[static_cast<std::size_t>(i)].growth;
  }
  for (int c = 0; c < w.corridors; ++c) {
    const Corridor& old_one = before.corridors[static_cast<std::size_t>(c)];
    const Corridor& new_one = other.corridors[static_cast<std::size_t>(c)];
    const auto take = [&](double* array, double Corridor::* value) {
      if (old_one.*value != new_one.*value) array[static_cast<long>(c) * w.lanes] = new_one.*value;
    };
    take(w.days, &Corridor::days);
    take(w.cost, &Corridor::cost);
    take(w.capacity, &Corridor::capacity);
    take(w.open, &Corridor::open);
  }
  lanes_[0].scenario = &other;
  start_.reset();
  // Pins in force under the new file: those that hold now, at their new values.
  std::erase_if(pins_, [](const HeldPin&) { return true; });
  for (std::size_t k = 0; k < other.events.size(); ++k) {
    const Event& event = other.events[k];
    const auto* pin = std::get_if<Pin>(&event.what);
    if (pin != nullptr && event.at < month() && (!event.until || month() < *event.until)) apply_pin(*pin, k);
  }
}

}  // namespace tarazi
