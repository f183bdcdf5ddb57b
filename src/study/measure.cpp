// Table of measures and their reading from a simulation.
// Every number is the one the results files of a run would show for that month.
#include "src/study/measure.h"

#include <algorithm>
#include <cmath>

#include "src/sim/outcomes.h"

namespace tarazi::study {
namespace {

constexpr struct {
  std::string_view name;
  DyadField field;
} kDyadFields[] = {{"exports", DyadField::exports},     {"stock", DyadField::stock},
                   {"pressure", DyadField::pressure},   {"openness", DyadField::openness},
                   {"offer", DyadField::offer},         {"affinity", DyadField::affinity},
                   {"grievance", DyadField::grievance}, {"mood", DyadField::mood},
                   {"bond", DyadField::bond},           {"influence_share", DyadField::influence_share},
                   {"dependence", DyadField::dependence}};

}  // namespace

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all{
      {"influence_share", Subject::influence, false, "share of the influences on state `on` that state `from` has, 0 to 1"},
      {"dependence", Subject::dependence, false, "dependence of state `of` on state `on`"},
      {"exports", Subject::pair, false, "reported exports, bn USD a year"},
      {"stock", Subject::pair, false, "capital of `from` in `to`, bn USD"},
      {"pressure", Subject::pair, false, "pressure of `from` on `to`, 0 to 1"},
      {"openness", Subject::pair, false, "openness of `from` to `to`, -1 to 1"},
      {"offer", Subject::pair, false, "state-directed investment of `from` in `to`, bn USD a year"},
      {"affinity", Subject::pair, false, "affinity of `from` for `to`, -1 to 1"},
      {"grievance", Subject::pair, false, "grievance of `from` against `to`, 0 to 1"},
      {"mood", Subject::pair, false, "mood of `from` towards `to`, -1 to 1"},
      {"bond", Subject::pair, false, "bond of `from` with `to`, 0 to 1"},
      {"distance", Subject::pair, false, "distance of positions, ideal-point units"},
      {"closeness", Subject::pair, false, "closeness of positions, 0 to 1"},
      {"agreement", Subject::pair, false, "predicted agreement in the UN General Assembly, 0 to 1"},
      {"position", Subject::state, false, "position of a state, ideal-point units"},
      {"output", Subject::state, false, "output of a state, bn USD a year"},
      {"idle", Subject::state, false, "unsold supply of a state"},
      {"shortage", Subject::state, false, "missing supply of a state"},
      {"multivector_index", Subject::state, false, "1 equidistant, 0 one patron"},
      {"effective_vectors", Subject::state, false, "effective number of partners"},
      {"lean", Subject::state, false, "largest minus second largest share among partners"},
      {"posture", Subject::state, true, "multi-vector, leaning, aligned or unattached"},
      {"lean_towards", Subject::state, true, "partner with the largest share"},
      {"flow", Subject::corridor, false, "freight on a corridor, Mt a year"},
      {"cost", Subject::corridor, false, "cost of a corridor, share of value"}};
  return all;
}

const Measure* find_measure(std::string_view name) {
  const auto& all = measures();
  const auto place = std::find_if(all.begin(), all.end(), [&](const Measure& m) { return m.name == name; });
  return place == all.end() ? nullptr : &*place;
}

bool of_passive_states(const Measure& measure) {
  constexpr std::string_view kGiven[] = {"exports", "stock", "output", "idle", "shortage", "position"};
  return std::count(std::begin(kGiven), std::end(kGiven), measure.name) > 0;
}

std::vector<std::string> Outcome::categories(const Scenario& scenario) const {
  std::vector<std::string> out;
  if (measure->name == "posture")
    for (int k = 0; k < static_cast<int>(Posture::count); ++k) out.emplace_back(tarazi::name(static_cast<Posture>(k)));
  else if (measure->categorical)
    for (const State& state : scenario.states) out.push_back(state.code);
  return out;
}

std::string Outcome::about(const Scenario& scenario) const {
  std::string text(measure->help);
  const auto fill = [&](std::string_view role, int state) {
    const std::string mark = "`" + std::string(role) + "`";
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), scenario.states[static_cast<std::size_t>(state)].code);
  };
  switch (measure->subject) {
    case Subject::corridor: return text + ": " + scenario.corridors[static_cast<std::size_t>(i)].name;
    case Subject::state: return text + ": " + scenario.states[static_cast<std::size_t>(i)].code;
    case Subject::influence: fill("on", i), fill("from", j); break;
    case Subject::dependence: fill("of", i), fill("on", j); break;
    case Subject::pair: {
      const bool named = text.find("`") != std::string::npos;
      fill("from", i), fill("to", j);
      const auto code = [&](int state) { return scenario.states[static_cast<std::size_t>(state)].code; };
      if (!named) text += ": " + code(i) + " to " + code(j);
      break;
    }
  }
  return text;
}

double read(const Outcome& o, const Simulation& simulation, int lane) {
  const std::string_view what = o.measure->name;
  switch (o.measure->subject) {
    case Subject::corridor:
      return what == "flow" ? simulation.corridor_flow(o.i, lane) : simulation.corridor_cost(o.i, lane);
    case Subject::state: {
      if (what == "position") return simulation.position(o.i, o.component, lane);
      if (what == "output") return simulation.state(StateField::output, o.i, lane);
      if (what == "idle") return simulation.state(StateField::idle, o.i, lane);
      if (what == "shortage") return simulation.state(StateField::shortage, o.i, lane);
      const Alignment a = alignment(simulation, o.i, lane);
      if (what == "multivector_index") return a.index;
      if (what == "effective_vectors") return a.vectors;
      if (what == "lean") return a.lean;
      if (what == "posture") return static_cast<double>(a.posture);
      return a.towards < 0 ? std::numeric_limits<double>::quiet_NaN() : a.towards;
    }
    case Subject::pair:
    case Subject::influence:
    case Subject::dependence: break;
  }
  if (what == "distance" || what == "closeness" || what == "agreement") {
    const double apart = distance(simulation, o.i, o.j, lane);
    if (what == "distance") return apart;
    return what == "agreement" ? predicted_agreement(apart) : closeness(apart, simulation.parameter(Parameter::length, lane));
  }
  for (const auto& known : kDyadFields)
    if (known.name == what) return simulation.dyad(known.field, o.i, o.j, lane);
  return std::numeric_limits<double>::quiet_NaN();
}

Gauge::Gauge(const Outcome& outcome, int last) : outcome_(&outcome), last_(last) {}

void Gauge::look(const Simulation& simulation, int lane) {
  const int month = simulation.month();
  switch (outcome_->when) {
    case When::end:
      if (month == last_) value_ = read(*outcome_, simulation, lane);
      return;
    case When::month:
      if (month == outcome_->month) value_ = read(*outcome_, simulation, lane);
      return;
    case When::first_below:
    case When::first_above: {
      if (!std::isnan(value_)) return;
      const double now = read(*outcome_, simulation, lane);
      if (outcome_->when == When::first_below ? now < outcome_->threshold : now > outcome_->threshold) value_ = month;
      return;
    }
    case When::mean:
    case When::min:
    case When::max: break;
  }
  const double now = read(*outcome_, simulation, lane);
  if (std::isnan(now)) return;
  if (outcome_->when == When::mean) {
    sum_ += now;
    value_ = sum_ / ++count_;
  } else if (std::isnan(value_)) {
    value_ = now;
  } else {
    value_ = outcome_->when == When::min ? std::min(value_, now) : std::max(value_, now);
  }
}

}  // namespace tarazi::study
