// Patterns over samples of parameters: points are independent and each is computed whole by one thread, so that threads
// change nothing. A point at which the model leaves its bounds is counted apart, never as a pattern that does not hold.
#include "src/evidence/pattern_survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "src/config/config.h"
#include "src/config/path.h"
#include "src/evidence/calibrate.h"
#include "src/study/design.h"

namespace tarazi::evidence {
namespace {

constexpr std::string_view kOfModel = "parameters.";

bool left_out(std::string_view parameter) {
  for (const Parameter p : {Parameter::drift_sd, Parameter::jump_prob, Parameter::jump_sd, Parameter::mood_sd, Parameter::sweeps})
    if (parameter == kParameters[static_cast<std::size_t>(p)].name) return true;
  return false;
}

/// All patterns at one point; empty where the model left its bounds or a rule between values is broken.
std::vector<std::optional<Findings>> show_all(const PatternWorld& world) {
  std::vector<std::optional<Findings>> all;
  for (const Pattern& pattern : patterns()) {
    std::optional<Findings>& found = all.emplace_back();
    try {
      found = pattern.show(world);
      if (!found->computed()) found.reset();
    } catch (const OutOfBounds&) {
    }
  }
  return all;
}

void set_all(Scenario& scenario, const std::vector<std::string>& paths, const std::vector<double>& values) {
  for (std::size_t k = 0; k < paths.size(); ++k) config::resolve(scenario, paths[k]).set(scenario, values[k]);
}

PatternWorld at_point(const Scenario& scenario, const PatternSample& sample, const std::vector<double>& point, Isa isa) {
  PatternWorld world{scenario};
  world.isa = isa;
  set_all(world.scenario, sample.paths, point);
  world.set_parameters = [&](Scenario& other) {  // a world without these states has the model's parameters only
    for (std::size_t k = 0; k < sample.paths.size(); ++k)
      if (sample.paths[k].starts_with(kOfModel)) config::resolve(other, sample.paths[k]).set(other, point[k]);
  };
  return world;
}

double gini(int held, int all) {
  const double share = static_cast<double>(held) / all;
  return all * share * (1 - share);
}

/// Difference of the sides in standard deviations that it would have if the cut meant nothing.
double distance_in_sd(const Split& s) {
  const double n = s.points_below + s.points_above, p = (s.below * s.points_below + s.above * s.points_above) / n;
  return std::abs(s.below - s.above) / std::sqrt(p * (1 - p) * (1. / s.points_below + 1. / s.points_above));
}

std::array<double, 2> wilson(int held, int all) {
  if (all == 0) return {0, 1};
  constexpr double z = 1.959963984540054;
  const double n = all, p = held / n, middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {std::max(0., middle - half), std::min(1., middle + half)};
}

PatternShare lay_over(const Findings& baseline, const std::vector<std::optional<Findings>>& found, const PatternSample& sample) {
  PatternShare over;
  for (const auto& one : found) {
    over.outcome.push_back(one ? one->holds() : -1);
    over.computed += one.has_value();
    over.held += one && one->holds();
  }
  over.interval = wilson(over.held, over.computed);
  for (std::size_t f = 0; f < baseline.all().size(); ++f) {
    const Finding& usual = baseline.all()[f];
    std::vector<std::pair<double, double>> values;
    int alike = 0;
    for (const auto& one : found) {
      if (!one) continue;
      const double value = one->all()[f].value;
      values.emplace_back(value, 1.);
      alike += usual.is_claim ? value > 0 : (value > 0) == (usual.value > 0) && (value < 0) == (usual.value < 0);
    }
    Spread spread;
    if (!values.empty()) {
      spread.share = static_cast<double>(alike) / static_cast<double>(values.size());
      spread.low = weighted_quantile(values, .05);
      spread.median = weighted_quantile(values, .5);
      spread.high = weighted_quantile(values, .95);
    }
    over.findings.push_back(spread);
  }
  over.splits = separate(sample.points, over.outcome);
  return over;
}

}  // namespace

PatternSample posterior_sample(const Posterior& posterior, const std::string& file, int most) {
  PatternSample sample;
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < posterior.parameters.size(); ++k) {
    const std::string& path = posterior.parameters[k].path;
    const bool noise = path.starts_with(kOfModel) && left_out(std::string_view(path).substr(kOfModel.size()));
    if (noise || path == kPositionError) continue;
    kept.push_back(k);
    sample.paths.push_back(path);
  }
  const std::size_t count = std::min(posterior.draws.size(), static_cast<std::size_t>(most));
  for (std::size_t d = 0; d < count; ++d) {
    std::vector<double>& point = sample.points.emplace_back();
    for (const std::size_t k : kept) point.push_back(posterior.draws[d][k]);
  }
  sample.name = "posterior";
  sample.what = fmt::format("{} draws of {}", count, file);
  return sample;
}

PatternSample whole_ranges(int points, std::uint32_t seed) {
  PatternSample sample;
  std::vector<const Quantity*> free;
  for (const Quantity& q : kParameters) {
    if (left_out(q.name)) continue;
    free.push_back(&q);
    sample.paths.push_back(std::string(kOfModel) + std::string(q.name));
  }
  for (const auto& unit : study::latin_hypercube(points, static_cast<int>(free.size()), seed)) {
    std::vector<double>& point = sample.points.emplace_back();
    for (std::size_t k = 0; k < free.size(); ++k) point.push_back(free[k]->low + unit[k] * (free[k]->high - free[k]->low));
  }
  sample.name = "ranges";
  sample.what = fmt::format("{} points over the whole ranges of {} parameters", points, free.size());
  return sample;
}

std::vector<Split> separate(const std::vector<std::vector<double>>& points, const std::vector<int>& outcome) {
  constexpr std::size_t kMost = 3;
  constexpr double kClear = 4.5;  // the best of all cuts of dozens of parameters goes to about 3.5 by chance
  std::vector<std::pair<double, Split>> found;
  const std::size_t parameters = points.empty() ? 0 : points[0].size();
  for (std::size_t p = 0; p < parameters; ++p) {
    std::vector<std::pair<double, int>> sorted;
    for (std::size_t k = 0; k < points.size(); ++k)
      if (outcome[k] >= 0) sorted.emplace_back(points[k][p], outcome[k]);
    std::sort(sorted.begin(), sorted.end());
    const int n = static_cast<int>(sorted.size()), least = std::max(5, n / 10);
    const int all = static_cast<int>(std::count_if(sorted.begin(), sorted.end(), [](const auto& s) { return s.second == 1; }));
    std::pair<double, Split> best{0, {}};
    int held = 0;
    for (int k = 1; k < n; ++k) {
      held += sorted[static_cast<std::size_t>(k - 1)].second;
      const double here = sorted[static_cast<std::size_t>(k)].first, before = sorted[static_cast<std::size_t>(k - 1)].first;
      if (k < least || n - k < least || here == before) continue;
      const double gain = gini(all, n) - gini(held, k) - gini(all - held, n - k);
      if (gain > best.first)
        best = {gain, {static_cast<int>(p), (before + here) / 2, static_cast<double>(held) / k, static_cast<double>(all - held) / (n - k), k, n - k}};
    }
    if (best.first > 0 && std::abs(best.second.below - best.second.above) >= .2 && distance_in_sd(best.second) >= kClear) found.push_back(best);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Split> splits;
  for (std::size_t k = 0; k < std::min(kMost, found.size()); ++k) splits.push_back(found[k].second);
  return splits;
}

PatternSurvey survey_patterns(const Scenario& scenario, std::vector<PatternSample> samples, const SurveySettings& settings) {
  PatternSurvey survey;
  survey.title = scenario.title;
  survey.hash = config::content_hash(scenario);
  PatternWorld own{scenario};
  own.isa = settings.isa;
  for (const Pattern& pattern : patterns()) survey.baseline.push_back(pattern.show(own));
  long total = 0, done = 0;
  for (const PatternSample& sample : samples) {
    total += static_cast<long>(sample.points.size());
    for (const std::string& path : sample.paths) (void)config::resolve(scenario, path);  // says at once what is no path
  }
  bool stop = false;
  for (const PatternSample& sample : samples) {
    std::vector<std::vector<std::optional<Findings>>> found(sample.points.size());
    std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic) num_threads(std::max(1, settings.threads))
    for (std::size_t k = 0; k < sample.points.size(); ++k) {
      bool over = false;
#pragma omp critical(tarazi_survey)
      over = stop || failure;
      if (over) continue;
      try {
        found[k] = show_all(at_point(scenario, sample, sample.points[k], settings.isa));
      } catch (...) {
#pragma omp critical(tarazi_survey)
        failure = std::current_exception();
      }
#pragma omp critical(tarazi_survey)
      {
        ++done;
        if (settings.progress && !settings.progress(done, total)) stop = true;
      }
    }
    if (failure) std::rethrow_exception(failure);
    if (stop) throw Interrupted();
    std::vector<PatternShare>& shares = survey.shares.emplace_back();
    for (std::size_t p = 0; p < patterns().size(); ++p) {
      std::vector<std::optional<Findings>> of_pattern;
      for (auto& all : found) of_pattern.push_back(std::move(all[p]));
      shares.push_back(lay_over(survey.baseline[p], of_pattern, sample));
    }
  }
  survey.samples = std::move(samples);
  return survey;
}

}  // namespace tarazi::evidence
