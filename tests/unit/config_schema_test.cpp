// The published schema lists what the reader accepts: every key, preset and parameter with help and range.
// And the suggestions for mistyped names.
#include <nlohmann/json.hpp>

#include "src/config/nearest.h"
#include "src/config/scenario_keys.h"
#include "src/config/strategy.h"
#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using nlohmann::json;

namespace {

void check_table(const config::Table& table, const json& schema) {
  CHECK(schema.at("additionalProperties") == false);
  CHECK(schema.at("properties").size() == table.keys.size());
  for (const config::Key& key : table.keys) {
    INFO(table.what << ": " << key.name);
    REQUIRE(schema.at("properties").contains(key.name));
    const json& property = schema.at("properties").at(key.name);
    CHECK_FALSE(property.at("description").get<std::string>().empty());
    const json required = schema.value("required", json::array());
    CHECK((std::find(required.begin(), required.end(), key.name) != required.end()) == key.required);
    if (key.kind == config::Kind::object) check_table(*key.table, property);
    if (key.kind == config::Kind::objects) check_table(*key.table, property.at("additionalProperties"));
  }
}

}  // namespace

TEST_CASE("the schema has every key of the tables, with help") {
  const json schema = json::parse(config::scenario_schema());
  CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
  check_table(config::scenario_table(), schema.at("$defs").at("complete"));
  CHECK_FALSE(schema.at("$defs").at("overriding").contains("required"));
}

TEST_CASE("the schema names presets and ranges") {
  const json complete = json::parse(config::scenario_schema()).at("$defs").at("complete");
  const json& strategy =
      complete.at("properties").at("states").at("additionalProperties").at("properties").at("strategy");
  const json& names = strategy.at("anyOf").at(0).at("enum");
  CHECK(names.size() == config::strategy_choices().size());
  CHECK(std::find(names.begin(), names.end(), "multi-vector") != names.end());
  const json& anchoring = complete.at("properties").at("parameters").at("properties").at("anchoring").at("anyOf").at(0);
  CHECK(anchoring.at("anyOf").at(0).at("minimum") == .002);
  CHECK(anchoring.at("anyOf").at(0).at("maximum") == .012);
  CHECK(anchoring.at("anyOf").at(1).at("const") == 0);
}

TEST_CASE("suggestions are near or absent") {
  const std::vector<std::string> names{"multi-vector", "bandwagon", "balancing", "patron", "AZE", "ARM"};
  CHECK(config::nearest("multivector", names) == std::vector<std::string>{"multi-vector"});
  CHECK(config::nearest("bandwagno", names) == std::vector<std::string>{"bandwagon"});
  CHECK(config::nearest("aze", names) == std::vector<std::string>{"AZE"});
  CHECK(config::nearest("xyzxyz", names).empty());
  CHECK(config::nearest("", names).empty());
  CHECK(config::nearest(std::string(100'000, 'a'), names).empty());
  CHECK(config::did_you_mean("patrn", names) == "; did you mean patron?");
  CHECK(config::did_you_mean("xyzxyz", std::vector<std::string>{"a1", "b2"}) == "; allowed: a1, b2");
  CHECK(config::did_you_mean("x", std::vector<std::string>{}).empty());
}
