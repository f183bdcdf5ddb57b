// The commands of the program: each registers itself with the parser from its own file.
#pragma once

#include <string>

#include "src/sim/kernel.h"

namespace CLI {
class App;
}

namespace tarazi::cli {

/// Exit codes (documented in the README).
enum Exit { kOk = 0, kUnexpected = 1, kBadInput = 2, kOutOfBounds = 3, kFiles = 4, kUsage = 64, kInterrupted = 130 };

/// Options that every command takes, the words the user typed, and the exit code a command leaves.
struct Common {
  bool quiet = false;
  int threads = 0;          ///< 0: as many as the machine has cores
  std::string isa = "auto";
  std::string command_line; ///< for provenance
  int exit_code = kOk;

  /// Threads to use; at least 1.
  int thread_count() const;
  Isa instruction_set() const { return parse_isa(isa); }
};

// Each adds its subcommand, whose callback does the work and throws on errors (caught once, in main.cpp).
void add_run(CLI::App& app, Common& common);
void add_check(CLI::App& app, Common& common);
void add_schema(CLI::App& app, Common& common);
void add_compare(CLI::App& app, Common& common);
void add_explain(CLI::App& app, Common& common);
void add_branch(CLI::App& app, Common& common);
void add_bench(CLI::App& app, Common& common);
#ifdef TARAZI_HAS_STUDY
void add_study(CLI::App& app, Common& common);
void add_merge(CLI::App& app, Common& common);
void add_export(CLI::App& app, Common& common);
void add_slurm(CLI::App& app, Common& common);
void add_analyse(CLI::App& app, Common& common);
#endif
#ifdef TARAZI_HAS_SERVER
void add_serve(CLI::App& app, Common& common);
#endif
#ifdef TARAZI_HAS_EVIDENCE
void add_build_world(CLI::App& app, Common& common);
void add_hindcast(CLI::App& app, Common& common);
void add_similarity(CLI::App& app, Common& common);
void add_calibrate(CLI::App& app, Common& common);
void add_evidence(CLI::App& app, Common& common);
#endif

}  // namespace tarazi::cli
