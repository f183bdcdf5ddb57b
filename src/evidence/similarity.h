// How alike two states' foreign policies are, by the measures of the literature: on votes, alliances and trade.
// Definitions, and why chance-corrected measures say less than they seem to: similarity.md of this folder.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "src/evidence/data.h"

namespace tarazi::evidence {

/// Measures of two portfolios of the same objects (votes, third states), values scaled to 0..1.
struct Similarity {
  double agreement = 0;         ///< 1 - mean absolute difference
  double s = 0;                 ///< Signorino & Ritter (1999), absolute differences: 2 agreement - 1
  std::optional<double> kappa;  ///< Cohen (1968), linear weights: chance from each one's own marginals; nothing when chance explains all
  std::optional<double> pi;     ///< Scott (1955), linear weights: chance from the pooled marginals
  long objects = 0;
};
/// Throws std::invalid_argument for spans that are empty, of different lengths, or hold values outside 0..1.
Similarity similarity(std::span<const double> x, std::span<const double> y);

/// Mean of |a - b| over all pairs of one value of `x` and one of `y`; sorts copies.
double mean_difference(std::vector<double> x, std::vector<double> y);

/// One pair over the years first..last. What the data do not have is empty.
struct PairSimilarity {
  std::string a, b;
  std::optional<Similarity> votes;       ///< roll call by roll call, when the folder has votes.csv
  std::optional<double> agreement;       ///< mean of the yearly shares of agreement in votes
  std::optional<Similarity> alliances;   ///< towards third states: defence pact 1, non-aggression .5, none 0; mean of years
  std::optional<double> trade_overlap;   ///< 1 - half the sum of absolute differences of shares in total trade; mean of years
  std::optional<double> position_distance;  ///< |difference of ideal points|, mean of years
};

/// All pairs of the codes, in order. Throws std::invalid_argument for unknown codes or first > last.
std::vector<PairSimilarity> compare_pairs(const DataFolder& data, const std::vector<std::string>& codes, int first, int last);

/// Roll calls: votes[state][roll call], NaN for absent; read from votes.csv (rollcall, year, iso3, vote: yes 1, abstain .5, no 0).
/// Empty when the folder has no such table.
std::vector<std::vector<double>> read_votes(const DataFolder& data, int first, int last);

std::string similarity_csv(const std::vector<PairSimilarity>& pairs);
std::string similarity_text(const std::vector<PairSimilarity>& pairs, int first, int last);

}  // namespace tarazi::evidence
