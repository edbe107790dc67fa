// Bytes as letters, digits, - and _, which stand in a URL as they are (RFC 4648 section 5), without
// padding.
#pragma once

#include <string>
#include <string_view>

namespace coaching {

std::string to_base64url(std::string_view bytes);

/// Appends the bytes; false for what to_base64url() never writes.
bool from_base64url(std::string_view text, std::string& bytes);

}  // namespace coaching
