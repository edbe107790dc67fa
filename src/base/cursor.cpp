#include "base/cursor.hpp"

#include "base/base64url.hpp"
#include "base/failure.hpp"

namespace coaching {

namespace {

// Far above any key we issue; keeps a hostile megabyte from being decoded at all.
constexpr std::size_t longest_cursor = 4096;

// A field is its length in decimal, a colon and its bytes, so that any text may stand in it.
void append_field(std::string& bytes, std::string_view field) {
    bytes += std::to_string(field.size());
    bytes += ':';
    bytes += field;
}

bool take_field(std::string_view& bytes, std::string& field) {
    std::size_t length = 0;
    std::size_t at = 0;
    while (at < bytes.size() && at < 9 && bytes[at] >= '0' && bytes[at] <= '9')
        length = length * 10 + static_cast<std::size_t>(bytes[at++] - '0');
    if (at == 0 || at >= bytes.size() || bytes[at] != ':') return false;
    if (at > 1 && bytes.front() == '0') return false;
    if (length > bytes.size() - at - 1) return false;
    field.assign(bytes.substr(at + 1, length));
    bytes.remove_prefix(at + 1 + length);
    return true;
}

}  // namespace

std::string encode_cursor(std::string_view list, std::span<const std::string_view> key) {
    std::string bytes;
    append_field(bytes, list);
    for (const std::string_view field : key) append_field(bytes, field);
    return to_base64url(bytes);
}

std::vector<std::string> decode_cursor(std::string_view list, std::string_view cursor,
                                       std::size_t fields) {
    const auto refuse = [] {
        return Failure(Token::invalid_argument,
                       "the cursor given as \"after\" is not one of this list")
            .hint("Pass the \"cursor\" of the last row of the page before, unchanged.");
    };
    std::string bytes;
    if (cursor.size() > longest_cursor || !from_base64url(cursor, bytes)) throw refuse();
    std::string_view rest = bytes;
    std::string owner;
    if (!take_field(rest, owner) || owner != list) throw refuse();
    std::vector<std::string> key(fields);
    for (std::string& field : key)
        if (!take_field(rest, field)) throw refuse();
    if (!rest.empty()) throw refuse();
    return key;
}

void refuse_damaged_cursor() {
    throw Failure(Token::invalid_argument, "the cursor given as \"after\" is damaged");
}

Uuid id_in_cursor(std::string_view field) {
    if (const auto id = Uuid::parse(field)) return *id;
    refuse_damaged_cursor();
}

}  // namespace coaching
