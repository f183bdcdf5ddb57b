// Studies from Python: running or resuming one into its database, and the analysis of a database as JSON.
// The same functions as `tarazi study`, `analyse` and `export`; tables and plots are made in tarazi/study.py.
#include "src/record/folder.h"
#include "src/record/pages.h"
#include "src/python/watch.h"
#include "src/study/ensemble.h"
#include "src/study/results.h"

namespace tarazi::python {
namespace {

py::dict run_study(const std::string& file, const std::string& out, int threads, const std::string& isa, bool extend, const py::object& progress) {
  study::EnsembleSettings settings;
  settings.threads = thread_count(threads);
  settings.isa = parse_isa(isa);
  Watch watch(progress);
  settings.progress = [&watch](long done, long work) { return watch(done, work); };
  study::EnsembleResult result;
  {
    const py::gil_scoped_release unlocked;
    const study::Study study = study::read_study(file);
    study::Store store(out, study, extend, "tarazi.study(\"" + file + "\")");
    result = study::run_ensemble(study, store, settings);
  }
  watch.finish(result.done, result.done);
  py::dict all;
  all["points"] = result.points;
  all["done"] = result.done;
  all["made"] = result.made;
  all["failed"] = result.failed;
  return all;
}

std::string study_report(const std::string& file) {
  const py::gil_scoped_release unlocked;
  return study::report_json(study::load_results(file), file);
}

std::string study_text(const std::string& file, int rows) {
  const py::gil_scoped_release unlocked;
  return study::analyse_text(study::load_results(file), rows);
}

void save_study_page(const std::string& file, const std::string& out, bool force) {
  const std::string_view page = record::page("study");
  if (page.empty()) throw std::runtime_error("this build has no web pages; analyse the database with another build of the program");
  const py::gil_scoped_release unlocked;
  record::write_new_file(out, record::fill_page(page, study::report_json(study::load_results(file), file)), force);
}

void save_study_series(const std::string& file, const std::string& out, bool force, const py::object& progress) {
  Watch watch(progress);
  {
    const py::gil_scoped_release unlocked;
    study::export_netcdf(file, out, force, [&watch](long done, long work) { return watch(done, work); });
  }
  watch.finish(1, 1);
}

}  // namespace

void bind_study(py::module_& module) {
  using namespace py::literals;
  module.def("run_study", &run_study, "file"_a, "out"_a, "threads"_a, "isa"_a, "extend"_a, "progress"_a);
  module.def("study_report", &study_report, "file"_a);
  module.def("study_text", &study_text, "file"_a, "rows"_a);
  module.def("save_study_page", &save_study_page, "file"_a, "out"_a, "force"_a);
  module.def("save_study_series", &save_study_series, "file"_a, "out"_a, "force"_a, "progress"_a);
}

}  // namespace tarazi::python
