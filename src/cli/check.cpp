// tarazi check: every error of scenario, study and lesson files, and the numbers that name no source.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/config/config.h"
#ifdef TARAZI_HAS_STUDY
#include "src/study/check.h"
#endif
#ifdef TARAZI_HAS_SERVER
#include "src/server/lesson.h"
#endif

namespace tarazi::cli {
namespace {

/// Checks one scenario and says what it holds; throws what is wrong with it.
void check_scenario(const std::string& file, bool quiet) {
  const Scenario scenario = config::read_scenario(file);
  if (quiet) return;
  int sources = 0, assumptions = 0;
  for (const Provenance& p : scenario.provenance) {
    sources += p.kind == Provenance::Kind::source;
    assumptions += p.kind == Provenance::Kind::assumption;
  }
  const std::vector<std::string> bare = config::unsourced(scenario);
  fmt::print("{}: ok, {} states, {} months, {} events; {} numbers with a source, {} assumptions, {} with neither\n", file,
             scenario.size(), scenario.months, scenario.events.size(), sources, assumptions, bare.size());
  for (const std::string& path : bare) fmt::print("  no source: {}\n", path);
}

void check_file(const std::string& file, bool quiet) {
#ifdef TARAZI_HAS_STUDY
  if (study::is_study(file)) {
    const std::string said = study::check(file);
    if (!quiet) fmt::print("{}\n", said);
    return;
  }
#endif
#ifdef TARAZI_HAS_SERVER
  if (server::is_lesson(file)) {
    const std::string said = server::describe(server::read_lesson(file), file);
    if (!quiet) fmt::print("{}\n", said);
    return;
  }
#endif
  check_scenario(file, quiet);
}

}  // namespace

void add_check(CLI::App& app, Common& common) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("check", "Report every error of files and list numbers without a source");
  command->footer("Example:  tarazi check configs/scenarios/*.yaml");
  command->add_option("files", *files, "Scenario, study or lesson files")->required();
  command->callback([files, &common] {
    for (const std::string& file : *files) {
      try {
        check_file(file, common.quiet);
      } catch (const config::InputError& error) {  // go on: the user wants to hear of every file
        fmt::print(stderr, "{}\n", error.what());
        common.exit_code = kBadInput;
      } catch (const config::FileError& error) {
        fmt::print(stderr, "{}\n", error.what());
        if (common.exit_code == kOk) common.exit_code = kFiles;
      }
    }
  });
}

}  // namespace tarazi::cli
