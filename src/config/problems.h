// What is wrong with an input, collected so that a user sees all mistakes of a file at once.
// `Problems` gathers them, `InputError` carries them out, `FileError` is for files that cannot be read.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "src/config/tree.h"

namespace tarazi::config {

/// One mistake. Line and column count from 1; they are 0, and the file is empty, when the mistake is
/// in no file (an assignment from the command line, a scenario built in memory).
struct Problem {
  std::string file;
  int line = 0;
  int column = 0;
  std::string path;  ///< dotted path of the key, e.g. states.AZE.gdp; may be empty
  std::string what;  ///< what is wrong; what is allowed; did you mean ...
};

/// `file:line:column: key.path: what`, leaving out what is not known.
std::string format(const Problem& problem);

/// Bad input (exit code 2). `what()` lists all problems, one a line.
class InputError : public std::runtime_error {
 public:
  /// `more` problems were found besides those listed.
  explicit InputError(std::vector<Problem> problems, std::size_t more = 0);
  const std::vector<Problem>& problems() const { return problems_; }
  std::size_t more() const { return more_; }

 private:
  std::vector<Problem> problems_;
  std::size_t more_;
};

/// A file that cannot be opened or read (exit code 4).
class FileError : public std::runtime_error {
 public:
  FileError(std::string path, std::string reason);
  const std::string& path() const { return path_; }
  const std::string& reason() const { return reason_; }

 private:
  std::string path_, reason_;
};

/// Collects problems; thrown together, sorted by file (`first` before the others) and position.
class Problems {
 public:
  static constexpr std::size_t kShown = 100;    ///< listed in the error
  static constexpr std::size_t kStored = 1000;  ///< kept for sorting; the rest is only counted

  explicit Problems(std::string first = {}) : first_(std::move(first)) {}
  void add(const Mark& mark, std::string path, std::string what);
  void add(std::string path, std::string what) { add(Mark{}, std::move(path), std::move(what)); }
  bool any() const { return !stored_.empty(); }
  /// True when further problems are only counted, so that no effort need go into their wording.
  bool full() const { return stored_.size() >= kStored; }
  /// Throws InputError when there is any problem.
  void raise_if_any();

 private:
  std::string first_;
  std::vector<Problem> stored_;
  std::size_t dropped_ = 0;
};

}  // namespace tarazi::config
