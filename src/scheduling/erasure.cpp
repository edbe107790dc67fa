// When a person is erased: what was written about their sessions goes, here and in the audit log, a
// trainer's hours go, and nothing of theirs can be read by a token any more. That sessions were
// booked and took place stays in the books. What was still to come was cancelled with the
// relationships, which end before (the triggers fire in the order of their names).

#include "identity/erasure.hpp"

namespace coaching::scheduling {

namespace {

/// Each about the person $1. Checks, so that what was committed after a REPEATABLE READ snapshot
/// goes as well.
constinit pg::Check<void(Uuid)> emptyings[]{
    pg::Check<void(Uuid)>{
        "UPDATE coaching.bookings SET notes = NULL, location = NULL, cancel_reason = NULL, "
        "metadata = '{}' WHERE (client_id = $1 OR trainer_id = $1) AND (notes IS NOT NULL "
        "OR location IS NOT NULL OR cancel_reason IS NOT NULL OR metadata <> '{}')"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.trainer_availability WHERE trainer_id = $1"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.availability_overrides WHERE trainer_id = $1"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.trainer_time_off WHERE trainer_id = $1"},
    pg::Check<void(Uuid)>{"UPDATE coaching.calendar_tokens SET revoked_at = now() "
                          "WHERE trainer_id = $1 AND revoked_at IS NULL"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.audit_log SET changes = changes - ARRAY['notes', 'location', "
        "'cancel_reason', 'metadata'] WHERE table_name = 'bookings' "
        "AND changes ?| ARRAY['notes', 'location', 'cancel_reason', 'metadata'] "
        "AND row_id IN (SELECT id::text FROM coaching.bookings "
        "  WHERE client_id = $1 OR trainer_id = $1)"},
    pg::Check<void(Uuid)>{
        // Without an index, which every entry would pay for: of trainers alone the log is gone
        // through.
        "UPDATE coaching.audit_log SET changes = '{}' WHERE trainer_id = $1 AND table_name IN "
        "('trainer_availability', 'availability_overrides', 'trainer_time_off') "
        "AND EXISTS (SELECT FROM coaching.trainer_profiles p WHERE p.trainer_id = $1)"},
};

pg::TriggerResult forget_bookings(pg::TriggerCall& call) {
    return identity::forget_person(call, emptyings);
}

}  // namespace

COACHING_TRIGGER(coaching_forget_bookings, forget_bookings);

}  // namespace coaching::scheduling
