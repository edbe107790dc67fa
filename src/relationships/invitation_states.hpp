// The life of an invitation: the trainer sends it, the invited answers. An empty `from` is a new
// row.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::relationships {

inline constexpr Move invitation_moves[] = {
    {"", "pending", Actor::trainer | the_house},
    {"pending", "accepted", Actor::client | Actor::system},
    {"pending", "declined", Actor::client | Actor::system},
    {"pending", "revoked", Actor::trainer | the_house},
    {"pending", "expired", Actor::system},
};

}  // namespace coaching::relationships
