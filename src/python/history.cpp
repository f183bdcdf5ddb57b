// A recorded run as NumPy arrays: views of the engine's memory where it holds the numbers, new arrays for
// the outcomes of model section 9.
#include "src/python/bindings.h"
#include "src/sim/outcomes.h"
#ifdef TARAZI_HAS_RECORD
#include "src/record/folder.h"
#endif

#include <memory>

namespace tarazi::python {
namespace {

using Doubles = py::array_t<double>;
using Held = std::shared_ptr<const History>;

/// A read-only view of `numbers` that keeps the history alive; [replicate][month] and the given sizes.
Doubles view(const Held& history, const std::vector<double>& numbers, std::vector<py::ssize_t> sizes) {
  sizes.insert(sizes.begin(), {history->replicates, history->months + 1});
  const py::capsule owner(new Held(history), [](void* held) { delete static_cast<Held*>(held); });
  static const double nothing = 0;  // NumPy wants an address even of an empty array
  Doubles array(sizes, numbers.empty() ? &nothing : numbers.data(), owner);
  py::detail::array_proxy(array.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

py::dict arrays(const Held& history) {
  const History& h = *history;
  const py::ssize_t n = h.states;
  py::dict all;
  all["position"] = view(history, h.position, {n, h.dimensions});
  for (int f = 0; f < static_cast<int>(StateField::count); ++f)
    all[py::str(std::string(name(static_cast<StateField>(f))))] = view(history, h.state[f], {n});
  for (int f = 0; f < static_cast<int>(DyadField::count); ++f)
    all[py::str(std::string(name(static_cast<DyadField>(f))))] = view(history, h.dyad[f], {n, n});
  all["flow"] = view(history, h.flow, {h.corridors});
  all["cost"] = view(history, h.cost, {h.corridors});
  all["route_share"] = view(history, h.route_share, {h.routes});
  return all;
}

/// Alignment of every state: multi-vector index, effective vectors, lean (NaN where empty), the number of the
/// partner leant towards (-1: none) and the posture.
py::dict alignments(const Held& history) {
  const History& h = *history;
  const std::vector<py::ssize_t> sizes{h.replicates, h.months + 1, h.states};
  Doubles index(sizes), vectors(sizes), lean(sizes);
  py::array_t<std::int32_t> towards(sizes);
  py::array_t<std::int8_t> posture(sizes);
  double *to_index = index.mutable_data(), *to_vectors = vectors.mutable_data(), *to_lean = lean.mutable_data();
  std::int32_t* to_towards = towards.mutable_data();
  std::int8_t* to_posture = posture.mutable_data();
  {
    const py::gil_scoped_release unlocked;
    for (int r = 0; r < h.replicates; ++r)
      for (int m = 0; m <= h.months; ++m)
        for (int i = 0; i < h.states; ++i) {
          const Alignment a = h.alignment_of(r, m, i);
          *to_index++ = a.index;
          *to_vectors++ = a.vectors;
          *to_lean++ = a.lean;
          *to_towards++ = a.towards;
          *to_posture++ = static_cast<std::int8_t>(a.posture);
        }
  }
  py::dict all;
  all["multivector_index"] = index;
  all["effective_vectors"] = vectors;
  all["lean"] = lean;
  all["lean_towards"] = towards;
  all["posture"] = posture;
  return all;
}

/// Closeness and predicted agreement in the General Assembly of every pair.
py::dict nearness(const Held& history) {
  const History& h = *history;
  const std::vector<py::ssize_t> sizes{h.replicates, h.months + 1, h.states, h.states};
  Doubles close(sizes), agree(sizes);
  double *to_close = close.mutable_data(), *to_agree = agree.mutable_data();
  {
    const py::gil_scoped_release unlocked;
    const double length = h.scenario[Parameter::length];
    for (int r = 0; r < h.replicates; ++r)
      for (int m = 0; m <= h.months; ++m)
        for (int i = 0; i < h.states; ++i)
          for (int j = 0; j < h.states; ++j) {
            const double apart = h.distance_of(r, m, i, j);
            *to_close++ = closeness(apart, length);
            *to_agree++ = predicted_agreement(apart);
          }
  }
  py::dict all;
  all["closeness"] = close;
  all["agreement"] = agree;
  return all;
}

}  // namespace

void bind_history(py::module_& module) {
  py::class_<History, std::shared_ptr<History>>(module, "History")
      .def_readonly("replicates", &History::replicates)
      .def_readonly("first_replicate", &History::first_replicate)
      .def_readonly("months", &History::months)
      .def("arrays", [](const std::shared_ptr<History>& h) { return arrays(h); })
      .def("alignments", [](const std::shared_ptr<History>& h) { return alignments(h); })
      .def("nearness", [](const std::shared_ptr<History>& h) { return nearness(h); })
      .def(
          "signature", [](const History& h) { return signature(h); }, py::call_guard<py::gil_scoped_release>());
  py::list postures;
  for (int p = 0; p < static_cast<int>(Posture::count); ++p)
    postures.append(std::string(name(static_cast<Posture>(p))));
  module.attr("postures") = py::tuple(postures);
}

}  // namespace tarazi::python
