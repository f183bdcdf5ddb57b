// Long work beside the class: one piece at a time, its progress, giving up, and a report that equals the class's own.
#include <chrono>
#include <filesystem>
#include <thread>
#include <unistd.h>

#include "src/server/hub.h"
#include "src/server/report.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

namespace {

void nap() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

}  // namespace

TEST_CASE("worker: one piece of work at a time, its result comes with collect") {
  Worker worker;
  std::atomic<bool> go{false};
  std::optional<std::string> got;
  REQUIRE(worker.start([&](const Worker::Progress& progress) {
    progress(1, 2);
    while (!go) nap();
    return std::string("made");
  }, [&](std::optional<std::string> text) { got = std::move(text); }));
  CHECK(!worker.start([](const Worker::Progress&) { return std::string(); }, [](std::optional<std::string>) {}));
  while (worker.parts_done() < 1) nap();
  CHECK(worker.parts() == 2);
  worker.collect();
  CHECK(!got);
  go = true;
  while (!got) worker.collect(), nap();
  CHECK(*got == "made");
  CHECK(!worker.busy());
}

TEST_CASE("worker: work that throws or is stopped gives nothing, and the next can begin") {
  Worker worker;
  int calls = 0, nothing = 0;
  const auto done = [&](std::optional<std::string> text) { ++calls, nothing += !text; };
  worker.start([](const Worker::Progress&) -> std::string { throw std::runtime_error("no"); }, done);
  while (calls < 1) worker.collect(), nap();
  worker.start([](const Worker::Progress& progress) {
    while (progress(0, 1)) nap();
    return std::string("late");
  }, done);
  worker.stop();
  CHECK(calls == 2);
  CHECK(nothing == 2);
  CHECK(!worker.busy());
}

TEST_CASE("hub: orders are taken while a report is made, and the report knows nothing of them") {
  const auto file = std::filesystem::temp_directory_path() / ("tarazi-worker-" + std::to_string(::getpid()) + ".tarazi");
  std::filesystem::remove(file);
  ServerSettings settings;
  settings.recording = file;
  {
    Hub hub(hedging(), together(1), settings, [](const std::string&) {});
    struct Browser : Peer {
      std::vector<json> got;
      void send(Bytes message, bool) override { got.push_back(json::parse(*message)); }
      void close() override {}
    } console;
    console.local = true;
    hub.attach(&console);
    hub.receive(console, json{{"t", "hello"}, {"token", hub.instructor_token()}}.dump());
    hub.receive(console, R"({"t":"control","do":"open"})");
    hub.receive(console, R"({"t":"control","do":"close"})");
    CHECK(!hub.get_later("/api/v1/export/report.html", "guess", true, [](HttpAnswer) {}));
    CHECK(!hub.get_later("/api/v1/export/report.html", hub.instructor_token(), false, [](HttpAnswer) {}));
    std::optional<HttpAnswer> answer;
    REQUIRE(hub.get_later("/api/v1/export/report.html", hub.instructor_token(), true, [&](HttpAnswer made) { answer = std::move(made); }));
    hub.receive(console, R"({"t":"control","do":"open"})");
    CHECK(hub.room().world(0).phase == Phase::open);
    int status = 0;
    CHECK(hub.get_later("/api/v1/export/report.html", hub.instructor_token(), true, [&](HttpAnswer made) { status = made.status; }));
    CHECK(status == 409);
    while (!answer) hub.tick(), nap();
    CHECK(answer->status == 200);
    CHECK(console.got.back()["t"] == "job");
    CHECK(console.got.back()["done"].is_null());
    std::optional<HttpAnswer> last;
    hub.get_later("/api/v1/export/report.html", hub.instructor_token(), true, [&](HttpAnswer made) { last = std::move(made); });
    hub.close_all();
    REQUIRE(last);
    CHECK(last->status == 503);
    hub.detach(&console);
  }
  std::filesystem::remove(file);
}
