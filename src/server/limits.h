// Limits on what one address, person or browser may do: how often, how many. Time comes in as seconds, so that
// tests need no clock.
#pragma once

#include <algorithm>
#include <map>
#include <string>

namespace tarazi::server {

/// A bucket of tokens: `rate` a second, at most `burst` saved up.
class Bucket {
 public:
  Bucket(double rate, double burst) : rate_(rate), burst_(burst), level_(burst) {}
  /// Takes one; false when there is none, and then nothing is taken.
  bool take(double now) {
    level_ = std::min(burst_, level_ + (now - last_) * rate_);
    last_ = now;
    if (level_ < 1) return false;
    level_ -= 1;
    return true;
  }

 private:
  double rate_, burst_, level_;
  double last_ = 0;
};

/// Wrong room codes of one address: ten a minute, then a delay that doubles with every further try, up to ten minutes.
class Guesses {
 public:
  /// Whether an address may try now; a refused try counts as one and prolongs the delay.
  bool may_try(const std::string& address, double now) {
    One& one = by_address_[address];
    if (now < one.until) {
      one.delay = std::min(600., one.delay * 2);
      one.until = now + one.delay;
      return false;
    }
    return true;
  }
  void wrong(const std::string& address, double now) {
    One& one = by_address_[address];
    if (now - one.since > 60) one = {now, 0, one.delay, 0};
    if (++one.count >= 10) {
      one.delay = std::min(600., std::max(5., one.delay * 2));
      one.until = now + one.delay;
      one.count = 0;
    }
    if (by_address_.size() > 10'000) by_address_.clear();  // addresses are never kept for long
  }

 private:
  struct One {
    double since = 0;
    int count = 0;
    double delay = 2.5, until = 0;
  };
  std::map<std::string, One> by_address_;
};

}  // namespace tarazi::server
