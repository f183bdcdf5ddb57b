// JSON lines, fsync after each. POSIX calls, as the standard streams cannot wait for the disk.
// A line is complete when it ends in a newline; a torn one was never acknowledged.
#include "src/server/recording.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "src/config/problems.h"

namespace tarazi::server {

using config::FileError;
using nlohmann::json;

namespace {

constexpr int kVersion = 1;

std::string reason() { return std::strerror(errno); }

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw FileError(path.string(), reason());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The complete lines of a text.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t end; (end = text.find('\n', from)) != std::string_view::npos; from = end + 1) lines.emplace_back(text.substr(from, end - from));
  return lines;
}

}  // namespace

Recording::Recording(std::filesystem::path path, int file, long good) : path_(std::move(path)), file_(file), good_(good) {}
Recording::Recording(Recording&& other) noexcept
    : path_(std::move(other.path_)), file_(other.file_), good_(other.good_), written_(other.written_), torn_(other.torn_) {
  other.file_ = -1;
}
Recording::~Recording() {
  if (file_ >= 0) ::close(file_);
}

Recording Recording::create(const std::filesystem::path& path, const json& head) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw FileError(path.string(), reason());
  Recording recording(path, file, 0);
  recording.write(head);
  recording.commit();
  return recording;
}

Recording Recording::go_on(const std::filesystem::path& path, int commands) {
  long whole = 0;
  int lines = 0;
  for (const std::string& line : lines_of(text_of(path)))
    if (commands < 0 || lines++ <= commands) whole += static_cast<long>(line.size()) + 1;  // the head comes first
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (file < 0) throw FileError(path.string(), reason());
  if (::ftruncate(file, static_cast<off_t>(whole)) != 0) {
    ::close(file);
    throw FileError(path.string(), reason());
  }
  return Recording(path, file, whole);
}

void Recording::write(const json& command) {
  if (torn_) undo();
  const std::string line = command.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t n = ::write(file_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const std::string why = n < 0 ? reason() : "nothing was written";
      torn_ = done > 0 && ::ftruncate(file_, good_) != 0;
      throw FileError(path_.string(), why);
    }
    done += static_cast<std::size_t>(n);
  }
  written_ = static_cast<long>(line.size());
}

void Recording::commit() {
  if (::fdatasync(file_) != 0) throw FileError(path_.string(), reason());
  good_ += written_;
  written_ = 0;
}

void Recording::undo() {
  written_ = 0;
  torn_ = ::ftruncate(file_, good_) != 0;
  if (torn_) throw FileError(path_.string(), reason());
}

json recording_head(const Lesson& lesson, const std::string& lesson_file, const RoomSettings& settings, const std::string& code,
                    const std::string& instructor_token) {
  return {{"tarazi", "session"}, {"version", kVersion}, {"program", TARAZI_VERSION}, {"lesson", lesson_file}, {"name", lesson.name},
          {"scenario", config::content_hash(lesson.scenario)}, {"pace", settings.pace == Pace::own ? "own" : "together"}, {"worlds", settings.worlds},
          {"team", settings.team}, {"seed", settings.seed}, {"fictional", settings.fictional}, {"code", code}, {"instructor", instructor_token}};
}

json read_head(const std::filesystem::path& path) {
  const std::vector<std::string> lines = lines_of(text_of(path));
  const json head = lines.empty() ? json() : json::parse(lines.front(), nullptr, false);
  if (!head.is_object() || head.value("tarazi", "") != "session") throw FileError(path.string(), "is no recording of a session");
  if (head.value("version", 0) != kVersion) throw FileError(path.string(), "was written by another version of the program");
  return head;
}

std::string recorded_lesson(const std::filesystem::path& path) { return read_head(path).value("lesson", ""); }
Pace recorded_pace(const std::filesystem::path& path) { return read_head(path).value("pace", "") == "together" ? Pace::together : Pace::own; }

int replay(const std::filesystem::path& path, Room& room) { return replay_text(text_of(path), path.string(), room); }

int replay_text(std::string_view text, const std::string& name, Room& room) {
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t k = 1; k < lines.size(); ++k) {
    const json command = json::parse(lines[k], nullptr, false);
    try {
      if (!command.is_object()) throw Refused("malformed");
      room.apply(command);
    } catch (const Refused& error) {
      // A crash may come between writing a command and taking it back because the room refused it.
      if (k + 1 == lines.size() && k > 1) return static_cast<int>(k) - 1;
      throw FileError(name, "line " + std::to_string(k + 1) + " cannot be replayed: " + error.what());
    }
  }
  return static_cast<int>(lines.size()) - 1;
}

}  // namespace tarazi::server
