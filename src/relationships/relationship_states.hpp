// The life of a relationship. An empty `from` is a new row.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::relationships {

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
