// One long piece of work at a time in a thread of its own, so that a report does not keep a class waiting.
// The work gets no pointer to anything the serving thread uses; only its progress and its result come back.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace tarazi::server {

class Worker {
 public:
  /// Says how far it is; false: nobody wants the result any more.
  using Progress = std::function<bool(int done, int of)>;
  using Work = std::function<std::string(const Progress&)>;
  /// Gets the result; nothing when the work threw.
  using Done = std::function<void(std::optional<std::string>)>;

  Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  bool busy() const { return thread_.joinable(); }
  /// Begins; false when busy. `done` is called by `collect` or `stop`, in their thread.
  bool start(Work work, Done done);
  /// Hands over the result if there is one.
  void collect();
  /// Asks the work to give up and waits for it; `done` is told that there is nothing.
  void stop();
  /// Parts done and their number; 0 of 0 before the first is told.
  int parts_done() const { return state_ ? state_->done.load() : 0; }
  int parts() const { return state_ ? state_->of.load() : 0; }

 private:
  struct State {
    std::atomic<int> done{0}, of{0};
    std::atomic<bool> unwanted{false}, finished{false};
    std::optional<std::string> result;  ///< read after the thread has been joined
  };
  void finish(bool wanted);
  std::shared_ptr<State> state_;
  std::thread thread_;
  Done done_;
};

}  // namespace tarazi::server
