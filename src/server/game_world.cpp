// Rounds, rewinding and previews of one world, all from checkpoints at the starts of rounds.
// A seat is a stance (strategy) and pins on the model's signals; a state without orders keeps its own strategy.
#include "src/server/game_world.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "agents/policy.h"
#include "src/config/strategy.h"
#include "src/sim/explanation.h"

namespace tarazi::server {
GameWorld::GameWorld(const Lesson& lesson, std::uint32_t seed, std::uint32_t replicate)
    : lesson_(&lesson), seed_(seed), replicate_(replicate), scenario_(with_cards({})) {
  simulation_ = std::make_unique<Simulation>(std::vector<Lane>{{scenario_.get(), seed_, replicate_}});
  before_ = simulation_->save();
  simulation_->prepare();
  record();
}

std::unique_ptr<Scenario> GameWorld::with_cards(const std::vector<Event>& played) const {
  auto scenario = std::make_unique<Scenario>(lesson_->scenario);
  scenario->provenance.clear();
  for (std::size_t k = 0; k < lesson_->real_codes.size(); ++k) scenario->states[k].code = lesson_->real_codes[k];
  scenario->events.insert(scenario->events.end(), played.begin(), played.end());
  return scenario;
}

std::vector<Event> GameWorld::table(int start, const std::vector<int>& cards, const std::vector<Event>& consequences) const {
  std::vector<Event> events = consequences;
  for (Event& event : events) event.at = start;
  for (const int card : cards) {
    Event event = lesson_->deck[static_cast<std::size_t>(card)];
    event.at = start;
    if (event.until) event.until = start + *event.until;
    events.push_back(std::move(event));
  }
  return events;
}

void GameWorld::play(int card) {
  if (std::find(cards_.begin(), cards_.end(), card) == cards_.end()) cards_.push_back(card);
}

Lines GameWorld::lines(const Checkpoint& from, const Orders& orders) const {
  Lines out;
  for (int i = 0; i < states(); ++i) {
    const State& state = lesson_->scenario.states[static_cast<std::size_t>(i)];
    const auto& order = orders[static_cast<std::size_t>(i)];
    const Stance* stance = order ? lesson_->stance(order->stance) : nullptr;
    const auto chosen = stance ? config::strategy_named(stance->preset) : std::nullopt;
    const Strategy& wanted = chosen ? *chosen : state.strategy;
    const Strategy& held = from.strategies[static_cast<std::size_t>(i)];
    // Not set again when it stays, as a policy with memory would forget.
    if (held.policy != wanted.policy || held.weights != wanted.weights || held.options != wanted.options) out.strategies.emplace_back(i, wanted);
    if (!order) continue;
    for (const Lever& lever : order->levers) out.levers.push_back({i, lever.to, lever.signal, lever.value});
  }
  return out;
}

void GameWorld::resolve(const Orders& orders, const std::vector<Event>& consequences) {
  const int n = states();
  if (static_cast<int>(orders.size()) != n) throw std::invalid_argument("orders must name every state");
  Round round{orders, cards_, consequences, before_, std::vector<RoundTerms>(static_cast<std::size_t>(n))};
  for (RoundTerms& terms : round.why) terms.partners.resize(static_cast<std::size_t>(n));
  auto scenario = with_cards(table(month(), cards_, consequences));
  simulation_->restore(before_);
  simulation_->continue_under(*scenario);
  scenario_ = std::move(scenario);
  simulation_->prepare();
  lines(round.before, orders).give(*simulation_);
  Checkpoint after;
  for (int m = 0; m < lesson_->months; ++m) {
    for (int i = 0; i < n; ++i) {
      if (lesson_->scenario.states[static_cast<std::size_t>(i)].passive) continue;
      const Explanation why = explain(*simulation_, i);
      RoundTerms& sum = round.why[static_cast<std::size_t>(i)];
      sum.anchor += why.anchor, sum.noise += why.noise, sum.box += why.box, sum.move += why.move;
      for (const Explanation::Partner& p : why.partners) {
        RoundTerms::Partner& one = sum.partners[static_cast<std::size_t>(p.state)];
        one.influence += p.influence, one.coercion += p.coercion, one.resentment += p.resentment;
      }
    }
    simulation_->step();
    if (m + 1 == lesson_->months) {
      // Levers hold for their round only; the next one pins anew what its orders say.
      for (int i = 0; i < n; ++i)
        if (const auto& order = orders[static_cast<std::size_t>(i)])
          for (const Lever& lever : order->levers) simulation_->release(lever.signal, i, lever.to);
      after = simulation_->save();
    }
    simulation_->prepare();
    record();
  }
  simulation_->check_bounds();
  rounds_.push_back(std::move(round));
  before_ = std::move(after);
  cards_.clear();
}

void GameWorld::rewind(int round) {
  if (round < 0 || round > rounds_done()) throw std::invalid_argument("there is no such round to go back to");
  if (round == rounds_done()) {
    cards_.clear();
    return;
  }
  before_ = rounds_[static_cast<std::size_t>(round)].before;
  rounds_.resize(static_cast<std::size_t>(round));
  months_.resize(static_cast<std::size_t>(round * lesson_->months) + 1);
  cards_.clear();
}

const RoundTerms& GameWorld::why(int round, int state) const {
  return rounds_.at(static_cast<std::size_t>(round) - 1).why.at(static_cast<std::size_t>(state));
}

Course GameWorld::course(int round, const Orders& orders, bool consequences) const {
  if (round < 0 || round > rounds_done()) throw std::invalid_argument("there is no such round to start from");
  const bool now = round == rounds_done();
  const Round* then = now ? nullptr : &rounds_[static_cast<std::size_t>(round)];
  const Checkpoint& from = now ? before_ : then->before;
  const std::vector<Event> played = table(round * lesson_->months, now ? cards_ : then->cards, now || !consequences ? std::vector<Event>{} : then->consequences);
  return {with_cards(played), from, lines(from, orders), seed_, {}};
}

Preview GameWorld::fan(const Course& course, int state, int months, int replicates) const {
  Futures all(course, {{Measure::position, state}, {Measure::index, state}, {Measure::output, state}}, months);
  all.run(replicates);
  return {static_cast<int>(course.from.world.month), fan_of(all.of(0)), fan_of(all.of(1)), fan_of(all.of(2))};
}

Effects GameWorld::effects(int round, int state, const Orders& orders, int months, int replicates) const {
  const std::vector<Outcome> asked{{Measure::position, state}, {Measure::index, state}, {Measure::output, state}};
  Futures given(course(round - 1, orders_of(round)), asked, months), other(course(round - 1, orders), asked, months);
  given.run(replicates);
  other.run(replicates);
  const auto paired = [&](std::size_t k) {
    std::vector<double> last;
    double sum = 0;
    for (const auto& run : differences(given.of(k), other.of(k))) sum += last.emplace_back(run.back());
    std::sort(last.begin(), last.end());
    return Effect{sum / static_cast<double>(last.size()), quantile(last, .05), quantile(last, .95)};
  };
  return {paired(0), paired(1), paired(2)};
}

Preview GameWorld::preview(int state, const Orders& orders, int months, int replicates) const {
  return fan(course(rounds_done(), orders), state, months, replicates);
}

Preview GameWorld::preview_from(int round, int state, const Orders& orders, int months, int replicates) const {
  return fan(course(round - 1, orders), state, months, replicates);
}

double GameWorld::price(int state, const Order& order, int month) const {
  const Budget& budget = lesson_->budget;
  const MonthRecord& then = at(month);
  double points = 0;
  for (const Lever& lever : order.levers) {
    const std::size_t pair = static_cast<std::size_t>(state * states() + lever.to);
    if (lever.signal == Signal::pressure) points += budget.pressure * lever.value;
    if (lever.signal == Signal::openness) points += budget.openness * std::abs(lever.value - then.openness[pair]);
    if (lever.signal == Signal::offer) points += budget.offer * 100 * lever.value / then.output[static_cast<std::size_t>(state)];
  }
  return points;
}

double GameWorld::goal(Goal goal, int state, int month) const {
  const MonthRecord& then = at(month);
  const MonthRecord& start = at(0);
  const std::size_t i = static_cast<std::size_t>(state);
  const std::size_t n = static_cast<std::size_t>(states());
  double most = 0, sum = 0;
  int partners = 0;
  switch (goal) {
    case Goal::balance:
      return std::isfinite(then.alignment[i].index) ? then.alignment[i].index : 0;
    case Goal::welfare:  // half at the start; a tenth more or less output fills or empties it
      return std::clamp(.5 + 5 * (then.output[i] / start.output[i] - 1), 0., 1.);
    case Goal::security:  // free of pressure: 1; under the full pressure of one state: 0
      for (std::size_t j = 0; j < n; ++j) most = std::max(most, then.pressure[j * n + i]);
      return 1 - most;
    case Goal::standing:  // mean affinity of the others towards the state
      for (std::size_t j = 0; j < n; ++j) {
        if (j == i || lesson_->scenario.states[j].passive) continue;
        sum += then.affinity[j * n + i];
        ++partners;
      }
      return partners ? std::clamp(.5 + .5 * sum / partners, 0., 1.) : .5;
    default:  // line: a position where it was at the start; gone at half a unit
      return std::clamp(1 - 2 * std::abs(then.position[i] - start.position[i]), 0., 1.);
  }
}

double GameWorld::measure(const Question& question, int month) const {
  const MonthRecord& then = at(month);
  const std::size_t i = static_cast<std::size_t>(question.from);
  const std::size_t pair = i * static_cast<std::size_t>(states()) + static_cast<std::size_t>(std::max(0, question.to));
  if (question.measure == "exports") return then.exports[pair];
  if (question.measure == "pressure") return then.pressure[pair];
  if (question.measure == "affinity") return then.affinity[pair];
  if (question.measure == "position") return then.position[i];
  if (question.measure == "index") return then.alignment[i].index;
  return then.output[i];
}

void GameWorld::record() {
  const int n = states();
  MonthRecord one;
  for (int i = 0; i < n; ++i) {
    one.position.push_back(simulation_->position(i));
    one.output.push_back(simulation_->state(StateField::output, i));
    one.alignment.push_back(alignment(*simulation_, i));
    for (int j = 0; j < n; ++j) {
      one.exports.push_back(simulation_->dyad(DyadField::exports, i, j));
      one.pressure.push_back(simulation_->dyad(DyadField::pressure, i, j));
      one.openness.push_back(simulation_->dyad(DyadField::openness, i, j));
      one.offer.push_back(simulation_->dyad(DyadField::offer, i, j));
      one.affinity.push_back(simulation_->dyad(DyadField::affinity, i, j));
      one.grievance.push_back(simulation_->dyad(DyadField::grievance, i, j));
      one.share.push_back(simulation_->dyad(DyadField::influence_share, i, j));
    }
  }
  months_.push_back(std::move(one));
}

}  // namespace tarazi::server
