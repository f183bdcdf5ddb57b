// Many worlds stepped together for learning agents: some states are seats whose signals come from an array.
// Worlds fill the lanes of the engine; blocks of lanes go over threads with the interpreter free.
#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <mutex>

#include "agents/policy.h"
#include "src/python/bindings.h"
#include "src/sim/outcomes.h"

namespace tarazi::python {
namespace {

using Doubles = py::array_t<double>;
constexpr int kSignals = 3;
constexpr const char* kPairs[] = {"distance",       "dependence",     "influence_share", "affinity", "grievance",
                                  "pressure_on_me", "openness_to_me", "offer_to_me",     "exports",  "imports",
                                  "own_pressure",   "own_openness",   "own_offer"};
constexpr int kPairCount = static_cast<int>(std::size(kPairs));
constexpr const char* kOwn[] = {"position", "output", "multivector_index", "lean"};
constexpr int kOwnCount = static_cast<int>(std::size(kOwn));

/// Where the seat policies of a block that is being made find their actions: [lane][seat][partner][signal].
struct SeatPlan {
  const double* actions = nullptr;
  std::vector<int> seat_of_state;          ///< -1: no seat
  std::vector<std::vector<int>> partners;  ///< by seat
  std::vector<long> seat_offset;           ///< within a world
  long world_size = 0;
  std::vector<int> made;  ///< by seat: policies made so far, which are the lanes in order
};
thread_local SeatPlan* plan_in_use = nullptr;

class SeatPolicy final : public Policy {
 public:
  SeatPolicy(const double* actions, std::vector<int> partners) : actions_(actions), partners_(std::move(partners)) {}
  void decide(const Observation&, Outbox signals) override {
    const double* action = actions_;
    for (const int j : partners_) {
      const auto at = static_cast<std::size_t>(j);
      signals.pressure[at] = action[0];
      signals.openness[at] = action[1];
      signals.offer[at] = action[2];
      action += kSignals;
    }
  }

 private:
  const double* actions_;
  std::vector<int> partners_;
};

const bool registered = Registry::instance().add(PolicyClass{
    "seat",
    "Decided from outside, month by month; only inside tarazi.env.",
    {},
    [](const Scenario&, int state, const Strategy&) -> std::unique_ptr<Policy> {
      SeatPlan* const plan = plan_in_use;
      const int seat = plan == nullptr ? -1 : plan->seat_of_state[static_cast<std::size_t>(state)];
      if (seat < 0) throw std::invalid_argument("the policy \"seat\" exists only inside tarazi.env");
      const auto at = static_cast<std::size_t>(seat);
      const double* const mine = plan->actions + plan->made[at]++ * plan->world_size + plan->seat_offset[at];
      return std::make_unique<SeatPolicy>(mine, plan->partners[at]);
    }});

class Worlds {
 public:
  Worlds(const Scenario& scenario, const std::vector<int>& seats, int worlds, int threads, const std::string& isa)
      : scenario_(scenario), seats_(seats), worlds_(worlds), threads_(thread_count(threads)) {
    if (worlds < 1 || worlds > 1'000'000) throw std::invalid_argument("worlds must be 1 to 1000000");
    if (seats.empty()) throw std::invalid_argument("at least one seat is needed");
    settings_.isa = parse_isa(isa);
    plan_.seat_of_state.assign(static_cast<std::size_t>(scenario.size()), -1);
    for (const int state : seats) {
      if (state < 0 || state >= scenario.size()) throw std::invalid_argument("a seat is no state of the scenario");
      const State& seated = scenario.states[static_cast<std::size_t>(state)];
      if (seated.passive) throw std::invalid_argument(seated.code + " is passive: it sends no signals");
      int& seat = plan_.seat_of_state[static_cast<std::size_t>(state)];
      if (seat >= 0) throw std::invalid_argument(seated.code + " is named twice");
      seat = static_cast<int>(plan_.partners.size());
      plan_.partners.emplace_back();
      for (int j = 0; j < scenario.size(); ++j)
        if (j != state && !scenario.states[static_cast<std::size_t>(j)].passive) plan_.partners.back().push_back(j);
      plan_.seat_offset.push_back(plan_.world_size);
      plan_.world_size += static_cast<long>(plan_.partners.back().size()) * kSignals;
      Strategy& strategy = scenario_.states[static_cast<std::size_t>(state)].strategy;
      strategy.policy = "seat";
      strategy.options.clear();
    }
    // A seat decides itself: changes of its strategy in the scenario do not concern it.
    std::erase_if(scenario_.events, [&](const Event& event) {
      const auto* change = std::get_if<StrategyChange>(&event.what);
      return change != nullptr && plan_.seat_of_state[static_cast<std::size_t>(change->state)] >= 0;
    });
    by_python_ = has_python_policy(scenario_);
    width_ = by_python_ || worlds == 1 ? 1 : best_lanes(scenario_);
    actions_.assign(static_cast<std::size_t>(plan_.world_size) * static_cast<std::size_t>(worlds), 0);
  }

  void reset(std::int64_t seed, std::int64_t first_replicate) {
    if (seed < 0 || seed > 4294967295LL) throw std::invalid_argument("seed must be 0 to 4294967295");
    if (first_replicate < 0 || first_replicate > 2'000'000'000LL)
      throw std::invalid_argument("first_replicate is out of range");
    blocks_.clear();
    const py::gil_scoped_release unlocked;
    for (int first = 0; first < worlds_; first += width_) {
      std::vector<Lane> lanes;
      for (int k = first; k < std::min(worlds_, first + width_); ++k)
        lanes.push_back(
            {&scenario_, static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(first_replicate + k)});
      world_being_made() = {lanes[0].seed, lanes[0].replicate};
      SeatPlan plan = plan_;
      plan.actions = actions_.data() + static_cast<std::size_t>(first) * static_cast<std::size_t>(plan_.world_size);
      plan.made.assign(seats_.size(), 0);
      plan_in_use = &plan;
      try {
        blocks_.push_back(std::make_unique<Simulation>(std::move(lanes), settings_));
        plan_in_use = nullptr;
        blocks_.back()->prepare();
      } catch (...) {
        plan_in_use = nullptr;
        throw;
      }
    }
  }

  /// One month for all worlds. `actions` by seat: [world][partner][signal].
  void step(const std::vector<Doubles>& actions) {
    require_reset();
    if (actions.size() != seats_.size()) throw std::invalid_argument("one array of actions is needed for each seat");
    for (std::size_t s = 0; s < seats_.size(); ++s) take_actions(actions[s], s);
    const py::gil_scoped_release unlocked;
    std::exception_ptr failure;
    std::mutex failing;
    const int count = static_cast<int>(blocks_.size());
    const int threads = by_python_ ? 1 : std::min(threads_, count);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int b = 0; b < count; ++b) {
      try {
        blocks_[static_cast<std::size_t>(b)]->step();
        blocks_[static_cast<std::size_t>(b)]->prepare();
      } catch (...) {
        const std::lock_guard lock(failing);
        if (!failure) failure = std::current_exception();
      }
    }
    if (failure) std::rethrow_exception(failure);
  }

  /// What the seat knows: (own [world][kOwn], pairs [world][partner][kPairs]).
  py::tuple observe(int seat) const {
    require_reset();
    const auto at = static_cast<std::size_t>(seat);
    if (seat < 0 || at >= seats_.size()) throw std::invalid_argument("no such seat");
    const std::vector<int>& partners = plan_.partners[at];
    Doubles own({worlds_, kOwnCount}), pairs({worlds_, static_cast<int>(partners.size()), kPairCount});
    double *to_own = own.mutable_data(), *to_pairs = pairs.mutable_data();
    const int i = seats_[at];
    {
      const py::gil_scoped_release unlocked;
      for (const auto& block : blocks_)
        for (int l = 0; l < block->lanes(); ++l) {
          const Alignment a = alignment(*block, i, l);
          *to_own++ = block->position(i, 0, l);
          *to_own++ = block->state(StateField::output, i, l);
          *to_own++ = std::isnan(a.index) ? 0 : a.index;
          *to_own++ = std::isnan(a.lean) ? 0 : a.lean;
          for (const int j : partners) {
            *to_pairs++ = distance(*block, i, j, l);
            for (const DyadField field :
                 {DyadField::dependence, DyadField::influence_share, DyadField::affinity, DyadField::grievance})
              *to_pairs++ = block->dyad(field, i, j, l);
            for (const DyadField field : {DyadField::pressure, DyadField::openness, DyadField::offer})
              *to_pairs++ = block->dyad(field, j, i, l);
            *to_pairs++ = block->dyad(DyadField::trade, i, j, l);
            *to_pairs++ = block->dyad(DyadField::trade, j, i, l);
            for (const DyadField field : {DyadField::pressure, DyadField::openness, DyadField::offer})
              *to_pairs++ = block->dyad(field, i, j, l);
          }
        }
    }
    return py::make_tuple(own, pairs);
  }

  void check_bounds() const {
    for (const auto& block : blocks_) block->check_bounds();
  }
  int month() const { return blocks_.empty() ? 0 : blocks_[0]->month(); }
  std::vector<std::vector<int>> partners() const { return plan_.partners; }

 private:
  void require_reset() const {
    if (blocks_.empty()) throw std::runtime_error("call reset() before anything else");
  }
  void take_actions(const Doubles& given, std::size_t seat) {
    const auto partners = static_cast<py::ssize_t>(plan_.partners[seat].size());
    if (given.ndim() != 3 || given.shape(0) != worlds_ || given.shape(1) != partners || given.shape(2) != kSignals)
      throw std::invalid_argument("actions of seat " + std::to_string(seat) + " must have the shape (" +
                                  std::to_string(worlds_) + ", " + std::to_string(partners) + ", 3)");
    const auto value = given.unchecked<3>();
    for (py::ssize_t w = 0; w < worlds_; ++w) {
      double* to = actions_.data() + w * plan_.world_size + plan_.seat_offset[seat];
      for (py::ssize_t j = 0; j < partners; ++j)
        for (py::ssize_t k = 0; k < kSignals; ++k) *to++ = value(w, j, k);
    }
  }

  Scenario scenario_;
  std::vector<int> seats_;
  int worlds_, threads_, width_ = 1;
  bool by_python_ = false;
  SimulationSettings settings_;
  SeatPlan plan_;
  std::vector<double> actions_;
  std::vector<std::unique_ptr<Simulation>> blocks_;
};

template <std::size_t N>
py::tuple names(const char* const (&list)[N]) {
  py::list all;
  for (const char* name : list) all.append(name);
  return py::tuple(all);
}

}  // namespace

void bind_worlds(py::module_& module) {
  using namespace py::literals;
  py::class_<Worlds>(module, "Worlds")
      .def(py::init<const Scenario&, const std::vector<int>&, int, int, const std::string&>(), "scenario"_a, "seats"_a,
           "worlds"_a, "threads"_a, "isa"_a)
      .def("reset", &Worlds::reset, "seed"_a, "first_replicate"_a)
      .def("step", &Worlds::step, "actions"_a)
      .def("observe", &Worlds::observe, "seat"_a)
      .def("check_bounds", &Worlds::check_bounds)
      .def("partners", &Worlds::partners)
      .def_property_readonly("month", &Worlds::month);
  module.attr("pair_features") = names(kPairs);
  module.attr("own_features") = names(kOwn);
}

}  // namespace tarazi::python
