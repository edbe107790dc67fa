// When a person is erased: their news goes, what the app has put into news of others about them,
// and the values in the audit log. Who did what and when stays.

#include "events/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::events {

namespace {

using identity::ErasureStep;
using enum identity::ErasureStep::Deed;

// Of what belongs to the books the log keeps the facts.
#define BOOKS "ARRAY['bookings', 'client_packages', 'package_payments', 'client_transfers']"
// Columns that hold words, or what one is found by elsewhere.
#define WORDS                                                                         \
    "ARRAY['notes', 'location', 'cancel_reason', 'metadata', 'external_id', "         \
    "'idempotency_key', 'name', 'reason', 'details', 'coach_notes', 'client_goals', " \
    "'invitation_message', 'message', 'title', 'description', 'goals', 'comment', "   \
    "'exercise_name', 'user_agent']"
#define WITHOUT_VALUES                                                           \
    "UPDATE coaching.audit_log SET changes = CASE WHEN table_name = ANY (" BOOKS \
    ") THEN changes - " WORDS                                                    \
    " ELSE '{}' END WHERE changes <> '{}' "                                      \
    "AND (table_name <> ALL (" BOOKS ") OR changes ?| " WORDS ") AND "

constinit ErasureStep steps[]{
    {"notifications", deleted, "DELETE FROM coaching.notifications WHERE user_id = $1"},
    // Ours hold ids alone. Those of others are few once delivered ones are pruned.
    {"notifications", emptied,
     "UPDATE coaching.notifications SET payload = coalesce("
     "  (SELECT jsonb_object_agg(key, value) FROM jsonb_each(payload) WHERE key LIKE '%\\_id'), "
     "  '{}') WHERE payload::text LIKE '%' || $1::text || '%' "
     "AND EXISTS (SELECT FROM jsonb_object_keys(payload) AS key WHERE key NOT LIKE '%\\_id')"},
    // As trainer stands also who is none: the owner of a program, whom a trainer asks, who is
    // blocked.
    {"audit_log", emptied,
     WITHOUT_VALUES "(client_id = $1 OR trainer_id = $1 OR row_id = $1::text)"},
    // What they wrote in rows of others; the house's catalogues are nobody's.
    {"audit_log", emptied,
     "UPDATE coaching.audit_log SET changes = changes - " WORDS
     " WHERE actor = $1 AND num_nonnulls(client_id, trainer_id) > 0 AND changes ?| " WORDS},
};

// The erasure itself stays on record.
constinit ErasureStep accounts[]{{"audit_log", deleted,
                                  "DELETE FROM coaching.audit_log WHERE client_id = $1 "
                                  "OR (trainer_id = $1 AND (table_name = 'user_blocks' "
                                  "OR (table_name = 'programs' AND client_id IS NULL))) "
                                  "OR (row_id = $1::text AND table_name <> 'users')"}};

#undef WITHOUT_VALUES
#undef WORDS
#undef BOOKS

identity::ErasurePart part{.rows = {}, .steps = steps, .accounts = accounts};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::events
