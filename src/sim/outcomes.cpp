// Outcomes of model section 9.
#include "src/sim/outcomes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tarazi {
namespace {

constexpr double kEmpty = std::numeric_limits<double>::quiet_NaN();
constexpr double kAttached = .1;      ///< least sum of shares of a state with vectors at all
constexpr double kAlignedShare = .5;  ///< largest share of an aligned state, with
constexpr double kAlignedLean = .25;
constexpr double kLeaningLean = .15;

}  // namespace

std::string_view name(Posture posture) {
  constexpr std::string_view kNames[] = {"multi-vector", "leaning", "aligned", "unattached"};
  return kNames[static_cast<int>(posture)];
}

Alignment alignment(std::span<const double> shares, std::span<const char> is_partner) {
  Alignment result{kEmpty, kEmpty, kEmpty, -1, Posture::unattached};
  double total = 0;
  int partners = 0;
  for (std::size_t j = 0; j < shares.size(); ++j)
    if (is_partner[j]) {
      total += shares[j];
      ++partners;
    }
  if (!(total > 0)) return result;
  double squares = 0, first = -1, second = -1;
  int towards = -1;
  for (std::size_t j = 0; j < shares.size(); ++j) {
    if (!is_partner[j]) continue;
    const double o = shares[j] / total;
    squares += o * o;
    if (o > first) {
      second = first;
      first = o;
      towards = static_cast<int>(j);
    } else if (o > second) {
      second = o;
    }
  }
  result.vectors = 1 / squares;
  if (total < kAttached || partners < 2) return result;
  result.index = (1 - squares) / (1 - 1. / partners);
  result.lean = first - second;
  result.towards = towards;
  result.posture = first >= kAlignedShare && result.lean >= kAlignedLean ? Posture::aligned
                   : result.lean >= kLeaningLean                        ? Posture::leaning
                                                                        : Posture::multi_vector;
  return result;
}

Alignment alignment(const Simulation& simulation, int state, int lane) {
  const World& w = simulation.world();
  std::vector<double> shares(static_cast<std::size_t>(w.states));
  std::vector<char> partner(shares.size());
  for (int j = 0; j < w.states; ++j) {
    partner[static_cast<std::size_t>(j)] = j != state && w.is_active[state] && w.is_active[j];
    shares[static_cast<std::size_t>(j)] = simulation.dyad(DyadField::influence_share, state, j, lane);
  }
  return alignment(shares, partner);
}

double distance(const Simulation& simulation, int i, int j, int lane) {
  double squares = 0;
  for (int d = 0; d < simulation.world().dimensions; ++d) {
    const double apart = simulation.position(j, d, lane) - simulation.position(i, d, lane);
    squares += apart * apart;
  }
  return std::sqrt(squares);
}

double closeness(double distance, double length) {
  const double relative = distance / length;
  return 1 / (1 + relative * relative);
}

double predicted_agreement(double distance) { return std::clamp(.980 - .1725 * distance, 0., 1.); }

}  // namespace tarazi
