// Laying out a block of worlds and writing a scenario's start into a lane.
#include "world/block.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "world/rng.h"

namespace tarazi {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr int kPadding = 8;

double* allocate(std::size_t count) {
  const std::size_t bytes = (count * sizeof(double) + kAlignment - 1) / kAlignment * kAlignment;
  void* memory = std::aligned_alloc(kAlignment, std::max(bytes, kAlignment));
  if (memory == nullptr) throw std::bad_alloc();
  std::memset(memory, 0, std::max(bytes, kAlignment));
  return static_cast<double*>(memory);
}

}  // namespace

void WorldBlock::Free::operator()(double* p) const { std::free(p); }

WorldBlock::WorldBlock(const Scenario& scenario, int lanes) {
  world_.states = scenario.size();
  world_.lanes = lanes;
  world_.stride = lanes == 1 ? (scenario.size() + kPadding - 1) / kPadding * kPadding : scenario.size();
  world_.dimensions = scenario.dimensions;
  lay_structure(scenario);
  count_ = place_arrays(nullptr);
  numbers_.reset(allocate(count_));
  place_arrays(numbers_.get());
}

void WorldBlock::lay_structure(const Scenario& scenario) {
  const auto n = static_cast<std::size_t>(world_.stride);
  is_active_ = std::make_unique<bool[]>(n);
  words_.reset(allocate(n + 2 * static_cast<std::size_t>(std::max(world_.lanes, kPadding))));
  auto* words = reinterpret_cast<std::uint64_t*>(words_.get());
  // The keys first: they are loaded a register at a time.
  const auto keys = static_cast<std::size_t>(std::max(world_.lanes, kPadding));
  world_.seed = words;
  world_.replicate = words + keys;
  world_.id = words + 2 * keys;
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    const State& state = scenario.states[i];
    is_active_[i] = !state.passive;
    words[2 * keys + i] = state_id(state.code.data(), state.code.size());
  }
  for (std::size_t k = 0; k < scenario.freight.size(); ++k) {
    const FreightClass& freight = scenario.freight[k];
    freight_.push_back({freight.a, freight.b, static_cast<int>(route_.size()), static_cast<int>(freight.routes.size())});
    for (const FreightClass::Route& route : freight.routes) {
      const int index = static_cast<int>(route_.size());
      route_.push_back({static_cast<int>(k), route.corridor});
      for (const int owner : scenario.corridors[static_cast<std::size_t>(route.corridor)].through)
        for (const int end : {freight.a, freight.b})
          if (end != owner) transit_.push_back({end, owner, static_cast<int>(k), index});
    }
  }
  for (std::size_t c = 0; c < scenario.corridors.size(); ++c)
    for (const int owner : scenario.corridors[c].through) ownership_.push_back({static_cast<int>(c), owner});
  world_.is_active = is_active_.get();
  world_.freight = freight_.data();
  world_.route = route_.data();
  world_.transit = transit_.data();
  world_.ownership = ownership_.data();
  world_.corridors = static_cast<int>(scenario.corridors.size());
  world_.freight_classes = static_cast<int>(freight_.size());
  world_.routes = static_cast<int>(route_.size());
  world_.transits = static_cast<int>(transit_.size());
  world_.ownerships = static_cast<int>(ownership_.size());
}

/// Sets every array pointer from `base` on and returns how many doubles they take.
std::size_t WorldBlock::place_arrays(double* base) {
  World& w = world_;
  std::size_t used = 0;
  const auto take = [&](std::size_t items, auto&... arrays) {
    const auto place = [&](double*& array) {
      array = base ? base + used : nullptr;  // without one, only counted
      used += (items * static_cast<std::size_t>(w.lanes) + kPadding - 1) / kPadding * kPadding;
    };
    (place(arrays), ...);
  };
  const auto n = static_cast<std::size_t>(w.stride);
  const auto d = static_cast<std::size_t>(w.dimensions) * n;
  take(kParameterCount, w.parameters);
  take(kWeightCount * n, w.weights, w.start_weights);
  take(d, w.position, w.next_position, w.start_position, w.anchor);
  take(n, w.active, w.anchor_given, w.output, w.next_output, w.trend, w.growth, w.start_output, w.relative_output, w.supply0, w.demand0,
       w.supply, w.demand, w.alpha, w.beta, w.idle, w.shortage, w.imports, w.capital_gain, w.offer_total, w.market_total);
  take(n * n, w.exports, w.next_exports, w.stock, w.next_stock, w.affinity, w.next_affinity, w.grievance,
       w.next_grievance, w.bond, w.next_bond, w.mood, w.next_mood, w.pressure, w.next_pressure, w.openness,
       w.next_openness, w.offer, w.next_offer, w.exports0, w.stock0, w.affinity0, w.bond0, w.pressure0, w.security,
       w.bond_rest, w.pressure_intercept, w.openness_intercept, w.affinity_intercept, w.offer_base, w.contest0,
       w.market0, w.kernel0, w.dependence, w.share, w.pull, w.transit_value, w.kernel, w.market,
       w.extra_weight);
  take(w.lanes == 1 ? n * n : 0, w.affinity_back, w.affinity0_back, w.pressure_back, w.pressure0_back, w.openness_back);
  take(static_cast<std::size_t>(w.corridors), w.days, w.cost, w.capacity, w.open, w.flow, w.next_flow, w.generalised_cost);
  take(static_cast<std::size_t>(w.routes), w.route_share, w.next_route_share, w.route_start_share, w.route_constant, w.route_weight);
  take(static_cast<std::size_t>(w.freight_classes), w.tonnes, w.value_share, w.freight_trade0);
  return used;
}

void WorldBlock::clear() {
  std::fill_n(numbers_.get(), count_, 0.0);
  place_arrays(numbers_.get());
  world_.drift = world_.jumps = world_.moods = false;
}

void WorldBlock::set_keys(int lane, std::uint32_t seed, std::uint32_t replicate) {
  auto* words = reinterpret_cast<std::uint64_t*>(words_.get());
  words[lane] = seed;
  words[std::max(world_.lanes, kPadding) + lane] = replicate;
}

void WorldBlock::fill(int lane, const Scenario& scenario, std::uint32_t seed, std::uint32_t replicate) {
  World& w = world_;
  set_keys(lane, seed, replicate);
  const auto put = [&](double* array, int item, double value) { array[static_cast<long>(item) * w.lanes + lane] = value; };
  const auto put_pair = [&](double* array, int i, int j, double value) { array[w.pair(i, j) + lane] = value; };
  for (int k = 0; k < kParameterCount; ++k) put(w.parameters, k, scenario.parameters[static_cast<std::size_t>(k)]);
  const int n = w.states;
  for (int i = 0; i < n; ++i) {
    const State& state = scenario.states[static_cast<std::size_t>(i)];
    for (int k = 0; k < kWeightCount; ++k)
      for (double* weights : {w.weights, w.start_weights})
        put(weights, k * w.stride + i, state.strategy.weights[static_cast<std::size_t>(k)]);
    for (int d = 0; d < w.dimensions; ++d) {
      const double x = state.position[static_cast<std::size_t>(d)];
      for (double* position : {w.position, w.next_position, w.start_position}) put(position, d * w.stride + i, x);
      put(w.anchor, d * w.stride + i, state.anchor ? (*state.anchor)[static_cast<std::size_t>(d)] : x);
    }
    put(w.active, i, state.passive ? 0 : 1);
    put(w.anchor_given, i, state.anchor ? 1 : 0);
    for (double* output : {w.output, w.next_output, w.trend, w.start_output}) put(output, i, state.gdp);
    put(w.growth, i, state.growth);
    for (double* scale : {w.alpha, w.beta}) put(scale, i, 1);
    for (double* none : {w.idle, w.shortage}) put(none, i, 0);
  }
  for (int i = n; i < w.stride; ++i)  // padding divides output by its start: 1, never 0/0
    for (double* output : {w.output, w.next_output, w.start_output}) put(output, i, 1);
  for (int i = 0; i < n; ++i) {
    double abroad = 0;
    for (int j = 0; j < n; ++j)
      if (j != i) abroad += scenario.exports.at(i, j);
    for (int j = 0; j < n; ++j) {
      const double exports =
          i == j ? scenario.states[static_cast<std::size_t>(i)].home_share * abroad : scenario.exports.at(i, j);
      const bool pair = i != j && is_active_[static_cast<std::size_t>(i)] && is_active_[static_cast<std::size_t>(j)];
      for (double* a : {w.exports, w.next_exports, w.exports0}) put_pair(a, i, j, exports);
      for (double* a : {w.stock, w.next_stock, w.stock0}) put_pair(a, i, j, i == j ? 0 : scenario.stocks.at(i, j));
      for (double* a : {w.affinity, w.next_affinity, w.affinity0}) put_pair(a, i, j, i == j ? 0 : scenario.affinity.at(i, j));
      for (double* a : {w.bond, w.next_bond, w.bond0, w.bond_rest}) put_pair(a, i, j, i == j ? 0 : scenario.bonds.at(i, j));
      for (double* a : {w.pressure, w.next_pressure, w.pressure0}) put_pair(a, i, j, pair ? scenario.pressure.at(i, j) : 0);
      for (double* a : {w.grievance, w.next_grievance, w.mood, w.next_mood, w.openness, w.next_openness, w.offer,
                        w.next_offer, w.dependence, w.share, w.pull, w.transit_value, w.market, w.extra_weight, w.offer_base})
        put_pair(a, i, j, 0);
      put_pair(w.security, i, j, scenario.security.at(i, j));
    }
  }
  for (int i = 0; i < n; ++i) {  // margins of T0, the diagonal included
    double sold = 0, bought = 0;
    for (int j = 0; j < n; ++j) {
      sold += w.exports0[w.pair(i, j) + lane];
      bought += w.exports0[w.pair(j, i) + lane];
    }
    put(w.supply0, i, sold);
    put(w.demand0, i, bought);
  }
  for (int c = 0; c < w.corridors; ++c) {
    const Corridor& corridor = scenario.corridors[static_cast<std::size_t>(c)];
    put(w.days, c, corridor.days);
    put(w.cost, c, corridor.cost);
    put(w.capacity, c, corridor.capacity);
    put(w.open, c, corridor.open);
  }
  for (int k = 0; k < w.freight_classes; ++k) {
    const FreightClass& freight = scenario.freight[static_cast<std::size_t>(k)];
    put(w.tonnes, k, freight.tonnes);
    put(w.value_share, k, freight.value_share);
    put(w.freight_trade0, k, scenario.exports.at(freight.a, freight.b) + scenario.exports.at(freight.b, freight.a));
    for (std::size_t r = 0; r < freight.routes.size(); ++r)
      for (double* share : {w.route_share, w.next_route_share, w.route_start_share})
        put(share, freight_[static_cast<std::size_t>(k)].first_route + static_cast<int>(r), freight.routes[r].share);
  }
  w.drift = w.drift || scenario[Parameter::drift_sd] > 0;
  w.jumps = w.jumps || scenario[Parameter::jump_prob] > 0;
  w.moods = w.moods || scenario[Parameter::mood_sd] > 0;
  w.month = 0;
}

SavedWorld WorldBlock::save() const {
  return {std::vector<double>(numbers_.get(), numbers_.get() + count_), world_.month};
}

void WorldBlock::restore(const SavedWorld& saved) {
  std::copy(saved.numbers.begin(), saved.numbers.end(), numbers_.get());
  // Present and next have changed places once a month.
  place_arrays(numbers_.get());
  if (saved.month % 2 == 1) swap_months(world_);
  world_.month = saved.month;
}

}  // namespace tarazi
