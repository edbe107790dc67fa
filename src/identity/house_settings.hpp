// The house's settings: the rows of coaching.settings, which hold what differs from the defaults.
#pragma once

#include <optional>
#include <string_view>

#include "pg/memory.hpp"

namespace coaching::identity {

/// What the house has set, as the active snapshot sees it; nothing where the default holds.
std::optional<pg::Text> house_setting(std::string_view key);

}  // namespace coaching::identity
