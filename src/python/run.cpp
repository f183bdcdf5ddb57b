// Running scenarios with the interpreter free: Ctrl-C is looked for now and then, progress is reported, and
// worlds with Python policies go one at a time so that every policy knows its replicate.
#include <unistd.h>

#include <cmath>
#include <memory>

#include "src/python/watch.h"
#ifdef TARAZI_HAS_RECORD
#include "src/record/folder.h"
#endif

namespace tarazi::python {
namespace {

using Phase = std::pair<int, std::shared_ptr<Scenario>>;

void check_range(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw std::invalid_argument(std::string(name) + " is " + std::to_string(static_cast<long long>(value)) +
                              ", allowed are " + std::to_string(static_cast<long long>(low)) + " to " +
                              std::to_string(static_cast<long long>(high)));
}

/// Refuses a history that cannot fit, before memory is touched.
void check_memory(const Scenario& s, long long replicates, long long months) {
  const double n = s.size();
  double row = n * (s.dimensions + static_cast<int>(StateField::count)) + n * n * static_cast<int>(DyadField::count) +
               2. * static_cast<double>(s.corridors.size());
  for (const FreightClass& freight : s.freight) row += static_cast<double>(freight.routes.size());
  const double wanted = row * 8 * static_cast<double>(replicates) * static_cast<double>(months + 1);
  const double there = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (wanted < .8 * there) return;
  const std::string text = "the history of " + std::to_string(replicates) + " replicates and " +
                           std::to_string(months) + " months needs " +
                           std::to_string(static_cast<long long>(wanted / 1e9)) + " GB; this machine has " +
                           std::to_string(static_cast<long long>(there / 1e9)) + " GB. Run fewer replicates at a time";
  PyErr_SetString(PyExc_MemoryError, text.c_str());
  throw py::error_already_set();
}

void check_phases(const Scenario& scenario, const std::vector<Phase>& phases) {
  int before = 0;
  for (const auto& [month, next] : phases) {
    check_range("the month of a branch", month, before, 1e9);
    before = month;
    bool alike = next->size() == scenario.size() && next->dimensions == scenario.dimensions &&
                 next->corridors.size() == scenario.corridors.size() && next->freight.size() == scenario.freight.size();
    for (int i = 0; alike && i < scenario.size(); ++i)
      alike = next->states[static_cast<std::size_t>(i)].code == scenario.states[static_cast<std::size_t>(i)].code;
    if (!alike)
      throw std::invalid_argument("a branch needs the same states, corridors and freight as the run it leaves");
  }
}

std::shared_ptr<History> run_scenario(const Scenario& scenario, int months, int replicates, std::int64_t seed,
                                      int first_replicate, int threads, const std::string& isa, int lanes,
                                      const std::vector<Phase>& phases, const py::object& progress) {
  check_range("months", months, 0, 12000);
  check_range("replicates", replicates, 1, 100'000'000);
  check_range("seed", static_cast<double>(seed), 0, 4294967295.);
  check_range("first_replicate", first_replicate, 0, 2'000'000'000);
  check_range("lanes", lanes, 0, 16);
  check_phases(scenario, phases);
  check_memory(scenario, replicates, months);

  RunSettings settings;
  settings.months = months;
  settings.replicates = replicates;
  settings.first_replicate = first_replicate;
  settings.seed = static_cast<std::uint32_t>(seed);
  settings.threads = thread_count(threads);
  settings.isa = parse_isa(isa);
  settings.lanes = lanes;
  settings.explain = false;  // explained on demand, from any replicate
  bool by_python = has_python_policy(scenario);
  for (const auto& [month, next] : phases) {
    settings.continuations.push_back({month, *next});
    by_python = by_python || has_python_policy(*next);
  }
  if (by_python) settings.threads = settings.lanes = 1;
  Watch watch(progress);
  world_being_made() = {*settings.seed, static_cast<std::uint32_t>(first_replicate)};
  settings.progress = [&](long done, long work) {
    if (by_python)  // one thread, one world at a time: the next world made is this replicate
      world_being_made() = {*settings.seed, static_cast<std::uint32_t>(first_replicate + done / (months + 1))};
    return watch(done, work);
  };

  const Scenario mine = scenario;  // others may change theirs while the interpreter is free
  std::shared_ptr<History> history;
  {
    const py::gil_scoped_release unlocked;
    history = std::make_shared<History>(run(mine, settings));
  }
  const long work = static_cast<long>(replicates) * (months + 1);
  watch.finish(work, work);
  return history;
}

/// The terms of one state's move from `month` to the next, from a world run again up to there.
py::dict explain_move(const Scenario& scenario, std::int64_t seed, int replicate, const std::vector<Phase>& phases,
                      int month, int state, int component) {
  check_range("month", month, 0, 12000);
  check_range("seed", static_cast<double>(seed), 0, 4294967295.);
  check_range("replicate", replicate, 0, 2'000'000'000);
  check_range("state", state, 0, scenario.size() - 1);
  check_range("component", component, 0, scenario.dimensions - 1);
  if (scenario.states[static_cast<std::size_t>(state)].passive)
    throw std::invalid_argument("a passive state has no position dynamics to explain");
  check_phases(scenario, phases);
  Explanation why;
  {
    const Scenario mine = scenario;
    std::vector<Continuation> later;
    for (const auto& [at, next] : phases) later.push_back({at, *next});
    const py::gil_scoped_release unlocked;
    world_being_made() = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(replicate)};
    Simulation simulation({Lane{&mine, static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(replicate)}});
    for (const Continuation& next : later) {
      if (next.month > month) break;
      while (simulation.month() < next.month) simulation.step();
      simulation.continue_under(next.scenario);
    }
    simulation.advance_to(month);
    why = explain(simulation, state, component);
  }
  py::list partners;
  for (const Explanation::Partner& p : why.partners)
    partners.append(py::make_tuple(p.state, p.influence, p.coercion, p.resentment));
  py::dict all;
  all["from"] = why.from;
  all["anchor"] = why.anchor;
  all["partners"] = partners;
  all["noise"] = why.noise;
  all["box"] = why.box;
  all["move"] = why.move;
  return all;
}

#ifdef TARAZI_HAS_RECORD
void save_run(const std::shared_ptr<History>& history, const Scenario& first, const std::vector<Phase>& phases,
              const std::string& folder, bool force, const std::string& command) {
  std::vector<Continuation> later;
  for (const auto& [at, next] : phases) later.push_back({at, *next});
  const Scenario mine = first;
  const py::gil_scoped_release unlocked;
  record::check_writable(folder, force);
  record::write_folder(folder, record::run_files(*history, mine, later, command), force);
}
#endif

}  // namespace

void bind_run(py::module_& module) {
  using namespace py::literals;
  module.def("run", &run_scenario, "scenario"_a, "months"_a, "replicates"_a, "seed"_a, "first_replicate"_a, "threads"_a,
             "isa"_a, "lanes"_a, "phases"_a, "progress"_a);
  module.def("explain", &explain_move, "scenario"_a, "seed"_a, "replicate"_a, "phases"_a, "month"_a, "state"_a,
             "component"_a);
#ifdef TARAZI_HAS_RECORD
  module.def("save_run", &save_run, "history"_a, "first"_a, "phases"_a, "folder"_a, "force"_a, "command"_a);
#endif
  py::list known;
  for (const Isa isa : supported()) known.append(std::string(name(isa)));
  module.attr("instruction_sets") = py::tuple(known);
}

}  // namespace tarazi::python
