// Tables of keys as JSON Schema 2020-12.
// Rules between values have no place in a schema; they are checked when the file is read.
#include "src/config/schema.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "src/config/config.h"
#include "src/config/scenario_keys.h"
#include "src/config/strategy.h"

namespace tarazi::config {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDatePattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";

Json limits(const Range& range, const char* type) {
  Json plain{{"type", type}};
  if (std::isfinite(range.low)) plain[range.above_low ? "exclusiveMinimum" : "minimum"] = range.low;
  if (std::isfinite(range.high)) plain["maximum"] = range.high;
  const bool zero_apart = range.zero_is_off && !Range{range.low, range.high, range.above_low, false}.allows(0);
  if (!zero_apart) return plain;
  return Json{{"anyOf", Json::array({plain, Json{{"const", 0}}})}};
}

/// A value as it is, or with its source or assumption.
Json sourced(const Json& value) {
  const Json sentence{{"type", "string"}, {"minLength", 1}};
  const Json with_origin{{"type", "object"},
                         {"properties", {{"value", value}, {"source", sentence}, {"assumption", sentence}}},
                         {"required", {"value"}},
                         {"additionalProperties", false},
                         {"maxProperties", 2}};
  return Json{{"anyOf", Json::array({value, with_origin})}};
}

Json number(const Range& range) { return sourced(limits(range, "number")); }

Json mapping_of(const Json& value, std::string_view pattern) {
  return Json{{"type", {"object", "null"}}, {"propertyNames", {{"pattern", pattern}}}, {"additionalProperties", value}};
}

Json or_nothing(Json schema, bool partial) {
  if (!partial) return schema;
  return Json{{"anyOf", Json::array({std::move(schema), Json{{"type", "null"}}})}};
}

Json matrix(const Key& key, bool partial) {
  const Json file{
      {"type", "object"},
      {"properties", {{"file", {{"type", "string"}, {"description", "CSV table: two columns of states, then value"}}}}},
      {"required", {"file"}},
      {"additionalProperties", false}};
  const Json cells = mapping_of(mapping_of(or_nothing(number(key.range), partial), kCodePattern), kCodePattern);
  return Json{{"anyOf", Json::array({file, cells})}};
}

Json strategy(bool partial) {
  Json properties{{"extends", {{"enum", preset_names()}, {"description", "preset to start from"}}},
                  {"policy", {{"enum", policy_names()}, {"description", "policy class that decides"}}}};
  const auto add = [&](const Quantity& q) {
    Json value = or_nothing(number(range_of(q)), partial);
    value["description"] = std::string(q.help) + " (" + std::string(q.unit) + ")";
    properties[std::string(q.name)] = std::move(value);
  };
  for (const Quantity& q : kWeights) add(q);
  for (const PolicyClass* policy : Registry::instance().policies())
    for (const Quantity& q : policy->options) add(q);
  const Json map{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  return Json{{"anyOf", Json::array({Json{{"enum", strategy_choices()}}, map})}};
}

Json value_schema(const Key& key, bool partial) {
  switch (key.kind) {
    case Kind::text:
      return Json{{"type", {"string", "number"}}};
    case Kind::number:
      return number(key.range);
    case Kind::integer:
      return sourced(limits(key.range, "integer"));
    case Kind::flag:
      return Json{{"type", "boolean"}};
    case Kind::date:
      return Json{{"type", "string"}, {"pattern", kDatePattern}};
    case Kind::month:
      return sourced(
          Json{{"anyOf", Json::array({Json{{"type", "string"}, {"pattern", kDatePattern}},
                                      Json{{"type", "integer"}, {"minimum", 0}, {"maximum", kMostMonths}}})}});
    case Kind::choice:
      return Json{{"enum", key.choices}};
    case Kind::numbers:
      return Json{{"anyOf", Json::array({number(key.range),
                                         Json{{"type", "array"}, {"items", number(key.range)}, {"minItems", 1}}})}};
    case Kind::names:
      return Json{{"type", {"array", "null"}}, {"items", {{"type", "string"}}}};
    case Kind::object:
      return schema_of(*key.table, partial);
    case Kind::objects:
      return mapping_of(or_nothing(schema_of(*key.table, partial), partial),
                        key.name == "states" ? kCodePattern : kNamePattern);
    case Kind::matrix:
      return matrix(key, partial);
    case Kind::shares:
      return mapping_of(or_nothing(number(key.range), partial), kNamePattern);
    case Kind::strategy:
      return strategy(partial);
    case Kind::any:
      break;
  }
  return Json::object();
}

}  // namespace

Json schema_of(const Key& key, bool partial) {
  Json schema = or_nothing(value_schema(key, partial), partial);
  std::string help = key.help;
  if (key.kind == Kind::number || key.kind == Kind::integer) help += "; allowed: " + key.range.text();
  schema["description"] = help;
  if (!key.standard.empty()) {
    // Numbers and truth values as such, words as text.
    const Json standard = Json::parse(key.standard, nullptr, false);
    schema["default"] = standard.is_discarded() ? Json(key.standard) : standard;
  }
  return schema;
}

Json schema_of(const Table& table, bool partial) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : table.keys) {
    properties[key.name] = schema_of(key, partial);
    if (key.required && !partial) required.push_back(key.name);
  }
  Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

std::string scenario_schema() {
  const Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "Tarazi scenario"},
      {"description", "States, pairs, corridors, parameters and events of one simulated world (scenario/1)"},
      {"type", "object"},
      {"if", {{"required", {"extends"}}}},
      {"then", {{"$ref", "#/$defs/overriding"}}},
      {"else", {{"$ref", "#/$defs/complete"}}},
      {"$defs", {{"complete", schema_of(scenario_table(), false)}, {"overriding", schema_of(scenario_table(), true)}}}};
  return schema.dump(1) + "\n";
}

}  // namespace tarazi::config
