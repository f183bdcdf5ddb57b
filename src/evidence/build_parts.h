// What the files of the world builder share: the plan of who is in the world, and the ties between them.
// Only build_*.cpp include it.
#pragma once

#include "src/evidence/build_world.h"

namespace tarazi::evidence {

/// Numbers of the data folder in the world: place of each data state among the scenario's states, -1 outside.
std::vector<int> places(const DataFolder& data, const BuiltWorld& world);

/// Exports, affinity, bonds, security and pressure of the start year.
void build_ties(const DataFolder& data, const WorldOptions& options, BuiltWorld& world);

}  // namespace tarazi::evidence
