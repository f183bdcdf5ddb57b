// tarazi study: runs a study or goes on with it, alone or as one of several parts.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <charconv>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/study/ensemble.h"
#include "src/study/mpi.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string study, out, shard;
  bool extend = false;
};

/// "2/8" as part 1 (from 0) of 8.
std::pair<int, int> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  int part = 0, parts = 0;
  const char *begin = text.data(), *end = begin + text.size();
  const bool good = slash != std::string::npos && std::from_chars(begin, begin + slash, part).ptr == begin + slash &&
                    std::from_chars(begin + slash + 1, end, parts).ptr == end && 1 <= part && part <= parts && parts <= 1000000;
  if (!good) throw std::invalid_argument("--shard " + text + ": a part and the number of parts are needed, e.g. 1/8 to 8/8");
  return {part - 1, parts};
}

/// Under mpirun: what earlier ranks left is joined first, then every rank goes on from a copy of all that is done.
std::string prepare_rank(const study::MpiSession& mpi, const study::Study& study, const Options& options, Common& common) {
  if (mpi.rank() == 0) {
    study::absorb(options.out, study::parts_left(options.out));
    study::Store(options.out, study, options.extend, common.command_line).finish();
  }
  mpi.barrier();
  const std::filesystem::path part = study::part_of(options.out, mpi.rank());
  study::merge(part, {options.out});
  mpi.barrier();
  return part.string();
}

study::EnsembleResult run_part(const study::Study& study, const std::string& out, study::EnsembleSettings settings, const Options& options,
                               Common& common) {
  study::Store store(out, study, options.extend, common.command_line);
  Progress progress("running", "runs", common.quiet);
  settings.progress = [&](long done, long total) { return progress(done, total); };
  return study::run_ensemble(study, store, settings);
}

void run_study(const study::MpiSession& mpi, const Options& options, Common& common) {
  study::EnsembleSettings settings;
  if (!options.shard.empty()) std::tie(settings.shard, settings.shards) = parse_shard(options.shard);
  if (mpi.ranks() > 1 && !options.shard.empty()) throw std::invalid_argument("--shard and mpirun cannot be used together");
  const study::Study study = study::read_study(options.study);
  settings.threads = common.thread_count();
  settings.isa = common.instruction_set();
  std::string out = options.out;
  if (mpi.ranks() > 1) {
    settings.shard = mpi.rank();
    settings.shards = mpi.ranks();
    if (common.threads == 0) settings.threads = 1;  // the ranks are the parallel part unless threads are asked for
    if (mpi.rank() != 0) common.quiet = true;
    out = prepare_rank(mpi, study, options, common);
  }
  const auto start = std::chrono::steady_clock::now();
  study::EnsembleResult result = run_part(study, out, settings, options, common);
  if (mpi.ranks() > 1) {
    mpi.barrier();
    if (mpi.rank() == 0) study::absorb(options.out, study::parts_left(options.out));
    for (long* count : {&result.done, &result.made, &result.failed}) *count = mpi.sum(*count);
    result.points = static_cast<long>(study::list_points(study).unique.size());  // ranks may share a point
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!common.quiet)
    fmt::print("{} points, {} runs in {}, {} of them made now in {:.1f} s ({:.0f} a second)\n", result.points, result.done, options.out, result.made,
               seconds, static_cast<double>(result.made) / std::max(seconds, 1e-9));
  if (!common.quiet && mpi.rank() == 0 && !study.series.empty() && !result.interrupted)
    fmt::print("series are in it; for xarray and R: tarazi export {} --netcdf FILE.nc\n", options.out);
  if (result.failed > 0) {
    fmt::print(stderr, "{} runs left the bounds of the model; their rows say so and hold no outcomes.\n", result.failed);
    common.exit_code = kOutOfBounds;
  }
  if (result.interrupted) {
    fmt::print(stderr, "Interrupted; everything done is saved. The same command goes on.\n");
    common.exit_code = kInterrupted;
  }
}

/// One rank that cannot go on must not leave the others waiting for it.
void run_command(const Options& options, Common& common) {
  const study::MpiSession mpi;
  if (mpi.ranks() == 1) return run_study(mpi, options, common);
  try {
    run_study(mpi, options, common);
  } catch (const config::InputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    study::MpiSession::abort(kBadInput);
  } catch (const config::FileError& error) {
    fmt::print(stderr, "{}\n", error.what());
    study::MpiSession::abort(kFiles);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    study::MpiSession::abort(kUnexpected);
  }
}

}  // namespace

void add_study(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("study", "Run a study, or go on with it where it stopped");
  command->footer("Example:  tarazi study configs/studies/pressure-and-offer.yaml --out results/pressure.db\n"
                  "          tarazi study STUDY --out part-3.db --shard 3/8     (then: tarazi merge all.db part-*.db)");
  command->add_option("study", options->study, "Study file (YAML)")->required();
  command->add_option("-o,--out", options->out, "Database for the results; made, or continued")->required();
  command->add_option("--shard", options->shard, "Run only part I of N: I/N");
  command->add_flag("--extend", options->extend, "Go on although points or replicates of the study file changed; what is done is kept");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
