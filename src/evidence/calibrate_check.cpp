// Truths, synthetic data, ranks and their test.
// Truths are independent; the draws of one posterior are independent draws by weight.
#include "src/evidence/calibrate_check.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <memory>

#include "src/evidence/prior.h"
#include "src/study/random.h"

namespace tarazi::evidence {

double CoverageCheck::p_value() const {
  double least = 1;
  for (const One& one : parameters) least = std::min(least, one.p_value);
  return std::min(1., least * static_cast<double>(parameters.size()));
}

CoverageCheck check_coverage(const std::vector<double>& errors, std::size_t parameters, const Simulator& simulate,
                             const Inference& infer, const CheckSettings& settings) {
  CoverageCheck check;
  check.truths = settings.truths;
  check.parameters.resize(parameters);
  for (auto& one : check.parameters) one.histogram.assign(static_cast<std::size_t>(settings.bins), 0);
  study::Random random(settings.seed);
  Points truths(static_cast<std::size_t>(settings.truths), Point(parameters));
  for (Point& truth : truths)
    for (double& u : truth) u = random.unit();
  Points data = simulate(truths);
  for (std::size_t n = 0; n < truths.size(); ++n) {
    for (std::size_t t = 0; t < errors.size(); ++t) data[n][t] += errors[t] * normal_quantile(random.unit());
    const WeightedSample posterior = infer(data[n], settings.seed * 7907 + n + 1);
    check.mean_ess += posterior.ess / settings.truths;
    const Points drawn = draw(posterior, settings.draws, settings.seed * 104729 + n + 1);
    for (std::size_t k = 0; k < parameters; ++k) {
      int below = 0;
      for (const Point& one : drawn) below += one[k] < truths[n][k];
      auto& one = check.parameters[k];
      ++one.histogram[static_cast<std::size_t>(below * settings.bins / (settings.draws + 1))];
      const double place = (below + .5) / (settings.draws + 1);
      one.inside50 += (place > .25 && place < .75) / static_cast<double>(settings.truths);
      one.inside90 += (place > .05 && place < .95) / static_cast<double>(settings.truths);
    }
  }
  const boost::math::chi_squared_distribution<double> chi(settings.bins - 1);
  for (auto& one : check.parameters) {
    const double expected = static_cast<double>(settings.truths) / settings.bins;
    double statistic = 0;
    for (const int count : one.histogram) statistic += (count - expected) * (count - expected) / expected;
    one.p_value = boost::math::cdf(boost::math::complement(chi, statistic));
  }
  return check;
}

Simulator emulated(std::vector<Emulator> emulators, std::uint64_t seed) {
  auto random = std::make_shared<study::Random>(seed);
  return [emulators = std::move(emulators), random](const Points& units) {
    Points outputs;
    for (const Point& unit : units) {
      Point output;
      for (const Emulator& emulator : emulators)
        output.push_back(emulator.mean(unit) +
                         std::sqrt(emulator.residual_variance()) * normal_quantile(random->unit()));
      outputs.push_back(std::move(output));
    }
    return outputs;
  };
}

}  // namespace tarazi::evidence
