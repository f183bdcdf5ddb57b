// Progress of long work: a bar on a terminal, a line now and then in a log; and Ctrl-C as a wish to stop that
// work carries out.
#pragma once

#include <chrono>
#include <string>

namespace tarazi::cli {

/// True once Ctrl-C or a polite kill arrived. `catch_interrupts` installs the handler.
bool interrupted();
void catch_interrupts();

/// On a terminal a bar with rate and remaining time, not before half a second; elsewhere a line every 30 seconds
/// (TARAZI_LOG_SECONDS changes that), for the log files of clusters. Both go to standard error.
class Progress {
 public:
  /// `what` is done to `units`: "running", "runs".
  Progress(std::string what, std::string units, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Tells of `done` of `total`; what the first call tells was done earlier and does not count in the rate.
  /// Returns false when the work should stop. Called by one thread at a time.
  bool operator()(long done, long total);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_, units_;
  bool quiet_, terminal_;
  double every_;        ///< seconds between two signs of life
  bool drawn_ = false;
  long first_ = -1;
  Clock::time_point start_, last_;
};

}  // namespace tarazi::cli
