// Opaque keyset cursors: the sort key of the last row of a page, as base64url text. A cursor names
// the list it belongs to, so that one list's cursor is refused by another.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaching {

/// Encodes the sort key of a row of `list`.
std::string encode_cursor(std::string_view list, std::span<const std::string_view> key);

/// Decodes a cursor of `list` with `fields` parts; throws Failure(invalid_argument) for anything
/// this list never issued.
std::vector<std::string> decode_cursor(std::string_view list, std::string_view cursor,
                                       std::size_t fields);

}  // namespace coaching
