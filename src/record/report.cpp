// Building the report's data from a history.
#include "src/record/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "src/record/csv.h"
#include "src/record/summary.h"

namespace tarazi::record {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

/// {"mean": [...]} and, with several replicates, "low" and "high": 5 % and 95 % quantiles. value(r, m).
template <class F>
Json series(const History& h, F&& value) {
  Json mean = Json::array(), low = Json::array(), high = Json::array();
  std::vector<double> across;
  for (int m = 0; m <= h.months; ++m) {
    across.clear();
    for (int r = 0; r < h.replicates; ++r)
      if (const double v = value(r, m); std::isfinite(v)) across.push_back(v);
    double sum = 0;
    for (const double v : across) sum += v;
    mean.push_back(across.empty() ? Json(nullptr) : number(sum / static_cast<double>(across.size())));
    if (h.replicates == 1) continue;
    std::sort(across.begin(), across.end());
    const auto quantile = [&](double q) {
      return across.empty() ? Json(nullptr) : number(across[static_cast<std::size_t>(q * static_cast<double>(across.size() - 1) + .5)]);
    };
    low.push_back(quantile(.05));
    high.push_back(quantile(.95));
  }
  if (h.replicates == 1) return {{"mean", mean}};
  return {{"mean", mean}, {"low", low}, {"high", high}};
}

struct Writer {
  const History& h;

  const State& state(int i) const { return h.scenario.states[static_cast<std::size_t>(i)]; }

  Json states() const {
    Json list = Json::array();
    for (const State& s : h.scenario.states)
      list.push_back({{"code", s.code}, {"name", s.name.empty() ? s.code : s.name}, {"passive", s.passive},
                      {"place", s.place ? Json{(*s.place)[0], (*s.place)[1]} : Json(nullptr)}, {"gdp", number(s.gdp)},
                      {"strategy", s.passive ? "passive" : s.strategy.name}});
    return list;
  }
  template <class F>
  Json by_state(bool passive_too, F&& value) const {
    Json map = Json::object();
    for (int i = 0; i < h.states; ++i)
      if (passive_too || !state(i).passive) map[state(i).code] = series(h, [&](int r, int m) { return value(r, m, i); });
    return map;
  }
  Json by_pair(DyadField field, bool passive_too) const {
    Json map = Json::object();
    for (int i = 0; i < h.states; ++i) {
      if (state(i).passive && !passive_too) continue;
      Json row = Json::object();
      for (int j = 0; j < h.states; ++j)
        if (i != j && (passive_too || !state(j).passive))
          row[state(j).code] = series(h, [&](int r, int m) { return h.of(field, r, m, i, j); });
      map[state(i).code] = row;
    }
    return map;
  }
  /// Most frequent text over replicates, per month.
  template <class F>
  Json modes(F&& text) const {
    Json map = Json::object();
    for (int i = 0; i < h.states; ++i) {
      if (state(i).passive) continue;
      Json row = Json::array();
      for (int m = 0; m <= h.months; ++m) {
        std::map<std::string, int> count;
        for (int r = 0; r < h.replicates; ++r) ++count[text(h.alignment_of(r, m, i))];
        const auto most = std::max_element(count.begin(), count.end(), [](auto& a, auto& b) { return a.second < b.second; });
        row.push_back(most->first.empty() ? Json(nullptr) : Json(most->first));
      }
      map[state(i).code] = row;
    }
    return map;
  }
  Json corridors() const {
    Json list = Json::array();
    for (int c = 0; c < h.corridors; ++c) {
      const Corridor& corridor = h.scenario.corridors[static_cast<std::size_t>(c)];
      Json through = Json::array();
      for (const int owner : corridor.through) through.push_back(state(owner).code);
      list.push_back({{"name", corridor.name}, {"through", through}, {"days", number(corridor.days)},
                      {"cost", number(corridor.cost)}, {"capacity", number(corridor.capacity)},
                      {"flow", series(h, [&](int r, int m) { return h.flow_of(r, m, c); })},
                      {"generalised_cost", series(h, [&](int r, int m) { return h.cost_of(r, m, c); })}});
    }
    return list;
  }
  Json freight() const {
    Json list = Json::array();
    int k = 0;
    for (const FreightClass& freight : h.scenario.freight) {
      Json shares = Json::object();
      for (const FreightClass::Route& route : freight.routes) {
        const int at = k++;
        shares[h.scenario.corridors[static_cast<std::size_t>(route.corridor)].name] =
            series(h, [&](int r, int m) { return h.route_of(r, m, at); });
      }
      list.push_back({{"name", freight.name}, {"between", {state(freight.a).code, state(freight.b).code}}, {"shares", shares}});
    }
    return list;
  }
  Json events() const {
    Json list = Json::array();
    for (const Event& event : h.scenario.events)
      if (event.at <= h.months)
        list.push_back({{"name", event.name}, {"month", event.at}, {"until", event.until ? Json(*event.until) : Json(nullptr)},
                        {"text", describe(event, h.scenario)}});
    return list;
  }
  Json why() const {
    Json map = Json::object();
    if (h.why.empty()) return map;
    int active = 0;
    for (int i = 0; i < h.states; ++i) {
      if (state(i).passive) continue;
      const auto months = [&](auto&& term) {
        Json list = Json::array();
        for (const auto& month : h.why) list.push_back(number(term(month[static_cast<std::size_t>(active)])));
        return list;
      };
      Json partners = Json::object();
      const std::size_t count = h.why.front()[static_cast<std::size_t>(active)].partners.size();
      for (std::size_t p = 0; p < count; ++p)
        partners[state(h.why.front()[static_cast<std::size_t>(active)].partners[p].state).code] = {
            {"influence", months([&](const Explanation& e) { return e.partners[p].influence; })},
            {"coercion", months([&](const Explanation& e) { return e.partners[p].coercion; })},
            {"resentment", months([&](const Explanation& e) { return e.partners[p].resentment; })}};
      map[state(i).code] = {{"months", h.why.size()},
                            {"anchor", months([](const Explanation& e) { return e.anchor; })},
                            {"noise", months([](const Explanation& e) { return e.noise; })},
                            {"box", months([](const Explanation& e) { return e.box; })},
                            {"move", months([](const Explanation& e) { return e.move; })},
                            {"partners", partners}};
      ++active;
    }
    return map;
  }
  Json parameters() const {
    Json list = Json::array();
    for (std::size_t k = 0; k < kParameters.size(); ++k)
      list.push_back({{"name", kParameters[k].name}, {"value", number(h.scenario.parameters[k])},
                      {"default", number(kParameters[k].standard)}, {"low", kParameters[k].low}, {"high", kParameters[k].high},
                      {"unit", kParameters[k].unit}, {"help", kParameters[k].help}, {"source", kParameters[k].source}});
    return list;
  }
};

}  // namespace

std::string report_json(const History& h, const ReportMeta& meta) {
  const Writer w{h};
  Json out;
  out["kind"] = "run";
  out["title"] = h.scenario.title;
  out["about"] = h.scenario.about;
  out["start"] = date_of(h.scenario, 0);
  out["months"] = h.months;
  out["replicates"] = h.replicates;
  out["seed"] = h.scenario.seed;
  out["program"] = {{"name", "tarazi"}, {"version", TARAZI_VERSION}};
  out["scenario_hash"] = meta.scenario_hash;
  out["signature"] = meta.signature;
  out["command"] = meta.command;
  out["summary"] = summary(h);
  out["states"] = w.states();
  out["position"] = w.by_state(false, [&](int r, int m, int i) { return h.position_of(r, m, i); });
  out["output"] = w.by_state(true, [&](int r, int m, int i) { return h.of(StateField::output, r, m, i); });
  out["index"] = w.by_state(false, [&](int r, int m, int i) { return h.alignment_of(r, m, i).index; });
  out["lean"] = w.by_state(false, [&](int r, int m, int i) { return h.alignment_of(r, m, i).lean; });
  out["vectors"] = w.by_state(false, [&](int r, int m, int i) { return h.alignment_of(r, m, i).vectors; });
  out["posture"] = w.modes([](const Alignment& a) { return std::string(name(a.posture)); });
  out["lean_towards"] = w.modes([&](const Alignment& a) { return a.towards < 0 ? std::string() : w.state(a.towards).code; });
  out["share"] = w.by_pair(DyadField::influence_share, false);
  out["exports"] = w.by_pair(DyadField::exports, true);
  out["stock"] = w.by_pair(DyadField::stock, true);
  for (const DyadField field : {DyadField::pressure, DyadField::openness, DyadField::offer, DyadField::affinity,
                                DyadField::grievance, DyadField::bond, DyadField::dependence})
    out[std::string(name(field))] = w.by_pair(field, false);
  out["corridors"] = w.corridors();
  out["freight"] = w.freight();
  out["events"] = w.events();
  out["why"] = w.why();
  out["parameters"] = w.parameters();
  Json sources = Json::array(), assumptions = Json::array();
  for (const Provenance& p : h.scenario.provenance) {
    if (p.kind == Provenance::Kind::source) sources.push_back({{"path", p.path}, {"value", number(p.value)}, {"source", p.text}});
    if (p.kind == Provenance::Kind::assumption)
      assumptions.push_back({{"path", p.path}, {"value", number(p.value)}, {"assumption", p.text}});
  }
  out["sources"] = sources;
  out["assumptions"] = assumptions;
  out["unsourced"] = meta.unsourced;
  return out.dump();
}

}  // namespace tarazi::record
