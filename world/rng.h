// A draw is a pure function of (seed, replicate, month, who, whom, stream): Philox4x32-10 (Salmon et al.
// 2011), counter-based, no state. Model section 8.
#pragma once

#include "world/real.h"

namespace tarazi {

/// Streams keep the draws of different purposes apart; numbers are never reused.
enum class Stream : uint32_t { drift = 1, jump_gate = 2, jump_size = 3, mood = 7 };

/// Identity of a state in the counters: FNV-1a, 32 bits, of its code. Adding a state shifts nobody's draws.
constexpr uint32_t state_id(const char* code, unsigned long length) {
  uint32_t hash = 2166136261u;
  for (unsigned long k = 0; k < length; ++k) hash = (hash ^ static_cast<unsigned char>(code[k])) * 16777619u;
  return hash;
}

inline namespace TARAZI_ISA {

/// Four 32-bit words per lane, each in the low half of a 64-bit word.
template <class Word>
struct Block {
  Word word[4];
};

// One 32-bit number per element, whatever the element: a plain uint64_t or a Words<W>. Only the low half of
// an element counts; the high half may hold anything until `low` clears it.
namespace bits {
TARAZI_INLINE uint64_t multiply(uint64_t a, uint64_t b) { return (a & 0xffffffffu) * (b & 0xffffffffu); }
TARAZI_INLINE uint64_t low(uint64_t a) { return a & 0xffffffffu; }
TARAZI_INLINE uint64_t high(uint64_t a) { return a >> 32; }
TARAZI_INLINE uint64_t exclusive_or(uint64_t a, uint64_t b) { return a ^ b; }
TARAZI_INLINE uint64_t add(uint64_t a, uint64_t b) { return a + b; }

#define TARAZI_WORDS(name, expression)                                              \
  template <int W>                                                                  \
  TARAZI_INLINE Words<W> name(const Words<W>& a, const Words<W>& b) {               \
    Words<W> r;                                                                     \
    for (int p = 0; p < Words<W>::kParts; ++p) r.part[p] = expression;              \
    return r;                                                                       \
  }
TARAZI_WORDS(multiply, native::multiply_low32(a.part[p], b.part[p]))
TARAZI_WORDS(exclusive_or, a.part[p] ^ b.part[p])
TARAZI_WORDS(add, a.part[p] + b.part[p])
#undef TARAZI_WORDS
template <int W>
TARAZI_INLINE Words<W> low(const Words<W>& a) {
  Words<W> r;
  for (int p = 0; p < Words<W>::kParts; ++p) r.part[p] = a.part[p] & 0xffffffffu;
  return r;
}
template <int W>
TARAZI_INLINE Words<W> high(const Words<W>& a) {
  Words<W> r;
  for (int p = 0; p < Words<W>::kParts; ++p) r.part[p] = a.part[p] >> 32;
  return r;
}
}  // namespace bits

/// Philox4x32-10. Word is uint64_t (one lane) or Words<W>; the words returned are below 2^32.
template <class Word>
TARAZI_INLINE Block<Word> philox(Block<Word> counter, Word key0, Word key1) {
  using namespace bits;
  const Word m0(0xD2511F53u), m1(0xCD9E8D57u), w0(0x9E3779B9u), w1(0xBB67AE85u);
  for (int round = 0; round < 10; ++round) {
    const Word product0 = multiply(m0, counter.word[0]);
    const Word product1 = multiply(m1, counter.word[2]);
    counter = {{exclusive_or(exclusive_or(high(product1), counter.word[1]), key0), product1,
                exclusive_or(exclusive_or(high(product0), counter.word[3]), key1), product0}};
    key0 = add(key0, w0);
    key1 = add(key1, w1);
  }
  return {{low(counter.word[0]), low(counter.word[1]), low(counter.word[2]), low(counter.word[3])}};
}

/// (word + 0.5) * 2^-32, in (0, 1).
TARAZI_INLINE double uniform(uint64_t word) { return (static_cast<double>(word) + .5) * 0x1p-32; }
template <int W>
TARAZI_INLINE Pack<W> uniform(const Words<W>& word) {
  // A word below 2^32 put into the mantissa of 2^52 is exact on every instruction set.
  Pack<W> r;
  for (int p = 0; p < Words<W>::kParts; ++p)
    r.part[p] = native::real_from_bits(word.part[p] | 0x4330000000000000u) - 0x1p52;
  return (r + .5) * 0x1p-32;
}

/// The model's "normal": sqrt(3) (u1+u2+u3+u4 - 2), mean 0, variance 1, bounded by 2 sqrt(3).
template <class Word>
TARAZI_INLINE auto normal(const Block<Word>& block) {
  const auto sum = ((uniform(block.word[0]) + uniform(block.word[1])) + uniform(block.word[2])) + uniform(block.word[3]);
  return (sum - 2.0) * 1.7320508075688772;
}

}  // namespace TARAZI_ISA
}  // namespace tarazi
