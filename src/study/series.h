// Time series of a study: which measures are kept month by month, of whom, and how one run's numbers lie in memory
// and in the store. Optional, because they are thousands of times larger than outcomes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/study/measure.h"

namespace tarazi::study {

/// What is kept. A run's numbers stand measure by measure, each as an array [month][state], [month][state][partner],
/// [month][corridor] or, for positions of several components, [month][state][component], row-major.
struct Series {
  std::vector<const Measure*> measures;
  std::vector<int> states;  ///< places in the scenario; rows and columns of the arrays
  int every = 1;            ///< months 0, every, 2 every, ...

  bool empty() const { return measures.empty(); }
  /// Kept months of runs of `months` months.
  int kept(int months) const { return empty() ? 0 : months / every + 1; }
  /// Numbers a kept month has of one measure.
  std::size_t width(const Measure& measure, const Scenario& scenario) const;
  /// Numbers of one run of `months` months, all measures.
  std::size_t size(const Scenario& scenario, int months) const;
};

/// Gathers the series of one run.
class Recorder {
 public:
  Recorder(const Series& series, const Scenario& scenario, int months);
  /// To be called at every month, in order, of a prepared simulation. NaN where something is empty by definition
  /// (the diagonal; what a passive state does not have).
  void look(const Simulation& simulation, int lane);
  const std::vector<double>& values() const { return values_; }

 private:
  const Series* series_;
  const Scenario* scenario_;
  int months_;
  std::vector<double> values_;
};

/// Numbers as the store keeps them: little-endian doubles, bytes of equal rank together, zlib. Exact.
std::string pack(const std::vector<double>& values);
/// The way back. Throws config::FileError naming `where` when the bytes are damaged or their number is wrong.
std::vector<double> unpack(std::string_view bytes, std::size_t count, const std::string& where);

}  // namespace tarazi::study
