// All errors with what they mean, as the triggers raise them and the generated documentation tells
// them.
#pragma once

#include <span>
#include <string_view>

namespace coaching {

struct TokenRow {
    std::string_view name;
    std::string_view sqlstate;
    std::string_view meaning;
};

/// In the order of enum Token.
std::span<const TokenRow> all_tokens() noexcept;

}  // namespace coaching
