// JSON Schema of study files, from the tables of keys.
// Parts that are read by their own code are described here.
#include <nlohmann/json.hpp>

#include "src/config/schema.h"
#include "src/study/keys.h"
#include "src/study/study.h"

namespace tarazi::study {

std::string study_schema() {
  using Json = nlohmann::ordered_json;
  Json schema = config::schema_of(study_table(), false);
  Json& properties = schema["properties"];
  const Json text{{"type", "string"}}, texts{{"type", "array"}, {"items", text}, {"minItems", 1}};
  const Json level{{"type", Json::array({"number", "string"})}};
  const auto describe = [](Json& place, Json what) {
    if (place.contains("description")) what["description"] = place["description"];
    place = std::move(what);
  };
  describe(properties["constraints"], {{"type", "array"}, {"items", text}});
  for (const char* list : {"measures", "states"}) describe(properties["series"]["properties"][list], texts);
  for (Json* group : {&properties["factors"], &properties["outcomes"]}) (*group)["minProperties"] = 1;
  Json& factor = properties["factors"]["additionalProperties"];
  Json& keys = factor["properties"];
  describe(keys["path"], {{"anyOf", Json::array({text, texts})}});
  describe(keys["values"], {{"type", "array"}, {"items", level}, {"minItems", 1}});
  describe(keys["base"], level);
  for (const char* end : {"low", "high"}) describe(keys[end], level);  // a date is text
  describe(properties["outcomes"]["additionalProperties"]["properties"]["at"], level);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Tarazi study"}};
  out.update(schema);
  return out.dump(2);
}

}  // namespace tarazi::study
