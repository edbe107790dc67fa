// Blocks: what a new one ends, and what it keeps away.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/people_between.hpp"

namespace coaching::relationships {

namespace {

// Also what was committed after a REPEATABLE READ snapshot: it would live on beside the block.
constinit pg::Check<void(Uuid, Uuid)> cancel_requests{
    "UPDATE coaching.connection_requests SET status = 'cancelled' "
    "WHERE status IN ('pending', 'deferred') "
    "AND ((from_user_id = $1 AND to_user_id = $2) OR (from_user_id = $2 AND to_user_id = $1))"};
constinit pg::Check<void(Uuid, Uuid)> revoke_invitations{
    "UPDATE coaching.client_invitations i SET status = 'revoked' FROM coaching.users u "
    "WHERE i.status = 'pending' AND u.id IN ($1, $2) AND i.trainer_id IN ($1, $2) "
    "AND i.trainer_id <> u.id AND (i.target_user_id = u.id OR i.target_email_key = u.email_key)"};
// News of one for the other that no worker has delivered yet.
constinit pg::Check<void(Uuid, Uuid)> withhold_news{
    "DELETE FROM coaching.notifications WHERE user_id = $1 AND delivered_at IS NULL "
    "AND EXISTS (SELECT FROM jsonb_each_text(payload) WHERE value = $2::text)"};
constinit pg::Check<void(Uuid, Uuid)> end_relationships{
    "UPDATE coaching.trainer_clients SET status = 'terminated' "
    "WHERE status IN ('pending', 'active', 'paused') "
    "AND ((trainer_id = $1 AND client_id = $2) OR (trainer_id = $2 AND client_id = $1))"};

pg::TriggerResult judge_block(pg::TriggerCall& call) {
    if (pg::restoring() || pg::AsOwner::active()) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid blocker = row.get<Uuid>("blocker_id");
    identity::require_self_or_admin(blocker, "block for somebody");
    if (call.is_update() && (call.changes("blocker_id") || call.changes("blocked_id")))
        throw Failure(Token::invalid_argument, "a block cannot be turned on another person");
    if (call.is_insert()) {
        const Uuid blocked = row.get<Uuid>("blocked_id");
        if (blocker == blocked)
            throw Failure(Token::invalid_argument, "nobody can block themselves");
        lock_all_between(blocker, blocked);
    }
    return row;
}

pg::TriggerResult end_blocked_relationship(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow block = call.new_row();
    const Uuid blocker = block.get<Uuid>("blocker_id");
    const Uuid blocked = block.get<Uuid>("blocked_id");
    pg::AsOwner owner;
    cancel_requests.run(blocker, blocked);
    revoke_invitations.run(blocker, blocked);
    end_relationships.run(blocker, blocked);
    withhold_news.run(blocker, blocked);
    withhold_news.run(blocked, blocker);
    return call.pass();
}

using OptionalText = std::optional<pg::Text>;

constinit pg::Command<void(Uuid, Uuid, OptionalText)> insert_block{
    "INSERT INTO coaching.user_blocks AS b (blocker_id, blocked_id, reason) VALUES ($1, $2, $3) "
    "ON CONFLICT (blocker_id, blocked_id) DO UPDATE SET reason = excluded.reason "
    "WHERE excluded.reason IS NOT NULL"};
constinit pg::Command<void(Uuid, Uuid)> delete_block{
    "DELETE FROM coaching.user_blocks WHERE blocker_id = $1 AND blocked_id = $2"};

void block_user(Uuid user, OptionalText reason) {
    const Uuid self = identity::require_user();
    if (self == user) throw Failure(Token::invalid_argument, "nobody can block themselves");
    if (reason) require_at_most(4000, *reason, "the reason");
    identity::require_known_user(user);
    pg::AsOwner owner;
    lock_all_between(self, user);
    insert_block.run(self, user, reason);
}

void unblock_user(Uuid user) {
    const Uuid self = identity::require_user();
    pg::AsOwner owner;
    delete_block.run(self, user);
}

void remove_connection(Uuid other) {
    const Uuid self = identity::require_user();
    pg::AsOwner owner;
    if (end_relationships.run(self, other) == 0)
        throw Failure(Token::not_found, "there is no live connection with that person");
}

}  // namespace

COACHING_TRIGGER(coaching_judge_block, judge_block);
COACHING_TRIGGER(coaching_end_blocked_relationship, end_blocked_relationship);
COACHING_FUNCTION(coaching_block_user, block_user);
COACHING_FUNCTION(coaching_unblock_user, unblock_user);
COACHING_FUNCTION(coaching_remove_connection, remove_connection);

}  // namespace coaching::relationships
