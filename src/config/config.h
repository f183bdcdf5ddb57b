// Scenario files: reading with every mistake reported at its place, writing back, hash, assignments.
// What programs around the model include; the files themselves are described in README.md of this folder.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "src/config/problems.h"
#include "src/config/yaml.h"
#include "world/scenario.h"

namespace tarazi::config {

/// Reads and checks a scenario file with all it extends. Throws InputError with all mistakes (file, line,
/// column), and FileError when the file itself cannot be read.
Scenario read_scenario(const std::filesystem::path& path, const Limits& limits = {});

/// The same from text. `name` stands for the file in messages; `base` is the folder to which `extends` and
/// tables are relative. Throws InputError only.
Scenario parse_scenario(std::string_view text, const std::string& name, const std::filesystem::path& base,
                        const Limits& limits = {});

/// The complete scenario as YAML, which reads back to an equal one: every number in its shortest exact form, with
/// its source or assumption, all parameters written out, `extends` resolved, tables inline.
std::string write_scenario(const Scenario& scenario);

/// 32 hex digits (XXH3-128) of everything that can influence numbers of a run: codes, states, matrices,
/// corridors, freight, parameters, events, start, months, seed. Left out: title, about, names for people, names
/// of events and presets, sources, places on the map.
std::string content_hash(const Scenario& scenario);

/// Checks again the rules between values (model section 7) after assignments. Throws InputError with paths.
void validate(const Scenario& scenario);

/// Carries out "PATH=VALUE" (path.h) of a command line: VALUE is a number, a date YYYY-MM or a choice, checked
/// against the path's range. The number's source becomes the assumption "set on the command line". Throws
/// InputError. Rules between values are not checked: call `validate` after the last assignment.
void assign(Scenario& scenario, std::string_view assignment);

/// Paths of the numbers a file gives with neither source nor assumption, in file order. Settings of a run
/// (months, seed, dates of events), places and parameters at their defaults need none.
std::vector<std::string> unsourced(const Scenario& scenario);

/// JSON Schema (2020-12) of scenario files, for editors, made from the tables that check the files.
std::string scenario_schema();

}  // namespace tarazi::config
