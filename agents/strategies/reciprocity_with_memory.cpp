// The policy class "reciprocity-with-memory": tit-for-tat over a fading memory of pressure (Axelrod 1984).
// It remembers what each partner did, answers in proportion, and forgives a part.
#include <algorithm>

#include "agents/policy.h"

namespace tarazi {
namespace {

class ReciprocityWithMemory final : public Policy {
 public:
  ReciprocityWithMemory(int states, double keep, double answer, double forgiveness)
      : remembered_(static_cast<std::size_t>(states), 0), keep_(keep), answer_(answer), forgiveness_(forgiveness) {}

  void decide(const Observation& seen, Outbox signals) override {
    for (std::size_t j = 0; j < remembered_.size(); ++j) {
      if (!seen.is_partner[j]) continue;
      remembered_[j] = keep_ * remembered_[j] + (1 - keep_) * seen.pressure_on_me[j];
      const double unforgiven = std::max(0., remembered_[j] - forgiveness_);
      signals.pressure[j] = std::clamp(answer_ * unforgiven, 0., 1.);
      signals.openness[j] = std::clamp(seen.openness_to_me[j] - answer_ * unforgiven, -1., 1.);
    }
  }
  std::vector<double> memory() const override { return remembered_; }
  void remember(std::span<const double> numbers) override { remembered_.assign(numbers.begin(), numbers.end()); }

 private:
  std::vector<double> remembered_;  ///< pressure received, by partner
  double keep_, answer_, forgiveness_;
};

double option(const Strategy& strategy, const Quantity& quantity) {
  const auto given = strategy.options.find(std::string(quantity.name));
  return given == strategy.options.end() ? quantity.standard : given->second;
}

constexpr Quantity kKeep{"memory", "share kept a month", .9, 0, 1, false, "how long pressure received is remembered", "assumption"};
constexpr Quantity kAnswer{"answer", "1", 1, 0, 2, false, "pressure sent per remembered pressure", "assumption"};
constexpr Quantity kForgiveness{"forgiveness", "pressure", .05, 0, 1, false, "remembered pressure that is let pass", "assumption"};

const bool registered = Registry::instance().add(PolicyClass{
    "reciprocity-with-memory",
    "Answers the pressure it remembers in kind and mirrors openness; offers follow the weights.",
    {kKeep, kAnswer, kForgiveness},
    [](const Scenario& scenario, int, const Strategy& strategy) -> std::unique_ptr<Policy> {
      return std::make_unique<ReciprocityWithMemory>(scenario.size(), option(strategy, kKeep), option(strategy, kAnswer),
                                                     option(strategy, kForgiveness));
    }});

}  // namespace
}  // namespace tarazi
