// The measures of similarity and what they are taken of.
// Chance-corrected measures compare the difference that is there with that of shuffled portfolios.
#include "src/evidence/similarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "src/config/numbers.h"
#include "src/evidence/table.h"

namespace tarazi::evidence {
namespace {

using Portfolio = std::map<int, double>;  ///< by third state

/// Shares of every state in the trade of one, exports and imports together.
Portfolio trade_of(const DataFolder& data, int state, int year) {
  Portfolio out;
  const auto found = data.exports.find(year);
  if (found == data.exports.end()) return out;
  const bool is_union = data.codes[static_cast<std::size_t>(state)] == kUnion;
  double sum = 0;
  for (const PairValue& pair : found->second) {
    if (pair.a != state && pair.b != state) continue;
    const int other = pair.a == state ? pair.b : pair.a;
    if (!is_union && data.codes[static_cast<std::size_t>(other)] == kUnion) continue;  // its members are there
    out[other] += pair.value;
    sum += pair.value;
  }
  for (auto& [other, value] : out) value /= sum;
  return out;
}

Portfolio allies_of(const DataFolder& data, int state, int year) {
  Portfolio out;
  for (const auto& [tie, value] : {std::pair{Tie::nonaggression, .5}, {Tie::defense, 1.}}) {
    const auto& years = data.ties[static_cast<int>(tie)];
    const auto found = years.find(year);
    if (found == years.end()) continue;
    for (const PairValue& pair : found->second)
      if (pair.value > 0 && (pair.a == state || pair.b == state)) out[pair.a == state ? pair.b : pair.a] = value;
  }
  return out;
}

/// Alliances towards all third states with an ideal point in that year; nothing when the year has no ties at all.
std::optional<Similarity> alliances(const DataFolder& data, int a, int b, int year) {
  if (!data.ties[static_cast<int>(Tie::defense)].contains(year)) return std::nullopt;
  const Portfolio first = allies_of(data, a, year), second = allies_of(data, b, year);
  std::vector<double> x, y;
  for (int third = 0; third < static_cast<int>(data.codes.size()); ++third) {
    const auto k = static_cast<std::size_t>(third);
    if (third == a || third == b || data.codes[k] == kUnion || !data.ideal_point[k].contains(year)) continue;
    const auto value = [&](const Portfolio& p) {
      const auto found = p.find(third);
      return found == p.end() ? 0. : found->second;
    };
    x.push_back(value(first));
    y.push_back(value(second));
  }
  return x.empty() ? std::nullopt : std::optional(similarity(x, y));
}

std::optional<double> overlap(const DataFolder& data, int a, int b, int year) {
  Portfolio x = trade_of(data, a, year);
  const Portfolio y = trade_of(data, b, year);
  if (x.empty() || y.empty()) return std::nullopt;
  double apart = 0;
  for (const auto& [third, share] : y) x[third] -= share;
  for (const auto& [third, difference] : x) apart += std::abs(difference);
  return 1 - apart / 2;
}

/// A mean over the years that have a value.
class Mean {
 public:
  void add(const std::optional<double>& value) {
    if (!value) return;
    sum_ += *value;
    ++count_;
  }
  std::optional<double> value() const { return count_ ? std::optional(sum_ / count_) : std::nullopt; }

 private:
  double sum_ = 0;
  int count_ = 0;
};

}  // namespace

double mean_difference(std::vector<double> x, std::vector<double> y) {
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  // For each y: sum over x of |x - y| from the sums of those below and above it.
  double all = 0, below = 0, sum = 0;
  for (const double v : x) all += v;
  std::size_t k = 0;
  const auto n = static_cast<double>(x.size());
  for (const double v : y) {
    while (k < x.size() && x[k] <= v) below += x[k++];
    const auto less = static_cast<double>(k);
    sum += v * less - below + (all - below) - v * (n - less);
  }
  return sum / (n * static_cast<double>(y.size()));
}

Similarity similarity(std::span<const double> x, std::span<const double> y) {
  if (x.empty() || x.size() != y.size()) throw std::invalid_argument("similarity needs two portfolios of the same objects, at least one");
  double difference = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (!(x[k] >= 0 && x[k] <= 1 && y[k] >= 0 && y[k] <= 1)) throw std::invalid_argument("similarity needs values from 0 to 1");
    difference += std::abs(x[k] - y[k]);
  }
  difference /= static_cast<double>(x.size());
  Similarity out{1 - difference, 1 - 2 * difference, std::nullopt, std::nullopt, static_cast<long>(x.size())};
  std::vector<double> first(x.begin(), x.end()), second(y.begin(), y.end()), pooled(first);
  pooled.insert(pooled.end(), second.begin(), second.end());
  const double own = mean_difference(first, second), both = mean_difference(pooled, pooled);
  if (own > 0) out.kappa = 1 - difference / own;
  if (both > 0) out.pi = 1 - difference / both;
  return out;
}

std::vector<std::vector<double>> read_votes(const DataFolder& data, int first, int last) {
  const auto file = find_table(data.folder(), "votes.csv");
  std::vector<std::vector<double>> out;
  if (!file) return out;
  out.resize(data.codes.size());
  std::map<std::string, std::size_t, std::less<>> number;
  read_table(*file, {"rollcall", "year", "iso3", "vote"}, [&](const DataRow& row) {
    const int year = row.integer(1);
    const int state = data.find(std::string(row.text(2)));
    if (year < first || year > last || state < 0) return;
    const auto [place, fresh] = number.try_emplace(std::string(row.text(0)), number.size());
    auto& votes = out[static_cast<std::size_t>(state)];
    if (votes.size() <= place->second) votes.resize(place->second + 1, std::numeric_limits<double>::quiet_NaN());
    votes[place->second] = row.number(3);
  });
  return out;
}

std::vector<PairSimilarity> compare_pairs(const DataFolder& data, const std::vector<std::string>& codes, int first, int last) {
  if (first > last) throw std::invalid_argument(fmt::format("the years {} to {} are the wrong way round", first, last));
  if (codes.size() < 2) throw std::invalid_argument("two states are needed at least");
  for (const std::string& code : codes)
    if (data.find(code) < 0) throw std::invalid_argument(fmt::format("'{}' is no state of the data; codes are ISO 3166-1 alpha-3, e.g. AZE", code));
  const auto votes = read_votes(data, first, last);
  std::vector<PairSimilarity> out;
  for (std::size_t p = 0; p < codes.size(); ++p)
    for (std::size_t q = p + 1; q < codes.size(); ++q) {
      const int a = data.find(codes[p]), b = data.find(codes[q]);
      PairSimilarity pair{codes[p], codes[q], {}, {}, {}, {}, {}};
      Mean agreement, distance, trade, ally_agreement, ally_kappa, ally_pi;
      long objects = 0;
      for (int year = first; year <= last; ++year) {
        if (const auto found = data.agreement.find(year); found != data.agreement.end())
          for (const PairValue& one : found->second)
            if ((one.a == a && one.b == b) || (one.a == b && one.b == a)) agreement.add(one.value);
        const auto &x = data.ideal_point[static_cast<std::size_t>(a)], &y = data.ideal_point[static_cast<std::size_t>(b)];
        if (x.contains(year) && y.contains(year)) distance.add(std::abs(x.at(year) - y.at(year)));
        trade.add(overlap(data, a, b, year));
        if (const auto found = alliances(data, a, b, year)) {
          ally_agreement.add(found->agreement);
          ally_kappa.add(found->kappa);
          ally_pi.add(found->pi);
          objects += found->objects;
        }
      }
      pair.agreement = agreement.value();
      pair.position_distance = distance.value();
      pair.trade_overlap = trade.value();
      if (const auto mean = ally_agreement.value()) pair.alliances = {*mean, 2 * *mean - 1, ally_kappa.value(), ally_pi.value(), objects};
      if (!votes.empty()) {
        std::vector<double> x, y;
        const auto &one = votes[static_cast<std::size_t>(a)], &two = votes[static_cast<std::size_t>(b)];
        for (std::size_t k = 0; k < std::min(one.size(), two.size()); ++k)
          if (!std::isnan(one[k]) && !std::isnan(two[k])) x.push_back(one[k]), y.push_back(two[k]);
        if (!x.empty()) pair.votes = similarity(x, y);
      }
      out.push_back(std::move(pair));
    }
  return out;
}

std::string similarity_csv(const std::vector<PairSimilarity>& pairs) {
  std::string out = "a,b,agreement,s,position_distance,votes,votes_agreement,votes_s,votes_kappa,votes_pi,alliances_s,alliances_kappa,alliances_pi,trade_overlap\r\n";
  const auto cell = [](const std::optional<double>& v) { return v ? config::shortest(*v) : std::string(); };
  for (const PairSimilarity& p : pairs) {
    const auto s = p.agreement ? std::optional(2 * *p.agreement - 1) : std::nullopt;
    out += fmt::format("{},{},{},{},{}", p.a, p.b, cell(p.agreement), cell(s), cell(p.position_distance));
    if (p.votes) out += fmt::format(",{},{},{},{},{}", p.votes->objects, cell(p.votes->agreement), cell(p.votes->s), cell(p.votes->kappa), cell(p.votes->pi));
    else out += ",,,,,";
    if (p.alliances) out += fmt::format(",{},{},{}", cell(p.alliances->s), cell(p.alliances->kappa), cell(p.alliances->pi));
    else out += ",,,";
    out += "," + cell(p.trade_overlap) + "\r\n";
  }
  return out;
}

std::string similarity_text(const std::vector<PairSimilarity>& pairs, int first, int last) {
  const auto shown = [](const std::optional<double>& v) { return v ? fmt::format("{:.3f}", *v) : std::string("-"); };
  const bool has_votes = std::any_of(pairs.begin(), pairs.end(), [](const PairSimilarity& p) { return p.votes.has_value(); });
  std::string out = fmt::format("Similarity of foreign policies, {} to {}\n", first, last);
  out += fmt::format("  {:<9} {:>9} {:>7} {:>9}{}   {:>9} {:>7} {:>7}   {:>7}\n", "pair", "agreement", "S", "distance",
                     has_votes ? fmt::format("   {:>6} {:>9} {:>7} {:>7} {:>7}", "votes", "agreement", "S", "kappa", "pi") : "", "alliances", "kappa", "pi", "trade");
  for (const PairSimilarity& p : pairs) {
    const auto s = p.agreement ? std::optional(2 * *p.agreement - 1) : std::nullopt;
    std::string votes;
    if (has_votes)
      votes = p.votes ? fmt::format("   {:>6} {:>9.3f} {:>7.3f} {:>7} {:>7}", p.votes->objects, p.votes->agreement, p.votes->s, shown(p.votes->kappa), shown(p.votes->pi))
                      : fmt::format("   {:>6} {:>9} {:>7} {:>7} {:>7}", "-", "-", "-", "-", "-");
    const auto of = [&](auto member) { return p.alliances ? shown(member(*p.alliances)) : std::string("-"); };
    out += fmt::format("  {:<9} {:>9} {:>7} {:>9}{}   {:>9} {:>7} {:>7}   {:>7}\n", p.a + "-" + p.b, shown(p.agreement), shown(s), shown(p.position_distance), votes,
                       of([](const Similarity& v) { return std::optional(v.s); }), of([](const Similarity& v) { return v.kappa; }),
                       of([](const Similarity& v) { return v.pi; }), shown(p.trade_overlap));
  }
  out += "agreement and S: mean of the yearly shares of agreement in votes; distance: of ideal points; alliances: S towards third states; trade: overlap of shares.\n";
  if (!has_votes) out += "kappa and pi on votes need the roll calls (votes.csv: rollcall, year, iso3, vote), which this folder does not have.\n";
  return out;
}

}  // namespace tarazi::evidence
