// Waves of design, runs, emulators and ruling out.
// Emulators of a wave use every run so far that is not ruled out, so that they grow sharper where it matters.
#include "src/evidence/history_matching.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "src/study/design.h"
#include "src/study/random.h"

namespace tarazi::evidence {
namespace {

double implausibility_of(const Emulator& emulator, const Observed& observed, std::size_t target, const Point& unit) {
  const Emulator::Guess guess = emulator.at(unit);
  const double error = observed.errors[target];
  return std::abs(guess.mean - observed.values[target]) / std::sqrt(guess.variance + error * error);
}

/// Points not ruled out: those of the candidates, and when these are few, steps around known ones that are not
/// ruled out either (sampling by perturbation keeps small regions reachable).
Points fill(const HistoryMatch& match, const Observed& observed, const HistorySettings& settings, int wanted,
            study::Random& random) {
  Points chosen = match.left;
  random.shuffle(chosen);
  if (chosen.empty())
    throw std::runtime_error(
        "history matching ruled out every candidate: the targets cannot be met within the priors and errors given");
  const std::size_t known = chosen.size(), d = chosen[0].size();
  for (int tries = 0; static_cast<int>(chosen.size()) < wanted && tries < 200 * wanted; ++tries) {
    const Point& from = chosen[static_cast<std::size_t>(random.below(static_cast<int>(known)))];
    const Point& other = chosen[static_cast<std::size_t>(random.below(static_cast<int>(known)))];
    Point to(d);
    for (std::size_t k = 0; k < d; ++k)
      to[k] = std::clamp(
          from[k] + (random.unit() - .5) * .1 + (known > 1 ? (random.unit() - .5) * (other[k] - from[k]) : 0), 0., 1.);
    if (match.implausibility(observed, to) < settings.cutoff) chosen.push_back(std::move(to));
  }
  if (static_cast<int>(chosen.size()) > wanted) chosen.resize(static_cast<std::size_t>(wanted));
  return chosen;
}

}  // namespace

double HistoryMatch::implausibility(const Observed& observed, const Point& unit) const {
  double most = 0;
  for (const auto& wave : emulators)
    for (std::size_t t = 0; t < wave.size(); ++t) most = std::max(most, implausibility_of(wave[t], observed, t, unit));
  return most;
}

HistoryMatch history_match(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                           const HistorySettings& settings) {
  HistoryMatch match;
  const Points candidates = study::latin_hypercube(settings.candidates, static_cast<int>(parameters),
                                                   static_cast<std::uint32_t>(settings.seed * 7919 + 1));
  match.left = candidates;
  for (int w = 0; w < settings.waves; ++w) {
    study::Random random(settings.seed * 1000003 + static_cast<std::uint64_t>(w));
    const Points design = w == 0 ? study::latin_hypercube(settings.runs, static_cast<int>(parameters),
                                                          static_cast<std::uint32_t>(settings.seed))
                                 : fill(match, observed, settings, settings.runs, random);
    const Points outputs = simulate(design);
    match.units.insert(match.units.end(), design.begin(), design.end());
    match.outputs.insert(match.outputs.end(), outputs.begin(), outputs.end());
    Points near, told;
    for (std::size_t k = 0; k < match.units.size(); ++k)
      if (match.implausibility(observed, match.units[k]) < settings.cutoff) {
        near.push_back(match.units[k]);
        told.push_back(match.outputs[k]);
      }
    HistoryMatch::Wave wave;
    wave.runs = static_cast<int>(design.size());
    match.emulators.push_back(emulate(near, told));
    for (std::size_t t = 0; t < observed.values.size(); ++t) {
      const Emulator& emulator = match.emulators.back()[t];
      wave.explained.push_back(emulator.explained());
      const auto out = std::count_if(candidates.begin(), candidates.end(), [&](const Point& c) {
        return implausibility_of(emulator, observed, t, c) >= settings.cutoff;
      });
      wave.ruled_out.push_back(static_cast<double>(out) / static_cast<double>(candidates.size()));
    }
    std::erase_if(match.left, [&](const Point& c) { return match.implausibility(observed, c) >= settings.cutoff; });
    wave.left = static_cast<double>(match.left.size()) / static_cast<double>(candidates.size());
    match.waves.push_back(std::move(wave));
  }
  return match;
}

}  // namespace tarazi::evidence
