// Credits for bookings: what scheduling and transfer ask of the packages. Each acts as the owner of
// the tables; whoever calls has authorised its caller.
//
// Locks: the lot's row, after the people (see relationships/people_between.hpp). Whoever may take
// several lots of a client holds the client's lock, so that two of them do not take the lots in
// different orders: move_lots takes it, who calls choose_lot or names several lots has it.
#pragma once

#include <optional>

#include "base/uuid.hpp"
#include "pg/values.hpp"

namespace coaching::packages {

/// The lot a session is paid from, locked; the client is locked already (a lot that is waited for
/// in vain stays locked, so this may take several): the client's with that trainer, active, with a
/// credit left, valid at the session's start; the one that expires first, then the oldest. nullopt
/// where there is none.
std::optional<Uuid> choose_lot(const Uuid& client, const Uuid& trainer,
                               pg::Timestamp session_start);

/// The same for a lot the booking names: throws not_found where it is not the client's with that
/// trainer, insufficient_credits where nothing is left in it or it is over at the session's start.
/// Locks it.
void require_lot(const Uuid& lot, const Uuid& client, const Uuid& trainer,
                 pg::Timestamp session_start);

/// Whether a lot is valid at a session's start. For rescheduling, which keeps the credit.
bool covers(const Uuid& lot, pg::Timestamp session_start);

/// Takes a credit for the booking. Throws insufficient_credits, and illegal_transition for a
/// booking charged already.
void reserve(const Uuid& lot, const Uuid& booking);

/// Gives the booking's credit back to the lot it came from, also after a forfeit (a waiver). A lot
/// that expired or was refunded meanwhile gets it too, and stays what it is: the credit is there to
/// be seen, not to be used. False for a booking that was not charged.
bool refund(const Uuid& booking);

/// The session took place: the credit is used. False for a booking that was not charged.
bool consume(const Uuid& booking);

/// Cancelled late, or not shown up: the credit is lost. False for a booking that was not charged.
bool forfeit(const Uuid& booking);

struct MovedLots {
    std::int32_t lots;
    std::int32_t sessions;
};

/// A client's lots go from one trainer to another: the active ones that are not past their time,
/// and used-up ones with a booking still open, whose credit may come back. The seller stays, and so
/// do past entries of the ledger.
MovedLots move_lots(const Uuid& client, const Uuid& from_trainer, const Uuid& to_trainer);

}  // namespace coaching::packages
