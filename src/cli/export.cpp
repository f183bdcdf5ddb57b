// tarazi export: a study's results as tidy CSV.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/study/store.h"

namespace tarazi::cli {

void add_export(CLI::App& app, Common& common) {
  struct Options {
    std::string file, folder;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write a study's results as CSV");
  command->footer("Example:  tarazi export results/pressure.db --csv results/pressure");
  command->add_option("file", options->file, "Database of a study")->required();
  command->add_option("--csv", options->folder, "Folder for points.csv, runs.csv and study.yaml (made)")->required();
  command->callback([options, &common] {
    for (const std::string& name : study::export_csv(options->file, options->folder))
      if (!common.quiet) fmt::print("{}/{}\n", options->folder, name);
  });
}

}  // namespace tarazi::cli
