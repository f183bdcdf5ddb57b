// Files that are no scenarios or want to do harm: refused at once with a place and a reason, in little
// memory and time. What each limit is for stands in yaml.h.
#include <chrono>

#include "tests/support/scenario_text.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::testing;

namespace {

/// The one problem of a text; its message holds `says`, its place is the mark's.
void check_refused(const std::string& text, const std::string& says) {
  const Marked marked = take_marks(text);
  const auto problems = problems_of(marked.text);
  INFO(text.substr(0, 200));
  REQUIRE(problems.size() >= 1);
  INFO(config::format(problems[0]));
  CHECK(problems[0].what.find(says) != std::string::npos);
  if (!marked.places.empty()) CHECK(std::pair(problems[0].line, problems[0].column) == marked.places[0]);
}

}  // namespace

TEST_CASE("texts that are no scenario are refused") {
  check_refused("", "the file is empty");
  check_refused("# only a comment\n", "the file is empty");
  check_refused("@@- a\n- b\n", "a mapping is needed");
  check_refused("@@just words\n", "a mapping is needed");
  check_refused("a: [1, 2\nb: 3\n", "not valid YAML");
  check_refused("title: @@\"open\nmonths: 3\n", "never closed");
  check_refused("title: @@'it''s open\nmonths: 3\n", "never closed");
  check_refused("a: 1\n\tb: 2\n", "not valid YAML");
  check_refused(" ,.", "");
  check_refused("a: 1\n@@---\nb: 2\n", "more than one document");
  check_refused("a: @@*nothing\n", "not valid YAML");
  check_refused(small_scenario("title: @@!!binary aGk=\n"), "the tag");
  check_refused(small_scenario("@@[1, 2]: 3\n"), "cannot be a key");
  check_refused(small_scenario("? @@{a: 1}\n: 3\n"), "cannot be a key");
  check_refused(small_scenario("trade: {A: {@@~: 3}}\n"), "a key is missing");
  check_refused(small_scenario("base: &b {B: 1}\ntrade: {A: {@@<<: *b}}\n"), "merge keys");
}

TEST_CASE("a byte order mark and line ends of other systems are read") {
  std::string text = small_scenario("title: \"a \\\"b\\\" c\"\nabout: 'it''s'\n");
  CHECK(parse("\xEF\xBB\xBF" + text).title == "a \"b\" c");
  std::string windows;
  for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(config::content_hash(parse(windows)) == config::content_hash(parse(text)));
  CHECK(parse(windows).about == "it's");
}

TEST_CASE("binary junk is refused at its first byte") {
  check_refused(std::string("tarazi: scenario/1\nab") + "@@" + std::string(1, '\0') + "c", "0x00");
  check_refused(
      "\x7f"
      "ELF\x02\x01",
      "0x7f");
  check_refused("title: a@@\xff\xfe\n", "not valid UTF-8");
  check_refused("title: @@\xc0\xaf\n", "not valid UTF-8");      // overlong
  check_refused("title: @@\xed\xa0\x80\n", "not valid UTF-8");  // surrogate
  check_refused("title: @@\xf4\x90\x80\x80\n", "not valid UTF-8");
  check_refused("title: @@\xe2\x82", "not valid UTF-8");
  CHECK(problems_of(small_scenario("title: \xf0\x9f\x87\xa6\xe2\x82\xac\xc3\xa9\n")).empty());
}

TEST_CASE("aliases are allowed but cannot loop or explode") {
  const Scenario s = parse(small_scenario("trade: {A: &t {W: 3}, B: *t}\n"));
  CHECK(s.exports.at(1, 2) == 3);
  check_refused("a: &x [1, @@*x]\n", "for ever");
  check_refused("a: &x {b: {c: @@*x}}\n", "for ever");
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int k = 1; k < 12; ++k) {
    const std::string last = "*a" + std::to_string(k - 1);
    laughs += "a" + std::to_string(k) + ": &a" + std::to_string(k) + " [" + last;
    for (int i = 0; i < 8; ++i) laughs += ", " + last;
    laughs += "]\n";
  }
  const auto before = std::chrono::steady_clock::now();
  check_refused(laughs, "more than 100000 values");
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(20));
}

TEST_CASE("deep nesting is refused") {
  check_refused(std::string(200'000, '['), "");
  check_refused("a: " + std::string(80, '[') + std::string(80, ']') + "\n", "levels deep");
  check_refused(std::string(200'000, '{'), "");
  std::string blocks;
  for (int k = 0; k < 100; ++k) blocks += std::string(static_cast<std::size_t>(k), ' ') + "a:\n";
  check_refused(blocks, "levels deep");
  std::string dashes;
  for (int k = 0; k < 5000; ++k) dashes += "- ";
  check_refused(dashes, "levels deep");
  // Depth built from aliases counts as well.
  std::string chain = "a0: &a0 [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\n";
  for (int k = 1; k < 5; ++k)
    chain += "a" + std::to_string(k) + ": &a" + std::to_string(k) + " [[[[[[[[[[[[[[[[[[[[*a" + std::to_string(k - 1) +
             "]]]]]]]]]]]]]]]]]]]]\n";
  check_refused(chain, "levels deep");
}

TEST_CASE("large inputs are refused by their size") {
  check_refused("a: " + std::string(1'000'001, 'x'), "at most 1000000 are read");
  std::string many = "a: [";
  for (int k = 0; k < 100'001; ++k) many += "1,";
  check_refused(many + "1]\n", "more than 100000 values");
  const Folder folder("large");
  const auto path = folder.write("huge.yaml", "");
  std::filesystem::resize_file(path, 100'000'000);  // sparse: reading it would take all of it
  try {
    config::read_scenario(path);
    FAIL("a file of 100 MB was accepted");
  } catch (const config::InputError& e) {
    CHECK(std::string(e.what()).find("the file is too large (100000000 bytes)") != std::string::npos);
  }
  std::string states = "tarazi: scenario/1\nstart: 2024-01\nmonths: 1\n@@states:\n";
  for (int k = 0; k < 1001; ++k) states += " S" + std::to_string(k) + ": {gdp: 1}\n";
  check_refused("tarazi: scenario/1\nstart: 2024-01\nmonths: 1\nstates:\n" + states.substr(states.find(" S0")),
                "at most 1000");
}

TEST_CASE("a file that cannot be read is another error than a wrong one") {
  const Folder folder("unreadable");
  CHECK_THROWS_AS(config::read_scenario(folder.path() / "missing.yaml"), config::FileError);
  CHECK_THROWS_AS(config::read_scenario(folder.path()), config::FileError);
  try {
    config::read_scenario(folder.path() / "missing.yaml");
  } catch (const config::FileError& e) {
    CHECK(e.path() == (folder.path() / "missing.yaml").string());
    CHECK(e.reason() == "No such file or directory");
  }
}
