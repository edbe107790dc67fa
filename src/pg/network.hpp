// Network addresses.
#pragma once

#include <string>

#include "pg/datum.hpp"

namespace coaching::pg {

/// An IPv4 or IPv6 address, blanks around it allowed; nullopt for anything else.
std::optional<Inet> parse_address(std::string text);

}  // namespace coaching::pg
