// How worlds lie in lanes, so that a law is written once: either replicates share a register (many small
// worlds) or the partners of one state do (one large world). And the one canonical order of summation.
#pragma once

#include "world/real.h"
#include "world/world.h"

namespace tarazi {
inline namespace TARAZI_ISA {

/// Sums run over 8 stripes (index mod 8), each in index order from +0, folded as a tree. Every layout,
/// lane count and instruction set adds in this order, so all give the same bits.
inline constexpr int kStripes = 8;

template <class R, class Stripe>
TARAZI_INLINE R fold(Stripe&& a) {
  return ((a(0) + a(4)) + (a(2) + a(6))) + ((a(1) + a(5)) + (a(3) + a(7)));
}

/// Sum of term(k) for k = 0 .. n-1 in the canonical order. One stripe after the other: few registers are
/// alive at a time, where eight running sums of 16 lanes would not fit the registers of most machines.
template <class R, class Term>
TARAZI_INLINE R sum_in_stripes(int n, Term&& term) {
  return fold<R>([&](int first) TARAZI_LAMBDA {
    R sum(0);
    for (int k = first; k < n; k += kStripes) sum += term(k);
    return sum;
  });
}

/// The same sum with all stripes side by side: memory is read once from front to back, for long sums.
template <class R, class Term>
TARAZI_INLINE R sum_in_rows(int n, Term&& term) {
  R stripe[kStripes] = {R(0), R(0), R(0), R(0), R(0), R(0), R(0), R(0)};
  int k = 0;
  for (; k + kStripes <= n; k += kStripes)
    for (int s = 0; s < kStripes; ++s) stripe[s] += term(k + s);
  for (int s = 0; k + s < n; ++s) stripe[s] += term(k + s);
  return fold<R>([&](int s) TARAZI_LAMBDA { return stripe[s]; });
}

/// W replicates (or design points) of a small world, one a lane: arrays are [state][lane] and
/// [state][partner][lane]. A row's number and a pair's number are both W lanes wide.
template <int W>
struct ReplicatesInLanes {
  using Row = Pack<W>;
  using Cell = Pack<W>;
  static constexpr int kLanes = W;
  static constexpr int kStates = 1;  ///< states per chunk
  static constexpr bool kThreads = false;

  static int chunks(const World& w) { return w.states; }
  static long offset(const World& w, int i, int c) { return (static_cast<long>(i) * w.states + c) * W; }
  static TARAZI_INLINE Row row(const double* a, int i) { return Row::load(a + static_cast<long>(i) * W); }
  static TARAZI_INLINE void put_row(double* a, int i, const Row& v) { v.store(a + static_cast<long>(i) * W); }
  static TARAZI_INLINE Cell column(const double* a, int c) { return row(a, c); }
  static TARAZI_INLINE void put_column(double* a, int c, const Cell& v) { put_row(a, c, v); }
  static TARAZI_INLINE Cell cell(const World& w, const double* m, int i, int c) { return Cell::load(m + offset(w, i, c)); }
  /// m seen from the other side, m_ji in the place of (i, j); `mirrored` the same from its mirror.
  static TARAZI_INLINE Cell transposed(const World& w, const double* m, int i, int c) { return cell(w, m, c, i); }
  static TARAZI_INLINE Cell mirrored(const World& w, const double* m, const double*, int i, int c) { return cell(w, m, c, i); }
  static TARAZI_INLINE void mirror(const World&, const double*, double*, int) {}
  static TARAZI_INLINE void put(const World& w, double* m, int i, int c, const Cell& v) { v.store(m + offset(w, i, c)); }
  static TARAZI_INLINE Row at(const World& w, const double* m, int i, int j) { return cell(w, m, i, j); }
  static TARAZI_INLINE void put_at(const World& w, double* m, int i, int j, const Row& v) { put(w, m, i, j, v); }
  static TARAZI_INLINE Cell spread(const Row& v) { return v; }

  static TARAZI_INLINE bool skip_pair(const World& w, int i, int c) { return i == c || !w.is_active[i] || !w.is_active[c]; }
  static TARAZI_INLINE bool skip_other(int i, int c) { return i == c; }
  static TARAZI_INLINE Cell if_pair(const World&, int, int, const Cell& then, const Cell&) { return then; }
  static TARAZI_INLINE Cell if_other(int, int, const Cell& then, const Cell&) { return then; }

  template <class Term>
  static TARAZI_INLINE Row sum_cells(const World& w, Term&& term) {
    return sum_in_stripes<Row>(w.states, term);
  }

  struct Keys {
    Words<W> seed, replicate;
  };
  /// Keys of the random numbers of a row, and counters of a cell's partners.
  static TARAZI_INLINE Keys keys(const World& w) { return {Words<W>::load(w.seed), Words<W>::load(w.replicate)}; }
  static TARAZI_INLINE Keys cell_keys(const World& w) { return keys(w); }
  static TARAZI_INLINE Words<W> partner_ids(const World& w, int c) { return Words<W>(w.id[c]); }
};

/// One large world: arrays are [state] and [state][partner], the partners of a state in the lanes.
/// A row's number is one double, a pair's number a chunk of 8 partners; rows are padded with zeros.
struct PartnersInLanes {
  static constexpr int W = kStripes;
  using Row = double;
  using Cell = Pack<W>;
  static constexpr int kLanes = 1;
  static constexpr int kStates = W;
  static constexpr bool kThreads = true;

  static int chunks(const World& w) { return w.stride / W; }
  static long offset(const World& w, int i, int c) { return static_cast<long>(i) * w.stride + static_cast<long>(c) * W; }
  static TARAZI_INLINE Row row(const double* a, int i) { return a[i]; }
  static TARAZI_INLINE void put_row(double* a, int i, Row v) { a[i] = v; }
  static TARAZI_INLINE Cell column(const double* a, int c) { return Cell::load(a + static_cast<long>(c) * W); }
  static TARAZI_INLINE void put_column(double* a, int c, const Cell& v) { v.store(a + static_cast<long>(c) * W); }
  static TARAZI_INLINE Cell cell(const World& w, const double* m, int i, int c) { return Cell::load(m + offset(w, i, c)); }
  static TARAZI_INLINE Cell transposed(const World& w, const double* m, int i, int c) {
    alignas(64) double lane[W];
    const double* from = m + static_cast<long>(c) * W * w.stride + i;
    for (int l = 0; l < W; ++l) lane[l] = from[static_cast<long>(l) * w.stride];
    return Cell::load(lane);
  }
  /// Numbers of a column lie far apart: what several laws read so has a mirror, made once a month.
  static TARAZI_INLINE Cell mirrored(const World& w, const double*, const double* back, int i, int c) { return cell(w, back, i, c); }
  /// back_ji = m_ij for the rows i of chunk c, a square of 8 x 8 at a time.
  static TARAZI_INLINE void mirror(const World& w, const double* m, double* back, int c) {
    const int n = chunks(w);
    for (int d = 0; d < n; ++d) {
      Cell square[W];
      for (int k = 0; k < W; ++k) square[k] = cell(w, m, c * W + k, d);
      transpose(square);
      for (int k = 0; k < W; ++k) put(w, back, d * W + k, c, square[k]);
    }
  }
  static TARAZI_INLINE void put(const World& w, double* m, int i, int c, const Cell& v) { v.store(m + offset(w, i, c)); }
  static TARAZI_INLINE Row at(const World& w, const double* m, int i, int j) { return m[static_cast<long>(i) * w.stride + j]; }
  static TARAZI_INLINE void put_at(const World& w, double* m, int i, int j, Row v) { m[static_cast<long>(i) * w.stride + j] = v; }
  static TARAZI_INLINE Cell spread(Row v) { return Cell(v); }

  static TARAZI_INLINE bool skip_pair(const World& w, int i, int) { return !w.is_active[i]; }
  static TARAZI_INLINE bool skip_other(int, int) { return false; }
  /// `then` for the partners of i in the chunk, `otherwise` for itself, passive states and padding.
  static TARAZI_INLINE Cell if_pair(const World& w, int i, int c, const Cell& then, const Cell& otherwise) {
    return if_other(i, c, if_greater(column(w.active, c), Cell(0), then, otherwise), otherwise);
  }
  static TARAZI_INLINE Cell if_other(int i, int c, const Cell& then, const Cell& otherwise) {
    if (i / W != c) return then;
    alignas(64) double lane[W];
    alignas(64) double own[W];
    then.store(lane);
    otherwise.store(own);
    lane[i % W] = own[i % W];
    return Cell::load(lane);
  }

  template <class Term>
  static TARAZI_INLINE Row sum_cells(const World& w, Term&& term) {
    Cell stripes(0);
    const int n = chunks(w);
    for (int c = 0; c < n; ++c) stripes += term(c);
    alignas(64) double a[W];
    stripes.store(a);
    return fold<Row>([&](int stripe) TARAZI_LAMBDA { return a[stripe]; });
  }

  template <class Word>
  struct Keys {
    Word seed, replicate;
  };
  static TARAZI_INLINE Keys<uint64_t> keys(const World& w) { return {w.seed[0], w.replicate[0]}; }
  static TARAZI_INLINE Keys<Words<W>> cell_keys(const World& w) { return {Words<W>(w.seed[0]), Words<W>(w.replicate[0])}; }
  static TARAZI_INLINE Words<W> partner_ids(const World& w, int c) { return Words<W>::load(w.id + c * W); }
};

/// f(c) for every chunk of partners of i that can be paired with it; store results with `put_pair`.
template <class L, class F>
TARAZI_INLINE void for_each_pair(const World& w, int i, F&& f) {
  const int n = L::chunks(w);
  for (int c = 0; c < n; ++c)
    if (!L::skip_pair(w, i, c)) f(c);
}
/// f(c) for every chunk of other states, passive ones included.
template <class L, class F>
TARAZI_INLINE void for_each_other(const World& w, int i, F&& f) {
  const int n = L::chunks(w);
  for (int c = 0; c < n; ++c)
    if (!L::skip_other(i, c)) f(c);
}
/// f(c) for every chunk of states, itself included.
template <class L, class F>
TARAZI_INLINE void for_each_chunk(const World& w, F&& f) {
  const int n = L::chunks(w);
  for (int c = 0; c < n; ++c) f(c);
}

/// Stores v for the pairs of the chunk and leaves 0 elsewhere.
template <class L>
TARAZI_INLINE void put_pair(const World& w, double* m, int i, int c, const typename L::Cell& v) {
  L::put(w, m, i, c, L::if_pair(w, i, c, v, typename L::Cell(0)));
}
/// Stores v for the pairs of the chunk and `otherwise` elsewhere.
template <class L>
TARAZI_INLINE void put_pair(const World& w, double* m, int i, int c, const typename L::Cell& v,
                            const typename L::Cell& otherwise) {
  L::put(w, m, i, c, L::if_pair(w, i, c, v, otherwise));
}

/// Sum over the partners of i (or over all states) of a row of numbers prepared in scratch.
template <class L>
TARAZI_INLINE typename L::Row sum_row(const World& w, const double* m, int i) {
  return L::sum_cells(w, [&](int c) TARAZI_LAMBDA { return L::cell(w, m, i, c); });
}
/// Sum over rows i of term(i) for the states of chunk c.
template <class L, class Term>
TARAZI_INLINE typename L::Cell sum_column(const World& w, Term&& term) {
  if constexpr (L::kThreads) return sum_in_rows<typename L::Cell>(w.states, term);
  return sum_in_stripes<typename L::Cell>(w.states, term);
}
/// Sum over all states of an array of one number a state.
template <class L>
TARAZI_INLINE typename L::Row sum_states(const World& w, const double* a) {
  return sum_in_stripes<typename L::Row>(w.states, [&](int i) TARAZI_LAMBDA { return L::row(a, i); });
}

template <class L>
TARAZI_INLINE typename L::Row parameter(const World& w, Parameter p) {
  return L::row(w.parameters, static_cast<int>(p));
}
template <class L>
TARAZI_INLINE typename L::Row weight(const World& w, Weight k, int i) {
  return L::row(w.weights + static_cast<long>(k) * w.stride * L::kLanes, i);
}

}  // namespace TARAZI_ISA
}  // namespace tarazi
