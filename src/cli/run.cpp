// tarazi run: runs a scenario, writes the folder of results, prints a readable summary.
#include <fmt/format.h>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <optional>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/cli/scenario_options.h"
#include "src/record/folder.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string scenario, out;
  int replicates = 1;
  std::optional<std::uint32_t> seed;
  std::optional<int> months;
  int lanes = 0;
  std::vector<std::string> set;
  bool force = false;
};

/// A run keeps every month of every replicate: refuse what would not fit before it eats the machine.
void check_memory(const Scenario& scenario, int replicates) {
  const double needed = 3 * bytes_of_history(scenario, replicates, scenario.months);  // numbers, and their text
  const double there = static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGE_SIZE));
  if (needed > .8 * there)
    throw std::invalid_argument(fmt::format(
        "{} replicates of {} months with every number recorded need about {:.0f} GB of memory, this machine has {:.0f}; "
        "take at most {} replicates, or fewer months",
        replicates, scenario.months, needed / 1e9, there / 1e9,
        std::max(1., std::floor(.8 * there / needed * replicates))));
}

void run_command(const Options& options, Common& common) {
  Scenario scenario = load(options.scenario, options.set);
  if (options.seed) scenario.seed = *options.seed;
  if (options.months) scenario.months = *options.months;
  if (!options.out.empty()) record::check_writable(options.out, options.force);
  check_memory(scenario, options.replicates);
  RunSettings settings;
  settings.replicates = options.replicates;
  settings.threads = common.thread_count();
  settings.isa = common.instruction_set();
  settings.lanes = options.lanes;
  History history;
  {
    Progress progress("running", "months", common.quiet);
    settings.progress = std::ref(progress);
    history = run(scenario, settings);
  }
  if (!common.quiet) print_summary(history);
  if (history.interrupted) {
    common.exit_code = kInterrupted;
    fmt::print(stderr, "Interrupted after {} of {} replicates, {} of {} months each.\n", history.replicates, options.replicates,
               history.months, scenario.months);
  }
  if (!options.out.empty()) {
    history.scenario.months = history.months;
    const auto files = record::run_files(history, history.scenario, {}, common.command_line);
    record::write_folder(options.out, files, options.force);
    if (!common.quiet) {
      const bool report = std::any_of(files.begin(), files.end(), [](const auto& file) { return file.name == "report.html"; });
      fmt::print("Results in {}{}\n", options.out, report ? "; open " + options.out + "/report.html in a browser" : "");
    }
  }
}

}  // namespace

void add_run(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("run", "Run a scenario and write a folder of results");
  command->footer("Example:  tarazi run configs/scenarios/eu-pressure-cop29.yaml --out results/cop29 --replicates 64\n"
                  "          tarazi run configs/scenarios/baseline-2024.yaml --set states.AZE.strategy=bandwagon --out results/bandwagon");
  command->add_option("scenario", options->scenario, "Scenario file (YAML)")->required();
  command->add_option("-o,--out", options->out, "Folder for the results (made; left out: only the summary is printed)");
  command->add_option("-r,--replicates", options->replicates, "Runs with different random numbers")->check(CLI::Range(1, 1000000));
  command->add_option("--seed", options->seed, "Seed of the random numbers, 0 to 4294967295 (default: the scenario's)");
  command->add_option("--months", options->months, "Months to run (default: the scenario's)")->check(CLI::Range(1, 12000));
  command->add_option("--set", options->set, "Change a number or choice: PATH=VALUE, e.g. parameters.coercion=0.02 (repeatable)");
  command->add_option("--lanes", options->lanes, "Worlds side by side, 1 to 16 (same numbers, other speed; 0: fastest)")->check(CLI::Range(0, 16));
  command->add_flag("-f,--force", options->force, "Replace results that are there already");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
