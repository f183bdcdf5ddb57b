// The tables of keys of a study file: what may stand where. Reading, schema and suggestions use them.
// Internal to src/study.
#pragma once

#include "src/config/keys.h"

namespace tarazi::study {

inline constexpr int kMostReplicates = 1'000'000;
inline constexpr int kMostPoints = 10'000'000;

const config::Table& study_table();
const config::Table& design_table();
const config::Table& factor_table();
const config::Table& outcome_table();
const config::Table& until_table();
const config::Table& series_table();

}  // namespace tarazi::study
