// Sessions to come go to another trainer of the client's: what transfers ask of scheduling.
#pragma once

#include <optional>

#include "pg/values.hpp"
#include "relationships/handover.hpp"
#include "scheduling/refusal.hpp"

namespace coaching::scheduling {

enum class Rebooked { moved, rescheduled, cancelled };

/// What became of one session.
struct Rebooking {
    Uuid booking;
    std::optional<Uuid> new_booking;  ///< where it was booked anew
    Rebooked outcome;
    pg::Timestamp from;
    std::optional<pg::Timestamp> to;  ///< nothing for a cancelled one
    std::optional<Refusal> why;       ///< why it could not be at its time with the new trainer
};

/// Gives the open sessions that are still to come to the new trainer, in order of time, by that
/// trainer's hours, buffers and other bookings: those that can keep their time first; then each of
/// the others goes to the nearest slot within seven days where both are free, which leaves the
/// trainer the notice they ask for and the paying package its time; what finds none is cancelled
/// and its credit given back.
///
/// Nobody has agreed to anything with the new trainer yet: what was confirmed is scheduled again,
/// and what the old trainer took on outside of their hours must be in the new one's.
///
/// A session paid from a package of the old trainer's that does not go over (`packages_move`) is
/// cancelled, its credit given back, and booked anew, paid as any new booking is.
///
/// All is locked, and both relationships are active. Acts as the owner of the tables.
pg::Vector<Rebooking> rebook_sessions(const relationships::Handover& handover, bool packages_move);

/// Cancels them all instead and gives their credits back.
pg::Vector<Rebooking> cancel_sessions(const relationships::Handover& handover);

}  // namespace coaching::scheduling
