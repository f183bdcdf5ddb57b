// The seeds of the fuzzer, read in every build: what must be accepted and what refused.
// Keeps the corpus honest when the format grows.
#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;

TEST_CASE("fuzz seeds are accepted or refused as their names say") {
  int valid = 0, bad = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(TARAZI_SOURCE_DIR) / "tests/fuzz/seeds")) {
    const std::string name = file.path().filename().string();
    INFO(name);
    if (name.starts_with("valid-")) {
      const Scenario s = config::read_scenario(file.path());
      CHECK(config::content_hash(testing::parse(config::write_scenario(s))) == config::content_hash(s));
      ++valid;
    } else {
      CHECK_THROWS_AS(config::read_scenario(file.path()), config::InputError);
      ++bad;
    }
  }
  CHECK(valid >= 4);
  CHECK(bad >= 8);
}
