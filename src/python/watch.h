// What the engine calls while it computes with the interpreter free: looks for Ctrl-C and reports progress.
// Only the calling thread touches the interpreter.
#pragma once

#include <chrono>
#include <thread>

#include "src/python/bindings.h"

namespace tarazi::python {

class Watch {
 public:
  /// `progress` is a Python callable of (done, work), or None.
  explicit Watch(py::object progress) : progress_(std::move(progress)) {}

  /// False when the work should stop: Ctrl-C, or `progress` raised; the Python error is then set.
  bool operator()(long done, long work) {
    if (std::this_thread::get_id() != caller_) return true;
    const auto now = Clock::now();
    if (now - looked_ < std::chrono::milliseconds(50)) return true;
    looked_ = now;
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) return stop();
    if (progress_.is_none()) return true;
    try {
      progress_(done, work);
    } catch (py::error_already_set& error) {
      error.restore();
      return stop();
    }
    return true;
  }
  bool stopped() const { return stopped_; }
  /// After the work, with the interpreter held: the last report, or the error that stopped it.
  void finish(long done, long work) {
    if (stopped_) throw py::error_already_set();
    if (!progress_.is_none()) progress_(done, work);
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool stop() {
    stopped_ = true;
    return false;
  }
  py::object progress_;
  std::thread::id caller_ = std::this_thread::get_id();
  Clock::time_point looked_ = Clock::now();
  bool stopped_ = false;
};

}  // namespace tarazi::python
