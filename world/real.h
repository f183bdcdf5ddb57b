// Several doubles at once. A `Pack<W>` holds W lanes and behaves like one double: the laws are written
// once and compiled for every instruction set, each in a namespace of its own (TARAZI_ISA).
#pragma once

#include <stdint.h>

#if defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

#ifndef TARAZI_ISA
#define TARAZI_ISA generic
#endif
#ifndef TARAZI_NATIVE
#define TARAZI_NATIVE 2  // doubles per machine register this translation unit is compiled for
#endif

namespace tarazi {
inline namespace TARAZI_ISA {

inline constexpr int kNative = TARAZI_NATIVE;

#if TARAZI_NATIVE == 1
using NativeReal = double;
using NativeWord = uint64_t;
#else
// may_alias: lanes are loaded from and stored to plain arrays of double.
typedef double NativeReal __attribute__((vector_size(8 * TARAZI_NATIVE), may_alias));
typedef uint64_t NativeWord __attribute__((vector_size(8 * TARAZI_NATIVE), may_alias));
#endif

#define TARAZI_INLINE inline __attribute__((always_inline))
#define TARAZI_LAMBDA __attribute__((always_inline))

namespace native {

TARAZI_INLINE NativeReal sqrt(NativeReal a) {
#if TARAZI_NATIVE == 1
  return __builtin_sqrt(a);
#elif TARAZI_NATIVE == 8 && defined(__AVX512F__)
  return (NativeReal)_mm512_sqrt_pd((__m512d)a);
#elif TARAZI_NATIVE == 4 && defined(__AVX2__)
  return (NativeReal)_mm256_sqrt_pd((__m256d)a);
#elif TARAZI_NATIVE == 2 && defined(__SSE2__)
  return (NativeReal)_mm_sqrt_pd((__m128d)a);
#else
  for (int k = 0; k < TARAZI_NATIVE; ++k) a[k] = __builtin_sqrt(a[k]);
  return a;
#endif
}

/// Product of the low 32 bits of each word, 64 bits wide.
TARAZI_INLINE NativeWord multiply_low32(NativeWord a, NativeWord b) {
#if TARAZI_NATIVE == 8 && defined(__AVX512F__)
  return (NativeWord)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif TARAZI_NATIVE == 4 && defined(__AVX2__)
  return (NativeWord)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif TARAZI_NATIVE == 2 && defined(__SSE2__)
  return (NativeWord)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
  return (a & 0xffffffffu) * (b & 0xffffffffu);
#endif
}

/// a0 b0 a1 b1 ...: the first and the second half.
TARAZI_INLINE NativeReal interleave_first(NativeReal a, NativeReal b) {
#if TARAZI_NATIVE == 8
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
#elif TARAZI_NATIVE == 4
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
#elif TARAZI_NATIVE == 2
  return __builtin_shufflevector(a, b, 0, 2);
#else
  return (void)b, a;
#endif
}
TARAZI_INLINE NativeReal interleave_second(NativeReal a, NativeReal b) {
#if TARAZI_NATIVE == 8
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
#elif TARAZI_NATIVE == 4
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
#elif TARAZI_NATIVE == 2
  return __builtin_shufflevector(a, b, 1, 3);
#else
  return (void)a, b;
#endif
}

TARAZI_INLINE NativeReal real_from_bits(NativeWord a) {
  NativeReal r;
  __builtin_memcpy(&r, &a, sizeof r);
  return r;
}

}  // namespace native

/// W doubles; every operation acts lane by lane and is exact IEEE 754, so a lane's bits do not depend on
/// its neighbours, on W or on the instruction set.
template <int W>
struct Pack {
  static constexpr int kParts = W / kNative;
  static_assert(W % kNative == 0);
  NativeReal part[kParts];

  Pack() = default;
  TARAZI_INLINE Pack(double value) {
    for (int p = 0; p < kParts; ++p) part[p] = value - NativeReal{};
  }
  static TARAZI_INLINE Pack load(const double* from) {
    Pack r;
    for (int p = 0; p < kParts; ++p) r.part[p] = reinterpret_cast<const NativeReal*>(from)[p];
    return r;
  }
  TARAZI_INLINE void store(double* to) const {
    for (int p = 0; p < kParts; ++p) reinterpret_cast<NativeReal*>(to)[p] = part[p];
  }
};

#define TARAZI_PACK_OPERATOR(op)                                                     \
  template <int W>                                                                   \
  TARAZI_INLINE Pack<W> operator op(const Pack<W>& a, const Pack<W>& b) {            \
    Pack<W> r;                                                                       \
    for (int p = 0; p < Pack<W>::kParts; ++p) r.part[p] = a.part[p] op b.part[p];    \
    return r;                                                                        \
  }                                                                                  \
  template <int W>                                                                   \
  TARAZI_INLINE Pack<W> operator op(const Pack<W>& a, double b) {                    \
    return a op Pack<W>(b);                                                          \
  }                                                                                  \
  template <int W>                                                                   \
  TARAZI_INLINE Pack<W> operator op(double a, const Pack<W>& b) {                    \
    return Pack<W>(a) op b;                                                          \
  }
TARAZI_PACK_OPERATOR(+)
TARAZI_PACK_OPERATOR(-)
TARAZI_PACK_OPERATOR(*)
TARAZI_PACK_OPERATOR(/)
#undef TARAZI_PACK_OPERATOR

template <int W>
TARAZI_INLINE Pack<W>& operator+=(Pack<W>& a, const Pack<W>& b) {
  a = a + b;
  return a;
}

TARAZI_INLINE double max(double a, double b) { return a > b ? a : b; }
TARAZI_INLINE double min(double a, double b) { return a < b ? a : b; }
TARAZI_INLINE double sqrt(double a) { return __builtin_sqrt(a); }
/// `a > b ? then : otherwise`
TARAZI_INLINE double if_greater(double a, double b, double then, double otherwise) {
  return a > b ? then : otherwise;
}

template <int W>
TARAZI_INLINE Pack<W> max(const Pack<W>& a, const Pack<W>& b) {
  Pack<W> r;
  for (int p = 0; p < Pack<W>::kParts; ++p) r.part[p] = a.part[p] > b.part[p] ? a.part[p] : b.part[p];
  return r;
}
template <int W>
TARAZI_INLINE Pack<W> min(const Pack<W>& a, const Pack<W>& b) {
  Pack<W> r;
  for (int p = 0; p < Pack<W>::kParts; ++p) r.part[p] = a.part[p] < b.part[p] ? a.part[p] : b.part[p];
  return r;
}
template <int W>
TARAZI_INLINE Pack<W> sqrt(const Pack<W>& a) {
  Pack<W> r;
  for (int p = 0; p < Pack<W>::kParts; ++p) r.part[p] = native::sqrt(a.part[p]);
  return r;
}
template <int W>
TARAZI_INLINE Pack<W> if_greater(const Pack<W>& a, const Pack<W>& b, const Pack<W>& then,
                                 const Pack<W>& otherwise) {
  Pack<W> r;
  for (int p = 0; p < Pack<W>::kParts; ++p)
    r.part[p] = a.part[p] > b.part[p] ? then.part[p] : otherwise.part[p];
  return r;
}
/// Is a > b in any lane?
TARAZI_INLINE bool any_greater(double a, double b) { return a > b; }
template <int W>
TARAZI_INLINE bool any_greater(const Pack<W>& a, const Pack<W>& b) {
  long any = 0;
#if TARAZI_NATIVE == 1
  for (int p = 0; p < W; ++p) any |= a.part[p] > b.part[p];
#else
  auto greater = a.part[0] > b.part[0];
  for (int p = 1; p < Pack<W>::kParts; ++p) greater |= a.part[p] > b.part[p];
  for (int k = 0; k < kNative; ++k) any |= greater[k];
#endif
  return any != 0;
}

/// a0 b0 a1 b1 ... in two packs.
template <int W>
TARAZI_INLINE void interleave(const Pack<W>& a, const Pack<W>& b, Pack<W>& first, Pack<W>& second) {
  NativeReal both[2 * Pack<W>::kParts];
  for (int p = 0; p < Pack<W>::kParts; ++p) {
    both[2 * p] = native::interleave_first(a.part[p], b.part[p]);
    both[2 * p + 1] = native::interleave_second(a.part[p], b.part[p]);
  }
  for (int p = 0; p < Pack<W>::kParts; ++p) {
    first.part[p] = both[p];
    second.part[p] = both[Pack<W>::kParts + p];
  }
}
/// Rows become columns. Three rounds of interleaving row k with row k + 4 turn the six bits of
/// (row, column) by three places, which exchanges them.
TARAZI_INLINE void transpose(Pack<8> (&row)[8]) {
  for (int round = 0; round < 3; ++round) {
    Pack<8> turned[8];
    for (int k = 0; k < 4; ++k) interleave(row[k], row[k + 4], turned[2 * k], turned[2 * k + 1]);
    for (int k = 0; k < 8; ++k) row[k] = turned[k];
  }
}

template <int W>
TARAZI_INLINE Pack<W> max(const Pack<W>& a, double b) { return max(a, Pack<W>(b)); }
template <int W>
TARAZI_INLINE Pack<W> min(const Pack<W>& a, double b) { return min(a, Pack<W>(b)); }

/// max(low, min(high, a))
template <class R>
TARAZI_INLINE R clip(const R& a, double low, double high) {
  return max(min(a, high), low);
}
template <class R>
TARAZI_INLINE R positive_part(const R& a) { return max(a, 0.0); }
/// a / b, and 0 where b is 0: wherever a ratio of sums of non-negative numbers can vanish.
TARAZI_INLINE double ratio(double a, double b) { return b > 0 ? a / b : 0.0; }
template <int W>
TARAZI_INLINE Pack<W> ratio(const Pack<W>& a, const Pack<W>& b) {
  return if_greater(b, Pack<W>(0), a / b, Pack<W>(0));
}

/// W 64-bit words that carry 32-bit numbers, for the random numbers.
template <int W>
struct Words {
  static constexpr int kParts = W / kNative;
  NativeWord part[kParts];
  Words() = default;
  TARAZI_INLINE Words(uint64_t value) {
    for (int p = 0; p < kParts; ++p) part[p] = value + NativeWord{};
  }
  static TARAZI_INLINE Words load(const uint64_t* from) {
    Words r;
    for (int p = 0; p < kParts; ++p) r.part[p] = reinterpret_cast<const NativeWord*>(from)[p];
    return r;
  }
};

}  // namespace TARAZI_ISA
}  // namespace tarazi
