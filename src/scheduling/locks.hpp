// The place of bookings in the order in which everybody locks (relationships/people_between.hpp).
#pragma once

#include "relationships/people_between.hpp"

namespace coaching::scheduling {

/// The sessions two people still have to come.
relationships::RowsBetween& sessions_to_come();

/// Sessions to come are between two people as well. Called once, when the library is loaded.
void join_locks();

}  // namespace coaching::scheduling
