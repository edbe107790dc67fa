// Two people who are connected, by whichever way, need no open request and no pending invitation
// any more.

#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::relationships {

namespace {

// SKIP LOCKED: whoever holds one is answering it now, and will find the two connected.
constinit pg::Check<void(Uuid, Uuid)> accept_request{
    "UPDATE coaching.connection_requests SET status = 'accepted' WHERE id IN ("
    "  SELECT id FROM coaching.connection_requests WHERE from_user_id = $1 AND to_user_id = $2 "
    "  AND status IN ('pending', 'deferred') FOR NO KEY UPDATE SKIP LOCKED)"};
constinit pg::Check<void(Uuid, Uuid)> drop_invitation{
    "UPDATE coaching.client_invitations SET status = 'revoked' WHERE id IN ("
    "  SELECT i.id FROM coaching.client_invitations i, coaching.users u "
    "  WHERE u.id = $1 AND i.trainer_id = $2 AND i.status = 'pending' "
    "  AND (i.target_user_id = u.id OR i.target_email_key = u.email_key) "
    "  FOR NO KEY UPDATE OF i SKIP LOCKED)"};

pg::TriggerResult close_what_was_asked(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("client_id");
    const Uuid trainer = row.get<Uuid>("trainer_id");
    pg::AsOwner owner;
    accept_request.run(client, trainer);
    drop_invitation.run(client, trainer);
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_close_what_was_asked, close_what_was_asked);

}  // namespace coaching::relationships
