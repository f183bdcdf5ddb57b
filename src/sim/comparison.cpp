// Paired comparison of two histories.
#include "src/sim/comparison.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstring>

namespace tarazi {
namespace {

template <class F>
Difference paired(const std::string& outcome, int replicates, F&& value) {
  Difference d;
  d.outcome = outcome;
  std::vector<double> differences;
  for (int r = 0; r < replicates; ++r) {
    const double a = value(false, r), b = value(true, r);
    if (!std::isfinite(a) || !std::isfinite(b)) continue;
    d.a += a;
    d.b += b;
    differences.push_back(b - a);
  }
  const auto n = static_cast<double>(differences.size());
  if (differences.empty()) return d;
  d.a /= n;
  d.b /= n;
  for (const double x : differences) d.mean += x / n;
  double squares = 0;
  for (const double x : differences) squares += (x - d.mean) * (x - d.mean);
  const double half = n < 2 ? 0 : boost::math::quantile(boost::math::students_t(n - 1), .975) * std::sqrt(squares / (n - 1) / n);
  d.low = d.mean - half;
  d.high = d.mean + half;
  return d;
}

/// First month in which any replicate's numbers differ in any bit.
std::optional<int> parting(const History& a, const History& b) {
  std::optional<int> first;
  const auto look = [&](const std::vector<double>& x, const std::vector<double>& y) {
    if (x.size() != y.size()) {
      first = 0;
      return;
    }
    const std::size_t rows = static_cast<std::size_t>(a.replicates) * static_cast<std::size_t>(a.months + 1);
    const std::size_t width = x.size() / rows;
    for (std::size_t row = 0; row < rows; ++row)
      if (std::memcmp(x.data() + row * width, y.data() + row * width, width * sizeof(double)) != 0) {
        const int month = static_cast<int>(row % static_cast<std::size_t>(a.months + 1));
        if (!first || month < *first) first = month;
      }
  };
  look(a.position, b.position);
  for (std::size_t f = 0; f < std::size(a.state); ++f) look(a.state[f], b.state[f]);
  for (std::size_t f = 0; f < std::size(a.dyad); ++f) look(a.dyad[f], b.dyad[f]);
  look(a.flow, b.flow);
  look(a.cost, b.cost);
  look(a.route_share, b.route_share);
  return first;
}

}  // namespace

Comparison compare(const History& a, const History& b, int month) {
  bool alike = a.states == b.states && a.months == b.months && a.replicates == b.replicates;
  for (int i = 0; alike && i < a.states; ++i) {
    const State& one = a.scenario.states[static_cast<std::size_t>(i)];
    const State& other = b.scenario.states[static_cast<std::size_t>(i)];
    alike = one.code == other.code && one.passive == other.passive;
  }
  if (!alike) throw std::invalid_argument("only runs of the same states, months and replicates can be compared");
  Comparison result;
  result.first_month = parting(a, b);
  const auto code = [&](int i) { return a.scenario.states[static_cast<std::size_t>(i)].code; };
  const auto passive = [&](int i) { return a.scenario.states[static_cast<std::size_t>(i)].passive; };
  const auto add = [&](const std::string& outcome, auto&& value) {
    result.differences.push_back(paired(outcome, a.replicates, [&](bool second, int r) { return value(second ? b : a, r); }));
  };
  for (int i = 0; i < a.states; ++i) {
    if (passive(i)) continue;
    add("position " + code(i), [&](const History& h, int r) { return h.position_of(r, month, i); });
    add("multi-vector index " + code(i), [&](const History& h, int r) { return h.alignment_of(r, month, i).index; });
    add("output " + code(i), [&](const History& h, int r) { return h.of(StateField::output, r, month, i); });
  }
  const auto add_pairs = [&](const std::string& what, DyadField field, bool passive_too) {
    for (int i = 0; i < a.states; ++i)
      for (int j = 0; j < a.states; ++j) {
        if (i == j || (!passive_too && (passive(i) || passive(j)))) continue;
        const bool share = field == DyadField::influence_share;
        add(what + " " + (share ? code(j) + " on " + code(i) : code(i) + " to " + code(j)),
            [&](const History& h, int r) { return h.of(field, r, month, i, j); });
      }
  };
  add_pairs("influence share", DyadField::influence_share, false);
  add_pairs("exports", DyadField::exports, true);
  add_pairs("affinity", DyadField::affinity, false);
  add_pairs("grievance", DyadField::grievance, false);
  for (int c = 0; c < std::min(a.corridors, b.corridors); ++c)
    add("flow " + a.scenario.corridors[static_cast<std::size_t>(c)].name, [&](const History& h, int r) { return h.flow_of(r, month, c); });
  return result;
}

}  // namespace tarazi
