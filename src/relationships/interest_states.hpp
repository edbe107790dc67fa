// The life of a coaching interest: the client submits it, admins follow it up. An empty `from` is a
// new row.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::relationships {

inline constexpr Move interest_moves[] = {
    {"", "new", Actor::client | the_house}, {"new", "contacted", the_house},
    {"new", "matched", the_house},          {"new", "closed", Actor::client | the_house},
    {"contacted", "matched", the_house},    {"contacted", "closed", Actor::client | the_house},
};

}  // namespace coaching::relationships
