// What is booked already: sessions that take a person's time (see takes_time). All read as the
// owner of the tables, in the active snapshot.
#pragma once

#include "base/uuid.hpp"
#include "pg/memory.hpp"
#include "scheduling/interval_set.hpp"

namespace coaching::scheduling {

// Of somebody who trains others and is trained as well, both kinds of sessions count.

/// What a booking of the trainer's other than `except` holds of `held`: three short index probes,
/// however many bookings there are. Nothing where it is free.
std::optional<Interval> trainer_booking_in(const Interval& held, const Uuid& trainer,
                                           const std::optional<Uuid>& except = std::nullopt);

/// The same for a client, whose own sessions have no buffers.
std::optional<Interval> client_booking_in(const Interval& during, const Uuid& client,
                                          const std::optional<Uuid>& except = std::nullopt);

/// All that the trainer's bookings hold of `range`.
IntervalSet<pg::Vector<Interval>> held_within(const Interval& range, const Uuid& trainer);

}  // namespace coaching::scheduling
