// A booking as the functions about one begin with it.
#pragma once

#include "base/state_machine.hpp"
#include "base/uuid.hpp"
#include "pg/values.hpp"

namespace coaching::scheduling {

struct BookingRow {
    Uuid id;
    Uuid trainer;
    Uuid client;
    pg::Text status;
    bool late_cancel;
    bool is_paid;  ///< from a package
    Actor actor;   ///< which side the caller is on
};

/// Locks a booking of the caller's; throws not_found for others', and for none at all. As the owner
/// of the tables.
BookingRow lock_booking(const Uuid& booking);

}  // namespace coaching::scheduling
