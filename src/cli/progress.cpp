// The progress bar, the progress lines of logs, and the interrupt flag.
#include "src/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace tarazi::cli {
namespace {

std::atomic<bool> stop_wanted{false};

extern "C" void on_signal(int) {
  if (stop_wanted.exchange(true)) _exit(130);  // a second Ctrl-C does not wait
}

constexpr double kBarDelay = .5, kBarSeconds = .1, kLogSeconds = 30;

double log_seconds() {
  const char* wish = std::getenv("TARAZI_LOG_SECONDS");
  if (!wish) return kLogSeconds;
  char* end = nullptr;
  const double seconds = std::strtod(wish, &end);
  return end != wish && *end == '\0' && seconds >= 0 ? seconds : kLogSeconds;
}

}  // namespace

bool interrupted() { return stop_wanted; }

void catch_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

Progress::Progress(std::string what, std::string units, bool quiet)
    : what_(std::move(what)), units_(std::move(units)), quiet_(quiet), terminal_(::isatty(STDERR_FILENO) != 0),
      every_(terminal_ ? kBarSeconds : log_seconds()), start_(Clock::now()), last_(start_) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

bool Progress::operator()(long done, long total) {
  const auto seconds_since = [now = Clock::now()](Clock::time_point then) { return std::chrono::duration<double>(now - then).count(); };
  if (first_ < 0) first_ = done;
  const double elapsed = seconds_since(start_);
  if (quiet_ || done == first_ || seconds_since(last_) < every_ || (terminal_ && elapsed < kBarDelay)) return !interrupted();
  last_ = Clock::now();
  const double rate = static_cast<double>(done - first_) / elapsed, share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1;
  const std::string pace = fmt::format("{:.{}f} {} a second, {:.0f} s left", rate, rate < 10 ? 1 : 0, units_, static_cast<double>(total - done) / rate);
  if (terminal_) {
    constexpr int kWidth = 24;
    const int filled = std::clamp(static_cast<int>(share * kWidth), 0, kWidth);
    drawn_ = true;
    fmt::print(stderr, "\r\033[K{} [{:#<{}}{:.<{}}] {:3.0f} %  {}", what_, "", filled, "", kWidth - filled, 100 * share, pace);
  } else {
    fmt::print(stderr, "{}: {} of {} {}, {}\n", what_, done, total, units_, pace);
  }
  std::fflush(stderr);
  return !interrupted();
}

}  // namespace tarazi::cli
