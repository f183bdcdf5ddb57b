// Designs: levels, samples, trajectories, identity of points; estimators on functions with known indices.
#include <cmath>
#include <set>

#include "src/study/design.h"
#include "src/study/random.h"
#include "src/study/sensitivity.h"
#include "tests/testing.hpp"

using namespace tarazi::study;

namespace {

constexpr double kPi = 3.14159265358979323846;

double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t k) { return -kPi + 2 * kPi * u[k]; };
  return std::sin(x(0)) + 7 * std::sin(x(1)) * std::sin(x(1)) + .1 * std::pow(x(2), 4) * std::sin(x(0));
}

double sobol_g(const std::vector<double>& u, const std::vector<double>& a) {
  double product = 1;
  for (std::size_t k = 0; k < a.size(); ++k) product *= (std::abs(4 * u[k] - 2) + a[k]) / (1 + a[k]);
  return product;
}

}  // namespace

TEST_CASE("study: a latin hypercube has one point in each slice of every factor") {
  const Units units = latin_hypercube(50, 3, 7);
  for (std::size_t k = 0; k < 3; ++k) {
    std::set<int> slices;
    for (const auto& row : units) slices.insert(static_cast<int>(row[k] * 50));
    CHECK(slices.size() == 50);
  }
  CHECK(latin_hypercube(50, 3, 7) == units);
  CHECK(latin_hypercube(50, 3, 8) != units);
}

TEST_CASE("study: a Sobol sequence integrates far better than random points") {
  const Units units = sobol(1024, 6, 3);
  double mean = 0;
  for (const auto& row : units) {
    double product = 1;
    for (const double u : row) {
      CHECK((u >= 0 && u < 1));
      product *= 2 * u;
    }
    mean += product / 1024;
  }
  CHECK(std::abs(mean - 1) < .02);  // random points: standard error .067
}

TEST_CASE("study: Morris trajectories change every factor once, by one step") {
  const int factors = 5, levels = 4;
  const Units rows = morris(8, factors, levels, 2);
  REQUIRE(rows.size() == 8 * 6);
  for (std::size_t start = 0; start < rows.size(); start += 6) {
    std::set<std::size_t> moved;
    for (std::size_t s = start; s < start + 5; ++s)
      for (std::size_t k = 0; k < 5; ++k)
        if (rows[s][k] != rows[s + 1][k]) {
          moved.insert(k);
          CHECK_CLOSE(std::abs(rows[s + 1][k] - rows[s][k]), 2. / 3, 1e-12);
        }
    CHECK(moved.size() == 5);
  }
}

TEST_CASE("study: Sobol indices of the Ishigami function") {
  const Units units = saltelli(8192, 3, 1);
  std::vector<double> y;
  for (const auto& row : units) y.push_back(ishigami(row));
  const auto found = sobol_indices(y, 3, 200);
  const double first[] = {.3139, .4424, 0}, total[] = {.5576, .4424, .2437};
  for (std::size_t k = 0; k < 3; ++k) {
    INFO("factor " << k << ": " << found[k].first.value << ", " << found[k].total.value);
    CHECK(std::abs(found[k].first.value - first[k]) < .01);
    CHECK(std::abs(found[k].total.value - total[k]) < .01);
    CHECK(found[k].total.low < found[k].total.value);
    CHECK(found[k].total.high > found[k].total.value);
  }
}

TEST_CASE("study: Sobol indices of Sobol's g function") {
  const std::vector<double> a{0, 1, 4.5, 9, 99, 99, 99, 99};
  double all = 1;
  std::vector<double> own;
  for (const double weight : a) {
    own.push_back(1. / 3 / ((1 + weight) * (1 + weight)));
    all *= 1 + own.back();
  }
  const Units units = saltelli(8192, 8, 5);
  std::vector<double> y;
  for (const auto& row : units) y.push_back(sobol_g(row, a));
  const auto found = sobol_indices(y, 8, 100);
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double first = own[k] / (all - 1), total = own[k] * all / (1 + own[k]) / (all - 1);
    INFO("factor " << k);
    CHECK(std::abs(found[k].first.value - first) < .015);
    CHECK(std::abs(found[k].total.value - total) < .015);
  }
}

TEST_CASE("study: total indices against a brute-force double loop") {
  // E(Var(y | all but k)) / Var(y), conditional variances computed on a fine grid of the free factor.
  const int points = 300, inner = 200;
  const Units outer = sobol(points, 3, 11), pair = saltelli(4096, 3, 2);
  std::vector<double> y;
  for (const auto& row : pair) y.push_back(ishigami(row));
  const auto found = sobol_indices(y, 3, 0);
  double mean = 0, squares = 0;
  for (std::size_t s = 0; s < y.size(); s += 5) mean += y[s] / 4096;
  for (std::size_t s = 0; s < y.size(); s += 5) squares += (y[s] - mean) * (y[s] - mean) / 4096;
  for (std::size_t k = 0; k < 3; ++k) {
    double expected = 0;
    for (auto row : outer) {
      double m = 0, q = 0;
      for (int i = 0; i < inner; ++i) {
        row[k] = (i + .5) / inner;
        const double v = ishigami(row);
        m += v / inner;
        q += v * v / inner;
      }
      expected += (q - m * m) / points;
    }
    CHECK(std::abs(found[k].total.value - expected / squares) < .03);
  }
}

TEST_CASE("study: elementary effects of a linear function are its slopes") {
  const Units rows = morris(10, 3, 4, 1);
  std::vector<double> y;
  for (const auto& u : rows) y.push_back(3 * u[0] - 2 * u[1] + 0 * u[2]);
  const auto effects = morris_effects(y, rows, 3);
  CHECK_CLOSE(effects[0].mean, 3, 1e-9);
  CHECK_CLOSE(effects[1].strength.value, 2, 1e-9);
  CHECK_CLOSE(effects[1].mean, -2, 1e-9);
  CHECK_CLOSE(effects[2].strength.value, 0, 1e-9);
  CHECK(effects[0].spread < 1e-9);
}

TEST_CASE("study: intervals of means and shares") {
  const std::vector<double> values{1, 2, 3, 4, 5};
  const Estimate mean = mean_of(values);
  CHECK_CLOSE(mean.value, 3, 1e-12);
  CHECK_CLOSE(mean.high - mean.value, 2.7764451051977987 * std::sqrt(2.5 / 5), 1e-9);  // t(.975, 4)
  const Estimate share = share_of(0, 20);
  CHECK(share.value == 0);
  CHECK(share.low == 0);
  CHECK_CLOSE(share.high, .16112515, 1e-5);
}

TEST_CASE("study: ranges, levels and logarithms") {
  Factor factor;
  factor.low = .01;
  factor.high = 1;
  factor.log = true;
  factor.levels = 3;
  CHECK(factor.grid() == std::vector<double>{.01, .1, 1});
  CHECK_CLOSE(factor.at(.5), .1, 1e-11);
  factor.log = false;
  factor.whole = true;
  factor.low = 1;
  factor.high = 3;
  CHECK(factor.at(0) == 1);
  CHECK(factor.at(.34) == 2);
  CHECK(factor.at(.999) == 3);
}
