// Recording series from simulations, and their compressed form.
// Bytes of equal rank are put together first: exponents of neighbouring numbers are alike and compress well.
#include "src/study/series.h"

#include <zlib.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "src/config/problems.h"

namespace tarazi::study {
namespace {

static_assert(std::endian::native == std::endian::little, "stored series are little-endian");
constexpr int kLevel = 1;  ///< higher levels cost time and gain next to nothing on such numbers

std::string shuffled(const std::vector<double>& values) {
  const auto* bytes = reinterpret_cast<const char*>(values.data());
  std::string out(values.size() * sizeof(double), '\0');
  for (std::size_t k = 0; k < values.size(); ++k)
    for (std::size_t b = 0; b < sizeof(double); ++b) out[b * values.size() + k] = bytes[k * sizeof(double) + b];
  return out;
}

}  // namespace

std::size_t Series::width(const Measure& measure, const Scenario& scenario) const {
  switch (measure.subject) {
    case Subject::corridor: return scenario.corridors.size();
    case Subject::state: return states.size() * (measure.name == "position" ? static_cast<std::size_t>(scenario.dimensions) : 1);
    case Subject::pair:
    case Subject::influence:
    case Subject::dependence: break;
  }
  return states.size() * states.size();
}

std::size_t Series::size(const Scenario& scenario, int months) const {
  std::size_t sum = 0;
  for (const Measure* measure : measures) sum += width(*measure, scenario);
  return sum * static_cast<std::size_t>(kept(months));
}

Recorder::Recorder(const Series& series, const Scenario& scenario, int months)
    : series_(&series), scenario_(&scenario), months_(months),
      values_(series.size(scenario, months), std::numeric_limits<double>::quiet_NaN()) {}

void Recorder::look(const Simulation& simulation, int lane) {
  const int month = simulation.month();
  if (month % series_->every != 0) return;
  const auto is_empty = [&](const Measure& measure, int state) {
    return !of_passive_states(measure) && scenario_->states[static_cast<std::size_t>(state)].passive;
  };
  std::size_t block = 0;
  for (const Measure* measure : series_->measures) {
    const std::size_t width = series_->width(*measure, *scenario_);
    double* out = values_.data() + block + static_cast<std::size_t>(month / series_->every) * width;
    block += width * static_cast<std::size_t>(series_->kept(months_));
    Outcome what;
    what.measure = measure;
    if (measure->subject == Subject::corridor) {
      for (what.i = 0; what.i < static_cast<int>(width); ++what.i) *out++ = read(what, simulation, lane);
      continue;
    }
    for (const int i : series_->states) {
      what.i = i;
      if (measure->subject == Subject::state) {
        const int components = measure->name == "position" ? scenario_->dimensions : 1;
        for (what.component = 0; what.component < components; ++what.component, ++out)
          if (!is_empty(*measure, i)) *out = read(what, simulation, lane);
        continue;
      }
      for (const int j : series_->states) {
        what.j = j;
        if (i != j && !is_empty(*measure, i) && !is_empty(*measure, j)) *out = read(what, simulation, lane);
        ++out;
      }
    }
  }
}

std::string pack(const std::vector<double>& values) {
  const std::string raw = shuffled(values);
  uLongf size = compressBound(raw.size());
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(raw.data()), raw.size(), kLevel) != Z_OK)
    throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::vector<double> unpack(std::string_view bytes, std::size_t count, const std::string& where) {
  std::string raw(count * sizeof(double), '\0');
  uLongf size = raw.size();
  const int code = uncompress(reinterpret_cast<Bytef*>(raw.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (code != Z_OK || size != raw.size()) throw config::FileError(where, "holds a damaged series");
  std::vector<double> values(count);
  auto* to = reinterpret_cast<char*>(values.data());
  for (std::size_t b = 0; b < sizeof(double); ++b)
    for (std::size_t k = 0; k < count; ++k) to[k * sizeof(double) + b] = raw[b * count + k];
  return values;
}

}  // namespace tarazi::study
