// When a person is erased: what was written about their sessions goes, a trainer's hours go, and
// nothing of theirs can be read by a token any more. That sessions were booked and took place stays
// in the books. What was still to come is cancelled with the relationships, which end before.

#include "scheduling/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::scheduling {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

constinit identity::HeldRows rows[]{
    COACHING_HELD_ROWS("SELECT id FROM coaching.bookings "
                       "WHERE client_id = $1 OR trainer_id = $1 ORDER BY id")};

constinit ErasureStep steps[]{
    // The version, so that calendars that know the words fetch the session anew.
    {"bookings", emptied,
     "UPDATE coaching.bookings SET notes = NULL, location = NULL, "
     "cancel_reason = CASE WHEN cancel_reason = 'relationship_ended' THEN cancel_reason END, "
     "metadata = '{}', version = version + 1, idempotency_key = NULL, "
     "idempotency_digest = NULL "
     "WHERE (client_id = $1 OR trainer_id = $1) AND (notes IS NOT NULL OR location IS NOT NULL "
     "OR cancel_reason <> 'relationship_ended' OR metadata <> '{}' "
     "OR num_nonnulls(idempotency_key, idempotency_digest) > 0)"},
    // What an admin wrote about sessions of others, and nobody has replaced since.
    {"bookings", emptied,
     "UPDATE coaching.bookings b SET version = version + 1, "
     "notes = CASE WHEN a.notes @> ARRAY[b.notes] THEN NULL ELSE b.notes END, "
     "location = CASE WHEN a.places @> ARRAY[b.location] THEN NULL ELSE b.location END, "
     "cancel_reason = CASE WHEN a.reasons @> ARRAY[b.cancel_reason] THEN NULL "
     "  ELSE b.cancel_reason END "
     "FROM (SELECT row_id, array_agg(changes -> 'notes' ->> 1) AS notes, "
     "    array_agg(changes -> 'location' ->> 1) AS places, "
     "    array_agg(changes -> 'cancel_reason' ->> 1) AS reasons "
     "  FROM coaching.audit_log WHERE actor = $1 AND table_name = 'bookings' "
     "  AND changes ?| ARRAY['notes', 'location', 'cancel_reason'] GROUP BY row_id) a "
     "WHERE b.id::text = a.row_id AND (a.notes @> ARRAY[b.notes] "
     "OR a.places @> ARRAY[b.location] OR a.reasons @> ARRAY[b.cancel_reason])"},
    {"trainer_availability", deleted,
     "DELETE FROM coaching.trainer_availability WHERE trainer_id = $1"},
    {"availability_overrides", deleted,
     "DELETE FROM coaching.availability_overrides WHERE trainer_id = $1"},
    {"trainer_time_off", deleted, "DELETE FROM coaching.trainer_time_off WHERE trainer_id = $1"},
    {"calendar_tokens", deleted, "DELETE FROM coaching.calendar_tokens WHERE trainer_id = $1"},
};

constinit ErasureStep accounts[]{
    {"trainer_profiles", adjusted,
     "UPDATE coaching.trainer_profiles p SET sessions_completed = sessions_completed - b.number "
     "FROM (SELECT trainer_id, count(*)::integer AS number FROM coaching.bookings "
     "  WHERE client_id = $1 AND status = 'completed' GROUP BY trainer_id) b "
     "WHERE p.trainer_id = b.trainer_id"},
    // It refers to the sessions.
    {"package_ledger", deleted, "DELETE FROM coaching.package_ledger WHERE client_id = $1"},
    {"bookings", deleted, "DELETE FROM coaching.bookings WHERE client_id = $1"},
};

constinit identity::RowsKept kept[]{
    {"bookings", Why::accounts,
     "SELECT count(*) FROM coaching.bookings WHERE client_id = $1 OR trainer_id = $1"}};

identity::ErasurePart part{.rows = rows, .steps = steps, .accounts = accounts, .kept = kept};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::scheduling
