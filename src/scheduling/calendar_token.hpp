// Tokens of calendar feeds: 192 random bits in 32 characters of base64url, which stand in a URL as
// they are.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaching::scheduling {

/// 24 random bytes as 32 characters.
std::string encode_calendar_token(const std::array<std::uint8_t, 24>& random);

/// Whether a text has the form of a token.
bool is_calendar_token(std::string_view text);

}  // namespace coaching::scheduling
