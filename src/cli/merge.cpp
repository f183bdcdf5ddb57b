// tarazi merge: joins the parts of a study.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/study/store.h"

namespace tarazi::cli {

void add_merge(CLI::App& app, Common& common) {
  struct Options {
    std::string out;
    std::vector<std::string> parts;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("merge", "Join the parts of a study into one database");
  command->footer("Example:  tarazi merge all.db part-1.db part-2.db");
  command->add_option("out", options->out, "Database to make or add to")->required();
  command->add_option("parts", options->parts, "Databases of the parts")->required();
  command->callback([options, &common] {
    const long runs = study::merge(options->out, {options->parts.begin(), options->parts.end()});
    if (!common.quiet) fmt::print("{} runs in {}\n", runs, options->out);
  });
}

}  // namespace tarazi::cli
