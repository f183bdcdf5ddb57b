// Texts of scenarios for the tests of the reader, and a way to say where a mistake is expected:
// the mark @@ in a text stands before the wrong value and is taken out before reading.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "src/config/config.h"

namespace tarazi::testing {

/// The shortest valid scenario but for `more`, which is appended.
inline std::string small_scenario(const std::string& more = "") {
  return "tarazi: scenario/1\nstart: 2024-01\nmonths: 24\n"
         "states:\n  A: {gdp: 100, position: [-0.5], strategy: multi-vector}\n"
         "  B: {gdp: 1000, position: [1.0], strategy: conditionality}\n  W: {passive: true, gdp: 5000}\n" +
         more;
}

/// A scenario that uses every section and most ways of writing.
inline const char* const kFullScenario = R"(tarazi: scenario/1
title: "A title: with # marks, \"quotes\" and ünïcode"
about: >-
  Two lines that are
  folded into one.
start: 2023-11
months: 36
seed: 4294967295
noise: calibrated
states:
  A:
    name: Alpha
    gdp: {value: 74.3, source: "Statistics: table 1"}
    growth: {value: 0.01, assumption: "a round number"}
    position: [{value: -0.66, source: votes}, 0.25]
    anchor: [-0.6, 0.2]
    home_share: 0.19
    strategy: {extends: multi-vector, autonomy: {value: 1.2, assumption: try}}
    place: [40.4, 49.9]
  NO: {gdp: 1e3, position: [1, -1e-3], strategy: conditionality}
  "null": {gdp: 3000.5, position: [0, 0], strategy: {policy: weighted, principle: 0.1}}
  ROW: {name: Rest of the world, passive: true, gdp: 70000, home_share: 0.25}
trade:
  A: {NO: 0.02, "null": {value: 16.657, source: "Office, 2024"}, ROW: 0}
  ROW: {A: 3, NO: 100.125}
investment: {NO: {A: 7.9}}
affinity:
  A: {NO: 0.5}
  "null": {A: -0.25}
  NO: {"null": 0.1, A: 0.4}
bonds: {NO: {A: {value: 0.4, assumption: treaty}}}
security: {A: {"null": 0.1}}
pressure: {NO: {A: 0.05}}
corridors:
  north: {through: ["null"], days: 16, cost: 0.08, capacity: 10}
  middle: {through: [A], days: {value: 35, source: timetable}, cost: 0.12, capacity: 6, open: 0.9}
  sea: {days: 45, cost: 0.05, capacity: 500}
freight:
  boxes: {between: [NO, ROW], routes: {north: 0.5, middle: 0.1, sea: {value: 0.4, source: count}}, tonnes: 16, value_share: 0.08}
parameters: {anchoring: {value: 0.004, source: fit}, mood_sd: 0.1, sweeps: 20}
events:
  early: {at: 2024-01, until: 2025-01, pin: {from: NO, to: A, pressure: 0.6, offer: 2.5}}
  late: {at: {value: 2025-01, source: treaty}, pin: {from: NO, to: A, pressure: {value: 0.1, source: news}, openness: -1}}
  line: {at: 3, strategy: {state: A, use: bandwagon}}
  other: {at: 4, strategy: {state: NO, use: {extends: patron, statecraft: 0.3}}}
  ferries: {at: 24, corridor: {name: middle, capacity: 11, days: 18}}
  visit: {at: 15, change: {from: A, to: NO, affinity: +0.1, bond: +0.2, mood: -0.5}, both_ways: true}
  recession: {at: 30, state: {name: ROW, output: -0.05}}
)";

inline Scenario parse(const std::string& text) { return config::parse_scenario(text, "test.yaml", "."); }

/// The problems of a text; none when it is valid.
inline std::vector<config::Problem> problems_of(const std::string& text) {
  try {
    parse(text);
    return {};
  } catch (const config::InputError& e) {
    return e.problems();
  }
}

/// A text without its marks, and the places (line, column) the marks stood at.
struct Marked {
  std::string text;
  std::vector<std::pair<int, int>> places;
};
inline Marked take_marks(const std::string& text) {
  Marked out;
  int line = 1, column = 1;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text.compare(k, 2, "@@") == 0) {
      out.places.push_back({line, column});
      ++k;
      continue;
    }
    out.text += text[k];
    ++column;
    if (text[k] == '\n') {
      ++line;
      column = 1;
    }
  }
  return out;
}

/// A folder for files of one test, removed afterwards.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("tarazi-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tarazi::testing
