// Wording and order of the mistakes of an input.
// Sorting by position keeps the list readable whatever order the checks run in.
#include "src/config/problems.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tarazi::config {

std::string format(const Problem& problem) {
  std::string out = problem.file;
  if (problem.line > 0) out += fmt::format(":{}:{}", problem.line, problem.column);
  if (!out.empty()) out += ": ";
  if (!problem.path.empty()) out += problem.path + ": ";
  return out + problem.what;
}

namespace {

std::string list(const std::vector<Problem>& problems, std::size_t more) {
  std::string out;
  for (const Problem& p : problems) {
    if (!out.empty()) out += '\n';
    out += format(p);
  }
  if (more > 0) out += fmt::format("\n... and {} more", more);
  return out;
}

}  // namespace

InputError::InputError(std::vector<Problem> problems, std::size_t more)
    : std::runtime_error(list(problems, more)), problems_(std::move(problems)), more_(more) {}

FileError::FileError(std::string path, std::string reason)
    : std::runtime_error(path + ": " + reason), path_(std::move(path)), reason_(std::move(reason)) {}

void Problems::add(const Mark& mark, std::string path, std::string what) {
  if (full()) {
    ++dropped_;
    return;
  }
  stored_.push_back({mark.file ? *mark.file : std::string(), mark.line, mark.column, std::move(path), std::move(what)});
}

void Problems::raise_if_any() {
  if (stored_.empty()) return;
  const auto order = [this](const Problem& p) {
    return std::make_tuple(p.file != first_, std::string_view(p.file), p.line, p.column);
  };
  std::stable_sort(stored_.begin(), stored_.end(),
                   [&](const Problem& a, const Problem& b) { return order(a) < order(b); });
  const auto same = [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column, a.path, a.what) == std::tie(b.file, b.line, b.column, b.path, b.what);
  };
  stored_.erase(std::unique(stored_.begin(), stored_.end(), same), stored_.end());
  std::size_t more = dropped_;
  if (stored_.size() > kShown) {
    more += stored_.size() - kShown;
    stored_.resize(kShown);
  }
  throw InputError(std::move(stored_), more);
}

}  // namespace tarazi::config
