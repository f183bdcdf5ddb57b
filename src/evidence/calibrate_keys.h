// The tables of keys of a calibration file: what may stand where.
// Internal to the reader of calibrations.
#pragma once

#include "src/config/keys.h"

namespace tarazi::evidence {

const config::Table& calibration_table();
const config::Table& world_table();
const config::Table& parameter_table();
const config::Table& target_table();
const config::Table& history_table();
const config::Table& abc_table();
const config::Table& point_table();

}  // namespace tarazi::evidence
