// Writes a scenario so that reading gives the same scenario again, number for number and source for source.
// Sparse matrices name only what is given; all parameters are written out for the reader's sake.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "src/config/config.h"
#include "src/config/numbers.h"
#include "src/config/scenario_keys.h"
#include "src/config/sections.h"
#include "src/config/strategy.h"

namespace tarazi::config {
namespace {

/// A double-quoted YAML scalar; JSON's quoting is a part of YAML's.
std::string quote(const std::string& text) {
  const std::string json = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string out;
  for (const char c : json)
    if (c == '\x7f')
      out += "\\u007f";
    else
      out += c;
  return out;
}

/// A key as it is, or quoted where some YAML reader would take it for nothing, a truth value or a number.
std::string key(const std::string& name) {
  static const std::array<std::string_view, 9> kWords{"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  std::string low = name;
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const bool word = std::find(kWords.begin(), kWords.end(), low) != kWords.end();
  const bool number = !name.empty() && name[0] >= '0' && name[0] <= '9';
  return word || number ? quote(name) : name;
}

/// {a: 1, b: 2} from its parts.
class Flow {
 public:
  void add(std::string_view name, const std::string& value) {
    text_ += fmt::format("{}{}: {}", text_.empty() ? "" : ", ", name, value);
  }
  bool empty() const { return text_.empty(); }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

class Writer {
 public:
  explicit Writer(const Scenario& scenario) : s_(scenario) {
    for (const Provenance& p : s_.provenance) origin_[p.path] = &p;
  }

  std::string write() {
    line("tarazi: scenario/1");
    if (!s_.title.empty()) line("title: " + quote(s_.title));
    if (!s_.about.empty()) line("about: " + quote(s_.about));
    line("start: " + format_date(s_.start));
    line("months: " + number("months", s_.months));
    line("seed: " + number("seed", s_.seed));
    line(nearer_calibrated() ? "noise: calibrated" : "noise: none");
    line("states:");
    for (const State& state : s_.states) write_state(state);
    const Matrix* const matrices[] = {&s_.exports, &s_.stocks, &s_.affinity, &s_.bonds, &s_.security, &s_.pressure};
    for (std::size_t k = 0; k < kMatrixKeys.size(); ++k) write_matrix(kMatrixKeys[k], *matrices[k]);
    write_corridors();
    write_freight();
    line("parameters:");
    for (int k = 0; k < kParameterCount; ++k) {
      const auto p = static_cast<Parameter>(k);
      line(fmt::format("  {}: {}", about(p).name, number(join("parameters", about(p).name), s_[p])));
    }
    if (!s_.events.empty()) line("events:");
    for (const Event& event : s_.events) write_event(event);
    return std::move(out_);
  }

 private:
  /// The noise setting most of the noise parameters have; all of them are written out besides.
  bool nearer_calibrated() const {
    int calibrated = 0;
    for (const Parameter p : {Parameter::drift_sd, Parameter::jump_prob, Parameter::jump_sd, Parameter::mood_sd})
      calibrated += (s_[p] == default_of(p, true)) - (s_[p] == default_of(p, false));
    return calibrated > 0;
  }
  /// Is the position to be written? Left out, it is the origin; but one state must show the dimensions.
  bool position_stands(const State& state) const {
    const auto zero = [](double v) { return v == 0; };
    const auto given = [&](const State& s) {
      return !std::all_of(s.position.begin(), s.position.end(), zero) || known("states." + s.code + ".position.0");
    };
    if (given(state)) return true;
    const auto shows = [&](const State& s) { return given(s) || s.anchor; };
    return s_.dimensions > 1 && &state == &s_.states[0] && std::none_of(s_.states.begin(), s_.states.end(), shows);
  }

  void line(const std::string& text) { out_ += text + '\n'; }
  bool known(const std::string& path) const { return origin_.contains(path); }
  const std::string& code(int i) const { return s_.states[static_cast<std::size_t>(i)].code; }

  /// A value, with its source or assumption when it has one.
  std::string sourced(const std::string& path, const std::string& value) const {
    const auto place = origin_.find(path);
    if (place == origin_.end() || place->second->kind == Provenance::Kind::none) return value;
    return fmt::format("{{value: {}, {}: {}}}", value,
                       place->second->kind == Provenance::Kind::source ? "source" : "assumption",
                       quote(place->second->text));
  }
  std::string number(const std::string& path, double value) const { return sourced(path, shortest(value)); }
  std::string numbers(const std::string& path, const std::vector<double>& values) const {
    std::string out;
    for (std::size_t k = 0; k < values.size(); ++k)
      out += (k ? ", " : "") + number(join(path, std::to_string(k)), values[k]);
    return "[" + out + "]";
  }

  std::string strategy(const std::string& path, const Strategy& strategy) const {
    const Preset* preset = Registry::instance().preset(strategy.name);
    const Weights start = preset ? preset->weights : standard_weights();
    Flow flow;
    const bool weighted = strategy.policy == "weighted";
    if (!weighted) flow.add("policy", quote(strategy.policy));
    if (preset) flow.add("extends", key(strategy.name));
    bool changed = !weighted || !preset;
    for (const auto& [name, value] : strategy.options) flow.add(key(name), number(join(path, name), value));
    for (std::size_t k = 0; k < strategy.weights.size(); ++k) {
      const std::string name(kWeights[k].name);
      const std::string at = join(path, name);
      const bool same = !(strategy.weights[k] < start[k] || strategy.weights[k] > start[k]);
      if (strategy.options.contains(name) || (same && !known(at))) continue;
      flow.add(name, number(at, strategy.weights[k]));
      changed = true;
    }
    return changed ? flow.text() : key(strategy.name);
  }

  void write_state(const State& state) {
    const std::string path = join("states", state.code);
    const auto field = [&](std::string_view name, const std::string& value) {
      line(fmt::format("    {}: {}", name, value));
    };
    line(fmt::format("  {}:", key(state.code)));
    if (state.name != state.code) field("name", quote(state.name));
    if (state.passive) field("passive", "true");
    field("gdp", number(join(path, "gdp"), state.gdp));
    field("growth", number(join(path, "growth"), state.growth));
    if (position_stands(state)) field("position", numbers(join(path, "position"), state.position));
    if (state.anchor) field("anchor", numbers(join(path, "anchor"), *state.anchor));
    field("home_share", number(join(path, "home_share"), state.home_share));
    if (!state.passive) field("strategy", strategy(join(path, "strategy"), state.strategy));
    if (state.place) field("place", numbers(join(path, "place"), {(*state.place)[0], (*state.place)[1]}));
  }

  /// Is the number i -> j to be written? Of two equal symmetric ones, the one that was given.
  bool cell_stands(std::string_view name, const Matrix& matrix, int i, int j) const {
    const auto path = [&](int a, int b) { return fmt::format("{}.{}.{}", name, code(a), code(b)); };
    if (i == j) return false;
    if (known(path(i, j))) return true;
    const double value = matrix.at(i, j);
    if (name != "affinity" && name != "bonds") return value < 0 || value > 0;
    const double back = matrix.at(j, i);
    const bool equal = !(value < back || value > back);
    if (!equal) return true;
    return (value < 0 || value > 0) && i < j && !known(path(j, i));
  }
  void write_matrix(std::string_view name, const Matrix& matrix) {
    bool headed = false;
    for (int i = 0; i < matrix.n; ++i) {
      Flow row;
      for (int j = 0; j < matrix.n; ++j)
        if (cell_stands(name, matrix, i, j))
          row.add(key(code(j)), number(fmt::format("{}.{}.{}", name, code(i), code(j)), matrix.at(i, j)));
      if (row.empty()) continue;
      if (!headed) line(fmt::format("{}:", name));
      headed = true;
      line(fmt::format("  {}: {}", key(code(i)), row.text()));
    }
  }

  std::string codes(const std::vector<int>& states) const {
    std::string out;
    for (const int i : states) out += (out.empty() ? "" : ", ") + key(code(i));
    return "[" + out + "]";
  }
  void write_corridors() {
    if (!s_.corridors.empty()) line("corridors:");
    for (const Corridor& corridor : s_.corridors) {
      const std::string path = join("corridors", corridor.name);
      Flow flow;
      if (!corridor.through.empty()) flow.add("through", codes(corridor.through));
      flow.add("days", number(join(path, "days"), corridor.days));
      flow.add("cost", number(join(path, "cost"), corridor.cost));
      flow.add("capacity", number(join(path, "capacity"), corridor.capacity));
      flow.add("open", number(join(path, "open"), corridor.open));
      line(fmt::format("  {}: {}", key(corridor.name), flow.text()));
    }
  }
  void write_freight() {
    if (!s_.freight.empty()) line("freight:");
    for (const FreightClass& freight : s_.freight) {
      const std::string path = join("freight", freight.name);
      Flow flow, routes;
      for (const FreightClass::Route& route : freight.routes) {
        const std::string& name = s_.corridors[static_cast<std::size_t>(route.corridor)].name;
        routes.add(key(name), number(fmt::format("{}.routes.{}", path, name), route.share));
      }
      flow.add("between", codes({freight.a, freight.b}));
      flow.add("routes", routes.text());
      flow.add("tonnes", number(join(path, "tonnes"), freight.tonnes));
      flow.add("value_share", number(join(path, "value_share"), freight.value_share));
      line(fmt::format("  {}: {}", key(freight.name), flow.text()));
    }
  }

  std::string month(const std::string& path, int value) const {
    const Date date = months_after(s_.start, value);
    return sourced(path, date.year <= 9999 ? format_date(date) : std::to_string(value));
  }
  void write_event(const Event& event) {
    const std::string path = join("events", event.name);
    line(fmt::format("  {}:", key(event.name)));
    line("    at: " + month(join(path, "at"), event.at));
    if (event.until) line("    until: " + month(join(path, "until"), *event.until));
    Flow flow;
    const auto value = [&](std::string_view kind, std::string_view name, const std::optional<double>& v) {
      const std::string at = join(join(path, kind), name);
      if (v) flow.add(name, number(at, *v));
    };
    if (const Pin* pin = std::get_if<Pin>(&event.what)) {
      flow.add("from", key(code(pin->from)));
      flow.add("to", key(code(pin->to)));
      value("pin", "pressure", pin->value[0]);
      value("pin", "openness", pin->value[1]);
      value("pin", "offer", pin->value[2]);
      line("    pin: " + flow.text());
    } else if (const auto* change = std::get_if<StrategyChange>(&event.what)) {
      flow.add("state", key(code(change->state)));
      flow.add("use", strategy(join(path, "strategy.use"), change->use));
      line("    strategy: " + flow.text());
    } else if (const auto* corridor = std::get_if<CorridorChange>(&event.what)) {
      flow.add("name", key(s_.corridors[static_cast<std::size_t>(corridor->corridor)].name));
      value("corridor", "days", corridor->days);
      value("corridor", "cost", corridor->cost);
      value("corridor", "capacity", corridor->capacity);
      value("corridor", "open", corridor->open);
      line("    corridor: " + flow.text());
    } else if (const auto* dyad = std::get_if<DyadChange>(&event.what)) {
      flow.add("from", key(code(dyad->from)));
      flow.add("to", key(code(dyad->to)));
      bool any = false;
      const std::pair<const char*, double> added[] = {
          {"affinity", dyad->affinity}, {"grievance", dyad->grievance}, {"mood", dyad->mood}, {"bond", dyad->bond}};
      for (const auto& [name, v] : added)
        if (v < 0 || v > 0 || known(fmt::format("{}.change.{}", path, name))) {
          value("change", name, v);
          any = true;
        }
      if (!any) flow.add("affinity", "0");
      line("    change: " + flow.text());
      if (dyad->both_ways) line("    both_ways: true");
    } else if (const auto* shock = std::get_if<StateShock>(&event.what)) {
      flow.add("name", key(code(shock->state)));
      value("state", "output", shock->output);
      line("    state: " + flow.text());
    }
  }

  const Scenario& s_;
  std::unordered_map<std::string, const Provenance*> origin_;
  std::string out_;
};

}  // namespace

std::string write_scenario(const Scenario& scenario) { return Writer(scenario).write(); }

std::vector<std::string> unsourced(const Scenario& scenario) {
  std::vector<std::string> paths;
  for (const Provenance& p : scenario.provenance)
    if (p.kind == Provenance::Kind::none) paths.push_back(p.path);
  return paths;
}

}  // namespace tarazi::config
