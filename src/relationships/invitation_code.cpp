#include "relationships/invitation_code.hpp"

namespace coaching::relationships {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 26;

/// The letter meant by what was typed; 0 for a separator, -1 for what is in no code.
int meant(char c) {
    if (c == ' ' || c == '-') return 0;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') return '1';
    if (c == 'O') return '0';
    return alphabet.find(c) != std::string_view::npos ? static_cast<unsigned char>(c) : -1;
}

}  // namespace

std::string encode_invitation_code(const std::array<std::uint8_t, 16>& random) {
    std::string code;
    code.reserve(code_length);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const std::uint8_t byte : random) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) code += alphabet[buffer >> (bits - 5) & 0x1f];
    }
    // 128 = 25 · 5 + 3: the last character carries three bits.
    code += alphabet[buffer << (5 - bits) & 0x1f];
    return code;
}

std::optional<std::string> normal_invitation_code(std::string_view typed) {
    constexpr std::size_t longest_typed = 100;
    if (typed.size() > longest_typed) return std::nullopt;
    std::string code;
    for (const char c : typed) {
        const int letter = meant(c);
        if (letter < 0) return std::nullopt;
        if (letter > 0) code += static_cast<char>(letter);
    }
    if (code.size() != code_length) return std::nullopt;
    return code;
}

}  // namespace coaching::relationships
