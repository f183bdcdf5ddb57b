// The parts of the extension module tarazi._core, one function a file, and the state they share.
// Internal to src/python; users import the package `tarazi`, whose Python files wrap these classes.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <vector>

#include "src/sim/history.h"
#include "world/scenario.h"

namespace tarazi::python {

namespace py = pybind11;

/// Errors of the engine become the exception classes of tarazi/errors.py.
void bind_errors(py::module_& module);
void bind_scenario(py::module_& module);
void bind_history(py::module_& module);
void bind_run(py::module_& module);
void bind_policy(py::module_& module);
void bind_worlds(py::module_& module);
void bind_study(py::module_& module);

/// Random key of the world whose policies are being made on this thread. Policy classes are made without
/// being told their replicate, so whoever makes worlds says it here first.
struct WorldKey {
  std::uint32_t seed = 0;
  std::uint32_t replicate = 0;
};
WorldKey& world_being_made();

/// True when a state of the scenario, at the start or by an event, decides by a Python object.
bool has_python_policy(const Scenario& scenario);

/// 1 or more threads; 0 stands for one a processor. Throws std::invalid_argument.
int thread_count(int wanted);

}  // namespace tarazi::python
