// Checks and converts the values of mappings.
// Every message says what is wrong, what is allowed, and where it can, what was probably meant.
#include "src/config/fields.h"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "src/config/nearest.h"
#include "src/config/numbers.h"

namespace tarazi::config {
namespace {

/// The value of a plain number, or a problem.
std::optional<double> plain_number(const Node& node, const Range& range, const std::string& path, Reading& reading) {
  if (!node.is_scalar()) {
    reading.problems.add(node.mark, path, fmt::format("is {}, not a number; allowed: {}", kind_of(node), range.text()));
    return std::nullopt;
  }
  std::string why;
  const auto value = parse_number(node.text, why);
  if (node.quoted) {
    reading.problems.add(
        node.mark, path,
        value ? "is text in quotes, not a number; remove the quotes" : why + "; allowed: " + range.text());
    return std::nullopt;
  }
  if (!value) {
    reading.problems.add(node.mark, path, why + "; allowed: " + range.text());
    return std::nullopt;
  }
  if (!range.allows(*value)) {
    reading.problems.add(node.mark, path,
                         fmt::format("{} is out of range; allowed: {}", shortest(*value), range.text()));
    return std::nullopt;
  }
  return value;
}

void record(Provenance origin, const std::string& path, double value, bool keep, Reading& reading) {
  if (!reading.provenance || (origin.kind == Provenance::Kind::none && !keep)) return;
  origin.path = path;
  origin.value = value;
  reading.provenance->push_back(std::move(origin));
}

}  // namespace

std::string kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "empty";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  return node.quoted ? "text in quotes" : "'" + node.text.substr(0, 40) + (node.text.size() > 40 ? "...'" : "'");
}

bool is_sourced(const Node& node) {
  if (!node.is_map() || !node.entry("value")) return false;
  for (const Entry& e : node.entries)
    if (e.key != "value" && e.key != "source" && e.key != "assumption") return false;
  return true;
}

const Node* unwrap(const Node& node, const std::string& path, Reading& reading, Provenance& origin) {
  if (!node.is_map()) return &node;
  const std::vector<std::string> allowed{"value", "source", "assumption"};
  const Node* value = node.find("value");
  if (!value) {
    reading.problems.add(node.mark, path,
                         "is a mapping without `value`; allowed: a number, or {value, source} or {value, assumption}");
    return nullptr;
  }
  for (const Entry& e : node.entries) {
    if (e.key == "value") continue;
    if (e.key != "source" && e.key != "assumption") {
      reading.problems.add(e.mark, join(path, e.key), "unknown key" + did_you_mean(e.key, allowed));
    } else if (!e.value.is_scalar() || e.value.text.empty()) {
      reading.problems.add(e.value.mark, join(path, e.key), "is " + kind_of(e.value) + "; a sentence is needed");
    } else if (origin.kind != Provenance::Kind::none) {
      reading.problems.add(e.mark, join(path, e.key), "a number has either a source or an assumption, not both");
    } else {
      origin.kind = e.key == "source" ? Provenance::Kind::source : Provenance::Kind::assumption;
      origin.text = e.value.text;
    }
  }
  return value;
}

std::optional<double> read_number(const Node& node, const Range& range, const std::string& path, Reading& reading,
                                  bool keep) {
  Provenance origin;
  const Node* value = unwrap(node, path, reading, origin);
  const auto number = value ? plain_number(*value, range, path, reading) : std::nullopt;
  if (number) record(std::move(origin), path, *number, keep, reading);
  return number;
}

std::optional<double> read_integer(const Node& node, const Range& range, const std::string& path, Reading& reading) {
  const auto number = read_number(node, range, path, reading, false);
  if (number && *number != std::floor(*number)) {
    reading.problems.add(node.mark, path,
                         fmt::format("{} is not a whole number; allowed: {}", shortest(*number), range.text()));
    return std::nullopt;
  }
  return number;
}

std::optional<std::string> read_word(const Node& node, const std::string& path, Reading& reading) {
  if (node.is_scalar()) return node.text;
  reading.problems.add(node.mark, path, "is " + kind_of(node) + "; text is needed");
  return std::nullopt;
}

std::optional<std::string> read_choice(const Node& node, std::span<const std::string> choices, std::string_view what,
                                       const std::string& path, Reading& reading) {
  const auto word = read_word(node, path, reading);
  if (!word) return std::nullopt;
  for (const std::string& choice : choices)
    if (choice == *word) return word;
  const std::string hint = reading.problems.full() ? "" : did_you_mean(*word, choices);
  reading.problems.add(node.mark, path, fmt::format("'{}' is no {}{}", word->substr(0, 40), what, hint));
  return std::nullopt;
}

std::optional<int> read_month(const Node& node, const std::string& path, Reading& reading) {
  Provenance origin;
  const Node* value = unwrap(node, path, reading, origin);
  if (!value) return std::nullopt;
  const Range range{0, 12000};
  const auto date = value->is_scalar() ? parse_date(value->text) : std::nullopt;
  std::optional<int> month;
  if (date) {
    if (!reading.start) return std::nullopt;  // the missing start is a problem of its own
    month = months_between(*reading.start, *date);
    if (*month < 0) {
      reading.problems.add(value->mark, path,
                           fmt::format("{} is before the start ({})", value->text, format_date(*reading.start)));
      return std::nullopt;
    }
    if (*month > range.high) {
      reading.problems.add(value->mark, path,
                           fmt::format("{} is more than {} months after the start", value->text, range.high));
      return std::nullopt;
    }
  } else if (value->is_scalar() && value->text.find('-', 1) != std::string::npos &&
             value->text.find_first_of("eE") == std::string::npos) {
    reading.problems.add(
        value->mark, path,
        fmt::format("'{}' is no date; allowed: YYYY-MM, or a month number from the start", value->text.substr(0, 40)));
    return std::nullopt;
  } else {
    const auto number = plain_number(*value, range, path, reading);
    if (!number) return std::nullopt;
    if (*number != std::floor(*number)) {
      reading.problems.add(value->mark, path, fmt::format("{} is not a whole number of months", shortest(*number)));
      return std::nullopt;
    }
    month = static_cast<int>(*number);
  }
  record(std::move(origin), path, *month, false, reading);
  return month;
}

Fields::Fields(const Node& node, const Table& table, std::string path, Reading& reading)
    : node_(node), table_(table), path_(std::move(path)), reading_(reading) {
  if (!node.is_map() && !node.is_null()) {
    reading.problems.add(node.mark, path_, fmt::format("is {}; a mapping ({}) is needed", kind_of(node), table.what));
    return;
  }
  const std::vector<std::string> names = table.names();
  for (const Entry& e : node.entries)
    if (!table.find(e.key)) {
      const std::string hint = reading.problems.full() ? "" : did_you_mean(e.key, names);
      reading.problems.add(e.mark, join(path_, e.key), fmt::format("unknown key of {}{}", table.what, hint));
    }
  for (const Key& key : table.keys)
    if (key.required && !node.entry(key.name))
      reading.problems.add(node.mark, join(path_, key.name),
                           fmt::format("is missing; {} needs it ({})", table.what, key.help));
}

const Key& Fields::key(std::string_view name) const {
  const Key* found = table_.find(name);
  if (!found) throw std::logic_error(fmt::format("{} has no key {}", table_.what, name));
  return *found;
}

std::optional<double> Fields::number(std::string_view name) {
  const Node* value = node(name);
  if (!value) return std::nullopt;
  // Writing the default down is no claim that needs a source of its own.
  const Key& rule = key(name);
  const bool usual = value->is_scalar() && value->text == rule.standard;
  return read_number(*value, rule.range, path(name), reading_, !usual);
}

std::optional<double> Fields::integer(std::string_view name) {
  const Node* value = node(name);
  return value ? read_integer(*value, key(name).range, path(name), reading_) : std::nullopt;
}

std::optional<int> Fields::month(std::string_view name) {
  const Node* value = node(name);
  return value ? read_month(*value, path(name), reading_) : std::nullopt;
}

std::optional<Date> Fields::date(std::string_view name) {
  const Node* value = node(name);
  if (!value) return std::nullopt;
  const auto date = value->is_scalar() ? parse_date(value->text) : std::nullopt;
  if (!date)
    reading_.problems.add(value->mark, path(name),
                          fmt::format("is {}, not a date; allowed: YYYY-MM, e.g. 2024-01", kind_of(*value)));
  return date;
}

std::optional<bool> Fields::flag(std::string_view name) {
  const Node* value = node(name);
  if (!value) return std::nullopt;
  if (value->is_scalar() && !value->quoted && value->text == "true") return true;
  if (value->is_scalar() && !value->quoted && value->text == "false") return false;
  reading_.problems.add(value->mark, path(name), "is " + kind_of(*value) + "; allowed: true or false");
  return std::nullopt;
}

std::optional<std::string> Fields::text(std::string_view name) {
  const Node* value = node(name);
  return value ? read_word(*value, path(name), reading_) : std::nullopt;
}

std::optional<std::string> Fields::choice(std::string_view name) {
  const Node* value = node(name);
  return value ? read_choice(*value, key(name).choices, "choice here", path(name), reading_) : std::nullopt;
}

std::optional<std::vector<double>> Fields::numbers(std::string_view name, bool keep_unsourced) {
  const Node* value = node(name);
  if (!value) return std::nullopt;
  const Range& range = key(name).range;
  std::vector<double> out;
  bool good = true;
  const auto read = [&](const Node& item, std::size_t k) {
    const auto number = read_number(item, range, join(path(name), std::to_string(k)), reading_, keep_unsourced);
    good = good && number.has_value();
    out.push_back(number.value_or(0));
  };
  if (!value->is_list()) {
    read(*value, 0);
  } else {
    for (std::size_t k = 0; k < value->items.size(); ++k) read(value->items[k], k);
    if (out.empty()) reading_.problems.add(value->mark, path(name), "is an empty list; at least one number is needed");
  }
  return good && !out.empty() ? std::optional(out) : std::nullopt;
}

std::optional<std::vector<std::string>> Fields::names(std::string_view name) {
  const Node* value = node(name);
  if (!value) return std::nullopt;
  if (value->is_null()) return std::vector<std::string>{};
  if (!value->is_list()) {
    reading_.problems.add(value->mark, path(name),
                          "is " + kind_of(*value) + "; a list of names is needed, e.g. [AZE, RUS]");
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (std::size_t k = 0; k < value->items.size(); ++k)
    if (const auto word = read_word(value->items[k], join(path(name), std::to_string(k)), reading_))
      out.push_back(*word);
  return out;
}

}  // namespace tarazi::config
