// The server's own time zone data.
#pragma once

#include <string_view>

namespace coaching::pg {

/// True for an IANA zone name the server knows ("Europe/Berlin", "UTC"), false for the POSIX
/// descriptions it would also take ("FOO+3"), which name no place.
bool is_iana_zone(std::string_view name);

}  // namespace coaching::pg
