// The measurements behind `tarazi bench`.
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <thread>

#include "agents/policy.h"
#include "src/cli/bench.h"

namespace tarazi::cli::bench {
namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Repeats `work`, which returns how much it did, for about `seconds`; the first call warms up.
Rate repeat(double seconds, const std::function<double()>& work) {
  work();
  std::vector<double> rates;
  const double end = seconds_of(CLOCK_THREAD_CPUTIME_ID) + seconds;
  while (rates.size() < 3 || seconds_of(CLOCK_THREAD_CPUTIME_ID) < end) {
    const double before = seconds_of(CLOCK_THREAD_CPUTIME_ID);
    const double done = work();
    rates.push_back(done / (seconds_of(CLOCK_THREAD_CPUTIME_ID) - before));
  }
  std::sort(rates.begin(), rates.end());
  return {rates[rates.size() / 2], rates.back()};
}

std::vector<Lane> next_lanes(const Scenario& scenario, int lanes, std::uint32_t& replicate) {
  std::vector<Lane> block;
  for (int l = 0; l < lanes; ++l) block.push_back({&scenario, scenario.seed, replicate++});
  return block;
}

/// One block after the other; each call is a whole block of runs.
std::function<double()> block_of_runs(const Scenario& scenario, Isa isa, int lanes, int months) {
  SimulationSettings settings;
  settings.isa = isa;
  auto replicate = std::make_shared<std::uint32_t>(0);
  auto block = std::make_shared<Simulation>(next_lanes(scenario, lanes, *replicate), settings);
  return [&scenario, replicate, block, lanes, months] {
    block->restart(next_lanes(scenario, lanes, *replicate));
    for (int month = 0; month < months; ++month) block->step();
    return static_cast<double>(lanes);
  };
}

}  // namespace

Scenario generated_world(int n) {
  std::mt19937 words(7);
  const auto uniform = [&] { return static_cast<double>(words()) * 0x1p-32; };
  Scenario s;
  s.title = "generated";
  s.parameters = standard_parameters();
  s[Parameter::drift_sd] = CalibratedNoise::drift_sd;
  s[Parameter::jump_prob] = CalibratedNoise::jump_prob;
  s[Parameter::jump_sd] = CalibratedNoise::jump_sd;
  s[Parameter::mood_sd] = CalibratedNoise::mood_sd;
  const std::vector<const Preset*> presets = Registry::instance().presets();
  for (int i = 0; i < n; ++i) {
    State state;
    state.code = state.name = "G" + std::to_string(i);
    state.passive = i % 17 == 16;
    state.gdp = 10 + 1000 * uniform() * uniform();
    state.position = {3 * uniform() - 1.5};
    state.home_share = .25 + .5 * uniform();
    const Preset& preset = *presets[static_cast<std::size_t>(i) % presets.size()];
    state.strategy.name = preset.name;
    state.strategy.weights = preset.weights;
    s.states.push_back(state);
  }
  for (Matrix* m : {&s.exports, &s.stocks, &s.affinity, &s.bonds, &s.security, &s.pressure}) *m = Matrix(n);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      if (i == j) continue;
      const State& from = s.states[static_cast<std::size_t>(i)];
      s.exports.at(i, j) = .2 * from.gdp * (.2 + uniform()) / n;
      s.stocks.at(i, j) = .1 * from.gdp * uniform() / n;
      s.affinity.at(i, j) = uniform() - .4;
      s.security.at(i, j) = .1 * uniform();
      const bool pair = !from.passive && !s.states[static_cast<std::size_t>(j)].passive;
      s.pressure.at(i, j) = pair && uniform() < .1 ? .2 * uniform() : 0;
      if (i < j) s.bonds.at(i, j) = s.bonds.at(j, i) = .5 * uniform();
    }
  s.corridors = {{"first", {1}, 12, .06, 5, 1}, {"second", {2, 3}, 30, .1, 9, 1}};
  s.freight = {{"goods", 0, 4, {{0, .4}, {1, .6}}, 8, .3}};
  return s;
}

Rate runs_per_second(const Scenario& scenario, Isa isa, int lanes, int months, double seconds) {
  return repeat(seconds, block_of_runs(scenario, isa, lanes, months));
}

double runs_per_second_on_threads(const Scenario& scenario, Isa isa, int threads, int months, double seconds) {
  std::vector<double> done(static_cast<std::size_t>(threads), 0);
  std::vector<std::thread> team;
  const double start = seconds_of(CLOCK_MONOTONIC);
  for (double& mine : done)
    team.emplace_back([&, start] {
      const std::function<double()> work = block_of_runs(scenario, isa, 16, months);
      double runs = 0;  // counted apart from the neighbours' numbers
      while (seconds_of(CLOCK_MONOTONIC) < start + seconds) runs += work();
      mine = runs;
    });
  for (std::thread& member : team) member.join();
  double runs = 0;
  for (const double mine : done) runs += mine;
  return runs / (seconds_of(CLOCK_MONOTONIC) - start);
}

Rate pairs_per_second(const Scenario& scenario, Isa isa, double seconds) {
  SimulationSettings settings;
  settings.isa = isa;
  Simulation simulation(scenario, 0, settings);
  const double pairs = static_cast<double>(scenario.size()) * (scenario.size() - 1);
  // Enough months at a time that reading the clock costs nothing.
  const int months = scenario.size() < 50 ? 100 : 1;
  return repeat(seconds, [&] {
    for (int month = 0; month < months; ++month) simulation.step();
    return pairs * months;
  });
}

Rate multiply_add_peak(Isa isa, double seconds) {
  const KernelSet& set = kernels(isa);
  volatile double sink = 0;
  return repeat(seconds, [&] {
    double result = 0;
    const long operations = set.multiply_add(100000, &result);
    sink = result;
    return static_cast<double>(operations);
  });
}

std::size_t block_bytes(const Scenario& scenario, int lanes) { return WorldBlock(scenario, lanes).bytes(); }

double start_seconds(const std::string& program) {
  std::vector<double> times;
  for (int k = 0; k < 11; ++k) {
    const double before = seconds_of(CLOCK_MONOTONIC);
    std::fflush(nullptr);  // or the child would print what this process has not yet printed
    const pid_t child = fork();
    if (child < 0) return -1;
    if (child == 0) {
      if (freopen("/dev/null", "w", stdout) != nullptr) execl(program.c_str(), program.c_str(), "--version", nullptr);
      _exit(127);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return -1;
    times.push_back(seconds_of(CLOCK_MONOTONIC) - before);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace tarazi::cli::bench
