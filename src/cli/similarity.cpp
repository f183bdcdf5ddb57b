// tarazi similarity: how alike the foreign policies of pairs of states were.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/evidence/similarity.h"
#include "src/record/folder.h"

namespace tarazi::cli {

void add_similarity(CLI::App& app, Common& common) {
  struct Options {
    std::string data, csv;
    int from = 0, to = 0;
    std::vector<std::string> states{"AZE", "CHN", "RUS", "IRN", "TUR", "USA"};
    bool force = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("similarity", "Compare the foreign policies of pairs of states: votes, alliances, trade");
  command->footer("Example:  tarazi similarity --data ../shared/data --from 2010 --to 2014 --states AZE,CHN,RUS");
  command->add_option("--data", options->data, "Folder of CSV tables (src/evidence/worlds.md)")->required()->check(CLI::ExistingDirectory);
  command->add_option("--from", options->from, "First year")->required();
  command->add_option("--to", options->to, "Last year")->required();
  command->add_option("--states", options->states, "Codes; every pair of them is compared")->delimiter(',');
  command->add_option("--csv", options->csv, "Write the full numbers to this file too");
  command->add_flag("-f,--force", options->force, "Replace the file if it is there already");
  command->callback([options, &common] {
    const evidence::DataFolder data(options->data);
    const auto pairs = evidence::compare_pairs(data, options->states, options->from, options->to);
    if (!options->csv.empty()) record::write_new_file(options->csv, evidence::similarity_csv(pairs), options->force);
    if (!common.quiet) fmt::print("{}", evidence::similarity_text(pairs, options->from, options->to));
  });
}

}  // namespace tarazi::cli
