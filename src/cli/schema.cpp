// tarazi schema: the JSON Schema of a kind of file, for editors that complete and check.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/config/config.h"
#ifdef TARAZI_HAS_STUDY
#include "src/study/check.h"
#endif

namespace tarazi::cli {

void add_schema(CLI::App& app, Common&) {
  auto kind = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("schema", "Print the JSON Schema of scenario or study files");
  command->footer("Example:  tarazi schema scenario > scenario.schema.json");
#ifdef TARAZI_HAS_STUDY
  const std::vector<std::string> kinds{"scenario", "study"};
#else
  const std::vector<std::string> kinds{"scenario"};
#endif
  command->add_option("kind", *kind, "Which files")->required()->check(CLI::IsMember(kinds));
  command->callback([kind] {
#ifdef TARAZI_HAS_STUDY
    if (*kind == "study") return fmt::print("{}\n", study::study_schema());
#endif
    fmt::print("{}\n", config::scenario_schema());
  });
}

}  // namespace tarazi::cli
