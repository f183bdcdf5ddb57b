// A thread per piece of work, joined before its result is read: no locks are needed.
// It runs at low priority, as the class goes on meanwhile, perhaps on a single core.
#include "src/server/worker.h"

#include <exception>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tarazi::server {

Worker::~Worker() { stop(); }

bool Worker::start(Work work, Done done) {
  if (busy()) return false;
  state_ = std::make_shared<State>();
  done_ = std::move(done);
  thread_ = std::thread([state = state_, work = std::move(work)] {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 10);  // of this thread alone, on Linux
    try {
      state->result = work([&](int parts, int of) {
        state->of = of;
        state->done = parts;
        return !state->unwanted;
      });
    } catch (const std::exception&) {
      state->result.reset();
    }
    state->finished = true;
  });
  return true;
}

void Worker::finish(bool wanted) {
  thread_.join();
  std::optional<std::string> result = wanted ? std::move(state_->result) : std::nullopt;
  state_.reset();
  const Done done = std::move(done_);
  done_ = nullptr;
  done(std::move(result));
}

void Worker::collect() {
  if (busy() && state_->finished) finish(true);
}

void Worker::stop() {
  if (!busy()) return;
  state_->unwanted = true;
  finish(false);
}

}  // namespace tarazi::server
