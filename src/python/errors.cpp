// C++ errors as the Python exceptions of tarazi/errors.py, with file, line and path as attributes.
#include "src/config/config.h"
#include "src/python/bindings.h"
#include "src/sim/simulation.h"
#ifdef TARAZI_HAS_RECORD
#include "src/record/folder.h"
#endif

namespace tarazi::python {
namespace {

py::object exception_class(const char* name) { return py::module_::import("tarazi.errors").attr(name); }

void raise(const char* name, const py::object& instance) {
  PyErr_SetObject(exception_class(name).ptr(), instance.ptr());
}

/// Text of an input, which may hold anything: bytes that are not UTF-8 are shown as replaced.
py::str text(const std::string& bytes) {
  return py::reinterpret_steal<py::str>(
      PyUnicode_DecodeUTF8(bytes.data(), static_cast<py::ssize_t>(bytes.size()), "replace"));
}

void raise_input_error(const config::InputError& error) {
  py::list problems;
  std::string message;  // not what(): a zero byte in a path would end it
  const py::object problem_class = exception_class("Problem");
  for (const config::Problem& p : error.problems()) {
    problems.append(problem_class(text(p.file), p.line, p.column, text(p.path), text(p.what)));
    message += (message.empty() ? "" : "\n") + config::format(p);
  }
  if (error.more() > 0) message += "\n... and " + std::to_string(error.more()) + " more";
  raise("InputError", exception_class("InputError")(text(message), problems, error.more()));
}

}  // namespace

void bind_errors(py::module_&) {
  py::register_exception_translator([](std::exception_ptr pending) {
    if (!pending) return;
    try {
      std::rethrow_exception(pending);
    } catch (const config::InputError& error) {
      raise_input_error(error);
    } catch (const config::FileError& error) {
      raise("FileError", exception_class("FileError")(text(error.path() + ": " + error.reason()), text(error.path())));
    } catch (const OutOfBounds& error) {
      raise("OutOfBounds", exception_class("OutOfBounds")(error.what()));
#ifdef TARAZI_HAS_RECORD
    } catch (const record::FolderError& error) {
      raise("FileError", exception_class("FileError")(error.what(), ""));
#endif
    }
  });
}

}  // namespace tarazi::python
