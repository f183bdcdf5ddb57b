// What the edge decides, without sockets: who is connected as whom, which message does what, who is told.
// Sessions (session.h) bring bytes here and carry bytes away; tests can drive it without a network.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "src/server/jobs.h"
#include "src/server/limits.h"
#include "src/server/recording.h"
#include "src/server/room.h"
#include "src/server/server.h"
#include "src/server/spotlight.h"
#include "src/server/view.h"
#include "src/server/worker.h"

namespace tarazi::server {

/// A message on its way out; shared, as a team gets the same bytes.
using Bytes = std::shared_ptr<const std::string>;

/// One WebSocket as the hub sees it.
class Peer {
 public:
  virtual ~Peer() = default;
  /// Queues a message. A frame replaces one that still waits.
  virtual void send(Bytes message, bool frame) = 0;
  virtual void close() = 0;

  std::string address;
  bool local = false;                  ///< connected from the laptop itself
  std::optional<Viewer> viewer;        ///< after hello
  Bucket messages{5, 20};
};

struct HttpAnswer {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string file;                    ///< name for saving; empty: shown
};

class Hub {
 public:
  Hub(Lesson lesson, RoomSettings room, const ServerSettings& settings, std::function<void(const std::string&)> log);

  // Connections. `connect` is false when there are too many; each true one needs a `disconnect`.
  bool connect(const std::string& address);
  void disconnect(const std::string& address);
  void set_hosts(std::vector<std::string> hosts, std::string best) { hosts_ = std::move(hosts), best_ = std::move(best); }
  bool host_allowed(std::string_view host) const;
  /// `origin` may be empty (no browser); else it must be the very address the request went to.
  bool origin_allowed(std::string_view origin, std::string_view host) const;

  // WebSockets.
  void attach(Peer* peer) { peers_.insert(peer); }
  void detach(Peer* peer);
  /// A text message; never throws.
  void receive(Peer& peer, std::string_view text);

  // HTTP below /api/v1/; never throws.
  HttpAnswer get(const std::string& path, const std::string& bearer, bool local);
  /// The same for what takes long (the report): true when `answer` will be called with it, now or after some ticks.
  bool get_later(const std::string& path, const std::string& bearer, bool local, std::function<void(HttpAnswer)> answer);
  HttpAnswer post(const std::string& path, const std::string& body, const std::string& address);
  /// One line about something refused; the same line again within ten seconds is only counted.
  void refused(const std::string& who, const std::string& code);

  /// A slice of the forecasts that were asked for; true while there is more to do. `wake` is called when there is again.
  bool work() { return jobs_.work(); }
  void set_wake(std::function<void()> wake) { wake_ = std::move(wake); }
  /// Several times a second: the timer of the round, and results of long work.
  void tick();
  void close_all();
  /// The session was deleted, and everybody has been told.
  bool finished() const { return leaving_ > 3; }

  const std::string& code() const { return code_; }
  const std::string& instructor_token() const { return instructor_; }
  int replayed() const { return replayed_; }
  const Room& room() const { return *room_; }

 private:
  using Json = nlohmann::json;
  void hello(Peer& peer, const Json& message);
  void seat_message(Peer& peer, const std::string& type, const Json& message);
  void control(Peer& peer, Json message);
  void preview(Peer& peer, const Json& message);
  void lab(Peer& peer, const Json& message);
  void compute(Peer& peer, const std::string& type, Comparison::Done done, Futures a, Futures b, int months);
  void why(Peer& peer, const Json& message);
  std::vector<int> carry_out(Json command);
  void tell(const std::vector<int>& worlds, std::optional<int> from = {});
  void tell_seat(int world, int state);
  void send(Peer& peer, const Json& message, bool frame = false);
  Json welcome(const Viewer& viewer) const;
  Json frame(const Viewer& viewer, int from) const;
  std::vector<char> present() const;
  void set_timer(int seconds);
  void tell_progress();
  void delete_session();
  void disk_failed(const config::FileError& error);
  bool is_instructor(const std::string& token, bool local) const { return (local || settings_.remote_instructor) && !token.empty() && token == instructor_; }

  ServerSettings settings_;
  RoomSettings start_;         ///< of the room when it was made; the recording changes them
  Lesson lesson_;              ///< as it was read; the room's own may change
  std::function<void(const std::string&)> log_;
  std::unique_ptr<Room> room_;
  std::optional<Recording> recording_;
  std::string code_, instructor_, best_;
  std::vector<std::string> hosts_;
  std::set<Peer*> peers_;
  std::map<std::string, int> connections_;
  int connected_ = 0;
  int replayed_ = 0;
  Guesses guesses_;
  Bucket joins_{20, 100};
  struct Line {
    double since = 0;
    int more = 0;
  };
  std::map<std::string, Line> lines_;
  Jobs jobs_;
  std::function<void()> wake_ = [] {};
  std::optional<double> deadline_;
  Worker worker_;
  int told_parts_ = -1;
  std::optional<Spotlight> spotlight_;
  bool reached_ = false;       ///< somebody other than the laptop has come: the network lets phones through
  int leaving_ = 0;            ///< ticks since the session was deleted
  bool ended_ = false;         ///< nobody is told anything any more
};

/// 128 random bits as text, from the system.
std::string random_token();
/// Six characters without look-alikes.
std::string random_code();

}  // namespace tarazi::server
