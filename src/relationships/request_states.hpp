// The life of a connection request: the client asks, the trainer decides. An empty `from` is a new
// row.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::relationships {

inline constexpr Move request_moves[] = {
    {"", "pending", Actor::client | the_house},
    {"pending", "accepted", Actor::trainer | the_house},
    {"pending", "rejected", Actor::trainer | the_house},
    {"pending", "deferred", Actor::trainer | the_house},
    {"pending", "cancelled", Actor::client | the_house},
    {"deferred", "accepted", Actor::trainer | the_house},
    {"deferred", "rejected", Actor::trainer | the_house},
    {"deferred", "cancelled", Actor::client | the_house},
};

}  // namespace coaching::relationships
