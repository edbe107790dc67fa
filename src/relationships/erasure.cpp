// When a person is erased: what is live around them ends, and what was written about them goes,
// here and in the audit log. That the relationships were there stays.

#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::relationships {

namespace {

/// One statement per table, each about the person $1. Checks, so that what was committed after a
/// REPEATABLE READ snapshot goes as well.
constinit pg::Check<void(Uuid)> endings[]{
    pg::Check<void(Uuid)>{
        "UPDATE coaching.trainer_clients SET status = 'terminated' "
        "WHERE (trainer_id = $1 OR client_id = $1) AND status IN ('pending', 'active', 'paused')"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.connection_requests SET status = 'cancelled' "
        "WHERE (from_user_id = $1 OR to_user_id = $1) AND status IN ('pending', 'deferred')"},
    pg::Check<void(Uuid)>{"UPDATE coaching.client_invitations SET status = 'revoked' "
                          "WHERE (trainer_id = $1 OR target_user_id = $1) AND status = 'pending'"},
};

// Invitations to the person's address which nobody answered: they become the person's, so that what
// follows empties them as well. The address itself is gone from users by now.
using OptionalText = std::optional<pg::Text>;
constinit pg::Check<void(OptionalText)> revoke_by_address{
    "UPDATE coaching.client_invitations SET status = 'revoked' "
    "WHERE target_email_key = $1 AND status = 'pending'"};
constinit pg::Check<void(Uuid, OptionalText)> adopt_by_address{
    "UPDATE coaching.client_invitations SET target_user_id = $1 "
    "WHERE target_email_key = $2 AND target_user_id IS NULL AND trainer_id <> $1"};

constinit pg::Check<void(Uuid)> emptyings[]{
    pg::Check<void(Uuid)>{
        "UPDATE coaching.trainer_clients SET coach_notes = NULL, client_goals = '{}', "
        "invitation_message = NULL, metadata = '{}' WHERE trainer_id = $1 OR client_id = $1"},
    pg::Check<void(Uuid)>{"UPDATE coaching.connection_requests SET message = NULL "
                          "WHERE from_user_id = $1 OR to_user_id = $1"},
    // The address of somebody invited by e-mail goes with the account that answered.
    pg::Check<void(Uuid)>{
        "UPDATE coaching.client_invitations SET message = NULL, ip_address = NULL, "
        "user_agent = NULL, "
        "target_email = CASE WHEN target_user_id IS NULL THEN target_email END, "
        "coach_email = CASE WHEN trainer_id <> $1 THEN coach_email END, "
        "coach_name = CASE WHEN trainer_id <> $1 THEN coach_name END "
        "WHERE trainer_id = $1 OR target_user_id = $1"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.user_blocks SET reason = NULL WHERE blocker_id = $1 OR blocked_id = $1"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.audit_log SET changes = '{}' WHERE row_id IN ("
        "  SELECT id::text FROM coaching.trainer_clients WHERE trainer_id = $1 OR client_id = $1 "
        "  UNION ALL SELECT id::text FROM coaching.connection_requests "
        "    WHERE from_user_id = $1 OR to_user_id = $1 "
        "  UNION ALL SELECT id::text FROM coaching.client_invitations "
        "    WHERE trainer_id = $1 OR target_user_id = $1 "
        "  UNION ALL SELECT id::text FROM coaching.coaching_interests WHERE client_id = $1)"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.coaching_interests WHERE client_id = $1"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.session_settings WHERE client_id = $1"},
    // The deletions above wrote entries of their own.
    pg::Check<void(Uuid)>{"UPDATE coaching.audit_log SET changes = '{}' "
                          "WHERE table_name = 'coaching_interests' AND client_id = $1"},
};

pg::TriggerResult end_relationships(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const Uuid person = call.new_row().get<Uuid>("id");
    const auto address = call.old_row().get<OptionalText>("email_key");
    pg::AsOwner owner;
    for (auto& statement : endings) statement.run(person);
    revoke_by_address.run(address);
    adopt_by_address.run(person, address);
    for (auto& statement : emptyings) statement.run(person);
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_end_relationships, end_relationships);

}  // namespace coaching::relationships
