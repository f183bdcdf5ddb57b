// Numbers and dates as users write them: strict reading, shortest writing.
// Octal- and hex-looking text, infinities, NaN and truth values are no numbers here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "world/scenario.h"

namespace tarazi::config {

/// A decimal number; -0 is read as 0. On failure nothing, and `why` says what is wrong and what is allowed.
std::optional<double> parse_number(std::string_view text, std::string& why);

/// The shortest text that reads back to exactly `value`.
std::string shortest(double value);

/// YYYY-MM, year 1..9999.
std::optional<Date> parse_date(std::string_view text);
std::string format_date(const Date& date);

/// Months from `start` to `date` (negative before it), and the date `months` after `start`.
int months_between(const Date& start, const Date& date);
Date months_after(const Date& start, int months);

}  // namespace tarazi::config
