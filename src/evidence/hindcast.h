// Hindcasts: worlds of a past year run forward and held against what happened, beside forecasts that need no model.
// Formulas, what is fed and what is not, and what the scores mean: hindcast.md of this folder.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/evidence/build_world.h"
#include "src/sim/kernel.h"
#include "src/study/sensitivity.h"

namespace tarazi::evidence {

/// What the fit may move: two rates of the model and the weight of the latest votes in the start position.
struct FittedNumbers {
  double anchoring = 0, influence = 0, latest = 1;
};

struct HindcastOptions {
  WorldOptions world;                        ///< `year` is the start
  int to = 2014;                             ///< last year compared
  std::optional<std::pair<int, int>> fit;    ///< first and last year that the fit may see
  std::optional<FittedNumbers> numbers;      ///< given instead of fitted
  bool feed_output = true;                   ///< outputs follow the data's path
  bool feed_pressure = false;                ///< so do sanctions and hostile events
  int replicates = 512;  ///< fewer make the ensemble mean noisy: 64 cost .015 of skill and 5 points of coverage
  std::uint32_t seed = 1;
  int threads = 1;
  Isa isa = Isa::automatic;
  int bootstraps = 500;
  int evaluations = 60;                      ///< of the fit
  /// Called now and then with what is done, steps done and to do; false stops (std::runtime_error).
  std::function<bool(const char*, long, long)> progress;
};

/// Forecasts of one state for one year, and what happened.
struct Case {
  int state = 0;      ///< number in the data folder
  int horizon = 0;    ///< years after the start
  double observed = 0, start = 0;
  double mean = 0, low = 0, high = 0;  ///< of the ensemble; 5 % and 95 %
  double reversion = 0, regression = 0;
  double crps = 0;                     ///< of the ensemble
  double rank = 0;                     ///< share of members below what happened
};

/// Scores over the cases of one horizon and one region. Skill is 1 - MSE / MSE of the reference.
struct Score {
  std::string region;  ///< "All" or one of regions()
  int horizon = 0, states = 0;
  bool in_sample = false;  ///< the fit has seen this year
  double rmse = 0, rmse_persistence = 0, rmse_reversion = 0, rmse_regression = 0;
  study::Estimate skill_persistence, skill_reversion, skill_regression;  ///< 95 %, bootstrap over states
  double crps = 0, mae_persistence = 0, mae_reversion = 0;
  std::vector<int> ranks;  ///< cases by tenths of the ensemble
  double covered = 0;      ///< share of cases within 5 % to 95 %
};

/// Agreement of pairs in votes: predicted from the distance of mean positions, against that of the year itself.
struct AgreementScore {
  int horizon = 0;
  long pairs = 0;
  double rmse = 0, rmse_persistence = 0;  ///< persistence: the agreement of the start year
};

struct Hindcast {
  HindcastOptions options;
  FittedNumbers numbers;
  bool fitted = false;
  double fit_ratio = 0;  ///< MSE over that of persistence in the window, at the fitted numbers
  std::vector<Case> cases;
  std::vector<Score> scores;
  std::vector<AgreementScore> agreement;
  std::vector<Missing> missing;
  int states = 0;
};

/// Builds the world, fits when asked, runs the ensemble and scores it. Throws what build_world throws, and
/// std::invalid_argument for years the data do not have.
Hindcast hindcast(const DataFolder& data, const HindcastOptions& options);

/// The parts, for tests.
/// Outputs of later years as events in each January: relative to the world's output, which the model does not have.
void feed_outputs(const DataFolder& data, BuiltWorld& world, int last_year);
/// Pressure of later years (pressure_in) as pins from each January, where it changes; what a strategy would do is
/// overruled from the first change on.
void feed_pressure(const DataFolder& data, BuiltWorld& world, int last_year);
/// What the options ask for.
void feed(const DataFolder& data, BuiltWorld& world, const HindcastOptions& options, int last_year);
/// Positions in every January of the years after the start: [year][state of the world][replicate].
std::vector<std::vector<std::vector<double>>> run_years(const Scenario& scenario, int years, const HindcastOptions& options);
/// Forecasts without a model, [state of the data]: change = a x (own mean - start), and = a x (own mean - start) + b x
/// pull by trade; coefficients by least squares over all starts whose target lies in the years up to `start`.
struct References {
  std::vector<std::optional<double>> reversion, regression;
  double rate = 0, regression_rate = 0, pull = 0;
};
References references(const DataFolder& data, int start, int horizon);
/// Least squares search for the numbers on starts and targets within the window.
FittedNumbers fit_numbers(const DataFolder& data, const HindcastOptions& options, double& ratio);
/// Continuous ranked probability score of an ensemble (Hersbach 2000; fair version of Ferro 2014); sorts.
double crps_of(std::vector<double>& ensemble, double observed);
std::vector<Score> score_cases(const DataFolder& data, const std::vector<Case>& cases, const HindcastOptions& options);

/// Files: hindcast.json (everything), scores.csv, states.csv; text for a person.
std::string hindcast_json(const DataFolder& data, const Hindcast& result);
std::string scores_csv(const Hindcast& result);
std::string states_csv(const DataFolder& data, const Hindcast& result);
std::string hindcast_text(const DataFolder& data, const Hindcast& result);
/// Cases of the last year whose error is largest, worst first, each state once.
std::vector<Case> largest_misses(const Hindcast& result, int count);

}  // namespace tarazi::evidence
