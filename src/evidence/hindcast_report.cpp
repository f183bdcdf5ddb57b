// A hindcast as text, CSV and JSON. The text says first what a reader must know: whether the model beats doing nothing.
// Empty numbers do not occur: every score has its cases.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <cmath>

#include "src/config/numbers.h"
#include "src/evidence/hindcast.h"

namespace tarazi::evidence {
namespace {

using Json = nlohmann::ordered_json;

Json estimate(const study::Estimate& e) { return Json::array({e.value, e.low, e.high}); }
std::string shown(const study::Estimate& e) { return fmt::format("{:+.2f} [{:+.2f}, {:+.2f}]", e.value, e.low, e.high); }
const std::string& code(const DataFolder& data, const Case& c) { return data.codes[static_cast<std::size_t>(c.state)]; }
const std::string& state_name(const DataFolder& data, const Case& c) { return data.names[static_cast<std::size_t>(c.state)]; }

Json case_json(const DataFolder& data, const Case& c) {
  return {{"state", code(data, c)}, {"name", state_name(data, c)}, {"region", regions()[static_cast<std::size_t>(region_of(code(data, c)))]},
          {"horizon", c.horizon}, {"observed", c.observed}, {"start", c.start}, {"mean", c.mean}, {"low", c.low}, {"high", c.high},
          {"reversion", c.reversion}, {"regression", c.regression}, {"crps", c.crps}};
}

}  // namespace

std::string hindcast_json(const DataFolder& data, const Hindcast& r) {
  Json scores = Json::array(), cases = Json::array(), misses = Json::array(), agreement = Json::array(), missing = Json::array(), places = Json::object();
  for (const Score& s : r.scores)
    scores.push_back({{"region", s.region}, {"horizon", s.horizon}, {"states", s.states}, {"in_sample", s.in_sample}, {"rmse", s.rmse},
                      {"rmse_persistence", s.rmse_persistence}, {"rmse_reversion", s.rmse_reversion}, {"rmse_regression", s.rmse_regression},
                      {"skill_persistence", estimate(s.skill_persistence)}, {"skill_reversion", estimate(s.skill_reversion)},
                      {"skill_regression", estimate(s.skill_regression)}, {"crps", s.crps}, {"mae_persistence", s.mae_persistence},
                      {"mae_reversion", s.mae_reversion}, {"ranks", s.ranks}, {"covered", s.covered}});
  for (const Case& c : r.cases) {
    cases.push_back(case_json(data, c));
    const auto& place = data.place[static_cast<std::size_t>(c.state)];
    if (place) places[code(data, c)] = {place->first, place->second};
  }
  for (const Case& c : largest_misses(r, 12)) misses.push_back(code(data, c));
  for (const AgreementScore& a : r.agreement)
    agreement.push_back({{"horizon", a.horizon}, {"pairs", a.pairs}, {"rmse", a.rmse}, {"rmse_persistence", a.rmse_persistence}});
  for (const Missing& m : r.missing) missing.push_back({{"state", m.state}, {"what", m.what}, {"done", m.done}});
  Json fit = nullptr;
  if (r.options.fit) fit = {{"from", r.options.fit->first}, {"to", r.options.fit->second}, {"ratio", r.fit_ratio}};
  return Json{{"kind", "hindcast"}, {"program", {{"name", "tarazi"}, {"version", TARAZI_VERSION}}}, {"from", r.options.world.year}, {"to", r.options.to},
              {"states", r.states}, {"replicates", r.options.replicates}, {"seed", r.options.seed}, {"strategy", r.options.world.strategy},
              {"feed_output", r.options.feed_output}, {"feed_pressure", r.options.feed_pressure}, {"fit", fit},
              {"numbers", {{"anchoring", r.numbers.anchoring}, {"influence", r.numbers.influence}, {"latest", r.numbers.latest}}},
              {"scores", scores}, {"agreement", agreement}, {"misses", misses}, {"places", places}, {"cases", cases}, {"missing", missing}}
      .dump();
}

std::string scores_csv(const Hindcast& r) {
  using config::shortest;
  std::string out = "region,horizon,states,in_sample,rmse,rmse_persistence,rmse_reversion,rmse_regression";
  for (const char* reference : {"persistence", "reversion", "regression"}) out += fmt::format(",skill_{0},skill_{0}_low,skill_{0}_high", reference);
  out += ",crps,mae_persistence,mae_reversion,covered\r\n";
  for (const Score& s : r.scores) {
    out += fmt::format("{},{},{},{},{},{},{},{}", s.region, s.horizon, s.states, s.in_sample ? 1 : 0, shortest(s.rmse), shortest(s.rmse_persistence),
                       shortest(s.rmse_reversion), shortest(s.rmse_regression));
    for (const study::Estimate* e : {&s.skill_persistence, &s.skill_reversion, &s.skill_regression})
      out += fmt::format(",{},{},{}", shortest(e->value), shortest(e->low), shortest(e->high));
    out += fmt::format(",{},{},{},{}\r\n", shortest(s.crps), shortest(s.mae_persistence), shortest(s.mae_reversion), shortest(s.covered));
  }
  return out;
}

std::string states_csv(const DataFolder& data, const Hindcast& r) {
  using config::shortest;
  std::string out = "state,year,horizon,observed,persistence,reversion,regression,mean,low,high,crps\r\n";
  for (const Case& c : r.cases)
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\r\n", code(data, c), r.options.world.year + c.horizon, c.horizon, shortest(c.observed),
                       shortest(c.start), shortest(c.reversion), shortest(c.regression), shortest(c.mean), shortest(c.low), shortest(c.high), shortest(c.crps));
  return out;
}

std::string hindcast_text(const DataFolder& data, const Hindcast& r) {
  std::string out = fmt::format("Hindcast of {} states, {} to {}, {} replicates\n", r.states, r.options.world.year, r.options.to, r.options.replicates);
  out += fmt::format("{}: anchoring {:.4g} and influence {:.4g} a month, weight of the latest votes {:.2f}{}\n", r.fitted ? "Fitted" : "Not fitted",
                     r.numbers.anchoring, r.numbers.influence, r.numbers.latest,
                     r.fitted ? fmt::format(" (on {} to {}: MSE {:.2f} of that of persistence)", r.options.fit->first, r.options.fit->second, r.fit_ratio) : "");
  const Score* last = nullptr;
  for (const Score& s : r.scores)
    if (s.region == "All") last = &s;
  if (last)
    out += fmt::format("After {} years the model {} persistence and {} reversion to the own mean (skill {} and {}).\n", last->horizon,
                       last->skill_persistence.low > 0 ? "beats" : last->skill_persistence.high < 0 ? "is worse than" : "cannot be told from",
                       last->skill_reversion.low > 0 ? "beats" : last->skill_reversion.high < 0 ? "is worse than" : "cannot be told from",
                       shown(last->skill_persistence), shown(last->skill_reversion));
  out += "\nSkill is 1 - MSE / MSE of the reference; intervals are 95 %, bootstrap over states. * the fit has seen that year.\n";
  out += "  years  states  RMSE   persistence  reversion  regression  skill: persistence       reversion              regression             CRPS   5-95 % holds\n";
  for (const Score& s : r.scores)
    if (s.region == "All")
      out += fmt::format("  {:>4}{} {:>7}  {:.3f}  {:<11.3f}  {:<9.3f}  {:<10.3f}  {:<23}  {:<21}  {:<21}  {:.3f}  {:.0f} %\n", s.horizon, s.in_sample ? "*" : " ",
                         s.states, s.rmse, s.rmse_persistence, s.rmse_reversion, s.rmse_regression, shown(s.skill_persistence), shown(s.skill_reversion),
                         shown(s.skill_regression), s.crps, 100 * s.covered);
  if (last) {
    out += fmt::format("\nBy region after {} years\n", last->horizon);
    for (const Score& s : r.scores)
      if (s.region != "All" && s.horizon == last->horizon)
        out += fmt::format("  {:<32} {:>3} states  RMSE {:.3f}  skill against persistence {}\n", s.region, s.states, s.rmse, shown(s.skill_persistence));
    out += "\nLargest misses (what happened, expected with 5 % to 95 %)\n";
    for (const Case& c : largest_misses(r, 8))
      out += fmt::format("  {:<28} {:+.2f}  expected {:+.2f} [{:+.2f}, {:+.2f}], from {:+.2f}\n", state_name(data, c), c.observed, c.mean, c.low, c.high, c.start);
    for (const Case& c : r.cases)
      if (code(data, c) == "AZE" && c.horizon == last->horizon)
        out += fmt::format("Azerbaijan: {:+.2f}, expected {:+.2f} [{:+.2f}, {:+.2f}], from {:+.2f}\n", c.observed, c.mean, c.low, c.high, c.start);
  }
  if (!r.agreement.empty()) {
    out += "\nAgreement of pairs in votes\n";
    for (const AgreementScore& a : r.agreement)
      out += fmt::format("  after {:>2} years: RMSE {:.3f}, of keeping the agreement of the start {:.3f} ({} pairs)\n", a.horizon, a.rmse, a.rmse_persistence, a.pairs);
  }
  return out;
}

}  // namespace tarazi::evidence
