// Opaque keyset cursors: the sort key of the last row of a page, as base64url text. A cursor names
// the list it belongs to, so that one list's cursor is refused by another.
#pragma once

#include <charconv>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"

namespace coaching {

/// Encodes the sort key of a row of `list`.
std::string encode_cursor(std::string_view list, std::span<const std::string_view> key);

/// Decodes a cursor of `list` with `fields` parts; throws Failure(invalid_argument) for anything
/// this list never issued.
std::vector<std::string> decode_cursor(std::string_view list, std::string_view cursor,
                                       std::size_t fields);

/// For a key whose parts are not what the list puts there: only somebody who knows the encoding has
/// made it. Throws Failure(invalid_argument).
[[noreturn]] void refuse_damaged_cursor();

/// A part of a key as what it was; refuse as well.
Uuid id_in_cursor(std::string_view field);
template <class Number>
Number number_in_cursor(std::string_view field) {
    Number number{};
    const char* const end = field.data() + field.size();
    const auto read = std::from_chars(field.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) refuse_damaged_cursor();
    return number;
}

}  // namespace coaching
