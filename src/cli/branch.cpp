// tarazi branch: continues a run from a month under other policies. A run is scenario + seed + what was
// changed when, so going back is running again to that month, bit for bit.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/cli/scenario_options.h"
#include "src/record/folder.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string folder, out;
  int month = 0;
  std::optional<int> months;
  std::vector<std::string> set;
  bool force = false;
};

/// What belongs to the start cannot change in mid-run.
void refuse_start_values(const std::vector<std::string>& assignments) {
  for (const std::string& assignment : assignments) {
    const std::string path = assignment.substr(0, assignment.find('='));
    const auto starts = [&](std::string_view what) { return path.rfind(what, 0) == 0; };
    const bool policy = starts("parameters.") || starts("events.") || starts("corridors.") || path == "months" || path == "noise" ||
                        (starts("states.") && (path.find(".strategy") != std::string::npos || path.find(".growth") != std::string::npos));
    if (!policy)
      throw std::invalid_argument("--set " + path + ": belongs to the start of the run and cannot change in a later month; "
                                  "a branch may set parameters, strategies, growth, corridors, events, noise and months");
  }
}

void branch_command(const Options& options, Common& common) {
  refuse_start_values(options.set);
  record::StoredRun stored = record::read_run(options.folder);
  if (options.month < 1 || options.month >= stored.months)
    throw std::invalid_argument(fmt::format("--month {}: the run can be branched in months 1 to {}", options.month, stored.months - 1));
  record::check_writable(options.out, options.force);
  std::erase_if(stored.continuations, [&](const Continuation& next) { return next.month > options.month; });
  Scenario other = stored.continuations.empty() ? stored.first : stored.continuations.back().scenario;
  for (const std::string& assignment : options.set) config::assign(other, assignment);
  if (options.months) other.months = *options.months;
  config::validate(other);
  if (other.months <= options.month)
    throw std::invalid_argument(fmt::format("the branch ends in month {}, before it begins", other.months));
  stored.continuations.push_back({options.month, other});

  RunSettings settings;
  settings.replicates = stored.replicates;
  settings.threads = common.thread_count();
  settings.isa = common.instruction_set();
  settings.continuations = stored.continuations;
  History history;
  {
    Progress progress("running", "months", common.quiet);
    settings.progress = std::ref(progress);
    history = run(stored.first, settings);
  }
  if (history.interrupted) common.exit_code = kInterrupted;
  history.scenario.months = history.months;
  if (!common.quiet) print_summary(history);
  record::write_folder(options.out, record::run_files(history, stored.first, stored.continuations, common.command_line), options.force);
  if (!common.quiet)
    fmt::print("Branched from {} in month {} ({}); results in {}\n", options.folder, options.month,
               record::date_of(stored.first, options.month), options.out);
}

}  // namespace

void add_branch(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("branch", "Continue a run from a month under other policies");
  command->footer("Example:  tarazi branch results/cop29 --month 40 --set states.AZE.strategy=bandwagon --out results/cop29-bandwagon");
  command->add_option("folder", options->folder, "Folder of results")->required();
  command->add_option("--month", options->month, "Month from which the branch differs")->required();
  command->add_option("--set", options->set, "What changes from that month on: PATH=VALUE (repeatable)");
  command->add_option("--months", options->months, "Last month of the branch")->check(CLI::Range(1, 12000));
  command->add_option("-o,--out", options->out, "Folder for the results")->required();
  command->add_flag("-f,--force", options->force, "Replace results that are there already");
  command->callback([options, &common] { branch_command(*options, common); });
}

}  // namespace tarazi::cli
