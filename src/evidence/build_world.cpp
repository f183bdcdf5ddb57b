// Who is in the world and what each state is at the start: output, growth, position, anchor.
// A state without output or position near the start year is left out and reported, never given an invented one.
#include "src/evidence/build_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>

#include "agents/policy.h"
#include "src/evidence/build_parts.h"

namespace tarazi::evidence {
namespace {

constexpr int kOldPosition = 3;  ///< years that an ideal point may be older than the start; assumption
constexpr int kOldOutput = 5;    ///< the same for output
constexpr int kGrowthYears = 10;
constexpr double kPersistence = .5;  ///< of growth differences from one decade to the next; assumption
constexpr double kMostGrowth = .1;   ///< per year; assumption

/// The value of the year or of the latest year before it, at most `back` years old.
std::optional<std::pair<int, double>> latest(const std::map<int, double>& series, int year, int back) {
  auto one = series.upper_bound(year);
  if (one == series.begin()) return std::nullopt;
  --one;
  if (one->first < year - back) return std::nullopt;
  return *one;
}

/// Codes asked for, without those that the treatment of the Union excludes.
std::set<int> chosen(const DataFolder& data, const WorldOptions& options) {
  std::set<int> out;
  const auto& members = union_members();
  const auto wanted = [&](const std::string& code) {
    if (options.union_as_actor) return std::find(members.begin(), members.end(), code) == members.end();
    return code != kUnion;
  };
  if (options.states == "all" || options.states == "focal") {
    for (std::size_t i = 0; i < data.codes.size(); ++i)
      if (wanted(data.codes[i]) && (options.states == "all" ? !data.ideal_point[i].empty() : bool(data.focal[i]))) out.insert(static_cast<int>(i));
    return out;
  }
  std::istringstream list(options.states);
  for (std::string code; std::getline(list, code, ',');) {
    const int i = data.find(code);
    if (i < 0) throw std::invalid_argument(fmt::format("'{}' is no state of the data; --states takes all, focal, or codes such as AZE,CHN", code));
    if (!wanted(code))
      throw std::invalid_argument(fmt::format("{} cannot stand beside --eu {}", code, options.union_as_actor ? "actor" : "members"));
    out.insert(i);
  }
  return out;
}

/// Change per year of a log-linear path between two outputs.
double yearly(double from, double to, int years) { return std::exp(std::log(to / from) / years) - 1; }

class Builder {
 public:
  Builder(const DataFolder& data, const WorldOptions& options) : data_(data), options_(options) {}

  BuiltWorld build() {
    check_options();
    Scenario& s = out_.scenario;
    s.title = fmt::format("{} in {}", options_.states == "all" ? "The world" : "A part of the world", options_.year);
    s.about = fmt::format(
        "Built from yearly data by tarazi build-world (--year {} --states {} --eu {}). Money is in bn current US dollars of {}; "
        "positions are UN General Assembly ideal points. How each number was made, and every assumption: src/evidence/worlds.md.",
        options_.year, options_.states, options_.union_as_actor ? "actor" : "members", options_.year);
    s.start = {options_.year, 1};
    s.months = 120;
    s.parameters = standard_parameters();
    if (options_.noise)
      for (const auto& [parameter, value] : {std::pair{Parameter::drift_sd, .017}, {Parameter::jump_prob, .004}, {Parameter::jump_sd, .6}, {Parameter::mood_sd, .05}})
        s[parameter] = value;
    for (const std::string& table : data_.absent) miss("all", table + " is not in the folder", "what it would give is 0");
    measure_world_growth();
    for (const int i : chosen_) add_state(i);
    if (s.states.size() < 2) throw std::invalid_argument(fmt::format("the data have fewer than two states with output and position in {}", options_.year));
    add_rest();
    const int n = s.size();
    for (Matrix* matrix : {&s.exports, &s.stocks, &s.affinity, &s.bonds, &s.security, &s.pressure}) *matrix = Matrix(n);
    miss("all", "foreign investment stocks (no dyadic series covers the start)", "0: the world has no foreign capital");
    build_ties(data_, options_, out_);
    return std::move(out_);
  }

 private:
  void check_options() {
    const auto [first, last] = data_.years();
    if (options_.year < first || options_.year > last)
      throw std::invalid_argument(fmt::format("the ideal points cover {} to {}; {} cannot be built", first, last, options_.year));
    if (!(options_.latest > 0 && options_.latest <= 1)) throw std::invalid_argument("the weight of the latest position must be above 0 and at most 1");
    const Preset* preset = Registry::instance().preset(options_.strategy);
    if (preset == nullptr) throw std::invalid_argument(fmt::format("'{}' is no strategy preset", options_.strategy));
    strategy_.name = options_.strategy;
    strategy_.weights = preset->weights;
    for (const int i : chosen(data_, options_)) chosen_.push_back(i);
    std::sort(chosen_.begin(), chosen_.end(), [&](int a, int b) { return code(a) < code(b); });
  }
  const std::string& code(int i) const { return data_.codes[static_cast<std::size_t>(i)]; }
  void miss(const std::string& who, const std::string& what, const std::string& done) { out_.missing.push_back({who, what, done}); }
  void say(const std::string& path, double value, Provenance::Kind kind, const std::string& text) {
    out_.scenario.provenance.push_back({path, value, kind, text});
  }

  /// Growth of the outputs of all economies that have both ends of the window, the yardstick for single ones.
  void measure_world_growth() {
    double before = 0, now = 0;
    for (std::size_t i = 0; i < data_.gdp.size(); ++i) {
      if (data_.codes[i] == kUnion) continue;
      const auto a = data_.gdp[i].find(options_.year - kGrowthYears), b = data_.gdp[i].find(options_.year);
      if (a == data_.gdp[i].end() || b == data_.gdp[i].end()) continue;
      before += a->second;
      now += b->second;
    }
    world_growth_ = before > 0 ? yearly(before, now, kGrowthYears) : 0;
  }

  void add_state(int i) {
    const auto number = static_cast<std::size_t>(i);
    const auto position = latest(data_.ideal_point[number], options_.year, kOldPosition);
    const auto output = latest(data_.gdp[number], options_.year, kOldOutput);
    if (!position) return miss(code(i), fmt::format("ideal point of {} or the {} years before", options_.year, kOldPosition), "left out");
    if (!output || !(output->second > 0)) return miss(code(i), fmt::format("output of {} or the {} years before", options_.year, kOldOutput), "left out");
    if (position->first != options_.year) miss(code(i), fmt::format("ideal point of {}", options_.year), fmt::format("that of {} stands for it", position->first));
    if (output->first != options_.year) miss(code(i), fmt::format("output of {}", options_.year), fmt::format("that of {} stands for it", output->first));
    const std::string path = "states." + code(i);
    State state;
    state.code = code(i);
    state.name = data_.names[number];
    state.gdp = output->second;
    say(path + ".gdp", state.gdp, Provenance::Kind::source, fmt::format("macro.csv, {}", output->first));
    state.growth = growth(i, *output, path);
    state.position = {filtered_position(data_.ideal_point[number], position->first, options_.latest)};
    say(path + ".position.0", state.position[0], Provenance::Kind::source,
        fmt::format("unga_ideal_points.csv, {}{}", position->first, options_.latest < 1 ? fmt::format(", filtered with weight {} on the latest", options_.latest) : ""));
    const double mean = *data_.mean_position(i, -9999, options_.year);
    state.anchor = {mean};
    say(path + ".anchor.0", mean, Provenance::Kind::source, fmt::format("unga_ideal_points.csv, own mean of {} to {}", data_.ideal_point[number].begin()->first, options_.year));
    say(path + ".home_share", state.home_share, Provenance::Kind::assumption, "domestic sales are a quarter of exports, the program's default");
    state.strategy = strategy_;
    if (data_.place[number]) state.place = {{data_.place[number]->first, data_.place[number]->second}};
    out_.scenario.states.push_back(std::move(state));
    out_.of_data.push_back(i);
  }

  double growth(int i, const std::pair<int, double>& output, const std::string& path) {
    const auto& series = data_.gdp[static_cast<std::size_t>(i)];
    const auto before = series.find(output.first - kGrowthYears);
    double value = 0;
    if (before == series.end() || !(before->second > 0)) {
      miss(code(i), fmt::format("output {} years before the start", kGrowthYears), "growth is 0 (that of the world)");
      say(path + ".growth", value, Provenance::Kind::assumption, "no output ten years earlier; grows like the world");
      return value;
    }
    const double own = yearly(before->second, output.second, kGrowthYears);
    value = std::clamp(kPersistence * ((1 + own) / (1 + world_growth_) - 1), -kMostGrowth, kMostGrowth);
    say(path + ".growth", value, Provenance::Kind::assumption,
        fmt::format("half of the lead over the world's output in {}-{} (macro.csv) goes on", before->first, output.first));
    return value;
  }

  /// Output of everybody outside, without counting the Union and its members twice.
  void add_rest() {
    const auto& members = union_members();
    const std::set<int> inside(out_.of_data.begin(), out_.of_data.end());
    double output = 0;
    for (std::size_t i = 0; i < data_.gdp.size(); ++i) {
      const bool member = std::find(members.begin(), members.end(), data_.codes[i]) != members.end();
      if (inside.contains(static_cast<int>(i)) || data_.codes[i] == kUnion || (options_.union_as_actor && member)) continue;
      if (const auto value = latest(data_.gdp[i], options_.year, kOldOutput)) output += value->second;
    }
    if (!(output > 0)) return;
    State rest;
    rest.code = "ROW";
    rest.name = "Rest of the world";
    rest.passive = true;
    rest.gdp = output;
    rest.position = {0};
    say("states.ROW.gdp", output, Provenance::Kind::source, fmt::format("macro.csv, sum of the economies outside, {}", options_.year));
    say("states.ROW.home_share", rest.home_share, Provenance::Kind::assumption, "as for the states");
    out_.scenario.states.push_back(std::move(rest));
    out_.of_data.push_back(-1);
  }

  const DataFolder& data_;
  const WorldOptions& options_;
  Strategy strategy_;
  std::vector<int> chosen_;
  double world_growth_ = 0;
  BuiltWorld out_;
};

}  // namespace

double filtered_position(const std::map<int, double>& series, int last, double latest) {
  auto one = series.begin();
  double level = one->second;
  for (++one; one != series.end() && one->first <= last; ++one) level = latest < 1 ? level + latest * (one->second - level) : one->second;
  return level;
}

BuiltWorld build_world(const DataFolder& data, const WorldOptions& options) { return Builder(data, options).build(); }

std::vector<int> places(const DataFolder& data, const BuiltWorld& world) {
  std::vector<int> out(data.codes.size(), -1);
  for (std::size_t i = 0; i < world.of_data.size(); ++i)
    if (world.of_data[i] >= 0) out[static_cast<std::size_t>(world.of_data[i])] = static_cast<int>(i);
  return out;
}

}  // namespace tarazi::evidence
