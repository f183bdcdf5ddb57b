// tarazi build-world: a scenario of many states from yearly data, with a table of everything the data do not have.
// The scenario is read back and checked before the command says it is done.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "src/cli/commands.h"
#include "src/config/config.h"
#include "src/evidence/build_world.h"
#include "src/record/folder.h"

namespace tarazi::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string data, out, eu = "members";
  evidence::WorldOptions world;
  bool force = false;
};

/// The table at the end: kinds of gaps with their states, at most a few lines each.
void print_missing(const std::vector<evidence::Missing>& missing) {
  if (missing.empty()) return fmt::print("Nothing was missing.\n");
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> kinds;
  for (const auto& one : missing) kinds[{one.what, one.done}].push_back(one.state);
  fmt::print("\nMissing in the data, and what was done:\n");
  for (const auto& [kind, states] : kinds) {
    std::string names;
    for (std::size_t k = 0; k < states.size() && k < 12; ++k) names += (k ? ", " : "") + states[k];
    if (states.size() > 12) names += fmt::format(" and {} more", states.size() - 12);
    fmt::print("  {}: {} ({})\n", kind.first, kind.second, names);
  }
}

void build_command(const Options& given, const Common& common) {
  Options options = given;
  options.world.union_as_actor = options.eu == "actor";
  const fs::path out = options.out;
  if (out.extension() != ".yaml") throw std::invalid_argument("--out names the scenario file and ends in .yaml");
  const evidence::DataFolder data(options.data);
  const evidence::BuiltWorld world = evidence::build_world(data, options.world);
  const auto files = evidence::world_files(world, out.stem().string());
  for (const auto& file : files)
    if (const fs::path path = out.parent_path() / file.name; fs::exists(path) && !options.force)
      throw record::FolderError(fmt::format("{} exists; --force replaces it", path.string()));
  if (out.has_parent_path()) fs::create_directories(out.parent_path());
  for (const auto& file : files) record::write_new_file(out.parent_path() / file.name, file.text, options.force);
  const Scenario back = config::read_scenario(out);
  if (common.quiet) return;
  int active = 0;
  for (const State& state : back.states) active += !state.passive;
  fmt::print("{}: {} states{} at the start of {}, in {} and the {} files beside it.\n", back.title, active,
             active < back.size() ? " and the rest of the world" : "", back.start.year, out.string(), files.size() - 1);
  if (data.sanctions_left_out > 0)
    fmt::print("{} sanction rows were left out: their senders or targets are no states.\n", data.sanctions_left_out);
  print_missing(world.missing);
}

}  // namespace

void add_build_world(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("build-world", "Build a scenario of many states from yearly data");
  command->footer("Example:  tarazi build-world --data ../shared/data --year 2004 --states all --out worlds/world-2004.yaml\n"
                  "          tarazi run worlds/world-2004.yaml --months 24");
  command->add_option("--data", options->data, "Folder of CSV tables (src/evidence/worlds.md)")->required()->check(CLI::ExistingDirectory);
  command->add_option("--year", options->world.year, "Start year; nothing later is read")->required();
  command->add_option("--states", options->world.states, "all, focal (those of the focal tables), or codes: AZE,CHN,RUS");
  command->add_option("--eu", options->eu, "The Union as its members or as one actor")->check(CLI::IsMember({"members", "actor"}));
  command->add_option("--strategy", options->world.strategy, "Preset that every state starts with");
  command->add_option("--latest", options->world.latest, "Weight of the latest ideal point in the start position; the rest stays with earlier ones")
      ->check(CLI::Range(.01, 1.));
  command->add_option("-o,--out", options->out, "Scenario file to write; its tables stand beside it")->required();
  command->add_flag("-f,--force", options->force, "Replace files that are there already");
  command->callback([options, &common] { build_command(*options, common); });
}

}  // namespace tarazi::cli
