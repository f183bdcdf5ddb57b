// Edit distance and the wording of suggestions.
// Long words are cut: a suggestion for a mistyped name never needs more than its first 80 characters.
#include "src/config/nearest.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tarazi::config {
namespace {

constexpr std::size_t kLongest = 80;

int letter_cost(char a, char b) {
  if (a == b) return 0;
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return lower(a) == lower(b) ? 1 : 2;
}

/// Twice the edit distance, so that a wrong case can count half.
int distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  std::array<std::array<int, kLongest + 1>, 3> rows{};
  auto* before = &rows[0];
  auto* last = &rows[1];
  auto* now = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = 2 * static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*now)[0] = 2 * static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int best = std::min({(*last)[j] + 2, (*now)[j - 1] + 2, (*last)[j - 1] + letter_cost(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, (*before)[j - 2] + 2);
      (*now)[j] = best;
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return (*last)[b.size()];
}

}  // namespace

std::vector<std::string> nearest(std::string_view word, std::span<const std::string> candidates, std::size_t count) {
  struct Ranked {
    int distance;
    std::string_view name;
  };
  std::vector<Ranked> ranked;
  for (const std::string& name : candidates) {
    const std::size_t longer = std::max(std::min(name.size(), kLongest), std::min(word.size(), kLongest));
    const std::size_t shorter = std::min({name.size(), word.size(), kLongest});
    const int allowed = 2 * static_cast<int>(std::max<std::size_t>(1, longer / 3)) + 1;
    if (2 * static_cast<int>(longer - shorter) > allowed) continue;
    const int d = distance(word, name);
    const bool something_common = d < 2 * static_cast<int>(longer);
    if (d <= allowed && something_common) ranked.push_back({d, name});
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.name < b.name;
  });
  // Names much farther than the best one only distract.
  std::vector<std::string> out;
  for (const Ranked& r : ranked)
    if (out.size() < count && r.distance <= 2 * ranked.front().distance + 1) out.emplace_back(r.name);
  return out;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t kListed = 12;
  std::vector<std::string> names = nearest(word, candidates);
  const bool near = !names.empty();
  if (!near)
    names.assign(candidates.begin(), candidates.begin() + static_cast<long>(std::min(candidates.size(), kListed)));
  if (names.empty()) return {};
  std::string out = near ? "; did you mean " : "; allowed: ";
  for (std::size_t k = 0; k < names.size(); ++k) out += (k ? ", " : "") + names[k];
  if (near) return out + "?";
  return candidates.size() > kListed ? out + ", ..." : out;
}

}  // namespace tarazi::config
