// The hub without a network: limits of connections, hosts and origins, who is told what, the check of the network.
#include <filesystem>
#include <unistd.h>

#include "src/server/hub.h"
#include "tests/support/classroom.h"
#include "tests/testing.hpp"

using namespace tarazi;
using namespace tarazi::server;
using namespace tarazi::testing;
using nlohmann::json;

namespace {

/// A browser that keeps what it is sent.
struct Browser : Peer {
  std::vector<json> got;
  bool closed = false;
  void send(Bytes message, bool) override { got.push_back(json::parse(*message)); }
  void close() override { closed = true; }
  const json& last(const char* type) const {
    for (auto it = got.rbegin(); it != got.rend(); ++it)
      if ((*it)["t"] == type) return *it;
    static const json none;
    return none;
  }
};

struct Fixture {
  std::filesystem::path file = std::filesystem::temp_directory_path() / ("tarazi-hub-" + std::to_string(::getpid()) + ".tarazi");
  std::vector<std::string> lines;
  std::unique_ptr<Hub> hub;
  explicit Fixture(int connections = 400, int per_address = 8, bool remote = false) {

    std::filesystem::remove(file);
    ServerSettings settings;
    settings.recording = file;
    settings.remote_instructor = remote;
    settings.most_connections = connections;
    settings.most_per_address = per_address;
    hub = std::make_unique<Hub>(hedging(), together(1), settings, [this](const std::string& line) { lines.push_back(line); });
    hub->set_hosts({"127.0.0.1:1", "10.0.0.2:1"}, "http://10.0.0.2:1/");
  }
  ~Fixture() { std::filesystem::remove(file); }
  std::string join(const std::string& body, const std::string& address = "10.0.0.9") {
    return json::parse(hub->post("/api/v1/rooms/" + hub->code() + "/join", body, address).body).value("token", "");
  }
  void hello(Browser& browser, const std::string& token, bool local = false) {
    browser.address = local ? "127.0.0.1" : "10.0.0.9";
    browser.local = local;
    hub->attach(&browser);
    hub->receive(browser, json{{"t", "hello"}, {"token", token}}.dump());
  }
};

}  // namespace

TEST_CASE("hub: connections are limited, by address and in all, but never by address for the laptop") {
  Fixture f(10, 3);
  for (int k = 0; k < 3; ++k) CHECK(f.hub->connect("10.0.0.9"));
  CHECK(!f.hub->connect("10.0.0.9"));
  for (int k = 0; k < 7; ++k) CHECK(f.hub->connect("127.0.0.1"));
  CHECK(!f.hub->connect("127.0.0.1"));
  f.hub->disconnect("10.0.0.9");
  CHECK(f.hub->connect("10.0.0.9"));
}

TEST_CASE("hub: only announced hosts, and only their own pages") {
  const Fixture f;
  CHECK(f.hub->host_allowed("10.0.0.2:1"));
  CHECK(!f.hub->host_allowed("10.0.0.2"));
  CHECK(!f.hub->host_allowed("evil.example:1"));
  CHECK(f.hub->origin_allowed("", "10.0.0.2:1"));
  CHECK(f.hub->origin_allowed("http://10.0.0.2:1", "10.0.0.2:1"));
  CHECK(!f.hub->origin_allowed("http://127.0.0.1:1", "10.0.0.2:1"));
  CHECK(!f.hub->origin_allowed("null", "10.0.0.2:1"));
  CHECK(!f.hub->origin_allowed("https://10.0.0.2:1", "10.0.0.2:1"));
}

TEST_CASE("hub: the instructor's token works on the laptop only") {
  Fixture f;
  Browser far, near;
  f.hello(far, f.hub->instructor_token());
  CHECK(far.closed);
  CHECK(far.last("error")["code"] == "not_seated");
  f.hello(near, f.hub->instructor_token(), true);
  CHECK(near.last("welcome")["role"] == "console");
  CHECK(f.hub->get("/api/v1/export/ticks.csv", f.hub->instructor_token(), false).status == 403);
  CHECK(f.hub->get("/api/v1/export/ticks.csv", f.hub->instructor_token(), true).status == 200);
  f.hub->detach(&far);
  f.hub->detach(&near);
}

TEST_CASE("hub: the console learns when the first phone gets through") {
  Fixture f;
  Browser console;
  f.hello(console, f.hub->instructor_token(), true);
  CHECK(console.last("welcome")["reached"] == false);
  CHECK(f.hub->connect("127.0.0.1"));
  CHECK(console.last("frame").is_null());
  CHECK(f.hub->connect("10.0.0.9"));
  CHECK(console.last("frame")["reached"] == true);
  f.hub->detach(&console);
}

TEST_CASE("hub: refused messages become one line at the console, counted") {
  Fixture f;
  Browser console, seat;
  f.hello(console, f.hub->instructor_token(), true);
  f.hello(seat, f.join("{}"));
  for (int k = 0; k < 5; ++k) f.hub->receive(seat, "{");
  int refusals = 0;
  for (const json& message : console.got) refusals += message["t"] == "refusal";
  CHECK(refusals == 1);
  CHECK(f.lines.size() == 1);
  CHECK(seat.last("error")["code"] == "malformed");
  CHECK(!seat.closed);
  f.hub->detach(&console);
  f.hub->detach(&seat);
}

TEST_CASE("hub: an order is on the disk before it is acknowledged, and told to the own team alone") {
  Fixture f;
  Browser mine, mate, other;
  f.hello(mine, f.join(R"({"seat":"AZE"})"));
  f.hello(mate, f.join(R"({"seat":"AZE"})"));
  f.hello(other, f.join(R"({"seat":"RUS"})"));
  Browser console;
  f.hello(console, f.hub->instructor_token(), true);
  f.hub->receive(console, R"({"t":"control","do":"open"})");
  const std::size_t before = other.got.size();
  const auto size = std::filesystem::file_size(f.file);
  f.hub->receive(mine, R"({"t":"order","id":1,"round":1,"stance":"hedge","levers":[]})");
  CHECK(mine.last("ack")["id"] == 1);
  CHECK(std::filesystem::file_size(f.file) > size);
  CHECK(mate.last("seat")["you"]["order"]["stance"] == "hedge");
  CHECK(other.got.size() == before);
  for (Browser* one : {&mine, &mate, &other, &console}) f.hub->detach(one);
}

TEST_CASE("hub: another machine may instruct only when that was asked for") {
  Fixture f(400, 8, true);
  Browser far;
  f.hello(far, f.hub->instructor_token());
  CHECK(far.last("welcome")["role"] == "console");
  CHECK(f.hub->get("/api/v1/export/ticks.csv", f.hub->instructor_token(), false).status == 200);
  CHECK(f.hub->get("/api/v1/export/ticks.csv", "guess", false).status == 403);
  f.hub->detach(&far);
}
