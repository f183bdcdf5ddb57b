// The one file a session leaves: a line of settings, then one line per command, each on the disk before its effect is
// told to anybody. Played again, the same lines give the same room.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "src/server/room.h"

namespace tarazi::server {

class Recording {
 public:
  /// Starts a new file, readable by its owner only. Throws config::FileError when it exists or cannot be written.
  static Recording create(const std::filesystem::path& path, const nlohmann::json& head);
  /// Goes on with an existing file after `commands` of its commands (-1: all). What follows, a line that a crash cut off or
  /// that had not taken effect yet, is removed.
  static Recording go_on(const std::filesystem::path& path, int commands = -1);
  Recording(Recording&& other) noexcept;
  Recording& operator=(Recording&&) = delete;
  ~Recording();

  /// Appends a command; `commit` waits until it is on the disk, `undo` takes it back. Each throws config::FileError (full
  /// disk), and then the file is as before, at the latest when the next line is written.
  void write(const nlohmann::json& command);
  void commit();
  void undo();
  const std::filesystem::path& path() const { return path_; }

 private:
  Recording(std::filesystem::path path, int file, long good);
  std::filesystem::path path_;
  int file_;
  long good_;           ///< bytes of complete lines that count
  long written_ = 0;    ///< bytes of the line that is not committed yet
  bool torn_ = false;   ///< there are bytes behind `good_` that do not count and could not be removed yet
};

/// First line of a recording: kind, program, lesson and settings of the room.
nlohmann::json recording_head(const Lesson& lesson, const std::string& lesson_file, const RoomSettings& settings, const std::string& code,
                              const std::string& instructor_token);
/// The first line of a file. Throws config::FileError (not there, no recording, of another version).
nlohmann::json read_head(const std::filesystem::path& path);
/// Lesson file and pace that the first line names; for going on with it.
std::string recorded_lesson(const std::filesystem::path& path);
Pace recorded_pace(const std::filesystem::path& path);
/// Carries out all commands of the file on a fresh room; a last line that is torn or was refused is left out. Returns their
/// number. Throws config::FileError when another command is refused: the file belongs to another lesson or program.
int replay(const std::filesystem::path& path, Room& room);
/// The same of a file's text; `name` stands in errors.
int replay_text(std::string_view text, const std::string& name, Room& room);

}  // namespace tarazi::server
