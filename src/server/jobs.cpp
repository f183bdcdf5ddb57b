// Jobs take turns, so that a short forecast does not wait for a long one.
// A slice is counted in months simulated, not in time, so that tests need no clock.
#include "src/server/jobs.h"

#include <algorithm>

namespace tarazi::server {
namespace {

constexpr int kSliceMonths = 384;  ///< world-months of one slice: about 4 ms for the worlds of the lessons

}  // namespace

bool Comparison::slice() {
  try {
    const int count = std::min(replicates_ - a_.replicates(), std::max(1, kSliceMonths / (2 * std::max(1, months_))));
    a_.run(count);
    b_.run(count);
    if (a_.replicates() < replicates_) return false;
    done_(a_, b_);
  } catch (const std::exception& error) {
    failed_(error.what());
  }
  return true;
}

bool Jobs::put(const void* owner, Comparison job) {
  const auto before = std::find_if(queue_.begin(), queue_.end(), [&](const Entry& entry) { return entry.owner == owner; });
  if (before != queue_.end()) {
    before->job = std::make_unique<Comparison>(std::move(job));
    return true;
  }
  if (queue_.size() >= kMost) return false;
  queue_.push_back({owner, std::make_unique<Comparison>(std::move(job))});
  return true;
}

void Jobs::drop(const void* owner) {
  std::erase_if(queue_, [&](const Entry& entry) { return entry.owner == owner; });
}

bool Jobs::work() {
  if (queue_.empty()) return false;
  // Out of the queue while it runs: what it calls may queue or drop others.
  Entry entry = std::move(queue_.front());
  queue_.pop_front();
  if (!entry.job->slice()) queue_.push_back(std::move(entry));
  return !queue_.empty();
}

}  // namespace tarazi::server
