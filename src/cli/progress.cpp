// The progress bar and the interrupt flag.
#include "src/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace tarazi::cli {
namespace {

std::atomic<bool> stop_wanted{false};

extern "C" void on_signal(int) {
  if (stop_wanted.exchange(true)) _exit(130);  // a second Ctrl-C does not wait
}

}  // namespace

bool interrupted() { return stop_wanted; }

void catch_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)), shown_(!quiet && ::isatty(STDERR_FILENO) != 0), start_(std::chrono::steady_clock::now()), last_(start_) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

bool Progress::operator()(long done, long total) {
  using std::chrono::duration;
  if (shown_) {
    const auto now = std::chrono::steady_clock::now();
    const double elapsed = duration<double>(now - start_).count();
    if (elapsed > .5 && duration<double>(now - last_).count() > .1) {
      last_ = now;
      drawn_ = true;
      const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
      const int filled = static_cast<int>(share * 24);
      const double remaining = share > 0 ? elapsed / share - elapsed : 0;
      fmt::print(stderr, "\r\033[K{} [{}{}] {:3.0f} %  {:.0f} s left", what_, std::string(static_cast<std::size_t>(filled), '#'),
                 std::string(static_cast<std::size_t>(24 - filled), '.'), 100 * share, remaining);
      std::fflush(stderr);
    }
  }
  return !interrupted();
}

}  // namespace tarazi::cli
