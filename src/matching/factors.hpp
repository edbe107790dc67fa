// What a match is judged by, and how much each of it counts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coaching::matching {

/// In the order in which they are summed and shown. The last two cost a look into other tables than
/// the trainer's profile: they are asked for only where they can still matter.
enum class Factor : std::uint8_t {
    goals,
    price,
    session_mode,
    language,
    distance,
    rating,
    experience,
    capacity,
    availability,
    response_rate
};

inline constexpr std::size_t factor_count = 10;

/// In the order of Factor.
inline constexpr std::array<std::string_view, factor_count> factor_names{
    "goals",  "price",      "session_mode", "language",     "distance",
    "rating", "experience", "capacity",     "availability", "response_rate"};

/// Of each factor, at least 0; 0 leaves it out of every score.
using Weights = std::array<double, factor_count>;

/// What counts unless the house says otherwise; 100 in all.
inline constexpr Weights default_weights{25, 12, 8, 8, 8, 8, 4, 3, 20, 4};

constexpr std::size_t place_of(Factor factor) { return static_cast<std::size_t>(factor); }

constexpr std::string_view factor_name(Factor factor) { return factor_names[place_of(factor)]; }

constexpr std::optional<Factor> parse_factor(std::string_view name) {
    for (std::size_t i = 0; i < factor_count; ++i)
        if (factor_names[i] == name) return static_cast<Factor>(i);
    return std::nullopt;
}

}  // namespace coaching::matching
