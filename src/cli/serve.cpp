// tarazi serve: opens a lesson to a browser on this machine, or with --lan to a whole class.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>

#include "src/cli/commands.h"
#include "src/cli/progress.h"
#include "src/server/assets.h"
#include "src/server/recording.h"
#include "src/server/server.h"

namespace tarazi::cli {
namespace {

struct Options {
  std::string lesson = "configs/lessons/hedging.yaml";
  std::string record, resume;
  bool lan = false;
  int port = 8275;
  bool port_given = false, remote_instructor = false, fictional = false;
  int worlds = 0;
  std::uint32_t seed = 1;
  int connections = 400, per_address = 8;
};

/// results/session-20260131-101500.tarazi, in local time.
std::string new_recording() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  char text[32];
  std::tm parts{};
  ::localtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &parts);
  for (int k = 0;; ++k) {
    const std::string name = fmt::format("results/session-{}{}.tarazi", text, k ? "-" + std::to_string(k) : "");
    if (!std::filesystem::exists(name)) return name;
  }
}

void announce(const server::Announcement& at, const Options& options, bool alone, bool quiet) {
  if (alone) {
    fmt::print("Open {}  and play.\n", at.addresses.front());
  } else {
    fmt::print("Console{}: {}\nClass:   {}   room code {}\n", options.remote_instructor ? " (keep this address to yourself)" : " (on this laptop only)", at.instructor, at.addresses.front(), at.code);
    for (std::size_t k = 1; k + 1 < at.addresses.size(); ++k) fmt::print("         or {}\n", at.addresses[k]);
  }
  if (!quiet) {
    fmt::print("Recording: {}{}\n", at.recording.string(), at.replayed ? fmt::format(" ({} commands taken over)", at.replayed) : "");
    if (!options.lan) fmt::print("Only this machine can reach it; --lan opens it to the network.\n");
    fmt::print("Ctrl-C ends it.\n");
  }
  std::fflush(stdout);
}

void serve_command(const Options& options, Common& common) {
  if (!server::has_client()) throw config::FileError("client", "this program was built without Node and has no pages to serve");
  server::ServerSettings settings;
  settings.lan = options.lan;
  settings.remote_instructor = options.remote_instructor;
  settings.port = static_cast<std::uint16_t>(options.port);
  settings.any_port = !options.port_given;
  settings.most_connections = options.connections;
  settings.most_per_address = options.per_address;
  settings.lesson_file = options.lesson;
  server::RoomSettings room;
  room.seed = options.seed;
  room.fictional = options.fictional;
  room.pace = options.lan || options.worlds > 0 ? server::Pace::together : server::Pace::own;
  room.worlds = std::max(1, options.worlds);
  if (!options.resume.empty()) {
    settings.resume = true;
    settings.recording = options.resume;
    settings.lesson_file = server::recorded_lesson(options.resume);
    room.pace = server::recorded_pace(options.resume);
  } else {
    settings.recording = options.record.empty() ? new_recording() : options.record;
  }
  server::Lesson lesson = server::read_lesson(settings.lesson_file);
  const bool alone = room.pace == server::Pace::own;
  server::serve(std::move(lesson), room, settings, [&](const server::Announcement& at) { announce(at, options, alone, common.quiet); },
                [&](const std::string& line) { fmt::print(stderr, "{}\n", line); }, [] { return interrupted(); });
  if (!std::filesystem::exists(settings.recording)) {
    if (!common.quiet) fmt::print("Session deleted; nothing of it is left.\n");
    return;
  }
  if (!common.quiet) fmt::print("Session ended. It can be gone on with: tarazi serve --resume {}\n", settings.recording.string());
}

}  // namespace

void add_serve(CLI::App& app, Common& common) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("serve", "Play a lesson in the browser: alone on this machine, or a class with --lan");
  command->footer("Examples:  tarazi serve\n           tarazi serve configs/lessons/hedging.yaml --lan --worlds 6");
  command->add_option("lesson", options->lesson, "Lesson file")->capture_default_str();
  CLI::Option* lan = command->add_flag("--lan", options->lan, "Let the local network in; the console stays on this machine");
  command->add_flag("--remote-instructor", options->remote_instructor, "Let the console be opened from other machines too")->needs(lan);
  CLI::Option* port = command->add_option("--port", options->port, "Port; without it 8275 or any free one")->check(CLI::Range(0, 65535));
  command->add_flag("--fictional", options->fictional, "Show the states under invented names, without map or sources");
  command->add_option("--worlds", options->worlds, "Parallel worlds of a class")->check(CLI::Range(1, 200));
  command->add_option("--seed", options->seed, "Seed of the worlds' random numbers");
  command->add_option("--record", options->record, "File of the recording; left out: results/session-TIME.tarazi");
  command->add_option("--resume", options->resume, "Go on with a recording")->excludes("--record");
  command->add_option("--connections", options->connections, "Most connections at once")->check(CLI::Range(1, 10000));
  command->add_option("--per-address", options->per_address, "Most connections of one address")->check(CLI::Range(1, 10000));
  command->callback([options, port, &common] {
    options->port_given = port->count() > 0;
    serve_command(*options, common);
  });
}

}  // namespace tarazi::cli
