// The rules that involve more than one value of a scenario (model section 7, "valid input").
// Used when a file is read and again after assignments, so each rule is written once. NaN breaks no rule.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "src/config/numbers.h"
#include "src/config/scenario_keys.h"
#include "src/config/sections.h"

namespace tarazi::config {
namespace {

constexpr double kSumTolerance = 1e-9;
constexpr std::string_view kPassive = "is passive: it has no signals, feelings or position dynamics";

class Rules {
 public:
  Rules(const Scenario& scenario, const Report& report) : s_(scenario), report_(report) {}

  void check() const {
    check_states();
    check_passive_pairs();
    check_freight();
    for (const Event& event : s_.events) check_event(event);
    check_pins();
  }

 private:
  const State& state(int i) const { return s_.states[static_cast<std::size_t>(i)]; }
  const std::string& code(int i) const { return state(i).code; }
  std::string cell(std::string_view matrix, int i, int j) const {
    return fmt::format("{}.{}.{}", matrix, code(i), code(j));
  }

  void check_states() const {
    for (int i = 0; i < s_.size(); ++i) {
      const std::string path = join("states", code(i));
      if (state(i).passive && state(i).anchor) report_(join(path, "anchor"), fmt::format("{} {}", code(i), kPassive));
      double inward = 0;
      for (int j = 0; j < s_.size(); ++j)
        if (j != i) inward += s_.stocks.at(j, i);
      const double earned = s_[Parameter::capital_return] * inward;
      if (earned > state(i).gdp / 2)
        report_(join(path, "gdp"), fmt::format("foreign capital of {} bn USD would earn {} a year, more than half of "
                                               "the output of {}; allowed: capital_return * inward stock <= gdp / 2",
                                               shortest(inward), shortest(earned), shortest(state(i).gdp)));
    }
  }

  void check_passive_pairs() const {
    const std::pair<std::string_view, const Matrix*> matrices[] = {
        {"affinity", &s_.affinity}, {"bonds", &s_.bonds}, {"security", &s_.security}, {"pressure", &s_.pressure}};
    const auto stands = [](double value) { return value < 0 || value > 0; };
    for (const auto& [name, matrix] : matrices)
      for (int i = 0; i < s_.size(); ++i)
        for (int j = 0; j < s_.size(); ++j) {
          if ((!state(i).passive && !state(j).passive) || !stands(matrix->at(i, j))) continue;
          const bool mirrored = name == "affinity" || name == "bonds";
          if (mirrored && j < i && stands(matrix->at(j, i))) continue;  // one number given, one problem
          report_(cell(name, i, j), fmt::format("{} {}", code(state(i).passive ? i : j), kPassive));
        }
  }

  void check_freight() const {
    std::map<std::pair<int, int>, std::pair<double, std::string>> carried;
    for (const FreightClass& k : s_.freight) {
      const std::string path = join("freight", k.name);
      if (k.a == k.b)
        report_(join(path, "between"), "a state cannot be its own partner; two different states are needed");
      double sum = 0;
      for (const FreightClass::Route& route : k.routes) {
        sum += route.share;
        if (!(route.share > 0)) continue;  // also NaN: the route may name no corridor at all
        const Corridor& corridor = s_.corridors[static_cast<std::size_t>(route.corridor)];
        if (corridor.open <= 0)
          report_(fmt::format("{}.routes.{}", path, corridor.name),
                  fmt::format(
                      "corridor {} is closed at the start (open 0) but carries a share; open it, or give the share 0",
                      corridor.name));
      }
      if (!k.routes.empty() && std::abs(sum - 1) > kSumTolerance)
        report_(join(path, "routes"),
                fmt::format("the shares sum to {}; they must sum to 1 within 1e-9", shortest(sum)));
      auto& [total, names] = carried[std::minmax(k.a, k.b)];
      total += k.value_share;
      names += (names.empty() ? "" : ", ") + k.name;
      if (total > 1 + kSumTolerance && names != k.name)
        report_(join(path, "value_share"),
                fmt::format("the freight classes of one pair ({}) carry {} of its trade; together they carry at most 1",
                            names, shortest(total)));
    }
  }

  void check_pair(const std::string& path, int from, int to, bool signals) const {
    if (from == to) report_(join(path, "to"), "a state cannot be its own partner");
    for (const auto& [i, key] : {std::pair{from, "from"}, std::pair{to, "to"}})
      if (state(i).passive)
        report_(join(path, key), fmt::format("{} {}{}", code(i), kPassive, signals ? "; pin another pair" : ""));
  }

  void check_event(const Event& event) const {
    const std::string path = join("events", event.name);
    if (event.at < 0) report_(join(path, "at"), "is before the start");
    if (event.until && *event.until <= event.at)
      report_(join(path, "until"), "is not after `at`; the pin would never hold");
    if (const Pin* pin = std::get_if<Pin>(&event.what)) check_pair(join(path, "pin"), pin->from, pin->to, true);
    if (const DyadChange* change = std::get_if<DyadChange>(&event.what))
      check_pair(join(path, "change"), change->from, change->to, false);
    if (const StrategyChange* change = std::get_if<StrategyChange>(&event.what))
      if (state(change->state).passive)
        report_(join(path, "strategy.state"), fmt::format("{} {}", code(change->state), kPassive));
  }

  /// Pins of one signal of one pair may not overlap.
  void check_pins() const {
    struct Held {
      int from, to, signal, at;
      const Event* event;
    };
    std::vector<Held> held;
    for (const Event& event : s_.events)
      if (const Pin* pin = std::get_if<Pin>(&event.what))
        for (int signal = 0; signal < kSignalCount; ++signal)
          if (pin->value[static_cast<std::size_t>(signal)])
            held.push_back({pin->from, pin->to, signal, event.at, &event});
    std::stable_sort(held.begin(), held.end(), [](const Held& a, const Held& b) {
      return std::tie(a.from, a.to, a.signal, a.at) < std::tie(b.from, b.to, b.signal, b.at);
    });
    constexpr std::string_view kSignals[] = {"pressure", "openness", "offer"};
    for (std::size_t k = 1; k < held.size(); ++k) {
      const Held &a = held[k - 1], &b = held[k];
      if (std::tie(a.from, a.to, a.signal) != std::tie(b.from, b.to, b.signal)) continue;
      if (a.event->until && *a.event->until <= b.at) continue;
      const auto span = [&](const Event& e) {
        return fmt::format("{} ({} to {})", e.name, format_date(months_after(s_.start, e.at)),
                           e.until ? format_date(months_after(s_.start, *e.until)) : "the end");
      };
      report_(fmt::format("events.{}.pin.{}", b.event->name, kSignals[static_cast<std::size_t>(b.signal)]),
              fmt::format("overlaps with event {}: both pin the {} of {} towards {}; this one is {}; let one end "
                          "(`until`) before the other begins",
                          span(*a.event), kSignals[static_cast<std::size_t>(b.signal)], code(b.from), code(b.to),
                          span(*b.event)));
    }
  }

  const Scenario& s_;
  const Report& report_;
};

}  // namespace

void check_rules(const Scenario& scenario, const Report& report) { Rules(scenario, report).check(); }

}  // namespace tarazi::config
