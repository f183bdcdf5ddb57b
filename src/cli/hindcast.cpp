// tarazi hindcast: a past world run forward and held against what happened.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/evidence/hindcast.h"
#include "src/record/folder.h"
#include "src/record/pages.h"

namespace tarazi::cli {
namespace {

constexpr const char* kMainFile = "hindcast.json";

struct Options {
  std::string data, out, fit, eu = "members";
  evidence::HindcastOptions hindcast;
  std::vector<double> numbers;
  std::vector<std::string> feed{"output"};
  bool force = false;
};

/// "2000:2004" as two years.
std::pair<int, int> parse_window(const std::string& text) {
  const std::size_t colon = text.find(':');
  int from = 0, to = 0;
  const char *begin = text.data(), *end = begin + text.size();
  const bool good = colon != std::string::npos && std::from_chars(begin, begin + colon, from).ptr == begin + colon &&
                    std::from_chars(begin + colon + 1, end, to).ptr == end && from < to;
  if (!good) throw std::invalid_argument("--fit " + text + ": two years are needed, e.g. 2000:2004");
  return {from, to};
}

void run_command(const Options& given, Common& common) {
  evidence::HindcastOptions options = given.hindcast;
  options.world.union_as_actor = given.eu == "actor";
  const auto fed = [&](const char* what) { return std::find(given.feed.begin(), given.feed.end(), what) != given.feed.end(); };
  options.feed_output = fed("output");
  options.feed_pressure = fed("pressure");
  if (!given.fit.empty()) options.fit = parse_window(given.fit);
  if (!given.numbers.empty()) options.numbers = {given.numbers[0], given.numbers[1], given.numbers[2]};
  options.threads = common.thread_count();
  options.isa = common.instruction_set();
  const std::filesystem::path out = given.out;
  record::check_writable(out, given.force, kMainFile);
  const evidence::DataFolder data(given.data);
  evidence::Hindcast result;
  {
    Progress fitting("fitting", "worlds", common.quiet), running("running", "worlds", common.quiet);
    options.progress = [&](const char* what, long done, long total) { return std::string_view(what) == "fitting" ? fitting(done, total) : running(done, total); };
    try {
      result = evidence::hindcast(data, options);
    } catch (const std::runtime_error&) {
      if (!interrupted()) throw;
      fmt::print(stderr, "Interrupted; nothing was written.\n");
      common.exit_code = kInterrupted;
      return;
    }
  }
  const std::string json = evidence::hindcast_json(data, result);
  std::vector<record::ResultFile> files{{kMainFile, json}, {"scores.csv", evidence::scores_csv(result)}, {"states.csv", evidence::states_csv(data, result)},
                                        {"hindcast.txt", evidence::hindcast_text(data, result)}};
  if (const std::string_view page = record::page("hindcast"); !page.empty()) files.push_back({"hindcast.html", record::fill_page(page, json)});
  record::write_folder(out, files, given.force, kMainFile);
  if (!common.quiet) fmt::print("{}\nWritten to {}\n", evidence::hindcast_text(data, result), out.string());
}

}  // namespace

void add_hindcast(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("hindcast", "Run a past world forward and hold it against what happened");
  command->footer("Example:  tarazi hindcast --data ../shared/data --from 2004 --to 2014 --fit 2000:2004 --out results/hindcast-2004");
  command->add_option("--data", options->data, "Folder of CSV tables (src/evidence/worlds.md)")->required()->check(CLI::ExistingDirectory);
  command->add_option("--from", options->hindcast.world.year, "Start year; what is told of later years: --feed")->required();
  command->add_option("--to", options->hindcast.to, "Last year compared")->required();
  command->add_option("--fit", options->fit, "Fit anchoring, influence and the weight of the latest votes on these years: A:B");
  command->add_option("--numbers", options->numbers, "Anchoring, influence, weight of the latest votes, instead of a fit")->expected(3)->excludes("--fit");
  command->add_option("--replicates", options->hindcast.replicates, "Members of the ensemble")->check(CLI::Range(2, 100000));
  command->add_option("--seed", options->hindcast.seed, "Seed of the random numbers");
  command->add_option("--states", options->hindcast.world.states, "all, focal, or codes: AZE,CHN,RUS");
  command->add_option("--eu", options->eu, "The Union as its members or as one actor")->check(CLI::IsMember({"members", "actor"}));
  command->add_option("--strategy", options->hindcast.world.strategy, "Preset that every state starts with");
  command->add_option("--feed", options->feed, "What is told of later years: output, pressure (sanctions, hostile events), both with a comma, or none")
      ->delimiter(',')
      ->check(CLI::IsMember({"output", "pressure", "none"}))
      ->capture_default_str();
  command->add_option("-o,--out", options->out, "Folder for hindcast.html, hindcast.json, scores.csv and states.csv (made)")->required();
  command->add_flag("--force", options->force, "Replace earlier results in that folder");
  command->callback([options, &common] { run_command(*options, common); });
}

}  // namespace tarazi::cli
