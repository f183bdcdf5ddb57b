// The ties of a world at its start: exports, affinity from votes, bonds from organisations, security from pacts and arms,
// pressure from sanctions and hostile events. Weights are assumptions; worlds.md has them in a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "src/evidence/build_parts.h"

namespace tarazi::evidence {
namespace {

constexpr int kVoteYears = 5;      ///< of votes before the start year that make affinity
constexpr int kConflictYears = 10; ///< in which a dispute or rivalry casts doubt on a pact
constexpr int kArmsYears = 10;
constexpr int kEventYears = 3;
constexpr double kPact = .5, kDoubtedPact = .1, kNonaggression = .05, kArms = .3;
constexpr double kArmsHalf = 100;  ///< trend-indicator value of ten years' orders at which arms count half
constexpr double kEvents = .2, kEventsHalf = 50;
constexpr double kHostile = 4;     ///< "use of force" on the hostility scale of militarised disputes

/// The Charter of the Commonwealth of Independent States is read as a defence pact by the alliance data. Only pairs of the
/// Collective Security Treaty are pacts in fact.
constexpr std::array<const char*, 12> kCommonwealth{"ARM", "AZE", "BLR", "GEO", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"};
bool in_commonwealth(const std::string& code) { return std::find(kCommonwealth.begin(), kCommonwealth.end(), code) != kCommonwealth.end(); }
bool in_treaty(const std::string& code, int year) {
  for (const char* member : {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"})
    if (code == member) return true;
  if (code == "AZE" || code == "GEO") return year <= 1998;
  if (code == "UZB") return year <= 1998 || (year >= 2006 && year <= 2012);
  return false;
}

class Ties {
 public:
  Ties(const DataFolder& data, const WorldOptions& options, BuiltWorld& world)
      : data_(data), year_(options.year), world_(world), s_(world.scenario), at_(places(data, world)) {
    active_ = s_.size();
    while (active_ > 0 && s_.states[static_cast<std::size_t>(active_ - 1)].passive) --active_;
  }

  void build() {
    exports(at_);
    affinity();
    bonds();
    security();
    s_.pressure = pressure_in(data_, world_, year_, true);
  }

 private:
  int at(int state) const { return at_[static_cast<std::size_t>(state)]; }
  const std::string& code(int state) const { return data_.codes[static_cast<std::size_t>(state)]; }
  void miss(const std::string& who, const std::string& what, const std::string& done) { world_.missing.push_back({who, what, done}); }

  /// The latest year of a series of tables that is not after the start; nothing without one.
  template <class Series>
  const typename Series::mapped_type* of_year(const Series& series, const std::string& what) {
    auto one = series.upper_bound(year_);
    if (one == series.begin()) {
      miss("all", what + fmt::format(" of {} or before", year_), "0");
      return nullptr;
    }
    --one;
    if (one->first != year_) miss("all", fmt::format("{} of {}", what, year_), fmt::format("those of {} stand for them", one->first));
    return &one->second;
  }

  void exports(const std::vector<int>& at) {
    const auto* table = of_year(data_.exports, "exports");
    if (table == nullptr) return;
    const bool actor = data_.find(kUnion) >= 0 && at[static_cast<std::size_t>(data_.find(kUnion))] >= 0;
    const bool rest = active_ < s_.size();
    const auto& members = union_members();
    std::vector<char> left_out(data_.codes.size(), 0);  // the Union, or its members: whichever is not in this world
    for (std::size_t i = 0; i < left_out.size(); ++i)
      left_out[i] = actor ? std::find(members.begin(), members.end(), data_.codes[i]) != members.end() : data_.codes[i] == kUnion;
    std::vector<double> trade(s_.states.size(), 0);
    for (const PairValue& flow : *table) {
      if (left_out[static_cast<std::size_t>(flow.a)] || left_out[static_cast<std::size_t>(flow.b)]) continue;
      const int from = at[static_cast<std::size_t>(flow.a)] >= 0 ? at[static_cast<std::size_t>(flow.a)] : rest ? active_ : -1;
      const int to = at[static_cast<std::size_t>(flow.b)] >= 0 ? at[static_cast<std::size_t>(flow.b)] : rest ? active_ : -1;
      if (from < 0 || to < 0 || from == to) continue;
      s_.exports.at(from, to) += flow.value;
      trade[static_cast<std::size_t>(from)] += flow.value;
      trade[static_cast<std::size_t>(to)] += flow.value;
    }
    for (int i = 0; i < active_; ++i)
      if (!(trade[static_cast<std::size_t>(i)] > 0)) miss(s_.states[static_cast<std::size_t>(i)].code, "any trade", "0");
  }

  void affinity() {
    Matrix sum(active_), count(active_);
    for (auto one = data_.agreement.lower_bound(year_ - kVoteYears); one != data_.agreement.end() && one->first < year_; ++one)
      for (const PairValue& pair : one->second) {
        const int i = at(pair.a), j = at(pair.b);
        if (i < 0 || j < 0 || i == j) continue;
        sum.at(std::min(i, j), std::max(i, j)) += pair.value;
        count.at(std::min(i, j), std::max(i, j)) += 1;
      }
    double total = 0, pairs = 0;
    for (int i = 0; i < active_; ++i)
      for (int j = i + 1; j < active_; ++j)
        if (count.at(i, j) > 0) {
          total += sum.at(i, j) / count.at(i, j);
          ++pairs;
        }
    const double mean = pairs > 0 ? total / pairs : .5;
    long without = 0;
    for (int i = 0; i < active_; ++i)
      for (int j = i + 1; j < active_; ++j) {
        without += count.at(i, j) == 0;
        const double share = count.at(i, j) > 0 ? sum.at(i, j) / count.at(i, j) : mean;
        s_.affinity.at(i, j) = s_.affinity.at(j, i) = std::clamp(2 * share - 1, -1., 1.);
      }
    if (without > 0)
      miss(fmt::format("{} pairs", without), fmt::format("common votes in the General Assembly, {}-{}", year_ - kVoteYears, year_ - 1),
           fmt::format("affinity of the mean pair, {:.3f}", 2 * mean - 1));
  }

  void bonds() {
    const auto* table = of_year(data_.ties[static_cast<int>(Tie::igo)], "shared memberships of organisations");
    if (table == nullptr) return;
    double most = 0;
    for (const PairValue& pair : *table)
      if (at(pair.a) >= 0 && at(pair.b) >= 0) most = std::max(most, pair.value);
    if (!(most > 0)) return;
    Matrix known(active_);
    for (const PairValue& pair : *table) {
      const int i = at(pair.a), j = at(pair.b);
      if (i < 0 || j < 0 || i == j) continue;
      s_.bonds.at(i, j) = s_.bonds.at(j, i) = pair.value / most;
      known.at(i, j) = known.at(j, i) = 1;
    }
    long without = 0;
    for (int i = 0; i < active_; ++i)
      for (int j = i + 1; j < active_; ++j) without += known.at(i, j) == 0;
    if (without > 0) miss(fmt::format("{} pairs", without), "shared memberships of organisations", "bond 0");
  }

  /// 1 where a militarised dispute with force or a strategic rivalry of the last ten years casts doubt on a pact.
  Matrix conflicts() const {
    Matrix out(active_);
    for (const Tie kind : {Tie::rivalry, Tie::hostility}) {
      const auto& series = data_.ties[static_cast<int>(kind)];
      for (auto one = series.lower_bound(year_ - kConflictYears); one != series.end() && one->first <= year_; ++one)
        for (const PairValue& pair : one->second)
          if (at(pair.a) >= 0 && at(pair.b) >= 0 && pair.value >= (kind == Tie::hostility ? kHostile : 1))
            out.at(at(pair.a), at(pair.b)) = out.at(at(pair.b), at(pair.a)) = 1;
    }
    return out;
  }

  void security() {
    const Matrix doubt = conflicts();
    const auto add = [&](int i, int j, double amount) {
      double& cell = s_.security.at(i, j);
      cell = std::min(1., cell + amount);
    };
    if (const auto* pacts = of_year(data_.ties[static_cast<int>(Tie::defense)], "defence pacts"))
      for (const PairValue& pair : *pacts) {
        const int i = at(pair.a), j = at(pair.b);
        if (i < 0 || j < 0 || i == j || pair.value <= 0) continue;
        const bool paper = in_commonwealth(code(pair.a)) && in_commonwealth(code(pair.b)) &&
                           !(in_treaty(code(pair.a), year_) && in_treaty(code(pair.b), year_));
        const double strength = pair.value * (paper || doubt.at(i, j) > 0 ? kDoubtedPact : kPact);
        add(i, j, strength);
        add(j, i, strength);
      }
    if (const auto* pacts = of_year(data_.ties[static_cast<int>(Tie::nonaggression)], "pacts of non-aggression"))
      for (const PairValue& pair : *pacts) {
        const int i = at(pair.a), j = at(pair.b);
        if (i < 0 || j < 0 || i == j || pair.value <= 0 || s_.security.at(i, j) > 0) continue;
        add(i, j, kNonaggression * pair.value);
        add(j, i, kNonaggression * pair.value);
      }
    Matrix orders(active_);
    std::vector<double> total(static_cast<std::size_t>(active_), 0);
    const auto& series = data_.ties[static_cast<int>(Tie::arms)];
    for (auto one = series.lower_bound(year_ - kArmsYears + 1); one != series.end() && one->first <= year_; ++one)
      for (const PairValue& pair : one->second) {
        if (at(pair.a) < 0 || at(pair.b) < 0 || at(pair.a) == at(pair.b)) continue;
        orders.at(at(pair.b), at(pair.a)) += pair.value;
        total[static_cast<std::size_t>(at(pair.b))] += pair.value;
      }
    for (int i = 0; i < active_; ++i) {
      const double all = total[static_cast<std::size_t>(i)];
      if (!(all > 0)) continue;
      for (int j = 0; j < active_; ++j)
        if (orders.at(i, j) > 0) add(i, j, kArms * all / (all + kArmsHalf) * orders.at(i, j) / all);
    }
  }

  const DataFolder& data_;
  const int year_;
  BuiltWorld& world_;
  Scenario& s_;
  const std::vector<int> at_;
  int active_ = 0;  ///< states before the passive rest
};

}  // namespace

void build_ties(const DataFolder& data, const WorldOptions& options, BuiltWorld& world) { Ties(data, options, world).build(); }

double sanction_strength(const Sanction& s) {
  double spared = 1;
  const auto hit = [&](bool is, double weight) { spared *= is ? 1 - weight : 1; };
  hit(s.trade, s.complete ? .7 : .3);
  hit(s.financial, .25);
  hit(s.arms, .1);
  hit(s.military, .1);
  hit(s.travel, .05);
  hit(s.other, .05);
  return 1 - spared;
}

Matrix pressure_in(const DataFolder& data, const BuiltWorld& world, int year, bool with_events) {
  const Scenario& s = world.scenario;
  const std::vector<int> at = places(data, world);
  Matrix spared(s.size(), 1);
  // The sender's strongest case counts, so that a case split into rows by sender or renewed is not counted twice.
  Matrix strongest(s.size());
  const int whole = data.find(kUnion);
  const bool actor = whole >= 0 && at[static_cast<std::size_t>(whole)] >= 0;
  const auto press = [&](int i, int j, double strength) {
    if (i < 0 || j < 0 || i == j) return;
    double& cell = strongest.at(i, j);
    cell = std::max(cell, strength);
  };
  for (const Sanction& one : data.sanctions) {
    if (one.start > year || one.end < year) continue;
    const int target = at[static_cast<std::size_t>(one.target)];
    const double strength = sanction_strength(one);
    if (one.sender < 0) {
      for (int i = 0; i < s.size(); ++i)
        if (!s.states[static_cast<std::size_t>(i)].passive) press(i, target, strength);
    } else if (one.sender == whole && !actor) {
      for (const std::string& member : union_members())
        if (const int i = data.find(member); i >= 0) press(at[static_cast<std::size_t>(i)], target, strength);
    } else {
      press(at[static_cast<std::size_t>(one.sender)], target, strength);
    }
  }
  for (std::size_t k = 0; k < spared.values.size(); ++k) spared.values[k] = 1 - strongest.values[k];
  if (with_events) {
    Matrix hostile(s.size()), all(s.size());
    for (const YearEvents& one : data.events) {
      const int i = at[static_cast<std::size_t>(one.source)], j = at[static_cast<std::size_t>(one.target)];
      if (one.year >= year || one.year < year - kEventYears || i < 0 || j < 0 || i == j) continue;
      hostile.at(i, j) += one.verbal_conflict + 2 * one.material_conflict;
      all.at(i, j) += one.all + one.material_conflict;
    }
    for (std::size_t k = 0; k < spared.values.size(); ++k)
      if (all.values[k] > 0) spared.values[k] *= 1 - kEvents * hostile.values[k] / (all.values[k] + kEventsHalf);
  }
  Matrix out(s.size());
  for (std::size_t k = 0; k < out.values.size(); ++k) out.values[k] = 1 - spared.values[k];
  return out;
}

}  // namespace tarazi::evidence
