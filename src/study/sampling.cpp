// Space-filling samples. Only generators whose every bit is fixed by a standard are used, and no library
// distribution, so that points are the same on every machine.
#include <boost/random/sobol.hpp>

#include <random>
#include <stdexcept>

#include "src/study/design.h"
#include "src/study/random.h"

namespace tarazi::study {
namespace {

constexpr double kTwoToMinus53 = 1.0 / 9007199254740992.0;

}  // namespace

Units latin_hypercube(int points, int factors, std::uint32_t seed) {
  Random random(seed);
  Units units(static_cast<std::size_t>(points), std::vector<double>(static_cast<std::size_t>(factors)));
  std::vector<int> slice(static_cast<std::size_t>(points));
  for (std::size_t k = 0; k < static_cast<std::size_t>(factors); ++k) {
    for (std::size_t p = 0; p < slice.size(); ++p) slice[p] = static_cast<int>(p);
    random.shuffle(slice);
    for (std::size_t p = 0; p < slice.size(); ++p) units[p][k] = (slice[p] + random.unit()) / points;
  }
  return units;
}

Units sobol(int points, int factors, std::uint32_t seed) {
  Random random(seed);
  boost::random::sobol engine(static_cast<std::size_t>(factors));
  std::vector<double> shift(static_cast<std::size_t>(factors));
  for (double& s : shift) s = random.unit();
  Units units(static_cast<std::size_t>(points), std::vector<double>(static_cast<std::size_t>(factors)));
  for (auto& row : units)
    for (std::size_t k = 0; k < row.size(); ++k) {
      const double moved = static_cast<double>(engine() >> 11) * kTwoToMinus53 + shift[k];
      row[k] = moved >= 1 ? moved - 1 : moved;
    }
  return units;
}

Units saltelli(int samples, int factors, std::uint32_t seed) {
  const auto d = static_cast<std::size_t>(factors);
  const Units both = sobol(samples, 2 * factors, seed);
  Units units;
  units.reserve(both.size() * (d + 2));
  for (const auto& row : both) {
    const std::vector<double> a(row.begin(), row.begin() + factors), b(row.begin() + factors, row.end());
    units.push_back(a);
    units.push_back(b);
    for (std::size_t k = 0; k < d; ++k) {
      units.push_back(a);
      units.back()[k] = b[k];
    }
  }
  return units;
}

}  // namespace tarazi::study
