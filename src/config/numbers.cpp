// Reading and writing of numbers and dates without locale and without surprises.
// YAML would read 010 as 8 and yes as 1; here such text is refused with a hint.
#include "src/config/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tarazi::config {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// [+-] digits [. digits] [e [+-] digits], at least one digit before the exponent.
bool is_decimal(std::string_view s) {
  std::size_t k = 0, digits = 0;
  if (k < s.size() && (s[k] == '+' || s[k] == '-')) ++k;
  while (k < s.size() && digit(s[k])) ++k, ++digits;
  if (k < s.size() && s[k] == '.')
    for (++k; k < s.size() && digit(s[k]); ++k) ++digits;
  if (digits == 0) return false;
  if (k < s.size() && (s[k] == 'e' || s[k] == 'E')) {
    ++k;
    if (k < s.size() && (s[k] == '+' || s[k] == '-')) ++k;
    const std::size_t from = k;
    while (k < s.size() && digit(s[k])) ++k;
    if (k == from) return false;
  }
  return k == s.size();
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string shown(std::string_view text) {
  return "'" + std::string(text.substr(0, 40)) + (text.size() > 40 ? "...'" : "'");
}

/// Why text that is no decimal number is none, with a hint for the usual slips.
std::string complaint(std::string_view text) {
  const std::string low = lower(text);
  std::string_view bare = low;
  if (!bare.empty() && (bare.front() == '+' || bare.front() == '-')) bare.remove_prefix(1);
  constexpr std::array<std::string_view, 8> kTruth{"true", "false", "yes", "no", "on", "off", "y", "n"};
  constexpr std::array<std::string_view, 5> kEndless{".inf", "inf", "infinity", ".nan", "nan"};
  if (std::find(kTruth.begin(), kTruth.end(), low) != kTruth.end())
    return shown(text) + " is a truth value, not a number";
  if (std::find(kEndless.begin(), kEndless.end(), bare) != kEndless.end())
    return shown(text) + " is not a finite number";
  if (bare.size() > 1 && bare[0] == '0' && (bare[1] == 'x' || bare[1] == 'o' || bare[1] == 'b'))
    return shown(text) + " is not a decimal number; write it without the prefix";
  if (text.find(',') != std::string_view::npos)
    return shown(text) + " is not a number; the decimal mark is a point and thousands are not separated";
  if (!text.empty() && text.back() == '%') return shown(text) + " is not a number; write 5% as 0.05";
  return shown(text) + " is not a number";
}

}  // namespace

std::optional<double> parse_number(std::string_view text, std::string& why) {
  if (!is_decimal(text)) {
    why = complaint(text);
    return std::nullopt;
  }
  std::string_view unsigned_part = text;
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') unsigned_part.remove_prefix(1);
  if (unsigned_part.size() > 1 && unsigned_part[0] == '0' && digit(unsigned_part[1])) {
    why = shown(text) + " looks octal; write it without the leading 0";
    return std::nullopt;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(unsigned_part.data(), unsigned_part.data() + unsigned_part.size(), value);
  if (error != std::errc{} || end != unsigned_part.data() + unsigned_part.size() || !std::isfinite(value)) {
    why = shown(text) + " is too large or too small for a double";
    return std::nullopt;
  }
  return value == 0 ? 0 : negative ? -value : value;
}

std::string shortest(double value) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  for (const std::size_t k : {0, 1, 2, 3, 5, 6})
    if (!digit(text[k])) return std::nullopt;
  Date date;
  std::from_chars(text.data(), text.data() + 4, date.year);
  std::from_chars(text.data() + 5, text.data() + 7, date.month);
  if (date.year < 1 || date.month < 1 || date.month > 12) return std::nullopt;
  return date;
}

std::string format_date(const Date& date) { return fmt::format("{:04}-{:02}", date.year, date.month); }

int months_between(const Date& start, const Date& date) {
  return (date.year - start.year) * 12 + date.month - start.month;
}

Date months_after(const Date& start, int months) {
  const int total = start.year * 12 + start.month - 1 + months;
  return {total / 12, total % 12 + 1};
}

}  // namespace tarazi::config
