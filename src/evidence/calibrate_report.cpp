// Words and JSON of a calibration.
// Nothing is computed here but histograms of what is shown.
#include "src/evidence/calibrate_report.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "src/record/csv.h"

namespace tarazi::evidence {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kMostPairs = 400;  ///< points of the pair plots

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}
Json numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double v : values) list.push_back(number(v));
  return list;
}

Json parameters(const Posterior& p) {
  Json list = Json::array();
  for (const Learned& one : p.parameters)
    list.push_back({{"name", one.name},
                    {"path", one.path},
                    {"prior", one.prior},
                    {"source", one.source},
                    {"median", number(one.median)},
                    {"mean", number(one.mean)},
                    {"sd", number(one.sd)},
                    {"low", number(one.low)},
                    {"high", number(one.high)},
                    {"ratio", number(one.ratio)},
                    {"verdict", one.verdict()}});
  return list;
}

Json posterior_json(const Calibration& c, const Posterior& p) {
  Json draws = Json::array(), priors = Json::array(), rows = Json::array();
  for (std::size_t k = 0; k < p.draws.size() && k < kMostPairs; ++k) draws.push_back(numbers(p.draws[k]));
  for (const Unknown& u : c.unknowns) {  // the prior's quantiles draw its density
    std::vector<double> quantiles;
    for (int q = 0; q <= 40; ++q) quantiles.push_back(u.prior.at(q / 40.));
    priors.push_back(numbers(quantiles));
  }
  for (const auto& row : p.correlations) rows.push_back(numbers(row));
  return {{"method", p.method}, {"parameters", parameters(p)}, {"priors", priors},
          {"draws", draws},     {"correlations", rows},        {"ridges", p.ridges()}};
}

std::string table(const Posterior& p) {
  std::string out = fmt::format("{:<18} {:<34} {:>10} {:>10} {:>10} {:>7}  {}\n", "parameter", "prior", "median", "5 %",
                                "95 %", "ratio", "");
  for (const Learned& one : p.parameters)
    out += fmt::format("{:<18} {:<34} {:>10.4g} {:>10.4g} {:>10.4g} {:>7.2f}  {}\n", one.name, one.prior, one.median,
                       one.low, one.high, one.ratio, one.verdict());
  const auto ridges = p.ridges();
  if (!ridges.empty()) out += fmt::format("trade off against each other: {}\n", fmt::join(ridges, ", "));
  return out;
}

}  // namespace

std::string calibration_text(const Calibration& c, const CalibrationResult& r) {
  std::string out;
  if (r.history) {
    out += "History matching\n";
    for (std::size_t w = 0; w < r.history->waves.size(); ++w)
      out += fmt::format("  wave {}: {} runs, {:.2g} of the prior not ruled out\n", w + 1, r.history->waves[w].runs,
                         r.history->waves[w].left);
    out += r.region ? table(*r.region) + "\n" : "  every candidate was ruled out\n\n";
  }
  if (r.posterior) {
    out +=
        fmt::format("ABC, {} runs, effective sample {:.0f}, tolerance {:.3g}{}\n", r.abc->units.size(), r.abc->ess,
                    r.abc->tolerance,
                    r.abc->tolerance > 1
                        ? " (above 1: wider than the posterior; more generations or larger populations bring it down)"
                        : "");
    out += table(*r.posterior);
    out += fmt::format("\n{:<14} {:>9} {:>8} {:>27}  {}\n", "target", "observed", "error",
                       "simulated (5 %, 50 %, 95 %)", "miss in sd");
    for (const Met& m : r.met)
      out += fmt::format("{:<14} {:>9.4g} {:>8.3g} {:>9.4g}{:>9.4g}{:>9.4g}  {:+.1f}{}\n", m.name, m.value, m.error,
                         m.low, m.median, m.high, m.miss, std::abs(m.miss) > 2 ? "  not met" : "");
    out += "\n";
  }
  if (r.point) {
    out += fmt::format("Point estimate, {} runs, squared distance {:.3g} over {} targets\n", r.point->evaluations,
                       r.point->squared_distance, c.targets.size());
    const auto values = c.values(r.point->unit);
    for (std::size_t k = 0; k < values.size(); ++k)
      out += fmt::format("  {:<18} {:.5g}\n", c.unknowns[k].name, values[k]);
    out += "\n";
  }
  if (r.check) {
    out += fmt::format(
        "Coverage over {} synthetic truths of the emulated model, mean effective sample {:.0f}; p = {:.3g} (small: the "
        "stated uncertainty is wrong)\n",
        r.check->truths, r.check->mean_ess, r.check->p_value());
    for (std::size_t k = 0; k < r.check->parameters.size(); ++k) {
      const auto& one = r.check->parameters[k];
      out += fmt::format("  {:<18} inside the 50 % interval {:.0f} %, inside the 90 % interval {:.0f} %, p = {:.3g}\n",
                         c.unknowns[k].name, 100 * one.inside50, 100 * one.inside90, one.p_value);
    }
  }
  return out;
}

std::string calibration_json(const Calibration& c, const CalibrationResult& r) {
  Json all{{"kind", "calibration"}, {"title", c.title},          {"about", c.about},
           {"command", r.command},  {"version", TARAZI_VERSION}, {"seed", c.seed}};
  all["worlds"] = Json::array();
  for (const CalibrationWorld& w : c.worlds)
    all["worlds"].push_back({{"name", w.name},
                             {"file", w.file},
                             {"title", w.scenario.title},
                             {"states", w.scenario.size()},
                             {"months", w.months},
                             {"replicates", w.replicates},
                             {"hash", config::content_hash(w.scenario)}});
  if (r.posterior) {
    all["posterior"] = posterior_json(c, *r.posterior);
    Json generations = Json::array();
    for (const auto& g : r.abc->generations)
      generations.push_back({{"tolerance", number(g.tolerance)}, {"ess", number(g.ess)}});
    all["abc"] = {{"runs", r.abc->units.size()},
                  {"ess", number(r.abc->ess)},
                  {"tolerance", number(r.abc->tolerance)},
                  {"generations", generations}};
    all["targets"] = Json::array();
    for (const Met& m : r.met)
      all["targets"].push_back({{"name", m.name},
                                {"what", m.what},
                                {"unit", m.unit},
                                {"source", m.source},
                                {"value", number(m.value)},
                                {"error", number(m.error)},
                                {"low", number(m.low)},
                                {"median", number(m.median)},
                                {"high", number(m.high)},
                                {"prior_low", number(m.prior_low)},
                                {"prior_median", number(m.prior_median)},
                                {"prior_high", number(m.prior_high)},
                                {"miss", number(m.miss)}});
  }
  if (r.history) {
    Json waves = Json::array(), names = Json::array();
    for (const auto& w : r.history->waves)
      waves.push_back({{"runs", w.runs},
                       {"left", number(w.left)},
                       {"explained", numbers(w.explained)},
                       {"ruled_out", numbers(w.ruled_out)}});
    for (const CalibrationTarget& t : c.targets) names.push_back(t.name);
    all["history"] = {{"waves", waves}, {"targets", names}};
    if (r.region) all["history"]["region"] = posterior_json(c, *r.region);
  }
  if (r.point) {
    Json names = Json::array();
    for (const Unknown& u : c.unknowns) names.push_back(u.name);
    all["point"] = {{"parameters", names},
                    {"values", numbers(c.values(r.point->unit))},
                    {"squared_distance", number(r.point->squared_distance)},
                    {"evaluations", r.point->evaluations},
                    {"targets", c.targets.size()}};
  }
  if (r.check) {
    Json list = Json::array();
    for (std::size_t k = 0; k < r.check->parameters.size(); ++k) {
      const auto& one = r.check->parameters[k];
      list.push_back({{"name", c.unknowns[k].name},
                      {"histogram", one.histogram},
                      {"p", number(one.p_value)},
                      {"inside50", number(one.inside50)},
                      {"inside90", number(one.inside90)}});
    }
    all["check"] = {{"truths", r.check->truths},
                    {"p", number(r.check->p_value())},
                    {"ess", number(r.check->mean_ess)},
                    {"parameters", list}};
  }
  return all.dump();
}

std::string coverage_csv(const Calibration& c, const CoverageCheck& check) {
  std::string out = "parameter,p_value,inside50,inside90";
  for (std::size_t b = 0; b < check.parameters[0].histogram.size(); ++b) out += fmt::format(",bin_{}", b + 1);
  out += "\r\n";
  for (std::size_t k = 0; k < check.parameters.size(); ++k) {
    const auto& one = check.parameters[k];
    out += fmt::format("{},{},{},{},{}\r\n", record::csv_field(c.unknowns[k].name), one.p_value, one.inside50,
                       one.inside90, fmt::join(one.histogram, ","));
  }
  return out;
}

}  // namespace tarazi::evidence
