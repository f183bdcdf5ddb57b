// What browsers send: the parser lets through what PROTOCOL.md describes and nothing else.
#include "src/server/limits.h"
#include "src/server/message.h"
#include "src/server/recording.h"
#include "src/server/view.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

namespace {

std::string said(const std::string& text) {
  try {
    parse_message(text);
  } catch (const Refused& error) {
    return error.what();
  }
  return "";
}

struct Scratch {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("tarazi-recording-" + std::to_string(::getpid()) + ".tarazi");
  Scratch() { std::filesystem::remove(path); }
  ~Scratch() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("message: correct ones pass") {
  CHECK(said(R"({"t":"hello","token":"abc"})").empty());
  CHECK(said(R"({"t":"order","id":1,"round":1,"stance":"hedge","levers":[["EU","openness",0.5]],"later":1})").empty());
  CHECK(said(R"({"t":"ready","round":1,"on":true})").empty());
  CHECK(said(R"({"t":"control","do":"open","practice":true})").empty());
}

TEST_CASE("message: anything else is refused with a reason") {
  CHECK(said("") == "malformed");
  CHECK(said("[]") == "malformed");
  CHECK(said("null") == "malformed");
  CHECK(said(R"({"t":"ready","round":1,"on":true)") == "malformed");
  CHECK(said(R"({"token":"abc"})") == "malformed: t");
  CHECK(said(R"({"t":"fly"})") == "unknown_type: t");
  CHECK(said(R"({"t":"ready","round":1})") == "malformed: on");
  CHECK(said(R"({"t":"ready","round":1.5,"on":true})") == "malformed: round");
  CHECK(said(R"({"t":"ready","round":99999999999999999999,"on":true})") == "malformed: round");
  CHECK(said(R"({"t":"predict","round":1,"p":"much"})") == "malformed: p");
  CHECK(said(R"({"t":"predict","round":1,"p":1e999})") == "malformed");
  CHECK(said(R"({"t":"predict","round":1,"p":NaN})") == "malformed");
  CHECK(said(R"({"t":"order","id":1,"round":1,"levers":[[[[[1]]]]]})") == "malformed");
  CHECK(said(R"({"t":"hello","token":")" + std::string(201, 'a') + "\"}") == "malformed: token");
  CHECK(said(std::string(5000, ' ')) == "too_large");
  CHECK(said(std::string(4000, '[')) == "malformed");
  CHECK(said("{\"t\":\"hello\",\"token\":\"\xff\xfe\"}") == "malformed");
}

TEST_CASE("message: nicknames are short text on one line") {
  CHECK(clean_name("  Baku 2 ") == "Baku 2");
  CHECK(clean_name("   ").empty());
  CHECK(clean_name("<script>") == "<script>");  // shown as text
  CHECK(clean_name("سلام دنیا") == "سلام دنیا");
  CHECK_THROWS_AS(clean_name(std::string(25, 'a')), Refused);
  CHECK_THROWS_AS(clean_name("a\nb"), Refused);
}

TEST_CASE("limits: buckets fill with time, guesses run dry") {
  Bucket bucket(5, 20);
  int taken = 0;
  for (int k = 0; k < 50; ++k) taken += bucket.take(100);
  CHECK(taken == 20);
  CHECK(bucket.take(100.3));
  CHECK(!bucket.take(100.3));
  Guesses guesses;
  for (int k = 0; k < 10; ++k) {
    CHECK(guesses.may_try("a", 1));
    guesses.wrong("a", 1);
  }
  CHECK(!guesses.may_try("a", 2));
  CHECK(guesses.may_try("b", 2));
  CHECK(!guesses.may_try("a", 8));  // the first refusal prolonged the delay
  CHECK(guesses.may_try("a", 1000));
}

TEST_CASE("recording: replayed, it gives the same room; a torn line is left out") {
  const Scratch scratch;
  Room room(hedging(), together(2));
  {
    Recording recording = Recording::create(scratch.path, recording_head(hedging(), "hedging.yaml", together(2), "ABCDEF", "secret"));
    const auto act = [&](const json& command) {
      room.apply(command);
      recording.write(command), recording.commit();
    };
    act(join(0, "AZE"));
    act(join(1, "RUS"));
    act({{"do", "open"}});
    act(order(0, 1, 1, "hedge", {{"EU", "openness", .7}}));
    act({{"do", "inject"}, {"card", "summit"}, {"world", -1}});
    act(ready(0, 1));
    act(ready(1, 1));
    act({{"do", "open"}});
  }
  CHECK_THROWS_AS(Recording::create(scratch.path, json::object()), config::FileError);
  std::ofstream(scratch.path, std::ios::app | std::ios::binary) << R"({"do":"close"})";  // no newline: the crash came first
  Room again(hedging(), together(2));
  CHECK(read_head(scratch.path)["code"] == "ABCDEF");
  CHECK(replay(scratch.path, again) == 8);
  CHECK(again.world(0).phase == Phase::open);
  CHECK(again.world(0).game.now().position == room.world(0).game.now().position);
  const std::vector<char> present(2, 0);
  CHECK(world_view(again, {Viewer::Role::seat, 0, 0}, 0, present) == world_view(room, {Viewer::Role::seat, 0, 0}, 0, present));
  CHECK(class_view(again, Viewer::Role::console, present) == class_view(room, Viewer::Role::console, present));
  {
    Recording recording = Recording::go_on(scratch.path);
    recording.write({{"do", "lock"}, {"on", true}});
    recording.commit();
  }
  Room third(hedging(), together(2));
  CHECK(replay(scratch.path, third) == 9);
  CHECK(third.locked());
}

TEST_CASE("recording: other files are refused") {
  const Scratch scratch;
  CHECK_THROWS_AS(read_head(scratch.path), config::FileError);
  std::ofstream(scratch.path) << "hello\n";
  CHECK_THROWS_AS(read_head(scratch.path), config::FileError);
  std::ofstream(scratch.path) << R"({"tarazi":"session","version":99})" << "\n";
  CHECK_THROWS_AS(read_head(scratch.path), config::FileError);
}
