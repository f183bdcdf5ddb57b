// tarazi bench: how fast this machine is at the cases the README reports. Nothing here passes or fails.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "src/cli/bench.h"
#include "src/cli/commands.h"
#include "src/config/config.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string scenario = "configs/scenarios/baseline-2024.yaml";
  std::string json;
  double seconds = 1;
  bool no_large = false;
};

void switch_noise_on(Scenario& s) {
  s[Parameter::drift_sd] = CalibratedNoise::drift_sd;
  s[Parameter::jump_prob] = CalibratedNoise::jump_prob;
  s[Parameter::jump_sd] = CalibratedNoise::jump_sd;
  s[Parameter::mood_sd] = CalibratedNoise::mood_sd;
}

/// Runs per second on one core for every instruction set, and the share of the multiply-add peak.
nlohmann::json measure_runs(const Scenario& scenario, double seconds) {
  nlohmann::json rows = nlohmann::json::array();
  const double month = static_cast<double>(bench::operations_of_a_month(scenario));
  fmt::print("{} states, {} months, noise, no series, one core ({:.0f} operations a month)\n", scenario.size(),
             scenario.months, month);
  fmt::print("{:12} {:>5} {:>12} {:>12} {:>10} {:>10} {:>10} {:>9}\n", "set", "lanes", "runs/s", "best", "x scalar",
             "GFLOP/s", "peak", "of peak");
  double plain[2] = {0, 0};
  for (const Isa isa : supported()) {
    const double peak = bench::multiply_add_peak(isa, seconds / 4).median;
    for (const int lanes : {8, 16}) {
      const bench::Rate rate = bench::runs_per_second(scenario, isa, lanes, scenario.months, seconds);
      double& reference = plain[lanes / 16];
      if (isa == Isa::scalar) reference = rate.median;
      const double flops = rate.median * scenario.months * month;
      fmt::print("{:12} {:5} {:12.0f} {:12.0f} {:9.2f}x {:10.2f} {:10.2f} {:8.0f}%\n", name(isa), lanes, rate.median,
                 rate.best, rate.median / reference, flops / 1e9, peak / 1e9, 100 * flops / peak);
      rows.push_back({{"set", name(isa)}, {"lanes", lanes}, {"runs_per_s", rate.median}, {"best", rate.best},
                      {"ratio_to_scalar", rate.median / reference}, {"gflops", flops / 1e9}, {"peak_gflops", peak / 1e9},
                      {"share_of_peak", flops / peak}});
    }
  }
  return {{"operations_a_month", month}, {"sets", rows}};
}

nlohmann::json measure_pairs(Isa isa, double seconds, bool large) {
  nlohmann::json rows = nlohmann::json::array();
  fmt::print("\nOne world, one core, {}\n{:>6} {:>16} {:>16} {:>12}\n", name(isa), "N", "pair-updates/s", "best", "memory MB");
  for (const int n : {6, 200, 2000}) {
    if (n == 2000 && !large) continue;
    const Scenario world = bench::generated_world(n);
    const bench::Rate rate = bench::pairs_per_second(world, isa, seconds);
    const double bytes = static_cast<double>(bench::block_bytes(world, 1));
    fmt::print("{:6} {:14.2f} M {:14.2f} M {:12.2f}\n", n, rate.median / 1e6, rate.best / 1e6, bytes / 1e6);
    rows.push_back({{"states", n}, {"pairs_per_s", rate.median}, {"best", rate.best}, {"bytes", bytes}});
  }
  return rows;
}

nlohmann::json measure_threads(const Scenario& scenario, Isa isa, int cores, double seconds) {
  nlohmann::json rows = nlohmann::json::array();
  fmt::print("\nReplicates over threads, 16 lanes, {}, by the clock on the wall\n{:>8} {:>12} {:>8}\n", name(isa), "threads",
             "runs/s", "ratio");
  double one = 0;
  for (int threads = 1; threads <= cores; threads = threads < cores && threads * 2 > cores ? cores : threads * 2) {
    const double rate = bench::runs_per_second_on_threads(scenario, isa, threads, scenario.months, seconds);
    if (threads == 1) one = rate;
    fmt::print("{:8} {:12.0f} {:7.2f}x\n", threads, rate, rate / one);
    rows.push_back({{"threads", threads}, {"runs_per_s", rate}, {"ratio", rate / one}});
  }
  return rows;
}

void run_bench(const Options& options, const Common& common) {
  Scenario scenario = config::read_scenario(options.scenario);
  switch_noise_on(scenario);
  const Isa isa = common.instruction_set() == Isa::automatic ? best() : common.instruction_set();
  nlohmann::json all;
  all["version"] = TARAZI_VERSION;
  all["replicates"] = measure_runs(scenario, options.seconds);
  all["one_world"] = measure_pairs(isa, options.seconds, !options.no_large);
  all["threads"] = measure_threads(scenario, isa, common.thread_count(), options.seconds);
  const double block = static_cast<double>(bench::block_bytes(scenario, 16));
  const double start = bench::start_seconds("/proc/self/exe");
  fmt::print("\nMemory of a block of 16 worlds: {:.0f} KiB\n", block / 1024);
  all["block_bytes"] = block;
  if (start >= 0) {
    fmt::print("Start of the program: {:.1f} ms\n", 1e3 * start);
    all["start_seconds"] = start;
  }
  if (options.json.empty()) return;
  std::ofstream file(options.json);
  file << all.dump(2) << '\n';
  if (!file.flush()) throw std::runtime_error("cannot write " + options.json);
}

}  // namespace

void add_bench(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("bench", "Measure how fast the model runs on this machine");
  command->footer("Example:  tarazi bench --seconds 2 --json bench.json");
  command->add_option("scenario", options->scenario, "Scenario of the replicates; calibrated noise is switched on")->capture_default_str();
  command->add_option("--json", options->json, "Also write the figures to this file");
  command->add_option("--seconds", options->seconds, "Processor time of each case")->check(CLI::Range(.05, 600.))->capture_default_str();
  command->add_flag("--no-large", options->no_large, "Leave out the world of 2000 states (1.4 GB of memory)");
  command->callback([options, &common] { run_bench(*options, common); });
}

}  // namespace tarazi::cli
