#include "scheduling/calendar_token.hpp"

#include "base/base64url.hpp"

namespace coaching::scheduling {

namespace {

constexpr std::size_t token_length = 32;

}  // namespace

std::string encode_calendar_token(const std::array<std::uint8_t, 24>& random) {
    return to_base64url({reinterpret_cast<const char*>(random.data()), random.size()});
}

bool is_calendar_token(std::string_view text) {
    std::string bytes;
    return text.size() == token_length && from_base64url(text, bytes);
}

}  // namespace coaching::scheduling
