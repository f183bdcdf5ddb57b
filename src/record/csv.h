// The CSV files of a run: tidy, one row per month and unit, RFC 4180, full double precision.
#pragma once

#include <string>
#include <vector>

#include "src/sim/history.h"

namespace tarazi::record {

/// A file of results: its name and its whole text.
struct ResultFile {
  std::string name;
  std::string text;
};

/// "YYYY-MM" of a month counted from the scenario's start.
std::string date_of(const Scenario& scenario, int month);
/// A field as RFC 4180 wants it: quoted when it holds a comma, a quote or a line break.
std::string csv_field(const std::string& text);

std::string states_csv(const History& history);     ///< states.csv
std::string dyads_csv(const History& history);      ///< dyads.csv
std::string corridors_csv(const History& history);  ///< corridors.csv
std::string freight_csv(const History& history);    ///< freight.csv

}  // namespace tarazi::record
