// A table of pairs from a CSV file (RFC 4180) as the same tree an inline matrix gives.
// Columns: the two states in nesting order, then `value`, and if wanted `source`, `assumption`, `note`.
#pragma once

#include <string>
#include <string_view>

#include "src/config/problems.h"
#include "src/config/tree.h"

namespace tarazi::config {

/// {from: {to: value}} with places in the CSV text; values with a source become {value, source}. Mistakes (no
/// header, unknown column, wrong number of cells, open quotes, a pair given twice) become problems.
Node parse_pair_table(std::string_view text, const std::string& name, Problems& problems);

}  // namespace tarazi::config
