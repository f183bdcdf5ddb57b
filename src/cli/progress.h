// Progress of long work on a terminal, and Ctrl-C as a wish to stop that work carries out.
#pragma once

#include <chrono>
#include <string>

namespace tarazi::cli {

/// True once Ctrl-C or a polite kill arrived. `catch_interrupts` installs the handler.
bool interrupted();
void catch_interrupts();

/// A bar with rate and remaining time on standard error, only on a terminal and not before half a second.
class Progress {
 public:
  Progress(std::string what, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Shows `done` of `total`; returns false when the work should stop. Called by one thread at a time.
  bool operator()(long done, long total);

 private:
  std::string what_;
  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace tarazi::cli
