// The policy class "python": decisions taken by an object of the user's. The engine's rows are copied into
// one array a decision, so nothing the user keeps can outlive the memory it points to.
#include <algorithm>
#include <cmath>
#include <map>

#include "agents/policy.h"
#include "src/python/bindings.h"

namespace tarazi::python {
namespace {

/// The user's objects by ticket; guarded by the interpreter lock. Never destroyed: the interpreter may be
/// gone by then.
std::map<int, py::object>& prototypes() {
  static auto* const table = new std::map<int, py::object>;
  return *table;
}

class PythonPolicy final : public Policy {
 public:
  PythonPolicy(const Scenario& scenario, int state, int ticket) {
    const py::gil_scoped_acquire locked;
    const auto found = prototypes().find(ticket);
    if (found == prototypes().end())
      throw std::invalid_argument("states." + scenario.states[static_cast<std::size_t>(state)].code +
                                  ".strategy: no Python policy has ticket " + std::to_string(ticket) +
                                  "; give the state an object of a subclass of tarazi.Policy");
    py::list codes;
    for (const State& s : scenario.states) codes.append(s.code);
    const py::module_ runtime = py::module_::import("tarazi.policy");
    object_ =
        runtime.attr("begin_world")(found->second, codes, state, world_being_made().seed, world_being_made().replicate);
    decide_ = runtime.attr("decide_month");
  }
  ~PythonPolicy() override {
    const py::gil_scoped_acquire locked;
    object_ = py::object();
    decide_ = py::object();
  }
  PythonPolicy(const PythonPolicy&) = delete;
  PythonPolicy& operator=(const PythonPolicy&) = delete;

  void decide(const Observation& seen, Outbox signals) override {
    const py::gil_scoped_acquire locked;
    const std::span<const double> rows[] = {
        seen.distance,  seen.dependence,     seen.influence_share, seen.affinity,
        seen.grievance, seen.pressure_on_me, seen.openness_to_me,  seen.offer_to_me,
        seen.exports,   seen.imports,        seen.own_pressure,    seen.own_openness,
        seen.own_offer, signals.pressure,    signals.openness,     signals.offer};
    const auto n = static_cast<py::ssize_t>(seen.distance.size());
    py::array_t<double> block({static_cast<py::ssize_t>(std::size(rows)), n});
    double* to = block.mutable_data();
    for (const auto& row : rows) to = std::copy(row.begin(), row.end(), to);
    py::array_t<bool> partner(n);
    std::transform(seen.is_partner.begin(), seen.is_partner.end(), partner.mutable_data(),
                   [](char is) { return is != 0; });
    const py::object answer = decide_(object_, seen.month, seen.output, block, partner);
    const auto sent = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(answer);
    if (!sent || sent.ndim() != 2 || sent.shape(0) != 3 || sent.shape(1) != n)
      throw std::invalid_argument("a policy must send three signals to every state");
    const double* from = sent.data();
    for (const std::span<double> row : {signals.pressure, signals.openness, signals.offer}) {
      std::copy_n(from, n, row.begin());
      from += n;
    }
  }
  std::vector<double> memory() const override {
    const py::gil_scoped_acquire locked;
    return object_.attr("memory")().cast<std::vector<double>>();
  }
  void remember(std::span<const double> numbers) override {
    const py::gil_scoped_acquire locked;
    object_.attr("remember")(std::vector<double>(numbers.begin(), numbers.end()));
  }

 private:
  py::object object_, decide_;
};

constexpr Quantity kTicket{"ticket", "number", 0, 0, 1e9, false, "number given by the Python package", "internal"};

const bool registered = Registry::instance().add(
    PolicyClass{"python",
                "Decides by an object of a subclass of tarazi.Policy; only inside Python.",
                {kTicket},
                [](const Scenario& scenario, int state, const Strategy& strategy) -> std::unique_ptr<Policy> {
                  const auto ticket = strategy.options.find("ticket");
                  return std::make_unique<PythonPolicy>(
                      scenario, state, ticket == strategy.options.end() ? 0 : static_cast<int>(ticket->second));
                }});

}  // namespace

WorldKey& world_being_made() {
  static thread_local WorldKey key;
  return key;
}

void bind_policy(py::module_& module) {
  module.def("register_policy", [](py::object prototype) {
    static int last = 0;
    prototypes()[++last] = std::move(prototype);
    return last;
  });
  module.def("release_policy", [](int ticket) { prototypes().erase(ticket); });
  py::list all;
  for (const Preset* preset : Registry::instance().presets()) all.append(py::make_tuple(preset->name, preset->about));
  module.attr("presets") = py::tuple(all);
}

}  // namespace tarazi::python
