// The strict parser of what browsers send: one small JSON object, known types, right kinds of fields.
// Also a fuzz target; nothing else of the server looks at raw bytes of a message.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "src/server/room.h"

namespace tarazi::server {

inline constexpr std::size_t kMessageBytes = 4096;
inline constexpr int kMessageDepth = 4;

/// The message as an object whose "t" is a known type and whose required fields have the right kinds. Throws Refused:
/// too_large, malformed (with the field), unknown_type.
nlohmann::json parse_message(std::string_view text);
/// The body of a join request: optional texts "seat" and "name", optional number "world". Throws Refused.
nlohmann::json parse_join(std::string_view text);
/// A text of one line without control characters, at most `most` code points, white space trimmed. Throws Refused.
std::string clean_text(const std::string& text, int most, const char* field);
/// A nickname without control characters, at most 24 code points, white space trimmed. Throws Refused.
std::string clean_name(const std::string& name);

}  // namespace tarazi::server
