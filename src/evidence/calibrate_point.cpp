// The search is NLopt's; this file only hands it the distance to the targets.
// Failed runs count as very far, so that the search turns back.
#include "src/evidence/calibrate_point.h"

#include <nlopt.h>

#include <exception>
#include <limits>
#include <memory>
#include <stdexcept>

namespace tarazi::evidence {
namespace {

struct Search {
  const Observed& observed;
  const Simulator& simulate;
  PointEstimate best;
  nlopt_opt handle = nullptr;
  std::exception_ptr failure;  ///< exceptions may not cross the library
};

double objective(unsigned n, const double* x, double*, void* data) {
  Search& search = *static_cast<Search*>(data);
  constexpr double kFar = 1e12;
  try {
    const Point unit(x, x + n);
    const Points outputs = search.simulate({unit});
    const double squared = std::min(kFar, distance(search.observed, outputs[0]));
    ++search.best.evaluations;
    if (squared < search.best.squared_distance) {
      search.best.squared_distance = squared;
      search.best.unit = unit;
      search.best.outputs = outputs[0];
    }
    return squared;
  } catch (...) {
    search.failure = std::current_exception();
    nlopt_force_stop(search.handle);
    return kFar;
  }
}

}  // namespace

PointEstimate point_estimate(const Observed& observed, std::size_t parameters, const Simulator& simulate,
                             const PointSettings& settings) {
  const auto n = static_cast<unsigned>(parameters);
  Search search{observed, simulate, {}, nullptr, nullptr};
  search.best.squared_distance = std::numeric_limits<double>::infinity();
  const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> handle(nlopt_create(NLOPT_LN_SBPLX, n), nlopt_destroy);
  search.handle = handle.get();
  nlopt_set_min_objective(handle.get(), objective, &search);
  nlopt_set_lower_bounds1(handle.get(), 0);
  nlopt_set_upper_bounds1(handle.get(), 1);
  nlopt_set_initial_step1(handle.get(), .2);
  nlopt_set_maxeval(handle.get(), settings.evaluations);
  nlopt_set_xtol_abs1(handle.get(), 1e-5);
  std::vector<double> x(parameters, .5);
  double value = 0;
  const nlopt_result result = nlopt_optimize(handle.get(), x.data(), &value);
  if (search.failure) std::rethrow_exception(search.failure);
  if (result < 0 && result != NLOPT_ROUNDOFF_LIMITED)
    throw std::runtime_error("the search for a point estimate failed");
  return search.best;
}

}  // namespace tarazi::evidence
