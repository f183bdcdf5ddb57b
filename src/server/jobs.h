// Forecasts computed in small slices between messages, so that nobody waits for somebody else's curiosity.
// One job a person: a newer wish takes the place of the one before. No clock, no threads.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "src/server/futures.h"

namespace tarazi::server {

/// Two courses of one moment over the same replicates.
class Comparison {
 public:
  using Done = std::function<void(const Futures& a, const Futures& b)>;
  using Failed = std::function<void(const std::string& why)>;
  /// `done` is called once, with all replicates; `failed` instead when a world leaves its bounds.
  Comparison(Futures a, Futures b, int months, int replicates, Done done, Failed failed)
      : a_(std::move(a)), b_(std::move(b)), months_(months), replicates_(replicates), done_(std::move(done)), failed_(std::move(failed)) {}
  /// A few milliseconds of work; true when it was the last. Both sides grow evenly.
  bool slice();

 private:
  Futures a_, b_;
  int months_, replicates_;
  Done done_;
  Failed failed_;
};

class Jobs {
 public:
  static constexpr std::size_t kMost = 64;
  /// Queues a job of `owner` (any address that names a person); an unfinished one of the same owner is given up. False:
  /// the queue is full, and nothing has changed.
  bool put(const void* owner, Comparison job);
  /// Gives up the job of somebody who left.
  void drop(const void* owner);
  /// One slice of the job whose turn it is; true while there is more to do.
  bool work();
  std::size_t waiting() const { return queue_.size(); }

 private:
  struct Entry {
    const void* owner;
    std::unique_ptr<Comparison> job;
  };
  std::deque<Entry> queue_;
};

}  // namespace tarazi::server
