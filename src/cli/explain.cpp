// tarazi explain: the additive terms behind a state's move in one month, in numbers and words.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "src/cli/commands.h"
#include "src/config/nearest.h"
#include "src/record/folder.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string folder, state;
  int month = 0;
  int replicate = 0;
};

struct Term {
  std::string what;
  double size;
};

std::vector<Term> terms_of(const Explanation& why, const Scenario& scenario) {
  std::vector<Term> terms{{"its own anchor", why.anchor}};
  for (const Explanation::Partner& partner : why.partners) {
    const std::string& name = scenario.states[static_cast<std::size_t>(partner.state)].name;
    const std::string& who = name.empty() ? scenario.states[static_cast<std::size_t>(partner.state)].code : name;
    terms.push_back({"influence of " + who, partner.influence});
    terms.push_back({"pressure by " + who, partner.coercion});
    terms.push_back({"resentment of " + who, partner.resentment});
  }
  terms.push_back({"chance", why.noise});
  terms.push_back({"the limits of the position", why.box});
  std::erase_if(terms, [](const Term& term) { return term.size == 0; });
  std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::abs(a.size) > std::abs(b.size); });
  return terms;
}

void explain_command(const Options& options, const Common& common) {
  const record::StoredRun stored = record::read_run(options.folder);
  const Scenario& scenario = stored.first;
  const int state = scenario.find(options.state);
  if (state < 0 || scenario.states[static_cast<std::size_t>(state)].passive) {
    std::vector<std::string> codes;
    for (const State& s : scenario.states)
      if (!s.passive) codes.push_back(s.code);
    throw std::invalid_argument(fmt::format("--state {}: no such active state; there are {}", options.state, fmt::join(codes, ", ")));
  }
  if (options.month < 0 || options.month >= stored.months)
    throw std::invalid_argument(fmt::format("--month {}: the run has moves in months 0 to {}", options.month, stored.months - 1));
  RunSettings settings;
  settings.first_replicate = options.replicate;
  settings.months = options.month + 1;
  settings.isa = common.instruction_set();
  for (const Continuation& next : stored.continuations)
    if (next.month <= options.month) settings.continuations.push_back(next);
  const History history = run(scenario, settings);

  int active = 0;
  for (int i = 0; i < state; ++i) active += !scenario.states[static_cast<std::size_t>(i)].passive;
  const Explanation& why = history.why[static_cast<std::size_t>(options.month)][static_cast<std::size_t>(active)];
  const std::string& name = scenario.states[static_cast<std::size_t>(state)].name;
  const std::vector<Term> terms = terms_of(why, scenario);
  fmt::print("{} in {} (month {}): position {:.6f}, moves by {:+.3e} to {:.6f} in the next month\n\n", name.empty() ? options.state : name,
             record::date_of(scenario, options.month), options.month, why.from, why.move,
             history.position_of(0, options.month + 1, state));
  fmt::print("  {:<34} {:>12}\n", "term", "ideal points");
  for (const Term& term : terms) fmt::print("  {:<34} {:>+12.3e}\n", term.what, term.size);
  fmt::print("  {:<34} {:>+12.3e}\n\n", "sum = the move", why.move);
  if (terms.empty()) {
    fmt::print("Nothing pulls on it in this month.\n");
    return;
  }
  std::string against;
  for (const Term& term : terms)
    if (against.empty() && (term.size > 0) != (terms[0].size > 0)) against = term.what;
  fmt::print("The largest term is {}, which moves it {}{}.\n", terms[0].what,
             terms[0].size > 0 ? "up (towards the US-led position)" : "down (away from the US-led position)",
             against.empty() ? "" : "; the largest term against it is " + against);
  fmt::print("Events of the month: ");
  std::string events;
  const Scenario& last = history.scenario;
  for (const Event& event : last.events)
    if (event.at == options.month) events += (events.empty() ? "" : ", ") + event.name;
  fmt::print("{}.\n", events.empty() ? "none" : events);
}

}  // namespace

void add_explain(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", "Say why a state's position moved in a month of a run");
  command->footer("Example:  tarazi explain results/cop29 --state AZE --month 40");
  command->add_option("folder", options->folder, "Folder of results")->required();
  command->add_option("--state", options->state, "Code of the state")->required();
  command->add_option("--month", options->month, "Month of the run, 0 is the start")->required();
  command->add_option("--replicate", options->replicate, "Replicate to explain")->check(CLI::NonNegativeNumber);
  command->callback([options, &common] { explain_command(*options, common); });
}

}  // namespace tarazi::cli
