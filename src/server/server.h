// The edge of the classroom: listens, answers HTTP, speaks the protocol over WebSockets. PROTOCOL.md is its contract.
// No Boost here, so that only server.cpp and its sessions pay for it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/server/lesson.h"
#include "src/server/room.h"

namespace tarazi::server {

struct ServerSettings {
  bool lan = false;                      ///< listen on all interfaces; else on loopback only
  std::uint16_t port = 8275;             ///< 0: any free one
  bool remote_instructor = false;        ///< the instructor's token counts from other machines too
  bool any_port = false;                 ///< take a free one when the port is taken
  int most_connections = 400;
  int most_per_address = 8;              ///< from the laptop itself there is no such limit
  std::filesystem::path recording;       ///< the session's file
  std::string lesson_file;
  bool resume = false;                   ///< go on with the recording instead of starting it
};

/// Where and how the class can be reached.
struct Announcement {
  std::vector<std::string> addresses;    ///< http://... for everybody, the best one first
  std::string code;                      ///< of the room
  std::string instructor;                ///< address of the console, with its token behind the #
  std::filesystem::path recording;
  int replayed = 0;                      ///< commands taken over from the recording
};

/// Serves one class until `stop` says so (asked several times a second). `ready` is called once it listens; `log` gets a line
/// for whatever an instructor should know. Throws config::FileError when address or file cannot be had.
void serve(Lesson lesson, RoomSettings room, const ServerSettings& settings, const std::function<void(const Announcement&)>& ready,
           const std::function<void(const std::string&)>& log, const std::function<bool()>& stop);

}  // namespace tarazi::server
