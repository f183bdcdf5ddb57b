// Checks messages against one table: fields a type must have, fields it may have, and their kinds.
// Unknown fields are ignored, as later versions may add some; unknown types are errors.
#include "src/server/message.h"

#include <cmath>
#include <map>
#include <span>

#include <nlohmann/json.hpp>

namespace tarazi::server {

using nlohmann::json;

namespace {

enum class Kind { text, prose, integer, number, flag, list, object };

struct Field {
  const char* name;
  Kind kind;
  bool required;
};

/// Fields by type; "control" carries a command of the instructor, which the room checks further.
std::span<const Field> fields_of(const std::string& type, bool& known) {
  static const std::map<std::string, std::vector<Field>, std::less<>> kTypes{
      {"hello", {{"token", Kind::text, true}, {"view", Kind::text, false}, {"world", Kind::integer, false}}},
      {"order", {{"id", Kind::integer, true}, {"round", Kind::integer, true}, {"stance", Kind::text, false}, {"levers", Kind::list, true}}},
      {"suggest", {{"round", Kind::integer, true}, {"stance", Kind::text, false}, {"levers", Kind::list, true}}},
      {"ready", {{"round", Kind::integer, true}, {"on", Kind::flag, true}}},
      {"predict", {{"round", Kind::integer, true}, {"p", Kind::number, true}}},
      {"pen", {{"to", Kind::integer, true}}},
      {"propose", {{"to", Kind::text, true}, {"give", Kind::list, true}, {"get", Kind::list, true}, {"rounds", Kind::integer, true}, {"announced", Kind::flag, false}}},
      {"answer", {{"id", Kind::integer, true}, {"accept", Kind::flag, true}}},
      {"preview", {{"id", Kind::integer, true}, {"stance", Kind::text, false}, {"levers", Kind::list, true}}},
      {"lab", {{"id", Kind::integer, true}, {"world", Kind::integer, false}, {"round", Kind::integer, false}, {"state", Kind::text, false},
               {"months", Kind::integer, false}, {"a", Kind::object, false}, {"b", Kind::object, false}, {"show", Kind::list, false},
               {"draw", Kind::integer, false}}},
      {"why", {{"round", Kind::integer, true}, {"state", Kind::text, false}}},
      {"sync", {}},
      {"look", {{"world", Kind::integer, true}}},
      {"control", {{"do", Kind::text, true}, {"world", Kind::integer, false}, {"round", Kind::integer, false}, {"member", Kind::integer, false},
                   {"seconds", Kind::integer, false}, {"card", Kind::text, false}, {"name", Kind::text, false}, {"on", Kind::flag, false},
                   {"practice", Kind::flag, false}, {"worlds", Kind::integer, false}, {"team", Kind::integer, false},
                   {"title", Kind::prose, false}, {"text", Kind::prose, false}, {"kind", Kind::text, false}, {"from", Kind::text, false}, {"to", Kind::text, false},
                   {"value", Kind::number, false}, {"months", Kind::integer, false}, {"measure", Kind::text, false}}}};
  const auto found = kTypes.find(type);
  known = found != kTypes.end();
  return known ? std::span<const Field>(found->second) : std::span<const Field>();
}

bool is(const json& value, Kind kind) {
  switch (kind) {
    case Kind::text:
      return value.is_string() && value.get_ref<const std::string&>().size() <= 200;
    case Kind::prose:
      return value.is_string() && value.get_ref<const std::string&>().size() <= 1200;
    case Kind::integer:
      // Counters and identities are small; a wide range would only invite overflow.
      return value.is_number_integer() && value.get<double>() >= -1 && value.get<double>() <= 2e9;
    case Kind::number:
      return value.is_number() && std::isfinite(value.get<double>());
    case Kind::flag:
      return value.is_boolean();
    case Kind::list:
      return value.is_array();
    default:
      return value.is_object();
  }
}

json parse_object(std::string_view text, std::size_t most) {
  if (text.size() > most) throw Refused("too_large");
  bool deep = false;
  const json::parser_callback_t guard = [&](int depth, json::parse_event_t, json&) {
    deep |= depth > kMessageDepth;
    return !deep;
  };
  json value;
  try {
    value = json::parse(text, guard);
  } catch (const json::exception&) {
    throw Refused("malformed");
  }
  if (deep || !value.is_object()) throw Refused("malformed");
  return value;
}

void check(const json& object, std::span<const Field> fields) {
  for (const Field& field : fields) {
    const auto found = object.find(field.name);
    if (found == object.end() ? field.required : !is(*found, field.kind)) throw Refused("malformed", field.name);
  }
}

}  // namespace

json parse_message(std::string_view text) {
  json message = parse_object(text, kMessageBytes);
  const auto type = message.find("t");
  if (type == message.end() || !type->is_string()) throw Refused("malformed", "t");
  bool known = false;
  const auto fields = fields_of(type->get<std::string>(), known);
  if (!known) throw Refused("unknown_type", "t");
  check(message, fields);
  return message;
}

json parse_join(std::string_view text) {
  static constexpr Field kFields[] = {{"seat", Kind::text, false}, {"name", Kind::text, false}, {"world", Kind::integer, false}};
  json body = parse_object(text, kMessageBytes);
  check(body, kFields);
  return body;
}

std::string clean_name(const std::string& name) { return clean_text(name, 24, "name"); }

std::string clean_text(const std::string& name, int most, const char* field) {
  std::string out;
  int points = 0;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) throw Refused("malformed", field);
    if ((byte & 0xc0) != 0x80 && ++points > most) throw Refused("malformed", field);
    out += c;
  }
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

}  // namespace tarazi::server
