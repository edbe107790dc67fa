// The life of a booking. An empty `from` is a new row.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::scheduling {

inline constexpr Actors staff = Actor::trainer | relationships::the_house;

inline constexpr Move booking_moves[] = {
    {"", "scheduled", relationships::both_sides},
    {"", "confirmed", staff},
    {"scheduled", "confirmed", staff},
    {"scheduled", "cancelled", relationships::both_sides},
    {"confirmed", "cancelled", relationships::both_sides},
    {"scheduled", "completed", staff},
    {"confirmed", "completed", staff},
    {"scheduled", "no_show", staff},
    {"confirmed", "no_show", staff},
};

/// Still to take place, as far as anybody knows.
constexpr bool is_open(std::string_view status) {
    return status == "scheduled" || status == "confirmed";
}

/// Takes the two people's time; as in the exclusion constraints of the table.
constexpr bool takes_time(std::string_view status) {
    return is_open(status) || status == "completed";
}

}  // namespace coaching::scheduling
