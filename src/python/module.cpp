// The extension module tarazi._core: the engine as Python sees it. The package tarazi is the public face.
#include "src/python/bindings.h"

#include <stdexcept>
#include <string>
#include <thread>

namespace tarazi::python {

int thread_count(int wanted) {
  if (wanted < 0 || wanted > 1024)
    throw std::invalid_argument("threads is " + std::to_string(wanted) + ", allowed are 0 (one a processor) to 1024");
  if (wanted > 0) return wanted;
  const unsigned found = std::thread::hardware_concurrency();
  return found == 0 ? 1 : static_cast<int>(found);
}

}  // namespace tarazi::python

PYBIND11_MODULE(_core, module) {
  module.doc() = "The engine of Tarazi. Use the package tarazi, which documents and wraps it.";
  module.attr("__version__") = TARAZI_VERSION;
  tarazi::python::bind_errors(module);
  tarazi::python::bind_scenario(module);
  tarazi::python::bind_history(module);
  tarazi::python::bind_run(module);
  tarazi::python::bind_policy(module);
  tarazi::python::bind_worlds(module);
#ifdef TARAZI_HAS_STUDY
  tarazi::python::bind_study(module);
#endif
}
