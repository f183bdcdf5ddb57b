// Messages of browsers carried out: checked, recorded, applied, told to those whom it concerns.
// Order matters: a command is on the disk before anybody hears of its effect.
#include "src/server/hub.h"

#include <chrono>
#include <random>

#include <fmt/format.h>

#include "src/config/files.h"
#include "src/server/debrief.h"
#include "src/server/fictional.h"
#include "src/server/lab.h"
#include "src/server/message.h"
#include "src/server/report.h"

namespace tarazi::server {

using nlohmann::json;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
long wall() { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

Bytes bytes(const json& message) { return std::make_shared<const std::string>(message.dump(-1, ' ', false, json::error_handler_t::replace)); }

std::string random_text(int length, std::string_view letters) {
  std::random_device device;  // the system's own generator
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
  std::string text;
  for (int k = 0; k < length; ++k) text += letters[letter(device)];
  return text;
}

HttpAnswer failure(int status, const Refused& error) {
  return {status, "application/json", json{{"error", error.code()}, {"field", error.field()}}.dump(), {}};
}

/// What a member may do to the own world when alone in it.
bool own_control(const std::string& what) { return what == "rewind" || what == "end"; }

}  // namespace

std::string random_token() { return random_text(22, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"); }
std::string random_code() { return random_text(6, "ABCDEFGHJKLMNPQRSTUVWXYZ2345678"); }

Hub::Hub(Lesson lesson, RoomSettings room, const ServerSettings& settings, std::function<void(const std::string&)> log)
    : settings_(settings), lesson_(lesson), log_(std::move(log)) {
  start_ = room;
  if (settings.resume) {
    const json head = read_head(settings.recording);
    if (head.value("scenario", "") != config::content_hash(lesson.scenario))
      throw config::FileError(settings.recording.string(), "was played with another scenario than " + settings.lesson_file + " names now");
    room.pace = head.value("pace", "own") == "own" ? Pace::own : Pace::together;
    room.worlds = head.value("worlds", 1);
    room.team = head.value("team", 8);
    room.seed = head.value("seed", 1u);
    room.fictional = head.value("fictional", false);
    if (room.fictional) lesson_ = lesson = with_fictional_names(std::move(lesson));
    code_ = head.value("code", "");
    instructor_ = head.value("instructor", "");
    start_ = room;
    room_ = std::make_unique<Room>(std::move(lesson), room);
    replayed_ = replay(settings.recording, *room_);
    recording_.emplace(Recording::go_on(settings.recording, replayed_));
    return;
  }
  code_ = random_code();
  instructor_ = random_token();
  const std::string head = recording_head(lesson, settings.lesson_file, room, code_, instructor_).dump();
  if (room.fictional) lesson_ = lesson = with_fictional_names(std::move(lesson));
  room_ = std::make_unique<Room>(std::move(lesson), room);
  recording_.emplace(Recording::create(settings.recording, json::parse(head)));
}

bool Hub::connect(const std::string& address) {
  const bool local = address == "127.0.0.1";
  if (connected_ >= settings_.most_connections) return refused("everybody", "too many connections"), false;
  if (!local && connections_[address] >= settings_.most_per_address) return refused(address, "too many connections"), false;
  ++connections_[address];
  ++connected_;
  if (!local && !reached_) {
    reached_ = true;
    tell({}, 0);
  }
  return true;
}

void Hub::disconnect(const std::string& address) {
  --connected_;
  if (--connections_[address] <= 0) connections_.erase(address);
}

bool Hub::host_allowed(std::string_view host) const { return std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end(); }

bool Hub::origin_allowed(std::string_view origin, std::string_view host) const {
  return origin.empty() || (origin.starts_with("http://") && origin.substr(7) == host);
}

void Hub::detach(Peer* peer) {
  peers_.erase(peer);
  jobs_.drop(peer);
  if (!ended_ && peer->viewer && peer->viewer->role == Viewer::Role::seat) tell({peer->viewer->world}, room_->world(peer->viewer->world).game.month() + 1);
}

std::vector<char> Hub::present() const {
  std::vector<char> here(room_->members().size(), 0);
  for (const Peer* peer : peers_)
    if (peer->viewer && peer->viewer->member >= 0) here[static_cast<std::size_t>(peer->viewer->member)] = 1;
  return here;
}

void Hub::send(Peer& peer, const json& message, bool frame) { peer.send(bytes(message), frame); }

void Hub::refused(const std::string& who, const std::string& code) {
  const std::string text = who + ": " + code;
  Line& line = lines_[text];
  if (now() - line.since < 10) {
    ++line.more;
    return;
  }
  const int count = line.more + 1;
  line = {now(), 0};
  if (lines_.size() > 1000) lines_.clear();
  log_(count > 1 ? fmt::format("refused, {} ({} times)", text, count) : fmt::format("refused, {}", text));
  for (Peer* peer : peers_)
    if (peer->viewer && peer->viewer->role == Viewer::Role::console) send(*peer, {{"t", "refusal"}, {"who", who}, {"code", code}, {"count", count}});
}

void Hub::receive(Peer& peer, std::string_view text) {
  std::string type = "?";
  try {
    if (!peer.messages.take(now())) throw Refused("too_fast");
    const json message = parse_message(text);
    type = message["t"].get<std::string>();
    if (type == "hello") {
      if (peer.viewer) throw Refused("unknown_type", "t");
      return hello(peer, message);
    }
    if (!peer.viewer) throw Refused("not_seated");
    if (type == "why") return why(peer, message);
    if (type == "lab") return lab(peer, message);
    if (type == "sync") return send(peer, frame(*peer.viewer, 0), true);
    if (type == "control") return control(peer, message);
    if (type == "look") {
      const int world = message["world"].get<int>();
      if (peer.viewer->role == Viewer::Role::seat) throw Refused("forbidden");
      if (world < 0 || world >= room_->worlds()) throw Refused("no_such_world", "world");
      peer.viewer->world = world;
      return send(peer, frame(*peer.viewer, 0), true);
    }
    if (peer.viewer->role != Viewer::Role::seat) throw Refused("forbidden");
    seat_message(peer, type, message);
  } catch (const Refused& error) {
    send(peer, {{"t", "error"}, {"code", error.code()}, {"field", error.field()}, {"re", type}});
    const bool known = peer.viewer && peer.viewer->member >= 0;
    // A misplaced click is everyday; only what no proper client sends is worth a line.
    const bool odd = error.code() == "malformed" || error.code() == "too_large" || error.code() == "unknown_type" || error.code() == "too_fast" ||
                     error.code() == "forbidden" || error.code() == "not_seated";
    if (odd) refused(known ? fmt::format("member {}", peer.viewer->member) : peer.address, error.what());
    if (!peer.viewer) peer.close();
  } catch (const config::FileError& error) {
    disk_failed(error);
    send(peer, {{"t", "error"}, {"code", "disk"}, {"field", ""}, {"re", type}});
  } catch (const std::exception& error) {
    log_(std::string("unexpected error: ") + error.what());
    send(peer, {{"t", "error"}, {"code", "malformed"}, {"field", ""}, {"re", type}});
  }
}

void Hub::hello(Peer& peer, const json& message) {
  const std::string token = message["token"].get<std::string>();
  if (is_instructor(token, peer.local)) {
    Viewer viewer{message.value("view", "console") == "board" ? Viewer::Role::board : Viewer::Role::console, 0, -1};
    viewer.world = std::clamp(message.value("world", 0), 0, std::max(0, room_->worlds() - 1));
    peer.viewer = viewer;
    return send(peer, welcome(viewer));
  }
  const int member = room_->member_of(token);
  if (member < 0) throw Refused("not_seated", "token");
  peer.viewer = Viewer{Viewer::Role::seat, room_->members()[static_cast<std::size_t>(member)].world, member};
  send(peer, welcome(*peer.viewer));
  tell({peer.viewer->world}, room_->world(peer.viewer->world).game.month() + 1);
}

/// Written, applied to the room, which may refuse, then on the disk; only then told. What cannot be written is not applied.
/// When the disk reports its failure only afterwards, the room is made again from the file.
std::vector<int> Hub::carry_out(json command) {
  command["at"] = wall();
  recording_->write(command);
  std::vector<int> worlds;
  try {
    worlds = room_->apply(command);
  } catch (...) {
    recording_->undo();
    throw;
  }
  try {
    recording_->commit();
  } catch (const config::FileError&) {
    recording_->undo();
    auto again = std::make_unique<Room>(lesson_, start_);
    replay(settings_.recording, *again);
    room_ = std::move(again);
    throw;
  }
  return worlds;
}

void Hub::disk_failed(const config::FileError& error) { refused(error.what(), "disk"); }

void Hub::seat_message(Peer& peer, const std::string& type, const json& message) {
  const int member = peer.viewer->member;
  const int world = peer.viewer->world;
  if (type == "preview") {
    if (!room_->previews()) throw Refused("previews_off");
    return preview(peer, message);
  }
  json command = message;
  command.erase("t");
  command["do"] = type;
  command["by"] = member;
  const Phase phase = room_->world(world).phase;
  const int done = room_->world(world).game.rounds_done();
  const int month = room_->world(world).game.month();
  const std::vector<int> worlds = carry_out(std::move(command));
  json ack{{"t", "ack"}, {"what", type}};
  if (type == "order") ack["id"] = message["id"];
  send(peer, ack);
  if (room_->world(world).phase != phase || room_->world(world).game.rounds_done() != done) {
    set_timer(0);
    return tell(worlds, month + 1);
  }
  if (type == "ready" || type == "propose" || type == "answer") return tell(worlds, month + 1);
  tell_seat(world, room_->members()[static_cast<std::size_t>(member)].state);
}

void Hub::control(Peer& peer, json message) {
  message.erase("t");
  const std::string what = message["do"].get<std::string>();
  if (what == "join" || what == "order" || what == "ready" || what == "predict" || what == "pen" || what == "propose" || what == "answer" || what == "suggest") throw Refused("forbidden");
  const bool alone = peer.viewer->role == Viewer::Role::seat && room_->settings().pace == Pace::own && own_control(what);
  if (alone) message["world"] = peer.viewer->world;
  else if (peer.viewer->role != Viewer::Role::console) throw Refused("forbidden");
  message.erase("by");
  if (message.contains("name")) message["name"] = clean_name(message["name"].get<std::string>());
  if (what == "delete") return delete_session();
  if (what == "spotlight") {  // without a measure it goes out
    spotlight_ = message.value("measure", "").empty() ? std::nullopt : std::optional(spotlight_of(message, *room_));
    tell({}, 0);
    return send(peer, {{"t", "ack"}, {"what", "control"}});
  }
  if (what != "timer") {
    const std::vector<int> worlds = carry_out(message);
    if (what == "revoke") {
      for (Peer* one : std::set<Peer*>(peers_))
        if (one->viewer && one->viewer->member == message.value("member", -1)) one->close();
    }
    if (spotlight_ && spotlight_->world >= room_->worlds()) spotlight_.reset();
    if (what == "arrange")
      for (Peer* one : peers_)
        if (one->viewer) one->viewer->world = std::min(one->viewer->world, room_->worlds() - 1);
    tell(worlds, 0);
  }
  if (what == "timer" || what == "open" || what == "close") set_timer(what == "close" ? 0 : message.value("seconds", 0));
  send(peer, {{"t", "ack"}, {"what", "control"}});
}

void Hub::preview(Peer& peer, const json& message) {
  const Member& who = room_->members()[static_cast<std::size_t>(peer.viewer->member)];
  const ClassWorld& world = room_->world(who.world);
  if (world.phase != Phase::open) throw Refused("round_closed");
  const Order draft = order_from(message, room_->lesson().scenario);
  room_->check(who.world, who.state, draft);
  // Others are assumed to go on as they did in the last round: what they order now is theirs to know.
  Orders base(world.seats.size());
  if (world.game.rounds_done() > 0) base = world.game.orders_of(world.game.rounds_done());
  base[static_cast<std::size_t>(who.state)] = world.seats[static_cast<std::size_t>(who.state)].order;
  Orders drafted = base;
  drafted[static_cast<std::size_t>(who.state)] = draft;
  const int months = std::min(2 * room_->lesson().months, 40), round = world.game.rounds_done();
  const std::vector<Outcome> shown{{Measure::position, who.state}, {Measure::index, who.state}, {Measure::output, who.state}};
  const auto done = [this, &peer, id = message["id"], from = world.game.month()](const Futures& a, const Futures& b) {
    send(peer, {{"t", "preview"}, {"id", id}, {"base", fan_view(a, from)}, {"draft", fan_view(b, from)}});
  };
  compute(peer, "preview", done, Futures(world.game.course(round, base), shown, months), Futures(world.game.course(round, drafted), shown, months), months);
}

void Hub::lab(Peer& peer, const json& message) {
  const auto wish = std::make_shared<const LabWish>(lab_wish(message, *room_, *peer.viewer));
  const auto done = [this, &peer, wish](const Futures& a, const Futures& b) { send(peer, lab_answer(*wish, a, b)); };
  compute(peer, "lab", done, Futures(wish->a, wish->show, wish->months), Futures(wish->b, wish->show, wish->months), wish->months);
}

/// In slices between messages; a newer wish of the same person takes its place, and whoever leaves takes it along.
void Hub::compute(Peer& peer, const std::string& type, Comparison::Done done, Futures a, Futures b, int months) {
  const auto failed = [this, &peer, type](const std::string& why) {
    log_("a forecast failed: " + why);
    send(peer, {{"t", "error"}, {"code", "out_of_range"}, {"field", ""}, {"re", type}});
  };
  if (!jobs_.put(&peer, Comparison(std::move(a), std::move(b), months, kLabReplicates, std::move(done), failed))) throw Refused("queue_full");
  wake_();
}

void Hub::why(Peer& peer, const json& message) {
  const ClassWorld& world = room_->world(peer.viewer->world);
  const int round = message["round"].get<int>();
  if (round < 1 || round > world.game.rounds_done()) throw Refused("no_such_round", "round");
  int state = room_->lesson().alone;
  if (peer.viewer->role == Viewer::Role::seat) state = room_->members()[static_cast<std::size_t>(peer.viewer->member)].state;
  else if (message.contains("state")) state = room_->lesson().scenario.find(message["state"].get<std::string>());
  if (state < 0 || room_->lesson().scenario.states[static_cast<std::size_t>(state)].passive) throw Refused("no_such_seat", "state");
  json answer = why_view(world.game, room_->lesson().scenario, round, state);
  answer["t"] = "why";
  send(peer, answer);
}

json Hub::welcome(const Viewer& viewer) const {
  json message = frame(viewer, 0);
  message["t"] = "welcome";
  message["role"] = name(viewer.role);
  message["lesson"] = lesson_view(room_->lesson());
  message["alone"] = room_->settings().pace == Pace::own;
  if (viewer.role != Viewer::Role::seat) message["room"] = {{"code", code_}, {"address", best_}, {"lan", settings_.lan}};
  if (deadline_) message["remaining"] = std::max(0., *deadline_ - now()) * 1000;
  return message;
}

json Hub::frame(const Viewer& viewer, int from) const {
  json message{{"t", "frame"}};
  const std::vector<char> here = present();
  if (viewer.world < room_->worlds()) message["state"] = world_view(*room_, viewer, from, here);
  if (viewer.role == Viewer::Role::seat) message["you"] = own_view(*room_, viewer.member);
  else message["class"] = class_view(*room_, viewer.role, here), message["reached"] = reached_;
  if (viewer.role != Viewer::Role::seat) message["spotlight"] = spotlight_ ? spotlight_view(*spotlight_, *room_) : json(nullptr);
  return message;
}

/// A frame to everybody in these worlds, made once for each role, seat and person.
void Hub::tell(const std::vector<int>& worlds, std::optional<int> from) {
  std::map<std::tuple<int, int, int>, Bytes> made;
  for (Peer* peer : std::set<Peer*>(peers_)) {
    if (!peer->viewer) continue;
    const Viewer& viewer = *peer->viewer;
    const bool concerned = viewer.role != Viewer::Role::seat || std::find(worlds.begin(), worlds.end(), viewer.world) != worlds.end();
    if (!concerned) continue;
    Bytes& message = made[{static_cast<int>(viewer.role), viewer.world, viewer.member}];
    if (!message) message = bytes(frame(viewer, from.value_or(0)));
    peer->send(message, true);
  }
}

void Hub::tell_seat(int world, int state) {
  for (Peer* peer : std::set<Peer*>(peers_)) {
    if (!peer->viewer) continue;
    const Viewer& viewer = *peer->viewer;
    if (viewer.role == Viewer::Role::console) send(*peer, frame(viewer, room_->world(std::min(viewer.world, room_->worlds() - 1)).game.month() + 1), true);
    if (viewer.role != Viewer::Role::seat || viewer.world != world) continue;
    if (room_->members()[static_cast<std::size_t>(viewer.member)].state == state) send(*peer, {{"t", "seat"}, {"you", own_view(*room_, viewer.member)}});
  }
}

void Hub::set_timer(int seconds) {
  if (seconds <= 0 && !deadline_) return;
  deadline_ = seconds > 0 ? std::optional(now() + seconds) : std::nullopt;
  for (Peer* peer : peers_)
    if (peer->viewer) send(*peer, {{"t", "timer"}, {"remaining", seconds > 0 ? json(seconds * 1000) : json(nullptr)}});
}

/// Takes the recording off the disk and ends the class; nothing of it is left.
void Hub::delete_session() {
  std::error_code error;
  if (!std::filesystem::remove(settings_.recording, error)) throw config::FileError(settings_.recording.string(), error.message());
  for (Peer* peer : peers_) send(*peer, {{"t", "ended"}});
  leaving_ = 1;
  close_all();
}

void Hub::tick() {
  if (leaving_ > 0) ++leaving_;
  constexpr double kGrace = 5, kAgain = 2;
  tell_progress();
  if (!deadline_ || now() < *deadline_ + kGrace) return;
  deadline_.reset();
  try {
    tell(carry_out({{"do", "close"}}), 0);
  } catch (const Refused&) {
    // The round was closed by hand in the meantime.
  } catch (const config::FileError& error) {
    disk_failed(error);
    deadline_ = now() - kGrace + kAgain;
  }
}

void Hub::tell_progress() {
  worker_.collect();
  const int parts = worker_.busy() ? worker_.parts_done() : -1;
  if (parts == told_parts_) return;
  told_parts_ = parts;
  for (Peer* peer : peers_)
    if (peer->viewer && peer->viewer->role == Viewer::Role::console)
      send(*peer, {{"t", "job"}, {"what", "report"}, {"done", parts < 0 ? json(nullptr) : json(parts)}, {"of", worker_.parts()}});
}

void Hub::close_all() {
  ended_ = true;
  worker_.stop();
  for (Peer* peer : std::set<Peer*>(peers_)) peer->close();
}

/// The report is made from a room of its own, played again from the recording's text: nothing is shared with the class.
bool Hub::get_later(const std::string& path, const std::string& bearer, bool local, std::function<void(HttpAnswer)> answer) {
  if (path != "/api/v1/export/report.html" || !is_instructor(bearer, local)) return false;
  if (ended_ || worker_.busy()) return answer(failure(409, Refused("busy"))), true;
  try {
    worker_.start(
        [text = config::read_text(settings_.recording, kMostRecording), name = settings_.recording.string(), lesson = lesson_,
         settings = start_](const Worker::Progress& progress) {
          Room room(lesson, settings);
          replay_text(text, name, room);
          return report_page(room, progress);
        },
        [this, answer](std::optional<std::string> page) {
          if (!page && !ended_) log_("the report could not be made");
          answer(page ? HttpAnswer{200, "text/html; charset=utf-8", std::move(*page), "report.html"} : failure(503, Refused("busy")));
        });
  } catch (const std::exception& error) {
    log_(std::string("unexpected error: ") + error.what());
    answer(failure(500, Refused("disk")));
  }
  tell_progress();
  return true;
}

HttpAnswer Hub::get(const std::string& path, const std::string& bearer, bool local) {
  try {
    if (path == "/api/v1/lesson") {
      json answer = lesson_view(room_->lesson());
      answer["pace"] = room_->settings().pace == Pace::own ? "own" : "together";
      if (local && room_->settings().pace == Pace::own && !settings_.lan) answer["code"] = code_;
      return {200, "application/json", answer.dump(), {}};
    }
    constexpr std::string_view kExport = "/api/v1/export/";
    if (!path.starts_with(kExport)) return failure(404, Refused("no_such_page"));
    if (!is_instructor(bearer, local)) return failure(403, Refused("forbidden"));
    const std::string file = path.substr(kExport.size());
    const auto made = export_file(*room_, file, settings_.recording);
    if (!made) return failure(404, Refused("no_such_page"));
    return {200, made->type, made->body, file};
  } catch (const std::exception& error) {
    log_(std::string("unexpected error: ") + error.what());
    return failure(500, Refused("disk"));
  }
}

HttpAnswer Hub::post(const std::string& path, const std::string& body, const std::string& address) {
  try {
    constexpr std::string_view kRooms = "/api/v1/rooms/", kJoin = "/join";
    if (!path.starts_with(kRooms) || !path.ends_with(kJoin) || path.size() < kRooms.size() + kJoin.size()) return failure(404, Refused("no_such_page"));
    if (!guesses_.may_try(address, now()) || !joins_.take(now())) {
      refused(address, "too_fast");
      return failure(429, Refused("too_fast"));
    }
    if (path.substr(kRooms.size(), path.size() - kRooms.size() - kJoin.size()) != code_) {
      guesses_.wrong(address, now());
      refused(address, "no_such_room");
      return failure(404, Refused("no_such_room"));
    }
    const json wish = parse_join(body);
    json command{{"do", "join"}, {"token", random_token()}, {"seat", wish.value("seat", "")}, {"name", clean_name(wish.value("name", ""))},
                 {"world", wish.value("world", -1)}};
    const std::string token = command["token"];
    const std::vector<int> worlds = carry_out(std::move(command));
    tell(worlds, 0);
    const int member = room_->member_of(token);
    const Member& who = room_->members()[static_cast<std::size_t>(member)];
    return {200, "application/json", json{{"token", token}, {"member", member}, {"world", who.world}, {"seat", room_->lesson().scenario.states[static_cast<std::size_t>(who.state)].code}}.dump(), {}};
  } catch (const Refused& error) {
    if (error.code() == "malformed" || error.code() == "too_large") refused(address, error.what());
    return failure(error.code() == "room_full" || error.code() == "room_locked" ? 409 : 400, error);
  } catch (const config::FileError& error) {
    disk_failed(error);
    return failure(503, Refused("disk"));
  }
}

}  // namespace tarazi::server
