// The hash of a scenario's content, by which results name what made them.
// Every field is written with its label and length, so that two different scenarios cannot give one text.
#include <bit>
#include <cstring>

#include <fmt/format.h>
#include <xxhash.h>

#include "src/config/config.h"

namespace tarazi::config {
namespace {

/// Collects bytes in a form that does not depend on the machine (little endian).
class Bytes {
 public:
  void put(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  void put(std::uint64_t number) {
    for (int k = 0; k < 8; ++k) bytes_ += static_cast<char>(number >> (8 * k) & 0xff);
  }
  void put(int number) { put(static_cast<std::uint64_t>(static_cast<std::int64_t>(number))); }
  void put(bool flag) { put(flag ? 1 : 0); }
  void put(double number) { put(std::bit_cast<std::uint64_t>(number + 0.0)); }
  void put(const std::optional<double>& number) {
    put(number.has_value());
    if (number) put(*number);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<std::uint64_t>(list.size()));
    for (const T& item : list) put(item);
  }
  void put(const Matrix& matrix) { put(matrix.values); }
  void put(const Strategy& strategy) {
    put(strategy.policy);
    for (const double weight : strategy.weights) put(weight);
    put(static_cast<std::uint64_t>(strategy.options.size()));
    for (const auto& [name, value] : strategy.options) {
      put(name);
      put(value);
    }
  }
  void put(const State& state) {
    put(state.code);
    put(state.passive);
    put(state.gdp);
    put(state.growth);
    put(state.position);
    put(state.anchor.has_value());
    if (state.anchor) put(*state.anchor);
    put(state.home_share);
    if (!state.passive) put(state.strategy);
  }
  void put(const Corridor& corridor) {
    put(corridor.name);
    put(corridor.through);
    for (const double value : {corridor.days, corridor.cost, corridor.capacity, corridor.open}) put(value);
  }
  void put(const FreightClass::Route& route) {
    put(route.corridor);
    put(route.share);
  }
  void put(const FreightClass& freight) {
    put(freight.name);
    put(freight.a);
    put(freight.b);
    put(freight.routes);
    put(freight.tonnes);
    put(freight.value_share);
  }
  void put(const Event& event) {
    put(event.at);
    put(event.until.value_or(-1));
    put(static_cast<int>(event.what.index()));
    std::visit([this](const auto& what) { put_what(what); }, event.what);
  }
  std::string hex() const {
    const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  }

 private:
  void put_what(const Pin& pin) {
    put(pin.from);
    put(pin.to);
    for (const auto& value : pin.value) put(value);
  }
  void put_what(const StrategyChange& change) {
    put(change.state);
    put(change.use);
  }
  void put_what(const CorridorChange& change) {
    put(change.corridor);
    for (const auto& value : {change.days, change.cost, change.capacity, change.open}) put(value);
  }
  void put_what(const DyadChange& change) {
    put(change.from);
    put(change.to);
    put(change.both_ways);
    for (const double value : {change.affinity, change.grievance, change.mood, change.bond}) put(value);
  }
  void put_what(const StateShock& shock) {
    put(shock.state);
    put(shock.output);
  }

  std::string bytes_;
};

}  // namespace

std::string content_hash(const Scenario& scenario) {
  Bytes bytes;
  bytes.put(std::string_view("tarazi content 1"));
  bytes.put(scenario.start.year);
  bytes.put(scenario.start.month);
  bytes.put(scenario.months);
  bytes.put(static_cast<std::uint64_t>(scenario.seed));
  bytes.put(scenario.dimensions);
  bytes.put(scenario.states);
  for (const Matrix* matrix : {&scenario.exports, &scenario.stocks, &scenario.affinity, &scenario.bonds,
                               &scenario.security, &scenario.pressure})
    bytes.put(*matrix);
  bytes.put(scenario.corridors);
  bytes.put(scenario.freight);
  for (const double parameter : scenario.parameters) bytes.put(parameter);
  bytes.put(scenario.events);
  return bytes.hex();
}

}  // namespace tarazi::config
