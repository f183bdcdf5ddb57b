// What a study amounts to, in one line.
#include "src/study/check.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "src/config/files.h"
#include "src/study/design.h"

namespace tarazi::study {

bool is_study(const std::string& file) {
  try {
    const std::string text = config::read_text(file, config::Limits{}.bytes);
    config::Problems ignored;
    const config::Node root = config::parse_yaml(text, file, {}, ignored);
    const config::Node* kind = root.find("tarazi");
    return kind && kind->is_scalar() && kind->text.starts_with("study");
  } catch (const std::exception&) {
    return false;  // the reader of scenarios will say what is wrong with it
  }
}

std::string check(const std::string& file) {
  const Study study = read_study(file);
  auto points = make_points(study);
  const std::size_t rows = points.size();
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return fmt::format("{}: ok, {} design, {} factors, {} points{}, {}{} replicates, {} outcomes: {} runs of {} months{}", file,
                     name(study.design.kind), study.factors.size(), points.size(),
                     rows != points.size() ? fmt::format(" ({} rows of the design)", rows) : "", study.replicates,
                     study.until ? fmt::format(" to {}", study.until->most) : "", study.outcomes.size(),
                     points.size() * static_cast<std::size_t>(study.replicates), study.scenario.months,
                     study.until ? " or more" : "");
}

}  // namespace tarazi::study
