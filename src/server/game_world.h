// One world of a class: its months so far, the orders and cards of every round, and what would happen if.
// A round is resolved by one simulation of one replicate; previews run other replicates, so nobody sees the future.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/server/futures.h"
#include "src/server/lesson.h"
#include "src/sim/outcomes.h"
#include "src/sim/simulation.h"

namespace tarazi::server {

/// A signal a seat decides itself instead of leaving it to its stance.
struct Lever {
  int to = 0;
  Signal signal = Signal::pressure;
  double value = 0;  ///< pressure 0..1, openness -1..1, offer in bn USD a year
  bool operator==(const Lever&) const = default;
};

/// What a seat orders for a round.
struct Order {
  std::string stance;  ///< of the lesson; empty: the state's own strategy
  std::vector<Lever> levers;
  bool operator==(const Order&) const = default;
};

/// Orders of a round by state; none: the engine plays the state with its own strategy.
using Orders = std::vector<std::optional<Order>>;

/// All that is shown of one month. Pairs are [from * states + to].
struct MonthRecord {
  std::vector<double> position, output;
  std::vector<Alignment> alignment;
  std::vector<double> exports, pressure, openness, offer, affinity, grievance, share;
};

/// Sums of the terms of a state's monthly moves over a round (explanation.h); they add up to `move`.
struct RoundTerms {
  struct Partner {
    double influence = 0, coercion = 0, resentment = 0;
  };
  double anchor = 0, noise = 0, box = 0, move = 0;
  std::vector<Partner> partners;  ///< by state
};

/// A forecast of one state.
struct Preview {
  int from = 0;  ///< first month
  Fan position, index, output;
};

/// Mean of paired differences, and the range that holds nine of ten of them.
struct Effect {
  double mean = 0, low = 0, high = 0;
};
struct Effects {
  Effect position, index, output;
};

class GameWorld {
 public:
  /// `lesson` must outlive the world. Worlds of the same seed and replicate are equal until somebody orders.
  GameWorld(const Lesson& lesson, std::uint32_t seed, std::uint32_t replicate);

  int rounds_done() const { return static_cast<int>(rounds_.size()); }
  int month() const { return static_cast<int>(months_.size()) - 1; }
  int states() const { return lesson_->scenario.size(); }
  const MonthRecord& at(int month) const { return months_[static_cast<std::size_t>(month)]; }
  const MonthRecord& now() const { return months_.back(); }

  /// Puts a card on the table for the coming round.
  void play(int card);
  /// Cards of the coming round so far.
  const std::vector<int>& cards() const { return cards_; }
  /// Cards of a round that was resolved, counted from 1.
  const std::vector<int>& cards_of(int round) const { return rounds_[static_cast<std::size_t>(round) - 1].cards; }
  const Orders& orders_of(int round) const { return rounds_[static_cast<std::size_t>(round) - 1].orders; }

  /// Plays the coming round: cards, orders, then the months of a round.
  /// `consequences` are events of the first month that follow from what was agreed and broken.
  void resolve(const Orders& orders, const std::vector<Event>& consequences = {});
  /// Back to the end of a round (0: the start); cards and orders after it are forgotten.
  void rewind(int round);

  /// Terms behind the move of a state in a resolved round, counted from 1.
  const RoundTerms& why(int round, int state) const;
  /// What `state` might expect of the next `months` under `orders`, over `replicates` other futures. The same call
  /// gives the same fan; two calls with other orders differ by the orders alone (common random numbers).
  Preview preview(int state, const Orders& orders, int months, int replicates) const;
  /// The same from the start of a resolved round, with its cards.
  Preview preview_from(int round, int state, const Orders& orders, int months, int replicates) const;

  /// What other orders for a resolved round would have changed for `state` after `months`: outcome under `orders`
  /// minus outcome under the orders given, over `replicates` pairs with the same random numbers.
  Effects effects(int round, int state, const Orders& orders, int months, int replicates) const;

  /// How the world goes on from the end of `round` (0: the start) under `orders`, with the cards that were on the
  /// table then. `consequences`: with what followed from broken agreements at that moment.
  Course course(int round, const Orders& orders, bool consequences = true) const;

  /// Points an order costs in a month; units of the lesson's budget.
  double price(int state, const Order& order, int month) const;
  double price(int state, const Order& order) const { return price(state, order, month()); }
  /// How well a goal of a state is met in a month, 0..1.
  double goal(Goal goal, int state, int month) const;
  /// The value a question asks about.
  double measure(const Question& question, int month) const;

 private:
  struct Round {
    Orders orders;
    std::vector<int> cards;
    std::vector<Event> consequences;
    Checkpoint before;  ///< the start of the round, unprepared
    std::vector<RoundTerms> why;
  };
  std::unique_ptr<Scenario> with_cards(const std::vector<Event>& played) const;
  std::vector<Event> table(int month, const std::vector<int>& cards, const std::vector<Event>& consequences) const;
  Lines lines(const Checkpoint& from, const Orders& orders) const;
  Preview fan(const Course& course, int state, int months, int replicates) const;
  void record();

  const Lesson* lesson_;
  std::uint32_t seed_, replicate_;
  std::unique_ptr<Scenario> scenario_;  ///< the lesson's, with the cards of the round being played
  std::unique_ptr<Simulation> simulation_;
  Checkpoint before_;                   ///< the start of the coming round, unprepared
  std::vector<MonthRecord> months_;
  std::vector<Round> rounds_;
  std::vector<int> cards_;
};

}  // namespace tarazi::server
