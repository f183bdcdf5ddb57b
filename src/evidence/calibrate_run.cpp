// Runs of a calibration: from a point of the unit cube to the targets' statistics, on threads, kept in a log.
// A run depends on the point and its number only, never on threads, batches or interruptions.
#include <unistd.h>

#include <fcntl.h>
#include <chrono>
#include <cmath>
#include <cstring>
#include <exception>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "src/config/files.h"
#include "src/config/numbers.h"
#include "src/evidence/calibrate.h"

namespace tarazi::evidence {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostState = 1'000'000'000;

/// The world at these values; the observation error is returned apart.
Scenario world_at(const Calibration& c, std::size_t world, const std::vector<double>& values, double& position_error) {
  Scenario scenario = c.worlds[world].scenario;
  for (std::size_t k = 0; k < c.unknowns.size(); ++k) {
    if (c.unknowns[k].of_observation) position_error = values[k];
    for (const config::Slot& slot : c.unknowns[k].slots[world]) slot.set(scenario, values[k]);
  }
  return scenario;
}

Json to_json(const Point& point) {
  Json list = Json::array();
  for (const double x : point) list.push_back(std::isfinite(x) ? Json(x) : Json(nullptr));
  return list;
}
Point from_json(const Json& list) {
  Point point;
  for (const Json& x : list) point.push_back(x.is_null() ? std::numeric_limits<double>::quiet_NaN() : x.get<double>());
  return point;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
  throw config::InputError({{file.string(), 0, 0, "", what}});
}

}  // namespace

Point simulate_targets(const Calibration& c, const Point& unit, std::uint32_t number, Isa isa) {
  const std::vector<double> values = c.values(unit);
  Point outputs(c.targets.size(), std::numeric_limits<double>::quiet_NaN());
  try {
    for (std::size_t w = 0; w < c.worlds.size(); ++w) {
      const CalibrationWorld& world = c.worlds[w];
      double position_error = 0;
      const Scenario scenario = world_at(c, w, values, position_error);
      std::vector<Panel> panels;
      for (std::size_t t = 0; t < c.targets.size(); ++t) {
        const CalibrationTarget& target = c.targets[t];
        if (target.world != static_cast<int>(w)) continue;
        if (target.statistic->needs != StatisticNeeds::panel) {
          outputs[t] = target.statistic->of_experiment(scenario, target.options, world.months, isa);
          continue;
        }
        for (int r = static_cast<int>(panels.size()); r < world.replicates; ++r) {
          const auto replicate = number * static_cast<std::uint32_t>(world.replicates) + static_cast<std::uint32_t>(r);
          panels.push_back(
              observe({&scenario, c.seed, replicate}, world.months / 12, world.memory, position_error, isa));
        }
        double sum = 0;
        for (const Panel& panel : panels) sum += target.statistic->of_panel(panel, target.options);
        outputs[t] = sum / world.replicates;
      }
    }
  } catch (const OutOfBounds&) {
    outputs.assign(c.targets.size(), std::numeric_limits<double>::quiet_NaN());
  } catch (const config::InputError&) {  // values that the model's rules forbid together
    outputs.assign(c.targets.size(), std::numeric_limits<double>::quiet_NaN());
  }
  return outputs;
}

RunLog::RunLog(const Calibration& calibration, std::filesystem::path file, int threads, Isa isa, bool common_numbers)
    : calibration_(calibration),
      file_(std::move(file)),
      threads_(std::max(1, threads)),
      isa_(isa),
      common_numbers_(common_numbers) {
  if (file_.empty() || !std::filesystem::exists(file_)) return;
  const Json state = Json::parse(config::read_text(file_, kMostState), nullptr, false);
  if (state.is_discarded() || !state.is_object() || state.value("tarazi", "") != "calibration-runs/1")
    refuse(file_, "holds no runs of a calibration");
  if (state.value("hash", "") != calibration.hash())
    refuse(file_,
           "holds runs of another calibration, or of this one before it was changed; choose another folder, or start "
           "again with --force");
  for (const Json& run : state["runs"]) {
    units_.push_back(from_json(run[0]));
    outputs_.push_back(from_json(run[1]));
  }
}

Points RunLog::operator()(const Points& units, const RunProgress& progress) {
  for (const Point& unit : units) {
    const std::size_t place = next_ + static_cast<std::size_t>(&unit - units.data());
    if (place < units_.size() && units_[place] != unit)
      refuse(file_,
             "holds runs at other points: the effort or the targets were changed; choose another folder, or start "
             "again with --force");
  }
  auto saved = std::chrono::steady_clock::now();
  const std::size_t end = next_ + units.size(), chunk = static_cast<std::size_t>(threads_) * 4;
  while (units_.size() < end) {
    const std::size_t first = units_.size(), count = std::min(chunk, end - first);
    if (progress && !progress(static_cast<long>(first - next_), static_cast<long>(units.size()))) {
      save();
      throw Interrupted();
    }
    Points outputs(count);
    std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic) num_threads(threads_)
    for (std::size_t k = 0; k < count; ++k) {
      try {
        outputs[k] = simulate_targets(calibration_, units[first - next_ + k],
                                      common_numbers_ ? 0 : static_cast<std::uint32_t>(first + k), isa_);
      } catch (...) {
#pragma omp critical(tarazi_calibration_failure)
        failure = std::current_exception();
      }
    }
    if (failure) std::rethrow_exception(failure);
    for (std::size_t k = 0; k < count; ++k) {
      units_.push_back(units[first - next_ + k]);
      outputs_.push_back(std::move(outputs[k]));
      ++made_;
    }
    if (const auto now = std::chrono::steady_clock::now(); now - saved > std::chrono::seconds(1)) {
      save();
      saved = std::chrono::steady_clock::now();
    }
  }
  if (made_ > 0 && (units.size() > 1 || common_numbers_)) save();
  if (progress) progress(static_cast<long>(units.size()), static_cast<long>(units.size()));
  Points wanted(outputs_.begin() + static_cast<std::ptrdiff_t>(next_),
                outputs_.begin() + static_cast<std::ptrdiff_t>(end));
  next_ = end;
  return wanted;
}

void RunLog::save() const {
  if (file_.empty()) return;
  Json runs = Json::array();
  for (std::size_t k = 0; k < units_.size(); ++k)
    runs.push_back(Json::array({to_json(units_[k]), to_json(outputs_[k])}));
  replace_file(
      file_,
      Json{{"tarazi", "calibration-runs/1"}, {"hash", calibration_.hash()}, {"runs", std::move(runs)}}.dump() + "\n");
}

void replace_file(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path fresh = file.string() + ".new";
  const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (handle < 0) throw config::FileError(fresh.string(), std::strerror(errno));
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(handle, text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) break;
    done += static_cast<std::size_t>(wrote);
  }
  const bool good = done == text.size() && ::fsync(handle) == 0;
  const std::string reason = good ? "" : std::strerror(errno);
  ::close(handle);
  std::error_code error;
  if (good) std::filesystem::rename(fresh, file, error);
  if (!good || error) {
    const std::string why = good ? error.message() : reason;
    std::filesystem::remove(fresh, error);
    throw config::FileError(file.string(), why);
  }
}

}  // namespace tarazi::evidence
