// The results of a study in memory, arranged for analysis: what was measured at each place of the design.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/study/sensitivity.h"
#include "src/study/store.h"

namespace tarazi::study {

/// A numeric outcome, or one category of a categorical one as 0 and 1.
struct Response {
  std::string name;
  int outcome = 0;                          ///< place in Study::outcomes
  bool is_share = false;                    ///< of a category
  std::vector<std::vector<double>> values;  ///< [point][replicate]; NaN where empty, failed or not done
  std::vector<double> means;                ///< [point], over what is there; NaN when nothing is
};

struct Results {
  Study study;
  std::string version, hash, started;
  std::vector<Point> points;        ///< ordered by id
  std::vector<int> design;          ///< point at each place; -1: of a place that is not in the file
  std::vector<Response> responses;
  /// Of each categorical outcome its most frequent category at each point, "" when there is none.
  struct Leading {
    std::string outcome;
    std::vector<std::string> category;
  };
  std::vector<Leading> leading;
  long runs = 0, failed = 0, expected = 0;
};

/// Reads a store. Throws config::FileError, config::InputError.
Results load_results(const std::filesystem::path& file);

/// Share of the variance over all runs that replicates of the same point make; NaN with one replicate.
double noise_share(const Response& response);

/// Difference of a level to the first level of its factor, all else alike, replicate by replicate: under common
/// random numbers the shared noise drops out.
struct Contrast {
  int factor = 0;
  double from = 0, to = 0;
  Estimate difference;
};
std::vector<Contrast> contrasts(const Results& results, const Response& response);

/// Main effect of each factor and of each pair as a share of the variance of the points' means; for complete grids.
struct Decomposition {
  std::vector<double> main;
  struct Pair {
    int a, b;
    double share;
  };
  std::vector<Pair> pairs;  ///< the part beyond both main effects
};
/// Empty when the points are no complete grid.
Decomposition decompose(const Results& results, const Response& response);

/// Standardised linear effects: change of the outcome, in its standard deviations, over the whole range of a
/// numeric factor, for designs that fill space; with bootstrap intervals. Choices are left out (NaN).
std::vector<Estimate> slopes(const Results& results, const Response& response);

/// Mean at a level of a factor over all combinations of the others that stand at every level of it, replicate by
/// replicate, with Student's interval over replicates (one replicate: none).
struct LevelMean {
  int factor = 0;
  double level = 0;
  Estimate mean;
};
std::vector<LevelMean> level_means(const Results& results, const Response& response);

/// Sobol indices of a saltelli design, and how far they have converged.
struct SobolTable {
  std::vector<SobolIndex> factors;
  double widest = 0;  ///< widest interval of a total index
  double moved = 0;   ///< largest change of a total index from half of the samples to all; NaN for a single sample
};
SobolTable sobol_of(const Results& results, const Response& response);
/// Elementary effects of a morris design, in units of the outcome.
std::vector<MorrisEffect> morris_of(const Results& results, const Response& response);

/// Places in the order of falling size; NaN last.
std::vector<std::size_t> by_size(const std::vector<double>& sizes);

/// The mean at a point with its interval: Student's, or Wilson's for a category.
Estimate point_mean(const Response& response, std::size_t point);
/// True when the design compares levels (grid, one-at-a-time, table) rather than filling space.
bool has_levels(DesignKind kind);

/// One sentence for every response: what it depends on most, with the interval, or that noise hides it.
std::vector<std::string> findings(const Results& results);

/// Where the leading category changes between neighbouring levels of a numeric factor, the others fixed.
struct Tipping {
  std::string outcome;
  int factor;
  double below, above;
  std::string before, after;
  std::vector<double> point;  ///< the other factors as at this point
};
std::vector<Tipping> tippings(const Results& results);

/// Everything above as JSON for the page `study`; series of the store as fans for the outcomes they belong to.
std::string report_json(const Results& results, const std::filesystem::path& file);

/// The whole analysis as text for a person; `most_rows` limits lists of points.
std::string analyse_text(const Results& results, int most_rows);

}  // namespace tarazi::study
