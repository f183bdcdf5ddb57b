// Counts the floating-point operations of a month: the laws, run once on numbers that count. So the figure
// follows the laws when they change, where a count by hand would not.
#include "src/cli/bench.h"
#include "src/sim/month.h"
#include "world/block.h"

namespace tarazi {
namespace {

long operations = 0;

/// A double that counts what is done with it.
struct Counted {
  double value = 0;
  Counted() = default;
  Counted(double v) : value(v) {}
};
Counted counted(double v) {
  ++operations;
  return v;
}
Counted operator+(Counted a, Counted b) { return counted(a.value + b.value); }
Counted operator-(Counted a, Counted b) { return counted(a.value - b.value); }
Counted operator*(Counted a, Counted b) { return counted(a.value * b.value); }
Counted operator/(Counted a, Counted b) { return counted(a.value / b.value); }
Counted& operator+=(Counted& a, Counted b) { return a = a + b; }
Counted sqrt(Counted a) { return counted(__builtin_sqrt(a.value)); }
Counted max(Counted a, Counted b) { return counted(a.value > b.value ? a.value : b.value); }
Counted min(Counted a, Counted b) { return counted(a.value < b.value ? a.value : b.value); }
Counted if_greater(Counted a, Counted b, Counted then, Counted otherwise) { return a.value > b.value ? then : otherwise; }
bool any_greater(Counted a, Counted b) { return a.value > b.value; }
Counted ratio(Counted a, Counted b) { return b.value > 0 ? a / b : Counted(0); }

/// One world, one number at a time.
struct CountingLayout {
  using Row = Counted;
  using Cell = Counted;
  static constexpr int kLanes = 1;
  static constexpr int kStates = 1;
  static constexpr bool kThreads = false;

  static int chunks(const World& w) { return w.states; }
  static Row row(const double* a, int i) { return a[i]; }
  static void put_row(double* a, int i, Row v) { a[i] = v.value; }
  static Cell column(const double* a, int c) { return a[c]; }
  static void put_column(double* a, int c, Cell v) { a[c] = v.value; }
  static Cell cell(const World& w, const double* m, int i, int c) { return m[w.pair(i, c)]; }
  static Cell transposed(const World& w, const double* m, int i, int c) { return m[w.pair(c, i)]; }
  static Cell mirrored(const World& w, const double* m, const double*, int i, int c) { return m[w.pair(c, i)]; }
  static void mirror(const World&, const double*, double*, int) {}
  static void put(const World& w, double* m, int i, int c, Cell v) { m[w.pair(i, c)] = v.value; }
  static Row at(const World& w, const double* m, int i, int j) { return m[w.pair(i, j)]; }
  static void put_at(const World& w, double* m, int i, int j, Row v) { m[w.pair(i, j)] = v.value; }
  static Cell spread(Row v) { return v; }
  static bool skip_pair(const World& w, int i, int c) { return i == c || !w.is_active[i] || !w.is_active[c]; }
  static bool skip_other(int i, int c) { return i == c; }
  static Cell if_pair(const World&, int, int, Cell then, Cell) { return then; }
  static Cell if_other(int, int, Cell then, Cell) { return then; }
  template <class Term>
  static Row sum_cells(const World& w, Term&& term) {
    return sum_in_stripes<Row>(w.states, term);
  }
  struct Keys {
    uint64_t seed, replicate;
  };
  static Keys keys(const World& w) { return {w.seed[0], w.replicate[0]}; }
  static Keys cell_keys(const World& w) { return keys(w); }
  static uint64_t partner_ids(const World& w, int c) { return w.id[c]; }
};

}  // namespace

long cli::bench::operations_of_a_month(const Scenario& scenario) {
  WorldBlock block(scenario, 1);
  block.fill(0, scenario, scenario.seed, 0);
  World& w = block.world();
  calibrate<CountingLayout>(w);
  operations = 0;
  observe<CountingLayout>(w);
  decide<CountingLayout>(w);
  respond<CountingLayout>(w);
  return operations;
}

}  // namespace tarazi
