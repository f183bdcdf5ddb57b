// tarazi evidence: which patterns hold in a scenario, in every draw of a posterior, and over the ranges of the parameters.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/config/config.h"
#include "src/evidence/calibrate.h"
#include "src/evidence/pattern_survey.h"
#include "src/record/folder.h"
#include "src/record/pages.h"

namespace tarazi::cli {
namespace {

constexpr const char* kMainFile = "evidence.json";

struct Options {
  std::string scenario = "configs/scenarios/baseline-2024.yaml", posterior = "configs/calibrated-2014.yaml", out;
  int draws = 200, points = 400;
  std::uint32_t seed = 1;
  bool force = false;
};

void run_command(const Options& options, Common& common) {
  using namespace evidence;
  if (!options.out.empty()) record::check_writable(options.out, options.force, kMainFile);
  const Scenario scenario = config::read_scenario(options.scenario);
  check_pattern_scenario(scenario, options.scenario);
  std::vector<PatternSample> samples;
  if (options.draws > 0) samples.push_back(posterior_sample(read_posterior(options.posterior), options.posterior, options.draws));
  if (options.points > 0) samples.push_back(whole_ranges(options.points, options.seed));
  SurveySettings settings;
  settings.threads = common.thread_count();
  settings.isa = common.instruction_set();
  PatternSurvey survey;
  {
    Progress progress("showing patterns", "points", common.quiet);
    settings.progress = [&](long done, long total) { return progress(done, total) && !interrupted(); };
    try {
      survey = survey_patterns(scenario, std::move(samples), settings);
    } catch (const Interrupted&) {
      fmt::print(stderr, "Interrupted; nothing was written.\n");
      common.exit_code = kInterrupted;
      return;
    }
  }
  survey.file = options.scenario;
  survey.command = common.command_line;
  survey.seed = options.seed;
  const std::string text = survey_text(survey);
  if (!options.out.empty()) {
    const std::string json = survey_json(survey);
    std::vector<record::ResultFile> files{{"evidence.txt", text}, {"evidence.csv", survey_csv(survey)}, {kMainFile, json}};
    if (const std::string_view page = record::page("evidence"); !page.empty()) files.push_back({"evidence.html", record::fill_page(page, json)});
    record::write_folder(options.out, files, options.force, kMainFile);
  }
  if (common.quiet) return;
  fmt::print("{}", text);
  if (!options.out.empty()) fmt::print("\nWritten to {}\n", options.out);
}

}  // namespace

void add_evidence(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("evidence", "Say which patterns P1-P9 hold, and in what share of the posterior");
  command->footer("Example:  tarazi evidence --out results/evidence");
  command->add_option("scenario", options->scenario, "Scenario with AZE, CHN, RUS, EU and a corridor middle")->capture_default_str();
  command->add_option("--posterior", options->posterior, "A posterior of tarazi calibrate")->capture_default_str();
  command->add_option("--draws", options->draws, "Draws of the posterior; 0: none")->check(CLI::Range(0, 100000))->capture_default_str();
  command->add_option("--points", options->points, "Points over the whole ranges of all parameters; 0: none")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Seed of those points")->capture_default_str();
  command->add_option("-o,--out", options->out, "Folder for evidence.html, .txt, .csv and .json (made)");
  command->add_flag("--force", options->force, "Replace earlier results in that folder");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
