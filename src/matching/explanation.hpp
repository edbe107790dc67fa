// Why a score is what it is, factor by factor: a word for programs, the raw values, a sentence.
#pragma once

#include <string>

#include "matching/score.hpp"

namespace coaching::matching {

struct Explanation {
    std::string_view code;
    std::string params;  ///< a JSON object
    std::string message;
};

/// What the similarities were made from.
struct Evidence {
    const Wish& wish;
    const Offer& offer;
    OfferedHours hours;
    Responses responses;
};

Explanation explain(Factor factor, const Evidence& evidence);

/// Why a trainer is offered to no client, or not to this one, however well they fit; in the order
/// in which they are looked for.
enum class Exclusion : std::uint8_t {
    blocked,
    connected,
    inactive,
    not_accepting,
    at_capacity,
    required_language
};

inline constexpr std::array<std::string_view, 6> exclusion_names{
    "blocked", "connected", "inactive", "not_accepting", "at_capacity", "required_language"};

constexpr std::string_view exclusion_name(Exclusion exclusion) {
    return exclusion_names[static_cast<std::size_t>(exclusion)];
}

Explanation explain(Exclusion exclusion, const Wish& wish, const Offer& offer);

}  // namespace coaching::matching
