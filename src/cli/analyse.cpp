// tarazi analyse: which factor matters, with intervals, as text and as a page.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/record/folder.h"
#include "src/record/pages.h"
#include "src/study/results.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string file, html;
  int rows = 40;
  bool force = false;
};

void run_command(const Options& options, const Common& common) {
  const std::string_view page = options.html.empty() ? "" : record::page("study");
  if (!options.html.empty() && page.empty()) throw std::invalid_argument("--html: this program was built without its web pages (Node was not there)");
  const study::Results results = study::load_results(options.file);
  if (options.html.empty()) {
    fmt::print("{}", study::analyse_text(results, options.rows));
    return;
  }
  record::write_new_file(options.html, record::fill_page(page, study::report_json(results, options.file)), options.force);
  if (!common.quiet) fmt::print("{}\n", options.html);
}

}  // namespace

void add_analyse(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("analyse", "Means, effects and sensitivity indices of a study, with intervals");
  command->footer("Example:  tarazi analyse results/pressure.db\n"
                  "          tarazi analyse results/pressure.db --html results/pressure.html     (opens offline)");
  command->add_option("file", options->file, "Database of a study")->required();
  command->add_option("--html", options->html, "Write a page with plots instead of text");
  command->add_option("--rows", options->rows, "Points listed at most")->check(CLI::Range(1, 100000000));
  command->add_flag("-f,--force", options->force, "Replace the page if it is there already");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
