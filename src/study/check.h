// Checking of study files from the command line.
#pragma once

#include <string>

#include "src/study/study.h"

namespace tarazi::study {

/// Whether a file says it is a study (`tarazi: study/...` at its top level); false when it cannot be read.
bool is_study(const std::string& file);
/// Reads and checks a study and says in a line what it would run. Throws as read_study.
std::string check(const std::string& file);

}  // namespace tarazi::study
