// One walk over a scenario names every settable value: it finds a path (descending only where the path
// leads) and lists all paths, so the two can never disagree.
#include "src/config/path.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/problems.h"
#include "src/config/scenario_keys.h"
#include "src/config/sections.h"
#include "src/config/strategy.h"

namespace tarazi::config {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Steps = std::vector<std::string_view>;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class Walk {
 public:
  /// `wanted` null: every slot goes to `emit`; else only the one at those steps.
  Walk(const Scenario& scenario, const Steps* wanted, std::function<void(Slot)> emit)
      : s_(scenario), wanted_(wanted), emit_(std::move(emit)) {}

  void run() {
    integer("months", *scenario_table().find("months"), [](Scenario& s) -> int& { return s.months; });
    integer("seed", *scenario_table().find("seed"), [](Scenario& s) -> std::uint32_t& { return s.seed; });
    leaf(
        "noise", Slot::Kind::choice, {}, {"none", "calibrated"},
        [](const Scenario& s) {
          const auto noise = noise_of(s);
          return noise ? static_cast<double>(*noise) : -1;
        },
        [](Scenario& s, double k) { set_noise(s, k > 0); });
    step("states", [&] {
      for (int i = 0; i < s_.size(); ++i) step(state(i).code, [&] { walk_state(i); });
    });
    walk_matrices();
    step("corridors", [&] {
      for (std::size_t c = 0; c < s_.corridors.size(); ++c) step(s_.corridors[c].name, [&] { walk_corridor(c); });
    });
    step("freight", [&] {
      for (std::size_t k = 0; k < s_.freight.size(); ++k) step(s_.freight[k].name, [&] { walk_freight(k); });
    });
    step("parameters", [&] {
      for (std::size_t k = 0; k < kParameters.size(); ++k) {
        const bool whole = parameter_table().find(kParameters[k].name)->kind == Kind::integer;
        leaf(
            kParameters[k].name, whole ? Slot::Kind::integer : Slot::Kind::number, range_of(kParameters[k]), {},
            [k](const Scenario& s) { return s.parameters[k]; }, [k](Scenario& s, double v) { s.parameters[k] = v; });
      }
    });
    step("events", [&] {
      for (std::size_t e = 0; e < s_.events.size(); ++e) step(s_.events[e].name, [&] { walk_event(e); });
    });
  }

 private:
  const State& state(int i) const { return s_.states[index(i)]; }
  bool leads(std::string_view name, bool last) const {
    if (!wanted_) return true;
    return depth_ < wanted_->size() && (*wanted_)[depth_] == name && (depth_ + 1 == wanted_->size()) == last;
  }
  template <class Inside>
  void step(std::string_view name, Inside&& inside) {
    if (!leads(name, false)) return;
    const std::size_t length = path_.size();
    path_ = join(path_, name);
    ++depth_;
    inside();
    --depth_;
    path_.resize(length);
  }
  void leaf(std::string_view name, Slot::Kind kind, Range range, std::vector<std::string> choices, Slot::Get get,
            Slot::Set set) {
    if (leads(name, true)) emit_({join(path_, name), kind, range, std::move(choices), std::move(get), std::move(set)});
  }
  /// A number that `ref` finds in a scenario.
  template <class Ref>
  void number(const Table& table, std::string_view name, Ref ref) {
    leaf(
        name, Slot::Kind::number, table.find(name)->range, {},
        [ref](const Scenario& s) { return static_cast<double>(ref(const_cast<Scenario&>(s))); },
        [ref](Scenario& s, double v) { ref(s) = v; });
  }
  template <class Ref>
  void integer(std::string_view name, const Key& key, Ref ref) {
    leaf(
        name, Slot::Kind::integer, key.range, {},
        [ref](const Scenario& s) { return static_cast<double>(ref(const_cast<Scenario&>(s))); },
        [ref](Scenario& s, double v) { ref(s) = static_cast<std::remove_reference_t<decltype(ref(s))>>(v); });
  }

  void walk_state(int i) {
    const std::size_t k = index(i);
    number(state_table(), "gdp", [k](Scenario& s) -> double& { return s.states[k].gdp; });
    number(state_table(), "growth", [k](Scenario& s) -> double& { return s.states[k].growth; });
    components("position", [k](Scenario& s) -> std::vector<double>& { return s.states[k].position; });
    const bool anchored = state(i).anchor.has_value();
    // Without an anchor in the file one can be set only where a single number is all of it.
    if (!state(i).passive && (anchored || s_.dimensions == 1)) {
      const auto get = [k](const Scenario& s, std::size_t d) {
        return s.states[k].anchor ? (*s.states[k].anchor)[d] : kNaN;
      };
      const auto set = [k](Scenario& s, std::size_t d, double v) {
        if (!s.states[k].anchor) s.states[k].anchor.emplace(static_cast<std::size_t>(s.dimensions), v);
        (*s.states[k].anchor)[d] = v;
      };
      components("anchor", get, set);
    }
    number(state_table(), "home_share", [k](Scenario& s) -> double& { return s.states[k].home_share; });
    if (!state(i).passive)
      strategy("strategy", state(i).strategy, [k](Scenario& s) -> Strategy& { return s.states[k].strategy; });
  }

  template <class Ref>
  void components(std::string_view name, Ref ref) {
    components(
        name, [ref](const Scenario& s, std::size_t d) { return ref(const_cast<Scenario&>(s))[d]; },
        [ref](Scenario& s, std::size_t d, double v) { ref(s)[d] = v; });
  }
  template <class Get, class Set>
  void components(std::string_view name, Get get, Set set) {
    const Range range = state_table().find(name)->range;
    const auto one = [&](std::string_view label, std::size_t d) {
      leaf(
          label, Slot::Kind::number, range, {}, [get, d](const Scenario& s) { return get(s, d); },
          [set, d](Scenario& s, double v) { set(s, d, v); });
    };
    step(name, [&] {
      for (int d = 0; d < s_.dimensions; ++d) one(std::to_string(d), index(d));
    });
    // The short form is found, not listed, and goes by its full path.
    if (s_.dimensions == 1 && wanted_ && leads(name, true))
      emit_({join(join(path_, name), "0"),
             Slot::Kind::number,
             range,
             {},
             [get](const Scenario& s) { return get(s, 0); },
             [set](Scenario& s, double v) { set(s, 0, v); }});
  }

  template <class Ref>
  void strategy(std::string_view name, const Strategy& now, Ref ref) {
    if (leads(name, true)) {
      const std::vector<std::string> choices = strategy_choices();
      std::vector<Strategy> made;
      for (const std::string& choice : choices) made.push_back(*strategy_named(choice));
      leaf(
          name, Slot::Kind::choice, {}, choices,
          [ref, choices](const Scenario& s) {
            const std::string choice = choice_of(ref(const_cast<Scenario&>(s)));
            const auto place = std::find(choices.begin(), choices.end(), choice);
            return place == choices.end() ? -1 : static_cast<double>(place - choices.begin());
          },
          [ref, made](Scenario& s, double k) { ref(s) = made.at(static_cast<std::size_t>(k)); });
    }
    step(name, [&] {
      for (const auto& [option, value] : now.options) {
        const Quantity* quantity = option_of(now.policy, option);
        const std::string key = option;
        leaf(
            option, Slot::Kind::number, quantity ? range_of(*quantity) : Range{}, {},
            [ref, key](const Scenario& s) {
              const auto& options = ref(const_cast<Scenario&>(s)).options;
              const auto place = options.find(key);
              return place == options.end() ? kNaN : place->second;
            },
            [ref, key](Scenario& s, double v) { ref(s).options[key] = v; });
      }
      for (std::size_t k = 0; k < kWeights.size(); ++k)
        if (!now.options.contains(std::string(kWeights[k].name)))
          leaf(
              kWeights[k].name, Slot::Kind::number, range_of(kWeights[k]), {},
              [ref, k](const Scenario& s) { return ref(const_cast<Scenario&>(s)).weights[k]; },
              [ref, k](Scenario& s, double v) { ref(s).weights[k] = v; });
    });
  }

  void walk_matrices() {
    static constexpr Matrix Scenario::*kMatrices[] = {&Scenario::exports, &Scenario::stocks,   &Scenario::affinity,
                                                      &Scenario::bonds,   &Scenario::security, &Scenario::pressure};
    for (std::size_t m = 0; m < kMatrixKeys.size(); ++m) {
      const bool money = m < 2, bonds = kMatrixKeys[m] == "bonds";
      const auto matrix = kMatrices[m];
      step(kMatrixKeys[m], [&] {
        for (int i = 0; i < s_.size(); ++i)
          if (money || !state(i).passive)
            step(state(i).code, [&] {
              for (int j = 0; j < s_.size(); ++j)
                if (i != j && (money || !state(j).passive) && leads(state(j).code, true))
                  leaf(
                      state(j).code, Slot::Kind::number, scenario_table().find(kMatrixKeys[m])->range, {},
                      [matrix, i, j](const Scenario& s) { return (s.*matrix).at(i, j); },
                      [matrix, i, j, bonds](Scenario& s, double v) {
                        (s.*matrix).at(i, j) = v;
                        if (bonds) (s.*matrix).at(j, i) = v;
                      });
            });
      });
    }
  }

  void walk_corridor(std::size_t c) {
    number(corridor_table(), "days", [c](Scenario& s) -> double& { return s.corridors[c].days; });
    number(corridor_table(), "cost", [c](Scenario& s) -> double& { return s.corridors[c].cost; });
    number(corridor_table(), "capacity", [c](Scenario& s) -> double& { return s.corridors[c].capacity; });
    number(corridor_table(), "open", [c](Scenario& s) -> double& { return s.corridors[c].open; });
  }
  void walk_freight(std::size_t k) {
    step("routes", [&] {
      for (std::size_t r = 0; r < s_.freight[k].routes.size(); ++r)
        leaf(
            s_.corridors[index(s_.freight[k].routes[r].corridor)].name, Slot::Kind::number,
            freight_table().find("routes")->range, {},
            [k, r](const Scenario& s) { return s.freight[k].routes[r].share; },
            [k, r](Scenario& s, double v) { s.freight[k].routes[r].share = v; });
    });
    number(freight_table(), "tonnes", [k](Scenario& s) -> double& { return s.freight[k].tonnes; });
    number(freight_table(), "value_share", [k](Scenario& s) -> double& { return s.freight[k].value_share; });
  }

  void walk_event(std::size_t e) {
    const Event& event = s_.events[e];
    const Range months{0, kMostMonths};
    leaf(
        "at", Slot::Kind::date, months, {}, [e](const Scenario& s) { return static_cast<double>(s.events[e].at); },
        [e](Scenario& s, double v) { s.events[e].at = static_cast<int>(v); });
    if (event.until)
      leaf(
          "until", Slot::Kind::date, months, {},
          [e](const Scenario& s) { return static_cast<double>(s.events[e].until.value_or(0)); },
          [e](Scenario& s, double v) { s.events[e].until = static_cast<int>(v); });
    if (const Pin* pin = std::get_if<Pin>(&event.what)) {
      constexpr std::string_view kSignals[] = {"pressure", "openness", "offer"};
      step("pin", [&] {
        for (std::size_t k = 0; k < pin->value.size(); ++k)
          if (pin->value[k])
            number(pin_table(), kSignals[k],
                   [e, k](Scenario& s) -> double& { return *std::get<Pin>(s.events[e].what).value[k]; });
      });
    } else if (const auto* change = std::get_if<StrategyChange>(&event.what)) {
      step("strategy", [&] {
        strategy("use", change->use,
                 [e](Scenario& s) -> Strategy& { return std::get<StrategyChange>(s.events[e].what).use; });
      });
    } else if (const auto* corridor = std::get_if<CorridorChange>(&event.what)) {
      static constexpr std::pair<std::string_view, std::optional<double> CorridorChange::*> kFields[] = {
          {"days", &CorridorChange::days},
          {"cost", &CorridorChange::cost},
          {"capacity", &CorridorChange::capacity},
          {"open", &CorridorChange::open}};
      step("corridor", [&] {
        for (const auto& [name, field] : kFields)
          if (corridor->*field)
            number(corridor_change_table(), name,
                   [e, f = field](Scenario& s) -> double& { return *(std::get<CorridorChange>(s.events[e].what).*f); });
      });
    } else if (std::holds_alternative<DyadChange>(event.what)) {
      static constexpr std::pair<std::string_view, double DyadChange::*> kFields[] = {
          {"affinity", &DyadChange::affinity},
          {"grievance", &DyadChange::grievance},
          {"mood", &DyadChange::mood},
          {"bond", &DyadChange::bond}};
      step("change", [&] {
        for (const auto& [name, field] : kFields)
          number(dyad_change_table(), name,
                 [e, f = field](Scenario& s) -> double& { return std::get<DyadChange>(s.events[e].what).*f; });
      });
    } else {
      step("state", [&] {
        number(state_shock_table(), "output",
               [e](Scenario& s) -> double& { return std::get<StateShock>(s.events[e].what).output; });
      });
    }
  }

  const Scenario& s_;
  const Steps* wanted_;
  std::function<void(Slot)> emit_;
  std::string path_;
  std::size_t depth_ = 0;
};

Steps split(std::string_view path) {
  Steps steps;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    steps.push_back(path.substr(from, dot - from));
    from = dot + 1;
  }
  return steps;
}

}  // namespace

Slot::Slot(std::string p, Kind k, Range r, std::vector<std::string> c, Get get, Set set)
    : path(std::move(p)), kind(k), range(r), choices(std::move(c)), get_(std::move(get)), set_(std::move(set)) {}

void Slot::set_choice(Scenario& scenario, std::string_view name) const {
  const auto place = std::find(choices.begin(), choices.end(), name);
  if (place == choices.end())
    throw InputError({{"", 0, 0, path, fmt::format("'{}' is no choice here{}", name, did_you_mean(name, choices))}});
  set_(scenario, static_cast<double>(place - choices.begin()));
}

Slot resolve(const Scenario& scenario, std::string_view path) {
  const Steps steps = split(path);
  std::optional<Slot> found;
  Walk(scenario, &steps, [&](Slot slot) { found.emplace(std::move(slot)); }).run();
  if (found) return std::move(*found);
  const std::vector<std::string> paths = all_paths(scenario);
  std::vector<std::string> near = nearest(path, paths);
  if (near.empty()) near = {"states." + scenario.states.at(0).code + ".gdp", "parameters.anchoring", "months"};
  std::string hint;
  for (const std::string& p : near) hint += (hint.empty() ? "" : ", ") + p;
  throw InputError({{"", 0, 0, std::string(path),
                     fmt::format("points at no number or choice of this scenario; paths look like {}", hint)}});
}

std::vector<std::string> all_paths(const Scenario& scenario) {
  std::vector<std::string> paths;
  Walk(scenario, nullptr, [&](Slot slot) { paths.push_back(std::move(slot.path)); }).run();
  return paths;
}

}  // namespace tarazi::config
