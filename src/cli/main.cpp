// The program: parses the command line, runs one command, turns every error into a message and an exit code.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/config/config.h"
#include "src/config/nearest.h"
#include "src/record/folder.h"
#include "src/sim/simulation.h"

namespace tarazi::cli {

int Common::thread_count() const {
  if (threads > 0) return threads;
  return std::max(1u, std::thread::hardware_concurrency());
}

namespace {

/// The command line as one could type it again.
std::string typed(int argc, char** argv) {
  std::string line = "tarazi";
  for (int k = 1; k < argc; ++k) {
    const std::string word = argv[k];
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$&;|<>*?()[]{}!#~`") == std::string::npos;
    line += plain ? " " + word : " '" + word + "'";
  }
  return line;
}

int fail(int code, const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  return code;
}

/// Says which command was probably meant when the first word is none.
void suggest_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) == names.end())
    fmt::print(stderr, "unknown command '{}'{}\n", argv[1], config::did_you_mean(argv[1], names));
}

int run_program(int argc, char** argv) {
  CLI::App app{
      "Tarazi simulates multi-vector foreign policy: states that trade, invest and press on each other,\n"
      "month by month, so that one can ask under which policies a state stays between the powers.\n"
      "An illustrative model, not a forecast.\n\n"
      "Example:  tarazi run configs/scenarios/baseline-2024.yaml --out results/baseline"};
  app.name("tarazi");
  app.footer("Exit codes: 0 ok, 1 unexpected, 2 bad input, 3 the model left its bounds, 4 files, 64 usage, 130 interrupted.");
  app.set_version_flag("--version", std::string("tarazi ") + TARAZI_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  Common common;
  common.command_line = typed(argc, argv);
  app.add_flag("-q,--quiet", common.quiet, "Print errors only");
  app.add_option("--threads", common.threads, "Threads to use; 0: one per core")->check(CLI::Range(0, 4096));
  app.add_option("--isa", common.isa, "Instruction set: auto, scalar, x86-64-v2, x86-64-v3 or x86-64-v4 (same numbers, other speed)")
      ->check(CLI::IsMember({"auto", "scalar", "x86-64-v2", "x86-64-v3", "x86-64-v4"}));
  add_run(app, common);
  add_check(app, common);
  add_schema(app, common);
  add_compare(app, common);
  add_explain(app, common);
  add_branch(app, common);
  add_bench(app, common);
#ifdef TARAZI_HAS_STUDY
  add_study(app, common);
  add_merge(app, common);
  add_export(app, common);
  add_slurm(app, common);
  add_analyse(app, common);
#endif
#ifdef TARAZI_HAS_SERVER
  add_serve(app, common);
#endif
#ifdef TARAZI_HAS_EVIDENCE
  add_build_world(app, common);
  add_hindcast(app, common);
  add_similarity(app, common);
  add_calibrate(app, common);
  add_evidence(app, common);
#endif
  for (CLI::App* command : app.get_subcommands({})) command->fallthrough();

  catch_interrupts();
  try {
    app.parse(argc, argv);
    return common.exit_code;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) suggest_command(app, argc, argv);
    return app.exit(error) == 0 ? kOk : kUsage;
  } catch (const config::InputError& error) {
    return fail(kBadInput, error.what());
  } catch (const config::FileError& error) {
    return fail(kFiles, error.what());
  } catch (const record::FolderError& error) {
    return fail(kFiles, error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(kFiles, error.what());
  } catch (const OutOfBounds& error) {
    return fail(kOutOfBounds, error.what());
  } catch (const std::invalid_argument& error) {
    return fail(kUsage, error.what());
  } catch (const std::exception& error) {
    return fail(kUnexpected, std::string("unexpected error: ") + error.what());
  }
}

}  // namespace
}  // namespace tarazi::cli

int main(int argc, char** argv) { return tarazi::cli::run_program(argc, argv); }
