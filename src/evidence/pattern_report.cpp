// A survey of patterns as text, JSON for the page, and CSV. Says of every pattern where it holds, and of every claim how
// often; nothing is computed here.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "src/config/numbers.h"
#include "src/evidence/pattern_survey.h"
#include "src/record/csv.h"

namespace tarazi::evidence {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr); }
/// "parameters.influence" is "influence" to a reader.
std::string short_name(const std::string& path) { return path.starts_with("parameters.") ? path.substr(11) : path; }

std::string in_words(const Split& split, const PatternSample& sample) {
  return fmt::format("{:.0f} % where {} is below {:.3g}, {:.0f} % above", 100 * split.below,
                     short_name(sample.paths[static_cast<std::size_t>(split.parameter)]), split.cut, 100 * split.above);
}

Json findings_json(const PatternSurvey& survey, std::size_t p) {
  Json list = Json::array();
  const auto& all = survey.baseline[p].all();
  for (std::size_t f = 0; f < all.size(); ++f) {
    Json one{{"what", all[f].what}, {"claim", all[f].is_claim}, {"baseline", rounded(all[f].value)}};
    one["samples"] = Json::array();
    for (const auto& shares : survey.shares) {
      const Spread& s = shares[p].findings[f];
      one["samples"].push_back({{"share", rounded(s.share)}, {"low", rounded(s.low)}, {"median", rounded(s.median)}, {"high", rounded(s.high)}});
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json share_json(const PatternShare& share, const PatternSample& sample) {
  Json splits = Json::array();
  for (const Split& s : share.splits)
    splits.push_back({{"parameter", s.parameter}, {"cut", rounded(s.cut)}, {"below", rounded(s.below)}, {"above", rounded(s.above)},
                      {"points_below", s.points_below}, {"points_above", s.points_above}, {"words", in_words(s, sample)}});
  return {{"computed", share.computed}, {"held", share.held}, {"share", rounded(share.share())}, {"low", rounded(share.interval[0])},
          {"high", rounded(share.interval[1])}, {"outcome", share.outcome}, {"splits", splits}};
}

}  // namespace

std::string survey_text(const PatternSurvey& survey) {
  std::string out = fmt::format("Patterns on \"{}\"\n", survey.title);
  for (const PatternSample& sample : survey.samples) out += fmt::format("  {}: {}\n", sample.name, sample.what);
  out += "A pattern holds when all its claims do; shares are of the points at which it could be computed, with 95 % intervals.\n\n";
  out += fmt::format("{:<4} {:<10}", "", "scenario");
  for (const PatternSample& sample : survey.samples) out += fmt::format("{:<22}", sample.name);
  out += "\n";
  for (std::size_t p = 0; p < patterns().size(); ++p) {
    out += fmt::format("{:<4} {:<10}", patterns()[p].id, survey.baseline[p].holds() ? "holds" : "does not");
    for (const auto& shares : survey.shares)
      out += fmt::format("{:<22}", fmt::format("{:.0f} % [{:.0f}, {:.0f}]", 100 * shares[p].share(), 100 * shares[p].interval[0], 100 * shares[p].interval[1]));
    out += fmt::format("{}\n", patterns()[p].statement);
  }
  for (std::size_t p = 0; p < patterns().size(); ++p) {
    out += fmt::format("\n{} {}\n", patterns()[p].id, patterns()[p].statement);
    for (const Experiment& e : patterns()[p].experiments) out += fmt::format("  experiment \"{}\": {}\n", e.name, e.what);
    const auto& all = survey.baseline[p].all();
    for (std::size_t f = 0; f < all.size(); ++f) {
      if (!all[f].is_claim) continue;
      out += fmt::format("  {:<64} {:<4}", all[f].what, all[f].value > 0 ? "yes" : "no");
      for (std::size_t s = 0; s < survey.samples.size(); ++s)
        out += fmt::format("  {} {:.0f} %", survey.samples[s].name, 100 * survey.shares[s][p].findings[f].share);
      out += "\n";
    }
    for (std::size_t s = 0; s < survey.samples.size(); ++s) {
      const PatternShare& share = survey.shares[s][p];
      for (const Split& split : share.splits) out += fmt::format("  {}: {}\n", survey.samples[s].name, in_words(split, survey.samples[s]));
      if (const std::size_t all_points = survey.samples[s].points.size(); static_cast<std::size_t>(share.computed) < all_points)
        out += fmt::format("  {}: not computed at {} of {} points, where the model left its bounds\n", survey.samples[s].name,
                           all_points - static_cast<std::size_t>(share.computed), all_points);
    }
  }
  return out;
}

std::string survey_json(const PatternSurvey& survey) {
  Json samples = Json::array(), all = Json::array();
  for (const PatternSample& sample : survey.samples) {
    Json points = Json::array();
    for (const auto& point : sample.points) {
      Json& row = points.emplace_back(Json::array());
      for (const double value : point) row.push_back(rounded(value));
    }
    Json names = Json::array();
    for (const std::string& path : sample.paths) names.push_back(short_name(path));
    samples.push_back({{"name", sample.name}, {"what", sample.what}, {"parameters", names}, {"points", points}});
  }
  for (std::size_t p = 0; p < patterns().size(); ++p) {
    const Pattern& pattern = patterns()[p];
    Json experiments = Json::array(), shares = Json::array();
    for (const Experiment& e : pattern.experiments) experiments.push_back({{"name", e.name}, {"what", e.what}});
    for (std::size_t s = 0; s < survey.samples.size(); ++s) shares.push_back(share_json(survey.shares[s][p], survey.samples[s]));
    all.push_back({{"id", pattern.id}, {"name", pattern.name}, {"statement", pattern.statement}, {"on_scenario", pattern.on_scenario}, {"holds", survey.baseline[p].holds()},
                   {"experiments", experiments}, {"findings", findings_json(survey, p)}, {"shares", shares}});
  }
  return Json{{"kind", "evidence"}, {"program", {{"name", "tarazi"}, {"version", TARAZI_VERSION}}}, {"command", survey.command}, {"seed", survey.seed},
              {"scenario", {{"title", survey.title}, {"file", survey.file}, {"hash", survey.hash}}}, {"samples", samples}, {"patterns", all}}
      .dump();
}

std::string survey_csv(const PatternSurvey& survey) {
  using config::shortest;
  std::string out = "pattern,sample,what,kind,baseline,share,low,median,high,points\r\n";
  for (std::size_t p = 0; p < patterns().size(); ++p)
    for (std::size_t s = 0; s < survey.samples.size(); ++s) {
      const PatternShare& share = survey.shares[s][p];
      const std::string& sample = survey.samples[s].name;
      out += fmt::format("{},{},{},pattern,{},{},{},,{},{}\r\n", patterns()[p].id, sample, record::csv_field(std::string(patterns()[p].statement)),
                         survey.baseline[p].holds() ? 1 : 0, shortest(share.share()), shortest(share.interval[0]), shortest(share.interval[1]), share.computed);
      const auto& all = survey.baseline[p].all();
      for (std::size_t f = 0; f < all.size(); ++f) {
        const Spread& spread = share.findings[f];
        out += fmt::format("{},{},{},{},{},{},{},{},{},{}\r\n", patterns()[p].id, sample, record::csv_field(all[f].what), all[f].is_claim ? "claim" : "number",
                           shortest(all[f].value), shortest(spread.share), shortest(spread.low), shortest(spread.median), shortest(spread.high), share.computed);
      }
    }
  return out;
}

}  // namespace tarazi::evidence
