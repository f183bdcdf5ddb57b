// Scores of a hindcast by horizon and region, with intervals from drawing whole states again and again.
// A state's years hang together, so that single cases must not be drawn.
#include <algorithm>
#include <cmath>
#include <set>

#include "src/evidence/hindcast.h"
#include "src/study/random.h"

namespace tarazi::evidence {
namespace {

constexpr int kRanks = 10;
constexpr std::size_t kLeastStates = 5;  ///< of a region, for a score

struct Sums {
  double model = 0, persistence = 0, reversion = 0, regression = 0;
};

Sums squares(const std::vector<const Case*>& cases) {
  Sums out;
  for (const Case* c : cases) {
    const auto square = [&](double forecast) { return (forecast - c->observed) * (forecast - c->observed); };
    out.model += square(c->mean);
    out.persistence += square(c->start);
    out.reversion += square(c->reversion);
    out.regression += square(c->regression);
  }
  return out;
}

study::Estimate interval(double value, std::vector<double>& drawn) {
  std::sort(drawn.begin(), drawn.end());
  const auto at = [&](double share) { return drawn[static_cast<std::size_t>(share * static_cast<double>(drawn.size() - 1) + .5)]; };
  return {value, at(.025), at(.975)};
}

Score score(const std::vector<const Case*>& cases, const HindcastOptions& options) {
  Score out;
  const auto n = static_cast<double>(cases.size());
  out.states = static_cast<int>(cases.size());
  out.horizon = cases[0]->horizon;
  out.in_sample = options.fit && options.world.year + out.horizon <= options.fit->second;
  const Sums all = squares(cases);
  out.rmse = std::sqrt(all.model / n);
  out.rmse_persistence = std::sqrt(all.persistence / n);
  out.rmse_reversion = std::sqrt(all.reversion / n);
  out.rmse_regression = std::sqrt(all.regression / n);
  out.ranks.assign(kRanks, 0);
  for (const Case* c : cases) {
    out.crps += c->crps / n;
    out.mae_persistence += std::abs(c->start - c->observed) / n;
    out.mae_reversion += std::abs(c->reversion - c->observed) / n;
    out.covered += (c->low <= c->observed && c->observed <= c->high) / n;
    ++out.ranks[static_cast<std::size_t>(std::min(kRanks - 1, static_cast<int>(c->rank * kRanks)))];
  }
  study::Random random(options.seed);
  std::vector<double> persistence, reversion, regression;
  std::vector<const Case*> drawn(cases.size());
  for (int b = 0; b < std::max(2, options.bootstraps); ++b) {
    for (const Case*& c : drawn) c = cases[static_cast<std::size_t>(random.below(static_cast<int>(cases.size())))];
    const Sums s = squares(drawn);
    persistence.push_back(1 - s.model / s.persistence);
    reversion.push_back(1 - s.model / s.reversion);
    regression.push_back(1 - s.model / s.regression);
  }
  out.skill_persistence = interval(1 - all.model / all.persistence, persistence);
  out.skill_reversion = interval(1 - all.model / all.reversion, reversion);
  out.skill_regression = interval(1 - all.model / all.regression, regression);
  return out;
}

}  // namespace

std::vector<Score> score_cases(const DataFolder& data, const std::vector<Case>& cases, const HindcastOptions& options) {
  std::vector<Score> out;
  std::set<int> horizons;
  for (const Case& c : cases) horizons.insert(c.horizon);
  for (int region = -1; region < static_cast<int>(regions().size()); ++region)
    for (const int h : horizons) {
      std::vector<const Case*> chosen;  // one of each state, so that drawing cases is drawing states
      for (const Case& c : cases)
        if (c.horizon == h && (region < 0 || region_of(data.codes[static_cast<std::size_t>(c.state)]) == region)) chosen.push_back(&c);
      if (chosen.size() < kLeastStates) continue;
      out.push_back(score(chosen, options));
      out.back().region = region < 0 ? "All" : regions()[static_cast<std::size_t>(region)];
    }
  return out;
}

std::vector<Case> largest_misses(const Hindcast& result, int count) {
  std::vector<Case> out;
  int last = 0;
  for (const Case& c : result.cases) last = std::max(last, c.horizon);
  for (const Case& c : result.cases)
    if (c.horizon == last) out.push_back(c);
  std::sort(out.begin(), out.end(), [](const Case& a, const Case& b) { return std::abs(a.mean - a.observed) > std::abs(b.mean - b.observed); });
  out.resize(std::min(out.size(), static_cast<std::size_t>(count)));
  return out;
}

}  // namespace tarazi::evidence
