// Binding, breaking and ageing of deals. No drawing of lots: the same deals and orders give the same consequences.
// Values are compared with a hundredth of slack, as sliders have steps.
#include "src/server/deals.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

namespace tarazi::server {

using nlohmann::json;

namespace {

constexpr const char* kSignals[] = {"pressure", "openness", "offer"};

/// Whether doing `value` instead of the promise is worse for the other side.
bool breaks(const Promise& promise, double value) {
  return promise.signal == Signal::pressure ? value > promise.value + .01 : value < promise.value - .01;
}

/// Holds one side to its promise; false when its own lever breaks it.
bool hold(Orders& orders, int who, int towards, const Promise& promise) {
  auto& order = orders[static_cast<std::size_t>(who)];
  if (!order) order.emplace();
  for (Lever& lever : order->levers)
    if (lever.to == towards && lever.signal == promise.signal) return !breaks(promise, lever.value);
  order->levers.push_back({towards, promise.signal, promise.value});
  return true;
}

/// What a promise of `giver` is worth to `taker`, against how things stand.
double worth(const GameWorld& world, int giver, int taker, const Promise& promise) {
  const MonthRecord& now = world.now();
  const std::size_t pair = static_cast<std::size_t>(giver * world.states() + taker);
  if (promise.signal == Signal::pressure) return 2 * (now.pressure[pair] - promise.value);
  if (promise.signal == Signal::openness) return promise.value - now.openness[pair];
  return 100 * (promise.value - now.offer[pair]) / now.output[static_cast<std::size_t>(taker)];
}

/// What it costs the one who gives: the same, but an offer is measured by the giver's own output.
double burden(const GameWorld& world, int giver, int taker, const Promise& promise) {
  if (promise.signal != Signal::offer) return worth(world, giver, taker, promise);
  const std::size_t pair = static_cast<std::size_t>(giver * world.states() + taker);
  return 100 * (promise.value - world.now().offer[pair]) / world.now().output[static_cast<std::size_t>(giver)];
}

json promise_json(const Promise& promise) { return {kSignals[static_cast<std::size_t>(promise.signal)], promise.value}; }

}  // namespace

std::string_view name(Deal::Status status) {
  constexpr std::string_view kNames[] = {"open", "declined", "kept", "broken", "over"};
  return kNames[static_cast<std::size_t>(status)];
}

std::vector<Event> bind(std::vector<Deal>& deals, Orders& orders, int round) {
  std::vector<Event> consequences;
  for (Deal& deal : deals) {
    if (deal.status != Deal::Status::kept) continue;
    const bool from_holds = hold(orders, deal.from, deal.to, deal.give);
    const bool to_holds = hold(orders, deal.to, deal.from, deal.get);
    if (from_holds && to_holds) continue;
    deal.status = Deal::Status::broken;
    deal.ended = round;
    deal.broken_by = from_holds ? deal.to : deal.from;
    const auto resent = [&](int wronged, int breaker) {
      Event event;
      event.name = "broken-deal";
      event.what = DyadChange{wronged, breaker, false, 0, kBrokenGrievance, kBrokenMood, 0};
      consequences.push_back(std::move(event));
    };
    if (!from_holds) resent(deal.to, deal.from);
    if (!to_holds) resent(deal.from, deal.to);
  }
  return consequences;
}

void age(std::vector<Deal>& deals, int round) {
  for (Deal& deal : deals) {
    if (deal.status == Deal::Status::open) deal.status = Deal::Status::declined, deal.ended = round;
    if (deal.status == Deal::Status::kept && round >= deal.round + deal.rounds - 1) deal.status = Deal::Status::over, deal.ended = round;
  }
}

void rewind(std::vector<Deal>& deals, int round) {
  std::erase_if(deals, [&](const Deal& deal) { return deal.round > round; });
  for (Deal& deal : deals) {
    if (deal.ended <= round || deal.status == Deal::Status::declined) continue;
    deal.status = Deal::Status::kept;
    deal.broken_by = -1;
    deal.ended = 0;
  }
}

bool engine_accepts(const GameWorld& world, const Deal& deal) {
  const double affinity = world.now().affinity[static_cast<std::size_t>(deal.to * world.states() + deal.from)];
  return worth(world, deal.from, deal.to, deal.give) * (1 + affinity) >= burden(world, deal.to, deal.from, deal.get) && worth(world, deal.from, deal.to, deal.give) > 0;
}

json deal_view(const Deal& deal, const Scenario& scenario) {
  const auto code = [&](int state) { return scenario.states[static_cast<std::size_t>(state)].code; };
  return {{"id", deal.id}, {"from", code(deal.from)}, {"to", code(deal.to)}, {"give", promise_json(deal.give)}, {"get", promise_json(deal.get)},
          {"rounds", deal.rounds}, {"round", deal.round}, {"announced", deal.announced}, {"status", name(deal.status)},
          {"broken_by", deal.broken_by >= 0 ? json(code(deal.broken_by)) : json(nullptr)}};
}

}  // namespace tarazi::server
