// The parts of reading a study, one function a section of the file.
// Internal to src/study: programs call read_study and parse_study of study.h.
#pragma once

#include "src/config/fields.h"
#include "src/study/study.h"

namespace tarazi::study {

/// Each fills its part of the study; what is wrong becomes a problem at its place.
void read_factors(config::Fields& top, Study& study, config::Reading& reading);
void read_outcomes(config::Fields& top, Study& study, config::Reading& reading);
void read_series(config::Fields& top, Study& study, config::Reading& reading);
void read_constraints(config::Fields& top, Study& study, config::Reading& reading);
/// Points from CSV text: a header with the factors' names in any order, one row a point.
void read_point_table(const std::string& text, const std::string& name, Study& study, config::Reading& reading);
/// The value a scalar stands for: a number, a date, or the name of a choice (then its place). Checked against
/// the factor's slots. Nothing after a problem.
std::optional<double> read_level(const config::Node& node, const std::string& path, const Factor& factor, config::Reading& reading);
/// Refuses designs that cannot be run: no point left, a broken structure, a point the model's rules forbid.
void check_design(const Study& study, const config::Mark& mark, config::Reading& reading);

}  // namespace tarazi::study
