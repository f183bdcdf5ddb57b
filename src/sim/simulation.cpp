// The month as it runs: events and observation, decisions, pins, response.
#include "src/sim/simulation.h"

#include <algorithm>
#include <cmath>

namespace tarazi {
namespace {

constexpr int kLargeWorld = 24;  ///< states from which partners, not replicates, fill the lanes

int block_lanes(std::size_t worlds, bool force_side_by_side) {
  if (worlds == 1 && !force_side_by_side) return 1;
  return worlds <= 8 ? 8 : 16;
}

}  // namespace

int best_lanes(const Scenario& scenario) { return scenario.size() > kLargeWorld ? 1 : 16; }

Simulation::Simulation(const Scenario& scenario, std::uint32_t replicate, SimulationSettings settings)
    : Simulation({Lane{&scenario, scenario.seed, replicate}}, settings) {}

Simulation::Simulation(std::vector<Lane> lanes, SimulationSettings settings)
    : lanes_(std::move(lanes)),
      settings_(settings),
      block_(lanes_.empty() ? throw std::invalid_argument("a simulation needs at least one lane") : *lanes_[0].scenario,
             block_lanes(lanes_.size(), settings.force_side_by_side)) {
  if (lanes_.size() > 16) throw std::invalid_argument("at most 16 worlds run side by side");
  World& w = block_.world();
  w.threads = std::max(1, settings.threads);
  const KernelSet& set = kernels(settings.isa);
  kernel_ = w.lanes == 1 ? &set.one : w.lanes == 8 ? &set.eight : &set.sixteen;
  for (const State& state : scenario().states) codes_.push_back(state.code);
  policies_.resize(static_cast<std::size_t>(w.states) * lanes_.size());
  strategies_.resize(policies_.size());
  check_alike();
  fill_lanes();
  make_policies();
}

void Simulation::check_alike() const {
  std::string alike;
  for (const Lane& lane : lanes_) {
    if (lane.scenario == lanes_[0].scenario) continue;
    if (alike.empty()) alike = structure(scenario());
    if (structure(*lane.scenario) != alike)
      throw std::invalid_argument("scenarios of different structure cannot run side by side");
  }
}

void Simulation::fill_lanes() {
  for (int l = 0; l < block_.world().lanes; ++l) {  // unused lanes repeat the last world
    const Lane& lane = lanes_[std::min(static_cast<std::size_t>(l), lanes_.size() - 1)];
    block_.fill(l, *lane.scenario, lane.seed, lane.replicate);
  }
  kernel_->calibrate(block_.world());
}

void Simulation::make_policies() {
  for (int l = 0; l < lanes(); ++l)
    for (int i = 0; i < block_.world().states; ++i)
      make_policy(i, l, scenario(l).states[static_cast<std::size_t>(i)].strategy);
}

void Simulation::restart(std::span<const Lane> lanes) {
  if (lanes.size() != lanes_.size()) throw std::invalid_argument("a restart needs as many worlds as before");
  const bool keep = start_ && std::equal(lanes.begin(), lanes.end(), lanes_.begin(),
                                         [](const Lane& a, const Lane& b) { return a.scenario == b.scenario; });
  if (!keep && structure(*lanes[0].scenario) != structure(scenario()))
    throw std::invalid_argument("a restart needs scenarios of the structure the block was laid out for");
  lanes_.assign(lanes.begin(), lanes.end());
  if (keep) {
    block_.restore(*start_);
    for (int l = 0; l < block_.world().lanes; ++l) {
      const Lane& lane = lanes_[std::min(static_cast<std::size_t>(l), lanes_.size() - 1)];
      block_.set_keys(l, lane.seed, lane.replicate);
    }
  } else {
    check_alike();
    block_.clear();
    fill_lanes();
    start_ = block_.save();  // the start depends on the scenarios, not on the random numbers
  }
  pins_.clear();
  make_policies();
  prepared_ = false;
}

void Simulation::make_policy(int state, int lane, const Strategy& strategy) {
  const std::size_t at = static_cast<std::size_t>(state) * lanes_.size() + static_cast<std::size_t>(lane);
  std::unique_ptr<Policy>& policy = policies_[at];
  policy.reset();
  strategies_[at] = strategy;
  if (strategy.policy != "weighted") {
    const PolicyClass* known = Registry::instance().policy(strategy.policy);
    if (known == nullptr) throw std::invalid_argument("unknown policy class '" + strategy.policy + "'");
    policy = known->make(scenario(lane), state, strategy);
  }
  any_policy_ = std::any_of(policies_.begin(), policies_.end(), [](const auto& p) { return p != nullptr; });
}

void Simulation::prepare() {
  if (prepared_) return;
  apply_events();
  kernel_->observe(block_.world());
  prepared_ = true;
}

void Simulation::step() {
  prepare();
  World& world = block_.world();
  kernel_->decide(world);
  if (any_policy_) decide_by_policies();
  hold_pins();
  kernel_->respond(world);
  swap_months(world);
  prepared_ = false;
}

void Simulation::advance_to(int month) {
  while (this->month() < month) step();
  prepare();
}

void Simulation::decide_by_policies() {
  World& w = block_.world();
  const auto n = static_cast<std::size_t>(w.states);
  enum { distance, dependence, share, affinity, grievance, pressure_on_me, openness_to_me, offer_to_me, exports, imports,
         own_pressure, own_openness, own_offer, send_pressure, send_openness, send_offer, rows };
  std::vector<double> seen(n * rows);
  std::vector<char> partner(n);
  const auto row = [&](int k) { return std::span<double>(seen.data() + static_cast<std::size_t>(k) * n, n); };
  for (int i = 0; i < w.states; ++i)
    for (int l = 0; l < lanes(); ++l) {
      Policy* policy = policies_[static_cast<std::size_t>(i) * lanes_.size() + static_cast<std::size_t>(l)].get();
      if (policy == nullptr) continue;
      for (int j = 0; j < w.states; ++j) {
        const auto at = static_cast<std::size_t>(j);
        partner[at] = i != j && w.is_active[i] && w.is_active[j];
        double squares = 0;
        for (int d = 0; d < w.dimensions; ++d) {
          const double apart = position(j, d, l) - position(i, d, l);
          squares += apart * apart;
        }
        row(distance)[at] = std::sqrt(squares);
        const long here = w.pair(i, j) + l, back = w.pair(j, i) + l;
        row(dependence)[at] = w.dependence[here];
        row(share)[at] = w.share[here];
        row(affinity)[at] = w.affinity[here];
        row(grievance)[at] = w.grievance[here];
        row(pressure_on_me)[at] = w.pressure[back];
        row(openness_to_me)[at] = w.openness[back];
        row(offer_to_me)[at] = w.offer[back];
        row(exports)[at] = i == j ? 0 : w.exports[here];
        row(imports)[at] = i == j ? 0 : w.exports[back];
        row(own_pressure)[at] = w.pressure[here];
        row(own_openness)[at] = w.openness[here];
        row(own_offer)[at] = w.offer[here];
        row(send_pressure)[at] = w.next_pressure[here];
        row(send_openness)[at] = w.next_openness[here];
        row(send_offer)[at] = w.next_offer[here];
      }
      const Observation observation{month(), i, codes_, partner, row(distance), row(dependence), row(share), row(affinity),
                                    row(grievance), row(pressure_on_me), row(openness_to_me), row(offer_to_me),
                                    row(exports), row(imports), row(own_pressure), row(own_openness), row(own_offer),
                                    state(StateField::output, i, l)};
      policy->decide(observation, {row(send_pressure), row(send_openness), row(send_offer)});
      for (int j = 0; j < w.states; ++j) {
        const auto at = static_cast<std::size_t>(j);
        if (!partner[at]) continue;
        for (const double value : {row(send_pressure)[at], row(send_openness)[at], row(send_offer)[at]})
          if (!std::isfinite(value))
            throw OutOfBounds("month " + std::to_string(month()) + ": the policy of " + codes_[static_cast<std::size_t>(i)] +
                              " sends a signal to " + codes_[at] + " that is not a finite number");
        const long here = w.pair(i, j) + l;
        w.next_pressure[here] = std::clamp(row(send_pressure)[at], 0., 1.);
        w.next_openness[here] = std::clamp(row(send_openness)[at], -1., 1.);
        w.next_offer[here] = std::max(row(send_offer)[at], 0.);
      }
    }
}

double Simulation::state(StateField field, int i, int lane) const {
  const World& w = block_.world();
  const double* const arrays[] = {w.output, w.trend, w.idle, w.shortage};
  return arrays[static_cast<int>(field)][static_cast<long>(i) * w.lanes + lane];
}
double Simulation::position(int i, int component, int lane) const {
  const World& w = block_.world();
  return w.position[(static_cast<long>(component) * w.stride + i) * w.lanes + lane];
}
double Simulation::anchor(int i, int component, int lane) const {
  const World& w = block_.world();
  return w.anchor[(static_cast<long>(component) * w.stride + i) * w.lanes + lane];
}
double Simulation::dyad(DyadField field, int i, int j, int lane) const {
  const World& w = block_.world();
  const double* const arrays[] = {w.exports, w.exports, w.stock, w.pressure, w.openness, w.offer,
                                  w.affinity, w.grievance, w.mood, w.bond, w.dependence, w.share};
  const double value = arrays[static_cast<int>(field)][w.pair(i, j) + lane];
  if (field != DyadField::exports) return value;
  return value * (1 + parameter(Parameter::mood_trade, lane) * (w.mood[w.pair(i, j) + lane] + w.mood[w.pair(j, i) + lane]) / 2);
}
double Simulation::corridor_flow(int c, int lane) const {
  return block_.world().flow[static_cast<long>(c) * block_.world().lanes + lane];
}
double Simulation::corridor_cost(int c, int lane) const {
  const World& w = block_.world();
  const long at = static_cast<long>(c) * w.lanes + lane;
  const double load = std::min(3., w.flow[at] / w.capacity[at]);
  return w.cost[at] + parameter(Parameter::time_cost, lane) * w.days[at] *
                          (1 + parameter(Parameter::bpr, lane) * (load * load) * (load * load));
}
double Simulation::route_share(int route, int lane) const {
  return block_.world().route_share[static_cast<long>(route) * block_.world().lanes + lane];
}
double Simulation::weight(Weight weight, int i, int lane) const {
  const World& w = block_.world();
  return w.weights[(static_cast<long>(weight) * w.stride + i) * w.lanes + lane];
}
double Simulation::parameter(Parameter parameter, int lane) const {
  return block_.world().parameters[static_cast<long>(parameter) * block_.world().lanes + lane];
}

Checkpoint Simulation::save() const {
  Checkpoint saved{block_.save(), prepared_, {}, strategies_, {}};
  for (const HeldPin& pin : pins_) saved.pins.push_back({static_cast<int>(pin.signal), pin.from, pin.to, pin.until});
  for (const auto& policy : policies_) saved.memories.push_back(policy ? policy->memory() : std::vector<double>{});
  return saved;
}

void Simulation::restore(const Checkpoint& saved) {
  block_.restore(saved.world);
  prepared_ = saved.prepared;
  pins_.clear();
  for (const Checkpoint::Held& pin : saved.pins) pins_.push_back({static_cast<Signal>(pin.signal), pin.from, pin.to, pin.until});
  for (int i = 0; i < world().states; ++i)
    for (int l = 0; l < lanes(); ++l) {
      const std::size_t at = static_cast<std::size_t>(i) * lanes_.size() + static_cast<std::size_t>(l);
      make_policy(i, l, saved.strategies[at]);
      if (policies_[at]) policies_[at]->remember(saved.memories[at]);
    }
}

void Simulation::check_bounds() const {
  const World& w = block_.world();
  const auto fail = [&](const std::string& what, double value, int lane) {
    throw OutOfBounds("month " + std::to_string(month()) + ", replicate " + std::to_string(this->lane(lane).replicate) + ": " +
                      what + " is " + std::to_string(value) + ", outside the bounds of the model");
  };
  constexpr double kInfinite = 1e300;
  struct Range {
    DyadField field;
    double low, high;
  };
  constexpr Range kRanges[] = {
      {DyadField::trade, 0, kInfinite},   {DyadField::stock, 0, kInfinite}, {DyadField::pressure, 0, 1},
      {DyadField::openness, -1, 1},       {DyadField::offer, 0, kInfinite}, {DyadField::affinity, -1, 1},
      {DyadField::grievance, 0, 1},       {DyadField::mood, -1, 1},         {DyadField::bond, 0, 1},
      {DyadField::dependence, 0, 3},      {DyadField::influence_share, 0, 1}};
  for (int l = 0; l < lanes(); ++l)
    for (int i = 0; i < w.states; ++i) {
      const std::string& code = codes_[static_cast<std::size_t>(i)];
      const double output = state(StateField::output, i, l);
      if (!(output > 0 && output < kInfinite)) fail("output of " + code, output, l);
      for (int d = 0; d < w.dimensions; ++d)
        if (!(std::abs(position(i, d, l)) <= 4)) fail("position of " + code, position(i, d, l), l);
      for (int j = 0; j < w.states; ++j)
        for (const Range& range : kRanges) {
          const double value = dyad(range.field, i, j, l);
          if (!(value >= range.low && value <= range.high))
            fail(std::string(name(range.field)) + " of " + code + " to " + codes_[static_cast<std::size_t>(j)], value, l);
        }
    }
}

std::string_view name(StateField field) {
  constexpr std::string_view kNames[] = {"output", "trend", "idle", "shortage"};
  return kNames[static_cast<int>(field)];
}
std::string_view name(DyadField field) {
  constexpr std::string_view kNames[] = {"exports", "trade", "stock", "pressure", "openness", "offer", "affinity",
                                         "grievance", "mood", "bond", "dependence", "influence_share"};
  return kNames[static_cast<int>(field)];
}

}  // namespace tarazi
