// tarazi calibrate: what the targets say about the parameters, by ABC, history matching or a point estimate.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/evidence/calibrate_report.h"
#include "src/record/folder.h"
#include "src/record/pages.h"

namespace tarazi::cli {
namespace {

namespace fs = std::filesystem;
using namespace evidence;

struct Options {
  std::string file, out;
  std::vector<std::string> methods{"abc"};
  bool resume = false, force = false;
  int check = 0;
};

/// The folder with earlier runs only when that is wished.
void prepare_folder(const Options& options) {
  const fs::path out = options.out;
  const bool used = fs::exists(out) && (!fs::is_directory(out) || !fs::is_empty(out));
  if (used && !options.resume && !options.force)
    throw record::FolderError(fmt::format(
        "{}: holds something already; nothing was changed; add --resume to go on with it, or --force to start again",
        options.out));
  fs::create_directories(out);
  if (options.force)
    for (const char* runs : {"runs-abc.json", "runs-history.json", "runs-point.json"}) fs::remove(out / runs);
}

WeightedSample equally(const Points& units) {
  WeightedSample sample;
  sample.units = units;
  sample.weights.assign(units.size(), 1. / static_cast<double>(units.size()));
  sample.ess = static_cast<double>(units.size());
  return sample;
}

std::vector<std::pair<std::string, std::string>> provenance(const Calibration& c, const Common& common,
                                                            const std::string& effort) {
  std::vector<std::pair<std::string, std::string>> made{{"program", std::string("tarazi ") + TARAZI_VERSION},
                                                        {"command", common.command_line},
                                                        {"calibration_hash", c.hash()},
                                                        {"effort", effort},
                                                        {"seed", std::to_string(c.seed)}};
  for (const CalibrationWorld& w : c.worlds)
    made.emplace_back("world_" + w.name, fmt::format("{}, {} states, {} months, hash {}", w.scenario.title,
                                                     w.scenario.size(), w.months, config::content_hash(w.scenario)));
  for (const CalibrationTarget& t : c.targets)
    made.emplace_back("target_" + t.name, fmt::format("{} ± {}: {}", t.value, t.error, t.source));
  return made;
}

/// ABC, and when asked its coverage on truths made by emulators of its own runs.
void run_abc(const Calibration& c, const Options& options, Common& common, CalibrationResult& result) {
  Progress progress("abc", "runs", common.quiet);
  RunLog log(c, fs::path(options.out) / "runs-abc.json", common.thread_count(), common.instruction_set());
  int generation = 0;
  const long all = static_cast<long>(c.abc.population) * c.abc.generations;
  result.abc = abc_smc(
      c.observed(), c.unknowns.size(),
      [&](const Points& units) {
        const long before = static_cast<long>(c.abc.population) * generation++;
        return log(units, [&](long done, long) { return progress(before + done, all) && !interrupted(); });
      },
      c.abc);
  result.posterior = summarise(c, *result.abc, "abc");
  result.posterior->made =
      provenance(c, common,
                 fmt::format("{} runs in {} generations, effective sample {:.0f}, tolerance {:.3g}",
                             result.abc->units.size(), c.abc.generations, result.abc->ess, result.abc->tolerance));
  result.met = compare_targets(c, *result.abc, c.abc.population);
  if (options.check == 0) return;
  const std::vector<Emulator> emulators = emulate(result.abc->units, result.abc->outputs);
  CheckSettings settings;
  settings.truths = options.check;
  settings.seed = c.seed;
  int checked = 0;
  Progress checking("checking coverage", "truths", common.quiet);
  const std::vector<double> errors = c.observed().errors;
  result.check = check_coverage(
      errors, c.unknowns.size(), emulated(emulators, c.seed + 1),
      [&](const std::vector<double>& values, std::uint64_t seed) {
        if (!checking(checked++, options.check) || interrupted()) throw Interrupted();
        AbcSettings abc = c.abc;
        abc.seed = seed;
        return abc_smc({values, errors}, c.unknowns.size(), emulated(emulators, seed), abc);
      },
      settings);
}

void run_history(const Calibration& c, const Options& options, Common& common, CalibrationResult& result) {
  Progress progress("history matching", "runs", common.quiet);
  RunLog log(c, fs::path(options.out) / "runs-history.json", common.thread_count(), common.instruction_set());
  int wave = 0;
  const long all = static_cast<long>(c.history.runs) * c.history.waves;
  result.history = history_match(
      c.observed(), c.unknowns.size(),
      [&](const Points& units) {
        const long before = static_cast<long>(c.history.runs) * wave++;
        return log(units, [&](long done, long) { return progress(before + done, all) && !interrupted(); });
      },
      c.history);
  if (result.history->left.empty()) return;
  result.region = summarise(c, equally(result.history->left), "history");
  result.region->made = provenance(c, common, fmt::format("{} waves of {} runs", c.history.waves, c.history.runs));
}

void run_point(const Calibration& c, const Options& options, Common& common, CalibrationResult& result) {
  Progress progress("point estimate", "runs", common.quiet);
  RunLog log(c, fs::path(options.out) / "runs-point.json", common.thread_count(), common.instruction_set(), true);
  long done = 0;
  result.point = point_estimate(
      c.observed(), c.unknowns.size(),
      [&](const Points& units) {
        return log(units, [&](long one, long) { return progress(done += one, c.point.evaluations) && !interrupted(); });
      },
      c.point);
}

void write_results(const Calibration& c, const Options& options, const Common& common,
                   const CalibrationResult& result) {
  const fs::path out = options.out;
  replace_file(out / "calibration.yaml", c.text);
  if (result.posterior) {
    replace_file(out / "posterior.yaml", write_posterior(*result.posterior));
    replace_file(out / "parameters.csv", parameters_csv(*result.posterior));
    replace_file(out / "draws.csv", draws_csv(*result.posterior));
    replace_file(out / "targets.csv", targets_csv(result.met));
  }
  if (result.region) replace_file(out / "region.yaml", write_posterior(*result.region));
  if (result.check) replace_file(out / "coverage.csv", coverage_csv(c, *result.check));
  const std::string_view page = record::page("calibration");
  if (!page.empty()) replace_file(out / "calibration.html", record::fill_page(page, calibration_json(c, result)));
  if (!common.quiet)
    fmt::print("Results in {}{}\n", options.out,
               page.empty() ? "" : "; open " + (out / "calibration.html").string() + " in a browser");
}

void run_command(const Options& options, Common& common) {
  const Calibration c = read_calibration(options.file);
  prepare_folder(options);
  CalibrationResult result;
  result.command = common.command_line;
  try {
    for (const std::string& method : options.methods) {
      if (method == "history") run_history(c, options, common, result);
      if (method == "abc") run_abc(c, options, common, result);
      if (method == "point") run_point(c, options, common, result);
    }
  } catch (const Interrupted&) {
    fmt::print(stderr, "Interrupted; every run made is saved. The same command with --resume goes on.\n");
    common.exit_code = kInterrupted;
    return;
  }
  if (!common.quiet) fmt::print("{}", calibration_text(c, result));
  write_results(c, options, common, result);
}

}  // namespace

void add_calibrate(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("calibrate", "Learn parameters from targets: posterior, plausible region, point estimate");
  command->footer(
      "Example:  tarazi calibrate configs/calibration/unga-2014.yaml --out results/calibration --check 100\n"
      "          tarazi calibrate CALIBRATION --method history,abc,point --out DIR --resume");
  command->add_option("calibration", options->file, "Calibration file (YAML)")->required();
  command->add_option("-o,--out", options->out, "Folder for the results and the runs")->required();
  command->add_option("--method", options->methods, "abc, history, point, or several with commas")
      ->delimiter(',')
      ->check(CLI::IsMember({"abc", "history", "point"}));
  command->add_option("--check", options->check, "Check the coverage of abc on so many synthetic truths (0: not)")
      ->check(CLI::Range(0, 100000));
  command->add_flag("--resume", options->resume, "Go on with the runs in the folder");
  command->add_flag("--force", options->force, "Start again although the folder holds something");
  command->callback([options, &common] {
    if (options->check > 0 &&
        std::find(options->methods.begin(), options->methods.end(), "abc") == options->methods.end())
      throw std::invalid_argument("--check looks at the coverage of abc; add it to --method");
    run_command(*options, common);
  });
}

}  // namespace tarazi::cli
