// Patterns of model section 10 (P1-P9): what a pattern found, as text with numbers. A pattern test reports;
// whether the pattern holds is compared with the last accepted report, never demanded.
#pragma once

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "src/sim/history.h"

namespace tarazi::testing {

/// What was found about one pattern.
class Pattern {
 public:
  Pattern(std::string id, std::string statement) : id_(std::move(id)), statement_(std::move(statement)) {}
  /// One number of the evidence.
  void note(const std::string& what, double value) {
    finite_ = finite_ && std::isfinite(value);
    char number[32];
    std::snprintf(number, sizeof number, "%+.4g", value);
    notes_.push_back(what + " " + number);
  }
  /// One part of the statement; the pattern holds when all parts do.
  void claim(const std::string& what, bool holds) {
    holds_ = holds_ && holds;
    ++claims_;
    notes_.push_back((holds ? "yes: " : "NO:  ") + what);
  }
  bool computed() const { return finite_ && claims_ > 0; }
  std::string text() const {
    std::string t = id_ + (holds_ ? " holds: " : " does not hold: ") + statement_ + "\n";
    for (const std::string& note : notes_) t += "  " + note + "\n";
    return t;
  }

 private:
  std::string id_, statement_;
  std::vector<std::string> notes_;
  bool holds_ = true, finite_ = true;
  int claims_ = 0;
};

/// A scenario run without noise, and its readings by name.
struct Told {
  explicit Told(const Scenario& s, int months) : history(run(s, settings(months))) {}
  int of(const char* code) const { return history.scenario.find(code); }
  double dyad(DyadField f, int m, const char* i, const char* j) const { return history.of(f, 0, m, of(i), of(j)); }
  double trade(int m, const char* i, const char* j) const {
    return dyad(DyadField::trade, m, i, j) + dyad(DyadField::trade, m, j, i);
  }
  double position(int m, const char* i) const { return history.position_of(0, m, of(i)); }
  double index(int m, const char* i) const { return history.alignment_of(0, m, of(i)).index; }
  double flow(int m, int corridor) const { return history.flow_of(0, m, corridor); }

  static RunSettings settings(int months) {
    RunSettings s;
    s.months = months;
    s.explain = false;
    return s;
  }
  History history;
};

}  // namespace tarazi::testing
