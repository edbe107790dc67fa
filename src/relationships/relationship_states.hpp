// The life of a relationship. An empty `from` is a new row.
#pragma once

#include "base/state_machine.hpp"

namespace coaching::relationships {

inline constexpr Actors both_sides = Actor::client | Actor::trainer | Actor::admin | Actor::system;
inline constexpr Actors the_house = Actor::admin | Actor::system;

inline constexpr Move relationship_moves[] = {
    {"", "pending", Actor::trainer | the_house},
    {"", "active", the_house},
    {"pending", "active", Actor::client | the_house},
    {"pending", "terminated", both_sides},
    {"active", "paused", both_sides},
    {"active", "completed", both_sides},
    {"active", "terminated", both_sides},
    {"paused", "active", both_sides},
    {"paused", "completed", both_sides},
    {"paused", "terminated", both_sides},
};

constexpr bool is_live(std::string_view status) {
    return status == "pending" || status == "active" || status == "paused";
}

}  // namespace coaching::relationships
