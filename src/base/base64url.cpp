#include "base/base64url.hpp"

#include <array>
#include <cstdint>

namespace coaching {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> make_reverse_alphabet() {
    std::array<std::int8_t, 256> reverse{};
    for (auto& value : reverse) value = -1;
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        reverse[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    return reverse;
}

constexpr auto reverse_alphabet = make_reverse_alphabet();

}  // namespace

std::string to_base64url(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) out += alphabet[buffer >> (bits - 6) & 0x3f];
    }
    if (bits > 0) out += alphabet[buffer << (6 - bits) & 0x3f];
    return out;
}

bool from_base64url(std::string_view text, std::string& bytes) {
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const int value = reverse_alphabet[static_cast<unsigned char>(c)];
        if (value < 0) return false;
        buffer = buffer << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(buffer >> bits & 0xff);
        }
    }
    // Left-over bits we never write: a second spelling of the same bytes.
    return bits < 6 && (buffer & ((1u << bits) - 1)) == 0;
}

}  // namespace coaching
