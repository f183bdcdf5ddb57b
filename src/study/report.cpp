// The results of a study as JSON for its page: the same numbers as the text, arranged for drawing.
// Empty numbers become null; long lists are thinned, and the page says so.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "src/config/numbers.h"
#include "src/study/results.h"

namespace tarazi::study {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostPoints = 1500;  ///< drawn; the database has them all
constexpr int kMostFans = 6;
constexpr int kFanReplicates = 400;

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }
Json estimate(const Estimate& e) { return Json::array({number(e.value), number(e.low), number(e.high)}); }

Json factor_json(const Factor& factor) {
  Json levels = nullptr, words = nullptr;
  if (!factor.values.empty()) levels = factor.values;
  if (factor.is_choice()) words = factor.words;
  return {{"name", factor.name}, {"paths", factor.paths}, {"words", words}, {"levels", levels}, {"log", factor.log}, {"whole", factor.whole},
          {"low", factor.is_range() ? number(factor.low) : Json(nullptr)}, {"high", factor.is_range() ? number(factor.high) : Json(nullptr)},
          {"base", factor.base}};
}

/// Places of points to draw: all, or evenly thinned in the order of ids, which jumps about in the space.
std::vector<std::size_t> drawn_points(const Results& r) {
  std::vector<std::size_t> out;
  const std::size_t step = (r.points.size() + kMostPoints - 1) / kMostPoints;
  for (std::size_t p = 0; p < r.points.size(); p += std::max<std::size_t>(1, step)) out.push_back(p);
  return out;
}

Json levels_json(const Results& r, const Response& response) {
  Json means = Json::array(), differences = Json::array(), pairs = Json::array();
  for (const LevelMean& m : level_means(r, response)) means.push_back({{"factor", m.factor}, {"level", m.level}, {"mean", estimate(m.mean)}});
  for (const Contrast& c : contrasts(r, response))
    differences.push_back({{"factor", c.factor}, {"from", c.from}, {"to", c.to}, {"difference", estimate(c.difference)}});
  const Decomposition parts = decompose(r, response);
  for (const auto& pair : parts.pairs) pairs.push_back({{"a", pair.a}, {"b", pair.b}, {"share", number(pair.share)}});
  Json main = Json::array();
  for (const double share : parts.main) main.push_back(number(share));
  return {{"levels", means}, {"differences", differences}, {"main", main}, {"pairs", pairs}};
}

Json indices_json(const Results& r, const Response& response) {
  Json out = Json::object();
  if (r.study.design.kind == DesignKind::saltelli) {
    const SobolTable table = sobol_of(r, response);
    Json rows = Json::array();
    for (const SobolIndex& index : table.factors) rows.push_back({{"first", estimate(index.first)}, {"total", estimate(index.total)}});
    return {{"sobol", rows}, {"widest", number(table.widest)}, {"moved", number(table.moved)}};
  }
  if (r.study.design.kind == DesignKind::morris) {
    Json rows = Json::array();
    for (const MorrisEffect& e : morris_of(r, response))
      rows.push_back({{"strength", estimate(e.strength)}, {"mean", number(e.mean)}, {"spread", number(e.spread)}});
    return {{"morris", rows}};
  }
  Json rows = Json::array();
  for (const Estimate& e : slopes(r, response)) rows.push_back(estimate(e));
  return {{"slopes", rows}};
}

Json response_json(const Results& r, std::size_t k, const std::vector<std::size_t>& drawn) {
  const Response& response = r.responses[k];
  const Outcome& outcome = r.study.outcomes[static_cast<std::size_t>(response.outcome)];
  Json points = Json::array();
  for (const std::size_t p : drawn) points.push_back(estimate(point_mean(response, p)));
  const auto [low, high] = std::minmax_element(response.means.begin(), response.means.end());
  Json out{{"name", response.name}, {"outcome", outcome.name}, {"measure", outcome.measure->name}, {"about", outcome.about(r.study.scenario)},
           {"share", response.is_share}, {"noise", number(noise_share(response))}, {"flat", response.means.empty() || *low == *high},
           {"points", points}};
  if (out["flat"].get<bool>()) return out;
  out.update(has_levels(r.study.design.kind) ? levels_json(r, response) : indices_json(r, response));
  return out;
}

/// Where in a run's numbers the series of an outcome stands: offset of its month 0 and step from month to month.
/// Nothing when the study does not keep it.
struct Strand {
  std::size_t width = 0, before = 0, at = 0;  ///< numbers a month of its measure, of those before it, its place
};
std::optional<Strand> strand_of(const Study& study, const Outcome& outcome) {
  const Series& series = study.series;
  const auto place = [&](int state) -> std::optional<std::size_t> {
    const auto found = std::find(series.states.begin(), series.states.end(), state);
    return found == series.states.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - series.states.begin()));
  };
  Strand strand;
  for (const Measure* measure : series.measures) {
    strand.width = series.width(*measure, study.scenario);
    if (measure != outcome.measure) {
      strand.before += strand.width;
      continue;
    }
    if (measure->subject == Subject::corridor) {
      strand.at = static_cast<std::size_t>(outcome.i);
      return strand;
    }
    const auto i = place(outcome.i);
    if (!i) return std::nullopt;
    if (measure->subject == Subject::state) {
      strand.at = *i * (strand.width / series.states.size()) + static_cast<std::size_t>(outcome.component);
      return strand;
    }
    const auto j = place(outcome.j);
    if (!j) return std::nullopt;
    strand.at = *i * series.states.size() + *j;
    return strand;
  }
  return std::nullopt;
}

/// The value a share of the way through sorted numbers (linear between neighbours).
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  return below + 1 == sorted.size() ? sorted[below] : sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

/// Mean and 5 % to 95 % of an outcome's measure over months, at some points spread through the design.
Json fan_json(const Results& r, Database& database, const Outcome& outcome, const Strand& strand) {
  const Study& study = r.study;
  Json points = Json::array();
  const auto many = std::min<std::size_t>(kMostFans, r.points.size());
  std::vector<std::size_t> order(r.points.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return r.points[a].values < r.points[b].values; });
  Statement rows(database, "SELECT months, data FROM series WHERE point = ? AND replicate < ? ORDER BY replicate");
  for (std::size_t f = 0; f < many; ++f) {
    const std::size_t p = order[many == 1 ? 0 : f * (order.size() - 1) / (many - 1)];
    std::vector<std::vector<double>> months;  // [month][replicate]
    rows.bind(r.points[p].id).bind(static_cast<long long>(kFanReplicates));
    while (rows.next()) {
      const int last = static_cast<int>(rows.integer(0));
      const auto kept = static_cast<std::size_t>(study.series.kept(last));
      const auto values = unpack(rows.bytes(1), study.series.size(study.scenario, last), database.path());
      months.resize(std::max(months.size(), kept));
      for (std::size_t m = 0; m < kept; ++m) {
        const double v = values[strand.before * kept + m * strand.width + strand.at];
        if (!std::isnan(v)) months[m].push_back(v);
      }
    }
    Json mean = Json::array(), low = Json::array(), high = Json::array();
    for (auto& values : months) {
      std::sort(values.begin(), values.end());
      mean.push_back(number(mean_of(values).value));
      low.push_back(values.size() < 2 ? Json(nullptr) : number(quantile(values, .05)));
      high.push_back(values.size() < 2 ? Json(nullptr) : number(quantile(values, .95)));
    }
    if (!months.empty()) points.push_back({{"values", r.points[p].values}, {"mean", mean}, {"low", low}, {"high", high}});
  }
  return {{"outcome", outcome.name}, {"about", outcome.about(study.scenario)}, {"every", study.series.every}, {"points", points}};
}

Json fans_json(const Results& r, const std::filesystem::path& file) {
  Json out = Json::array();
  if (r.study.series.empty()) return out;
  Database database(file, Database::Mode::read);
  for (const Outcome& outcome : r.study.outcomes) {
    if (outcome.categorical()) continue;
    if (const auto strand = strand_of(r.study, outcome)) out.push_back(fan_json(r, database, outcome, *strand));
  }
  return out;
}

Json postures_json(const Results& r) {
  Json out = Json::array();
  for (const auto& leading : r.leading) out.push_back({{"outcome", leading.outcome}, {"leading", leading.category}});
  return out;
}

}  // namespace

std::string report_json(const Results& r, const std::filesystem::path& file) {
  const Study& study = r.study;
  const std::vector<std::size_t> drawn = drawn_points(r);
  Json factors = Json::array(), points = Json::array(), responses = Json::array(), tipping = Json::array(), constraints = Json::array();
  for (const Factor& factor : study.factors) factors.push_back(factor_json(factor));
  for (const std::size_t p : drawn) points.push_back(r.points[p].values);
  if (r.runs > 0)
    for (std::size_t k = 0; k < r.responses.size(); ++k) responses.push_back(response_json(r, k, drawn));
  if (has_levels(study.design.kind))
    for (const Tipping& t : tippings(r))
      tipping.push_back({{"outcome", t.outcome}, {"factor", t.factor}, {"below", t.below}, {"above", t.above}, {"before", t.before},
                         {"after", t.after}, {"point", t.point}});
  for (const Constraint& constraint : study.constraints) constraints.push_back(constraint.text);
  const Json design{{"kind", name(study.design.kind)}, {"points", r.points.size()}, {"drawn", drawn.size()}, {"seed", study.design.seed},
                    {"trajectories", study.design.trajectories}, {"samples", study.design.points}};
  Json until = nullptr;
  if (study.until)
    until = {{"outcome", study.outcomes[static_cast<std::size_t>(study.until->outcome)].name}, {"half_width", study.until->half_width}, {"max", study.until->most}};
  return Json{{"kind", "study"}, {"title", study.title.empty() ? "Study" : study.title}, {"about", study.about},
              {"findings", r.runs > 0 ? Json(findings(r)) : Json::array()},
              {"program", {{"name", "tarazi"}, {"version", r.version}}}, {"hash", r.hash},
              {"scenario", {{"title", study.scenario.title}, {"file", study.scenario_file}, {"hash", config::content_hash(study.scenario)},
                            {"start", config::format_date(study.scenario.start)}, {"months", study.scenario.months}, {"seed", study.scenario.seed}}},
              {"replicates", study.replicates}, {"runs", r.runs}, {"expected", r.expected}, {"failed", r.failed}, {"until", until},
              {"design", design}, {"factors", factors}, {"constraints", constraints}, {"points", points}, {"responses", responses},
              {"categories", postures_json(r)}, {"tipping", tipping}, {"fans", r.runs > 0 ? fans_json(r, file) : Json::array()}, {"study", study.text}}
      .dump();
}

}  // namespace tarazi::study
