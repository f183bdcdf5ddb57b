// tarazi export: a study's results as tidy CSV, its series as NetCDF-4.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/study/store.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string file, folder, netcdf;
  bool force = false;
};

void run_command(const Options& options, Common& common) {
  if (options.folder.empty() && options.netcdf.empty())
    throw std::invalid_argument("export: --csv DIR or --netcdf FILE is needed");
  if (!options.folder.empty()) {
    for (const std::string& name : study::export_csv(options.file, options.folder, options.force))
      if (!common.quiet) fmt::print("{}/{}\n", options.folder, name);
  }
  if (options.netcdf.empty()) return;
  Progress progress("writing", "runs", common.quiet);
  if (!study::export_netcdf(options.file, options.netcdf, options.force, [&](long done, long total) { return progress(done, total); })) {
    fmt::print(stderr, "Interrupted; {} was not written.\n", options.netcdf);
    common.exit_code = kInterrupted;
  } else if (!common.quiet) {
    fmt::print("{}\n", options.netcdf);
  }
}

}  // namespace

void add_export(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write a study's results as CSV, its series as NetCDF");
  command->footer("Example:  tarazi export results/pressure.db --csv results/pressure\n"
                  "          tarazi export results/paths.db --netcdf results/paths.nc     (in Python: xarray.open_dataset)");
  command->add_option("file", options->file, "Database of a study")->required();
  command->add_option("--csv", options->folder, "Folder for points.csv, runs.csv and study.yaml (made)");
  command->add_option("--netcdf", options->netcdf, "File for the series: point, replicate, month, state, partner (NetCDF-4)");
  command->add_flag("-f,--force", options->force, "Replace files that are there already");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
