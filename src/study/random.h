// Random numbers of designs and bootstraps: bits fixed by the C++ standard, conversions written here.
// The draws inside runs are a different matter: world/rng.h.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace tarazi::study {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  /// Uniform on [0, 1).
  double unit() { return static_cast<double>(engine_() >> 11) * (1.0 / 9007199254740992.0); }
  /// Uniform on 0..count-1; the bias of at most count/2^53 does not matter here.
  int below(int count) { return static_cast<int>(unit() * count); }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t k = list.size(); k > 1; --k) std::swap(list[k - 1], list[static_cast<std::size_t>(below(static_cast<int>(k)))]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tarazi::study
