// What a class takes home: months, orders and predictions as tables, and the recording itself.
// Worlds, seats and rounds only; no nickname is in any of the tables.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "src/server/room.h"

namespace tarazi::server {

inline constexpr std::size_t kMostRecording = 256'000'000;  ///< bytes

struct Export {
  std::string type;  ///< media type
  std::string body;
};

/// The file of that name (ticks.csv, orders.csv, predictions.csv, grades.csv, session.tarazi); nothing when there is none such.
std::optional<Export> export_file(const Room& room, const std::string& name, const std::filesystem::path& recording);

}  // namespace tarazi::server
