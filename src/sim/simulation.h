// A block of worlds running side by side: events, pins, policies and the month itself. The only way in
// which a world moves; runs, studies, Python, the classroom and the tests all step one of these.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "agents/policy.h"
#include "src/sim/kernel.h"
#include "world/block.h"
#include "world/scenario.h"

namespace tarazi {

/// One world of a block: its scenario (which must outlive the simulation) and the key of its random numbers.
struct Lane {
  const Scenario* scenario = nullptr;
  std::uint32_t seed = 1;
  std::uint32_t replicate = 0;
};

struct SimulationSettings {
  Isa isa = Isa::automatic;
  int threads = 1;           ///< inside one large world only; blocks of worlds are run by one thread each
  bool force_side_by_side = false;  ///< a single world in the layout of replicates (for tests)
};

/// A model variable left its bounds (exit code 3): says which, where and when.
class OutOfBounds : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// State variables by name; units as in model section 1.
enum class StateField { output, trend, idle, shortage, count };
/// Pair variables by name, i towards j. `exports` are reported exports T_ij (1 + mood_trade (m_ij + m_ji)/2),
/// `trade` is T_ij itself; `stock` etc. as in the results of formats: dyads.csv.
enum class DyadField {
  exports, trade, stock, pressure, openness, offer, affinity, grievance, mood, bond, dependence, influence_share, count
};
std::string_view name(StateField field);
std::string_view name(DyadField field);

/// A run at the start of a month: worlds, pins and memories of policies.
struct Checkpoint {
  SavedWorld world;
  bool prepared = false;
  struct Held {
    int signal, from, to;
    std::optional<int> until;
  };
  std::vector<Held> pins;
  std::vector<Strategy> strategies;           ///< in force, in the order of states and lanes
  std::vector<std::vector<double>> memories;  ///< of their policies
};

class Simulation {
 public:
  /// Worlds side by side, 1 to 16. Their scenarios may differ in every number but not in structure
  /// (`structure(scenario)`); throws std::invalid_argument otherwise. Calibrates and stands at month 0.
  explicit Simulation(std::vector<Lane> lanes, SimulationSettings settings = {});
  Simulation(const Scenario& scenario, std::uint32_t replicate = 0, SimulationSettings settings = {});

  /// Month 0 again, with other worlds of the same number and structure. Lanes that keep their scenarios
  /// (unchanged since) are not laid out and calibrated again: many short runs cost little beside their months.
  void restart(std::span<const Lane> lanes);

  int month() const { return static_cast<int>(block_.world().month); }
  int lanes() const { return static_cast<int>(lanes_.size()); }
  const Scenario& scenario(int lane = 0) const { return *lanes_[static_cast<std::size_t>(lane)].scenario; }
  const Lane& lane(int lane) const { return lanes_[static_cast<std::size_t>(lane)]; }

  /// Carries out the events of the present month and observes dependence and influence, once. Readings
  /// below are of this moment: "the world at the start of the month, after its events".
  void prepare();
  /// One month: prepares if that was not done yet, then t+1 becomes now.
  void step();
  /// Steps until `month`, then prepares it.
  void advance_to(int month);

  // Signals held from outside (a seat, a controller), for all lanes or one.
  void pin(Signal signal, int from, int to, double value);
  void release(Signal signal, int from, int to);
  /// Other weights (or policy) for a state from now on.
  void set_strategy(int state, const Strategy& strategy);
  /// Continues under another scenario of the same states, corridors and freight: its parameters, strategies
  /// and the events from this month on take over; the calibration of the start stands. One lane, and before
  /// the month is prepared: its events would happen twice (std::logic_error).
  void continue_under(const Scenario& scenario);

  double state(StateField field, int i, int lane = 0) const;
  double position(int i, int component = 0, int lane = 0) const;
  double anchor(int i, int component = 0, int lane = 0) const;
  double dyad(DyadField field, int i, int j, int lane = 0) const;
  double corridor_flow(int c, int lane = 0) const;
  /// g_c of the present month, share of value.
  double corridor_cost(int c, int lane = 0) const;
  /// f_kc; routes are counted through all freight classes in order.
  double route_share(int route, int lane = 0) const;
  double weight(Weight weight, int i, int lane = 0) const;
  double parameter(Parameter parameter, int lane = 0) const;
  const World& world() const { return block_.world(); }

  Checkpoint save() const;
  /// Goes back to a checkpoint of a simulation of the same lanes.
  void restore(const Checkpoint& checkpoint);
  /// Throws OutOfBounds when a number is not finite or left the ranges of model section 1.
  void check_bounds() const;
  std::size_t bytes() const { return block_.bytes(); }

 private:
  struct HeldPin {
    Signal signal;
    int from, to;
    std::optional<int> until;
  };
  void check_alike() const;
  void fill_lanes();
  void make_policies();
  void apply_events();
  void apply(const Event& event, std::size_t index);
  void apply_pin(const Pin& pin, std::size_t index);
  void decide_by_policies();
  void hold_pins();
  void make_policy(int state, int lane, const Strategy& strategy);
  double* signal_array(Signal signal, bool next) const;
  template <class Number>
  void set_lanes(double* array, long item, Number&& of_lane);

  std::vector<Lane> lanes_;
  SimulationSettings settings_;
  WorldBlock block_;
  std::optional<SavedWorld> start_;  ///< kept from the first restart on
  const Kernel* kernel_;
  std::vector<HeldPin> pins_;
  std::vector<Strategy> strategies_;               ///< [state][lane], in force
  std::vector<std::unique_ptr<Policy>> policies_;  ///< [state][lane], null: the weighted rule alone
  bool any_policy_ = false;
  bool prepared_ = false;
  std::vector<std::string> codes_;
};

/// What must be alike for worlds to run side by side: states, corridors and freight by name, passive states,
/// dates and targets of events, policy classes, sweeps.
std::string structure(const Scenario& scenario);

/// How many worlds of a scenario fill the lanes best: 16 for small worlds, 1 for large ones.
int best_lanes(const Scenario& scenario);

}  // namespace tarazi
