// Least squares by Eigen's Cholesky factorisation, with a touch of ridge so that few runs do no harm.
// The spread of a guess is the usual prediction variance: residual variance times (1 + leverage).
#include "src/evidence/calibrate_emulator.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <stdexcept>

namespace tarazi::evidence {
namespace {

std::size_t count_terms(std::size_t d, bool quadratic) { return 1 + d + (quadratic ? d * (d + 1) / 2 : 0); }

}  // namespace

std::vector<double> Emulator::terms(const Point& unit) const {
  std::vector<double> row{1};
  for (const double u : unit) row.push_back(2 * u - 1);
  if (quadratic_)
    for (std::size_t a = 1; a <= dimensions_; ++a)
      for (std::size_t b = a; b <= dimensions_; ++b) row.push_back(row[a] * row[b]);
  return row;
}

Emulator::Emulator(const Points& units, const std::vector<double>& outputs) {
  std::vector<std::size_t> good;
  for (std::size_t k = 0; k < units.size(); ++k)
    if (std::isfinite(outputs[k])) good.push_back(k);
  dimensions_ = units.empty() ? 0 : units[0].size();
  if (good.size() < dimensions_ + 3) throw std::invalid_argument("too few finite runs for an emulator");
  quadratic_ = good.size() >= count_terms(dimensions_, true) * 3 / 2;
  const auto n = static_cast<Eigen::Index>(good.size()),
             p = static_cast<Eigen::Index>(count_terms(dimensions_, quadratic_));
  Eigen::MatrixXd x(n, p);
  Eigen::VectorXd y(n);
  for (Eigen::Index k = 0; k < n; ++k) {
    const std::vector<double> row = terms(units[good[static_cast<std::size_t>(k)]]);
    for (Eigen::Index t = 0; t < p; ++t) x(k, t) = row[static_cast<std::size_t>(t)];
    y(k) = outputs[good[static_cast<std::size_t>(k)]];
  }
  Eigen::MatrixXd normal = x.transpose() * x;
  normal.diagonal().array() += 1e-8 * static_cast<double>(n);
  const Eigen::LLT<Eigen::MatrixXd> factor(normal);
  const Eigen::VectorXd w = factor.solve(x.transpose() * y);
  const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(p, p));
  const double left = (y - x * w).squaredNorm(), all = (y.array() - y.mean()).matrix().squaredNorm();
  residual_ = left / static_cast<double>(std::max<Eigen::Index>(1, n - p));
  explained_ = all > 0 ? 1 - left / all : 1;
  weights_.assign(w.data(), w.data() + p);
  inverse_.assign(inverse.data(), inverse.data() + p * p);
}

double Emulator::mean(const Point& unit) const {
  const std::vector<double> row = terms(unit);
  double sum = 0;
  for (std::size_t k = 0; k < row.size(); ++k) sum += weights_[k] * row[k];
  return sum;
}

Emulator::Guess Emulator::at(const Point& unit) const {
  const std::vector<double> row = terms(unit);
  double mean = 0, leverage = 0;
  for (std::size_t a = 0; a < row.size(); ++a) {
    mean += weights_[a] * row[a];
    double sum = 0;
    for (std::size_t b = 0; b < row.size(); ++b) sum += inverse_[a * row.size() + b] * row[b];
    leverage += row[a] * sum;
  }
  return {mean, residual_ * (1 + leverage)};
}

std::vector<Emulator> emulate(const Points& units, const Points& outputs) {
  std::vector<Emulator> all;
  if (outputs.empty()) throw std::invalid_argument("no runs to emulate");
  for (std::size_t t = 0; t < outputs[0].size(); ++t) {
    std::vector<double> one;
    for (const Point& output : outputs) one.push_back(output[t]);
    all.emplace_back(units, one);
  }
  return all;
}

}  // namespace tarazi::evidence
