// How far the patterns depend on numbers nobody knows: each is shown in every draw of a posterior and over the whole
// ranges of all parameters, and what separates the places where it holds from the others is looked for.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "src/evidence/pattern.h"
#include "src/evidence/posterior.h"

namespace tarazi::evidence {

/// Points of parameter space, in the units of the parameters.
struct PatternSample {
  std::string name, what;                ///< "posterior"; "200 draws of configs/calibrated-2014.yaml"
  std::vector<std::string> paths;        ///< of a scenario
  std::vector<std::vector<double>> points;
};

/// The posterior's draws of parameters of the model: not of noise, which experiments run without, nor of the
/// observation. At most `most` draws, the first.
PatternSample posterior_sample(const Posterior& posterior, const std::string& file, int most);
/// A latin hypercube over the ranges of all parameters of the model but noise and sweeps.
PatternSample whole_ranges(int points, std::uint32_t seed);

/// One number or claim over the points of a sample at which its pattern could be computed.
struct Spread {
  double low = 0, median = 0, high = 0;  ///< 5 %, 50 %, 95 % of a number
  double share = 0;                      ///< of a claim: where it holds; of a number: where it has the baseline's sign
};

/// A cut of one parameter that separates points where a pattern holds from those where it does not.
struct Split {
  int parameter = 0;            ///< place in the sample's paths
  double cut = 0;
  double below = 0, above = 0;  ///< share of points at which it holds, on either side
  int points_below = 0, points_above = 0;
};

/// A pattern over a sample.
struct PatternShare {
  int computed = 0;                ///< points where it could be computed; elsewhere the model left its bounds
  int held = 0;
  std::array<double, 2> interval;  ///< of held / computed, Wilson, 95 %
  std::vector<int> outcome;        ///< [point]: 1 holds, 0 does not, -1 not computed
  std::vector<Spread> findings;    ///< in the order of the baseline's
  std::vector<Split> splits;       ///< at most three, the sharpest first; none when it (nearly) always or never holds
  double share() const { return computed > 0 ? static_cast<double>(held) / computed : 0; }
};

struct PatternSurvey {
  std::string title, file, hash;               ///< of the scenario
  std::vector<PatternSample> samples;
  std::vector<Findings> baseline;              ///< [pattern], with the scenario's own numbers
  std::vector<std::vector<PatternShare>> shares;  ///< [sample][pattern]
  std::string command;
  std::uint32_t seed = 1;
};

struct SurveySettings {
  int threads = 1;
  Isa isa = Isa::automatic;
  std::function<bool(long done, long total)> progress;  ///< false stops the work (Interrupted)
};

/// Shows all patterns in the scenario and in every point of the samples. Deterministic. Throws config::InputError
/// when a path of a sample is none of the scenario, Interrupted.
PatternSurvey survey_patterns(const Scenario& scenario, std::vector<PatternSample> samples, const SurveySettings& settings);

/// The sharpest cuts (largest fall of Gini impurity), one a parameter, whose sides differ by .2 or more and by more
/// than the best of many cuts would by chance, and hold a tenth of the points each.
std::vector<Split> separate(const std::vector<std::vector<double>>& points, const std::vector<int>& outcome);

std::string survey_text(const PatternSurvey& survey);
std::string survey_json(const PatternSurvey& survey);
/// A row a finding and sample.
std::string survey_csv(const PatternSurvey& survey);

}  // namespace tarazi::evidence
