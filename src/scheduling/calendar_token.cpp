#include "scheduling/calendar_token.hpp"

namespace coaching::scheduling {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t token_length = 32;

}  // namespace

std::string encode_calendar_token(const std::array<std::uint8_t, 24>& random) {
    std::string token;
    token.reserve(token_length);
    for (std::size_t i = 0; i < random.size(); i += 3) {
        const std::uint32_t bits = random[i] << 16 | random[i + 1] << 8 | random[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6) token += alphabet[bits >> shift & 0x3f];
    }
    return token;
}

bool is_calendar_token(std::string_view text) {
    return text.size() == token_length &&
           text.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace coaching::scheduling
