// Invitation codes: 128 bits in 26 characters of Crockford's base 32, which has no I, L, O and U,
// so that a code can be read aloud and typed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaching::relationships {

/// 16 random bytes as 26 characters.
std::string encode_invitation_code(const std::array<std::uint8_t, 16>& random);

/// What a person typed, as the code it stands for: case, blanks and hyphens do not matter, and I, L
/// and O are read as 1, 1 and 0. nullopt where it cannot be a code.
std::optional<std::string> normal_invitation_code(std::string_view typed);

}  // namespace coaching::relationships
