// When a person is erased: what is live around them ends, and what was written there goes. That the
// relationships were there stays, and so does who asked and who invited whom.

#include "relationships/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::relationships {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

// Addresses the person has or had, as the audit log knows them, and nobody else has now:
// invitations to them which nobody answered are about the person.
#define ADDRESSES                                                                               \
    "ARRAY(SELECT a.address FROM ("                                                             \
    "  SELECT email_key AS address FROM coaching.users WHERE id = $1 UNION "                    \
    "  SELECT lower(l.changes -> 'email' ->> side) FROM coaching.audit_log l, "                 \
    "  generate_series(0, 1) side WHERE l.row_id = $1::text AND l.table_name = 'users') a "     \
    "WHERE NOT EXISTS (SELECT FROM coaching.users u WHERE u.email_key = a.address AND u.id <> " \
    "$1))"

constinit identity::HeldRows rows[]{
    COACHING_HELD_ROWS("SELECT id FROM coaching.connection_requests "
                       "WHERE from_user_id = $1 OR to_user_id = $1 ORDER BY id"),
    COACHING_HELD_ROWS(
        "SELECT id FROM coaching.client_invitations WHERE trainer_id = $1 OR target_user_id = $1 "
        "OR target_email_key = ANY (" ADDRESSES ") ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.trainer_clients "
                       "WHERE trainer_id = $1 OR client_id = $1 ORDER BY id"),
};

constinit pg::Check<Uuid(Uuid)> others[]{
    pg::Check<Uuid(Uuid)>{"SELECT CASE WHEN client_id = $1 THEN trainer_id ELSE client_id END "
                          "FROM coaching.trainer_clients WHERE (trainer_id = $1 OR client_id = $1) "
                          "AND status IN ('pending', 'active', 'paused')"}};

// The profiles of all trainers of a client: places become free, sessions and ratings fewer.
constinit identity::HeldRows rows_after_people[]{
    COACHING_HELD_ROWS("SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id IN ("
                       "  SELECT trainer_id FROM coaching.trainer_clients WHERE client_id = $1) "
                       "ORDER BY trainer_id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.user_blocks "
                       "WHERE blocker_id = $1 OR blocked_id = $1 ORDER BY id"),
};

constinit pg::Check<void(Uuid)> endings[]{
    pg::Check<void(Uuid)>{
        "UPDATE coaching.trainer_clients SET status = 'terminated' "
        "WHERE (trainer_id = $1 OR client_id = $1) AND status IN ('pending', 'active', 'paused')"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.connection_requests SET status = 'cancelled' "
        "WHERE (from_user_id = $1 OR to_user_id = $1) AND status IN ('pending', 'deferred')"},
    pg::Check<void(Uuid)>{"UPDATE coaching.client_invitations SET status = 'revoked' "
                          "WHERE (trainer_id = $1 OR target_user_id = $1 "
                          "OR target_email_key = ANY (" ADDRESSES ")) AND status = 'pending'"},
    // They become the person's, so that what follows empties them as well, when the addresses are
    // gone.
    pg::Check<void(Uuid)>{"UPDATE coaching.client_invitations SET target_user_id = $1 "
                          "WHERE target_email_key = ANY (" ADDRESSES
                          ") AND target_user_id IS NULL AND trainer_id <> $1"},
};

constinit ErasureStep steps[]{
    {"trainer_clients", emptied,
     "UPDATE coaching.trainer_clients SET coach_notes = NULL, client_goals = '{}', "
     "invitation_message = NULL, metadata = '{}' WHERE (trainer_id = $1 OR client_id = $1) "
     "AND (coach_notes IS NOT NULL OR client_goals <> '{}' OR invitation_message IS NOT NULL "
     "OR metadata <> '{}')"},
    // What an admin wrote when they assigned, and nobody has replaced since.
    {"trainer_clients", emptied,
     "UPDATE coaching.trainer_clients r SET coach_notes = NULL FROM coaching.audit_log a "
     "WHERE a.actor = $1 AND a.table_name = 'trainer_clients' AND r.id::text = a.row_id "
     "AND r.coach_notes = a.changes -> 'coach_notes' ->> 1"},
    {"connection_requests", emptied,
     "UPDATE coaching.connection_requests SET message = NULL "
     "WHERE (from_user_id = $1 OR to_user_id = $1) AND message IS NOT NULL"},
    // The address of somebody invited by e-mail goes with the account that answered.
    {"client_invitations", emptied,
     "UPDATE coaching.client_invitations SET message = NULL, ip_address = NULL, "
     "user_agent = NULL, "
     "target_email = CASE WHEN target_user_id IS DISTINCT FROM $1 THEN target_email END, "
     "coach_email = CASE WHEN trainer_id <> $1 THEN coach_email END, "
     "coach_name = CASE WHEN trainer_id <> $1 THEN coach_name END "
     "WHERE (trainer_id = $1 OR target_user_id = $1) "
     "AND (num_nonnulls(message, ip_address, user_agent) > 0 "
     "OR (trainer_id = $1 AND num_nonnulls(coach_email, coach_name) > 0) "
     "OR (target_user_id = $1 AND target_email IS NOT NULL))"},
    // Those to somebody whose row was deleted by hand: they can become nobody's.
    {"audit_log", emptied,
     "UPDATE coaching.audit_log SET changes = '{}' WHERE changes <> '{}' AND row_id IN ("
     "  SELECT id::text FROM coaching.client_invitations WHERE target_email_key = ANY (" ADDRESSES
     ") AND target_user_id IS NULL)"},
    {"client_invitations", deleted,
     "DELETE FROM coaching.client_invitations WHERE target_email_key = ANY (" ADDRESSES
     ") AND target_user_id IS NULL "
     "AND NOT EXISTS (SELECT FROM coaching.users WHERE id = $1)"},
    {"user_blocks", emptied,
     "UPDATE coaching.user_blocks SET reason = NULL "
     "WHERE (blocker_id = $1 OR blocked_id = $1) AND reason IS NOT NULL"},
    {"coaching_interests", deleted, "DELETE FROM coaching.coaching_interests WHERE client_id = $1"},
    {"session_settings", deleted, "DELETE FROM coaching.session_settings WHERE client_id = $1"},
    // Entries that do not name the person themselves.
    {"audit_log", emptied,
     "UPDATE coaching.audit_log SET changes = '{}' WHERE changes <> '{}' AND row_id IN ("
     "  SELECT id::text FROM coaching.trainer_clients WHERE trainer_id = $1 OR client_id = $1 "
     "  UNION ALL SELECT id::text FROM coaching.connection_requests "
     "    WHERE from_user_id = $1 OR to_user_id = $1 "
     "  UNION ALL SELECT id::text FROM coaching.client_invitations "
     "    WHERE trainer_id = $1 OR target_user_id = $1 "
     "  UNION ALL SELECT id::text FROM coaching.user_blocks "
     "    WHERE blocker_id = $1 OR blocked_id = $1)"},
};

constinit ErasureStep accounts[]{
    {"connection_requests", deleted,
     "DELETE FROM coaching.connection_requests WHERE from_user_id = $1"},
    {"client_invitations", deleted,
     "DELETE FROM coaching.client_invitations WHERE target_user_id = $1"},
    {"user_blocks", deleted,
     "DELETE FROM coaching.user_blocks WHERE blocker_id = $1 OR blocked_id = $1"},
    {"trainer_clients", deleted, "DELETE FROM coaching.trainer_clients WHERE client_id = $1"},
};

constinit identity::RowsKept kept[]{
    {"trainer_clients", Why::history,
     "SELECT count(*) FROM coaching.trainer_clients "
     "WHERE trainer_id = $1 OR client_id = $1 OR assigned_by = $1"},
    {"connection_requests", Why::history,
     "SELECT count(*) FROM coaching.connection_requests "
     "WHERE from_user_id = $1 OR to_user_id = $1"},
    {"client_invitations", Why::history,
     "SELECT count(*) FROM coaching.client_invitations "
     "WHERE trainer_id = $1 OR target_user_id = $1"},
    {"coaching_interests", Why::history,
     "SELECT count(*) FROM coaching.coaching_interests WHERE handled_by = $1"},
    {"user_blocks", Why::history,
     "SELECT count(*) FROM coaching.user_blocks WHERE blocker_id = $1 OR blocked_id = $1"},
};

identity::ErasurePart part{.rows = rows,
                           .others = others,
                           .rows_after_people = rows_after_people,
                           .endings = endings,
                           .steps = steps,
                           .accounts = accounts,
                           .kept = kept};

#undef ADDRESSES

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::relationships
