// tarazi compare: two scenarios under common random numbers, differences with confidence intervals.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/cli/scenario_options.h"
#include "src/record/csv.h"
#include "src/record/folder.h"
#include "src/sim/comparison.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string a, b, csv;
  std::vector<std::string> set;
  std::optional<int> replicates, month;
  bool all = false;
};

bool noisy(const Scenario& s) {
  return s[Parameter::drift_sd] > 0 || s[Parameter::jump_prob] > 0 || s[Parameter::mood_sd] > 0;
}

/// Sizes of outcomes differ; what is worth a line is a change of at least 1 % or .001.
bool worth_showing(const Difference& d) {
  return std::abs(d.mean) > std::max(.001, .01 * std::abs(d.a));
}

void compare_command(const Options& options, Common& common) {
  if (options.b.empty() && options.set.size() != 2)
    throw std::invalid_argument("compare needs two scenarios, or one and exactly two --set: the first for A, the second for B");
  const auto sets = [&](std::size_t k) {
    return options.b.empty() ? std::vector<std::string>{options.set[k]} : options.set;
  };
  const Scenario a = load(options.a, sets(0));
  Scenario b = load(options.b.empty() ? options.a : options.b, sets(1));
  b.seed = a.seed;  // common random numbers
  RunSettings settings;
  settings.replicates = options.replicates.value_or(noisy(a) || noisy(b) ? 64 : 1);
  settings.months = std::min(a.months, b.months);
  settings.threads = common.thread_count();
  settings.isa = common.instruction_set();
  settings.explain = false;
  const int month = options.month.value_or(*settings.months);
  if (month < 0 || month > *settings.months)
    throw std::invalid_argument(fmt::format("--month {}: the runs have months 0 to {}", month, *settings.months));
  History first, second;
  {
    Progress progress("comparing", "months", common.quiet);
    settings.progress = [&](long done, long total) { return progress(done, 2 * total); };
    first = run(a, settings);
    settings.progress = [&](long done, long total) { return progress(total + done, 2 * total); };
    if (!first.interrupted) second = run(b, settings);
  }
  if (first.interrupted || second.interrupted) {
    common.exit_code = kInterrupted;
    return;
  }
  const Comparison comparison = compare(first, second, month);
  if (!options.csv.empty()) {
    std::string text = "month,date,outcome,a,b,difference,low,high\n";
    for (int m = 0; m <= *settings.months; ++m)
      for (const Difference& d : compare(first, second, m).differences)
        text += fmt::format("{},{},{},{},{},{},{},{}\n", m, record::date_of(a, m), record::csv_field(d.outcome), d.a, d.b, d.mean, d.low, d.high);
    record::write_new_file(options.csv, text);
  }
  if (common.quiet) return;
  fmt::print("A: {}{}\nB: {}{}\n", a.title, options.b.empty() ? "  (" + options.set[0] + ")" : "", b.title,
             options.b.empty() ? "  (" + options.set[1] + ")" : "");
  fmt::print("{} replicate{} with common random numbers, seed {}; differences in {} (month {})\n", settings.replicates,
             settings.replicates == 1 ? "" : "s", a.seed, record::date_of(a, month), month);
  if (!comparison.first_month) {
    fmt::print("The two are equal, bit for bit, in every month.\n");
    return;
  }
  fmt::print("They part in month {} ({}); before it they are equal bit for bit.\n\n", *comparison.first_month,
             record::date_of(a, *comparison.first_month));
  fmt::print("  {:<34} {:>10} {:>10} {:>10}   {}\n", "outcome", "A", "B", "B - A", "95 % interval");
  int hidden = 0;
  for (const Difference& d : comparison.differences) {
    if (!options.all && !worth_showing(d)) {
      ++hidden;
      continue;
    }
    fmt::print("  {:<34} {:>10.4g} {:>10.4g} {:>+10.3g}   [{:+.3g}, {:+.3g}]{}\n", d.outcome, d.a, d.b, d.mean, d.low, d.high,
               d.low > 0 || d.high < 0 ? " *" : "");
  }
  if (hidden > 0) fmt::print("  ({} outcomes that hardly differ are left out; --all shows them)\n", hidden);
  fmt::print("  * the interval leaves out 0{}\n", settings.replicates == 1 ? " (no noise: the intervals have no width)" : "");
}

}  // namespace

void add_compare(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("compare", "Compare two scenarios under common random numbers");
  command->footer("Example:  tarazi compare configs/scenarios/multi-vector-under-pressure.yaml configs/scenarios/bandwagon-under-pressure.yaml\n"
                  "          tarazi compare configs/scenarios/baseline-noisy.yaml --set parameters.coercion=0.01 --set parameters.coercion=0.03");
  command->add_option("a", options->a, "Scenario A")->required();
  command->add_option("b", options->b, "Scenario B (left out: A again, with two --set)");
  command->add_option("--set", options->set, "PATH=VALUE; with two scenarios for both, with one the first for A and the second for B");
  command->add_option("-r,--replicates", options->replicates, "Pairs of runs (default: 64 with noise, 1 without)")->check(CLI::Range(1, 1000000));
  command->add_option("--month", options->month, "Month to compare (default: the last)");
  command->add_option("--csv", options->csv, "Also write every outcome of every month to a new CSV file");
  command->add_flag("--all", options->all, "Show outcomes that hardly differ, too");
  command->callback([options, &common] { compare_command(*options, common); });
}

}  // namespace tarazi::cli
