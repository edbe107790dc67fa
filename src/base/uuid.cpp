#include "base/uuid.hpp"

namespace coaching {

Uuid::Text Uuid::text() const noexcept {
    static constexpr char digits[] = "0123456789abcdef";
    unsigned char bytes[16];
    to_bytes(bytes);
    Text out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out[at++] = '-';
        out[at++] = digits[bytes[i] >> 4];
        out[at++] = digits[bytes[i] & 0x0f];
    }
    return out;
}

namespace {

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) noexcept {
    if (text.size() >= 2 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, text.size() - 2);
    unsigned char bytes[16];
    std::size_t at = 0;
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
        if (at + 2 > text.size()) return std::nullopt;
        const int upper = hex_value(text[at]);
        const int lower = hex_value(text[at + 1]);
        if (upper < 0 || lower < 0) return std::nullopt;
        bytes[i] = static_cast<unsigned char>(upper << 4 | lower);
        at += 2;
        const bool group_ends = i % 2 == 1 && i + 1 < sizeof bytes;
        if (group_ends && at < text.size() && text[at] == '-') ++at;
    }
    if (at != text.size()) return std::nullopt;
    return from_bytes(bytes);
}

}  // namespace coaching
