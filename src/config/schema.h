// JSON Schema of a table of keys, for editors that complete and check YAML while it is written.
// Made from the same tables that check the files; also for the tables of other readers (study).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/config/keys.h"

namespace tarazi::config {

/// Schema of a mapping. `partial` is for files that extend another: nothing is required, and every entry may be
/// empty (which removes it).
nlohmann::ordered_json schema_of(const Table& table, bool partial);

/// Schema of one key's value.
nlohmann::ordered_json schema_of(const Key& key, bool partial);

}  // namespace tarazi::config
