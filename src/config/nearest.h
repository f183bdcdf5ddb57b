// The nearest valid names to a mistyped one, for "did you mean ...".
// Distance: optimal string alignment (insert, delete, replace, swap neighbours), case counts half.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarazi::config {

/// Up to `count` candidates near enough to `word` to be a slip of it, nearest first (ties: alphabetical).
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> candidates, std::size_t count = 3);

/// "; did you mean AZE, ARM?" or, when nothing is near, "; allowed: a, b, c" (at most 12 names), or "".
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace tarazi::config
