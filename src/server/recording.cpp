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

/// The complete lines of a file.
std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw FileError(path.string(), reason());
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) lines.push_back(text.substr(from, end - from));
  return lines;
}

}  // namespace

Recording::Recording(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
Recording::Recording(Recording&& other) noexcept : path_(std::move(other.path_)), file_(other.file_) { other.file_ = -1; }
Recording::~Recording() {
  if (file_ >= 0) ::close(file_);
}

Recording Recording::create(const std::filesystem::path& path, const json& head) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw FileError(path.string(), reason());
  Recording recording(path, file);
  recording.append(head);
  return recording;
}

Recording Recording::go_on(const std::filesystem::path& path) {
  std::size_t whole = 0;
  for (const std::string& line : lines_of(path)) whole += line.size() + 1;
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (file < 0) throw FileError(path.string(), reason());
  if (::ftruncate(file, static_cast<off_t>(whole)) != 0) {
    ::close(file);
    throw FileError(path.string(), reason());
  }
  return Recording(path, file);
}

void Recording::append(const json& command) {
  const std::string line = command.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
  const off_t before = ::lseek(file_, 0, SEEK_END);
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t n = ::write(file_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const std::string why = reason();
      if (::ftruncate(file_, before) != 0) throw FileError(path_.string(), why + "; a torn line is left behind");
      throw FileError(path_.string(), why);
    }
    done += static_cast<std::size_t>(n);
  }
  if (::fdatasync(file_) != 0) throw FileError(path_.string(), reason());
}

json recording_head(const Lesson& lesson, const std::string& lesson_file, const RoomSettings& settings, const std::string& code,
                    const std::string& instructor_token) {
  return {{"tarazi", "session"}, {"version", kVersion}, {"program", TARAZI_VERSION}, {"lesson", lesson_file}, {"name", lesson.name},
          {"scenario", config::content_hash(lesson.scenario)}, {"pace", settings.pace == Pace::own ? "own" : "together"}, {"worlds", settings.worlds},
          {"team", settings.team}, {"seed", settings.seed}, {"code", code}, {"instructor", instructor_token}};
}

json read_head(const std::filesystem::path& path) {
  const std::vector<std::string> lines = lines_of(path);
  const json head = lines.empty() ? json() : json::parse(lines.front(), nullptr, false);
  if (!head.is_object() || head.value("tarazi", "") != "session") throw FileError(path.string(), "is no recording of a session");
  if (head.value("version", 0) != kVersion) throw FileError(path.string(), "was written by another version of the program");
  return head;
}

std::string recorded_lesson(const std::filesystem::path& path) { return read_head(path).value("lesson", ""); }
Pace recorded_pace(const std::filesystem::path& path) { return read_head(path).value("pace", "") == "together" ? Pace::together : Pace::own; }

int replay(const std::filesystem::path& path, Room& room) {
  const std::vector<std::string> lines = lines_of(path);
  for (std::size_t k = 1; k < lines.size(); ++k) {
    const json command = json::parse(lines[k], nullptr, false);
    try {
      if (!command.is_object()) throw Refused("malformed");
      room.apply(command);
    } catch (const Refused& error) {
      throw FileError(path.string(), "line " + std::to_string(k + 1) + " cannot be replayed: " + error.what());
    }
  }
  return static_cast<int>(lines.size()) - 1;
}

}  // namespace tarazi::server
