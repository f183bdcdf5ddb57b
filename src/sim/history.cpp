// Recording runs.
#include "src/sim/history.h"

#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>

namespace tarazi {

namespace {

constexpr int kThreadedWorld = 100;  ///< states below which threads inside one world cost more than they give

}  // namespace

void History::reserve(const Scenario& what, int first, int count, int last_month) {
  scenario = what;
  replicates = count;
  first_replicate = first;
  months = last_month;
  states = what.size();
  dimensions = what.dimensions;
  corridors = static_cast<int>(what.corridors.size());
  routes = 0;
  for (const FreightClass& freight : what.freight) routes += static_cast<int>(freight.routes.size());
  const std::size_t rows = static_cast<std::size_t>(count) * static_cast<std::size_t>(last_month + 1);
  position.assign(rows * n() * static_cast<std::size_t>(dimensions), 0);
  for (auto& field : state) field.assign(rows * n(), 0);
  for (auto& field : dyad) field.assign(rows * n() * n(), 0);
  flow.assign(rows * static_cast<std::size_t>(corridors), 0);
  cost.assign(rows * static_cast<std::size_t>(corridors), 0);
  route_share.assign(rows * static_cast<std::size_t>(routes), 0);
}

void History::record(const Simulation& simulation, int lane, int r) {
  const int m = simulation.month();
  for (int i = 0; i < states; ++i) {
    for (int d = 0; d < dimensions; ++d)
      position[at_state(r, m, i) * static_cast<std::size_t>(dimensions) + static_cast<std::size_t>(d)] =
          simulation.position(i, d, lane);
    for (int f = 0; f < static_cast<int>(StateField::count); ++f)
      state[f][at_state(r, m, i)] = simulation.state(static_cast<StateField>(f), i, lane);
    for (int f = 0; f < static_cast<int>(DyadField::count); ++f)
      for (int j = 0; j < states; ++j)
        dyad[f][at_dyad(r, m, i, j)] = simulation.dyad(static_cast<DyadField>(f), i, j, lane);
  }
  for (int c = 0; c < corridors; ++c) {
    flow[index(r, m) * static_cast<std::size_t>(corridors) + static_cast<std::size_t>(c)] = simulation.corridor_flow(c, lane);
    cost[index(r, m) * static_cast<std::size_t>(corridors) + static_cast<std::size_t>(c)] = simulation.corridor_cost(c, lane);
  }
  for (int k = 0; k < routes; ++k)
    route_share[index(r, m) * static_cast<std::size_t>(routes) + static_cast<std::size_t>(k)] = simulation.route_share(k, lane);
}

void History::keep(int done, int last_month) {
  // Replicates and months come first in every array, so what is kept is a prefix.
  replicates = done;
  months = last_month;
  const std::size_t rows = index(done - 1, last_month) + 1;
  position.resize(rows * n() * static_cast<std::size_t>(dimensions));
  for (auto& field : state) field.resize(rows * n());
  for (auto& field : dyad) field.resize(rows * n() * n());
  flow.resize(rows * static_cast<std::size_t>(corridors));
  cost.resize(rows * static_cast<std::size_t>(corridors));
  route_share.resize(rows * static_cast<std::size_t>(routes));
  if (static_cast<int>(why.size()) > last_month) why.resize(static_cast<std::size_t>(last_month));
  interrupted = true;
}

Alignment History::alignment_of(int r, int m, int i) const {
  std::vector<char> partner(n());
  const bool active = !scenario.states[static_cast<std::size_t>(i)].passive;
  for (int j = 0; j < states; ++j)
    partner[static_cast<std::size_t>(j)] = active && j != i && !scenario.states[static_cast<std::size_t>(j)].passive;
  const double* shares = dyad[static_cast<int>(DyadField::influence_share)].data() + at_dyad(r, m, i, 0);
  return alignment({shares, n()}, partner);
}

double History::distance_of(int r, int m, int i, int j) const {
  double squares = 0;
  for (int d = 0; d < dimensions; ++d) {
    const double apart = position_of(r, m, j, d) - position_of(r, m, i, d);
    squares += apart * apart;
  }
  return std::sqrt(squares);
}

double bytes_of_history(const Scenario& scenario, int replicates, int months) {
  const double n = scenario.size();
  const double per_month = n * (scenario.dimensions + static_cast<int>(StateField::count)) + n * n * static_cast<int>(DyadField::count);
  return 8. * replicates * (months + 1) * per_month;
}

History run(const Scenario& scenario, const RunSettings& settings) {
  const std::vector<Continuation>& later = settings.continuations;
  const int months = settings.months.value_or(later.empty() ? scenario.months : later.back().scenario.months);
  const std::uint32_t seed = settings.seed.value_or(scenario.seed);
  History history;
  history.reserve(scenario, settings.first_replicate, settings.replicates, months);
  history.scenario.seed = seed;
  history.scenario.months = months;
  const int width = settings.replicates == 1 || !later.empty() ? 1 : settings.lanes > 0 ? settings.lanes : best_lanes(scenario);
  const int blocks = (settings.replicates + width - 1) / width;
  // Few large worlds: the threads work inside each; otherwise each thread takes whole blocks.
  const bool inside = blocks < settings.threads && scenario.size() >= kThreadedWorld;
  const long work = static_cast<long>(settings.replicates) * (months + 1);
  std::atomic<long> done{0};
  std::atomic<bool> stop{false};
  std::vector<int> months_done(static_cast<std::size_t>(blocks), -1);  ///< last recorded month of each block
  std::exception_ptr failure;
  std::mutex failing;

#pragma omp parallel for schedule(dynamic) num_threads(std::max(1, settings.threads)) if (!inside && settings.threads > 1 && blocks > 1)
  for (int b = 0; b < blocks; ++b) {
    try {
      if (stop) continue;
      std::vector<Lane> lanes;
      for (int r = b * width; r < std::min(settings.replicates, (b + 1) * width); ++r)
        lanes.push_back({&history.scenario, seed, static_cast<std::uint32_t>(settings.first_replicate + r)});
      SimulationSettings how;
      how.isa = settings.isa;
      how.threads = inside ? settings.threads : 1;
      Simulation simulation(std::move(lanes), how);
      for (int m = 0; m <= months && !stop; ++m) {
        for (const Continuation& next : later)
          if (next.month == m) {
            while (simulation.month() < m) simulation.step();
            simulation.continue_under(next.scenario);
          }
        simulation.advance_to(m);
        for (int l = 0; l < simulation.lanes(); ++l) history.record(simulation, l, b * width + l);
        if (b == 0 && settings.explain && m < months) {
          history.why.emplace_back();
          for (int i = 0; i < scenario.size(); ++i)
            if (!scenario.states[static_cast<std::size_t>(i)].passive) history.why.back().push_back(explain(simulation, i));
        }
        months_done[static_cast<std::size_t>(b)] = m;
        done += simulation.lanes();
        if (settings.progress) {
          const std::lock_guard lock(failing);
          if (!settings.progress(done, work)) stop = true;
        }
      }
      simulation.check_bounds();
    } catch (...) {
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
      stop = true;
    }
  }
  if (failure) std::rethrow_exception(failure);
  if (stop) {
    int whole = 0;
    while (whole < blocks && months_done[static_cast<std::size_t>(whole)] == months) ++whole;
    if (whole > 0)
      history.keep(std::min(settings.replicates, whole * width), months);
    else
      history.keep(1, std::max(0, months_done[0]));
  }
  if (!later.empty()) {
    history.scenario = later.back().scenario;
    history.scenario.seed = seed;
    history.scenario.months = history.months;
  }
  return history;
}

std::string signature(const History& history) {
  XXH3_state_t* const state = XXH3_createState();
  XXH3_128bits_reset(state);
  const auto add = [&](const std::vector<double>& numbers) {
    XXH3_128bits_update(state, numbers.data(), numbers.size() * sizeof(double));
  };
  add(history.position);
  for (const auto& field : history.state) add(field);
  for (const auto& field : history.dyad) add(field);
  add(history.flow);
  add(history.cost);
  add(history.route_share);
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t half : {hash.high64, hash.low64})
    for (int shift = 60; shift >= 0; shift -= 4) text += kHex[(half >> shift) & 15];
  return text;
}

}  // namespace tarazi
