// The place of bookings in the order in which everybody locks (relationships/people_between.hpp).
#pragma once

namespace coaching::scheduling {

/// Sessions to come are between two people as well. Called once, when the library is loaded.
void join_locks();

}  // namespace coaching::scheduling
