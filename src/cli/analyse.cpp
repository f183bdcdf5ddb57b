// tarazi analyse: which factor matters, with intervals.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/study/results.h"

namespace tarazi::cli {

void add_analyse(CLI::App& app, Common&) {
  struct Options {
    std::string file;
    int rows = 40;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("analyse", "Means, effects and sensitivity indices of a study, with intervals");
  command->footer("Example:  tarazi analyse results/pressure.db");
  command->add_option("file", options->file, "Database of a study")->required();
  command->add_option("--rows", options->rows, "Points listed at most")->check(CLI::Range(1, 100000000));
  command->callback([options] { fmt::print("{}", study::analyse_text(study::load_results(options->file), options->rows)); });
}

}  // namespace tarazi::cli
