// Blocks: what a new one ends, and what it keeps away.

#include <algorithm>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/people_between.hpp"

namespace coaching::relationships {

namespace {

constinit pg::Command<Uuid(Uuid, Uuid)> lock_relationships{
    "SELECT id FROM coaching.trainer_clients WHERE status IN ('pending', 'active', 'paused') "
    "AND ((trainer_id = $1 AND client_id = $2) OR (trainer_id = $2 AND client_id = $1)) "
    "ORDER BY id FOR NO KEY UPDATE"};
// NO KEY: foreign keys that point to the person may be checked meanwhile.
constinit pg::Command<Uuid(Uuid)> lock_user{
    "SELECT id FROM coaching.users WHERE id = $1 FOR NO KEY UPDATE"};
constinit pg::Check<bool(Uuid, Uuid)> any_block{
    "SELECT true FROM coaching.user_blocks "
    "WHERE (blocker_id = $1 AND blocked_id = $2) OR (blocker_id = $2 AND blocked_id = $1)"};
// Also what was committed after a REPEATABLE READ snapshot: it would live on beside the block.
constinit pg::Check<void(Uuid, Uuid)> end_between{
    "UPDATE coaching.trainer_clients SET status = 'terminated' "
    "WHERE status IN ('pending', 'active', 'paused') "
    "AND ((trainer_id = $1 AND client_id = $2) OR (trainer_id = $2 AND client_id = $1))"};

}  // namespace

void lock_between(const Uuid& one, const Uuid& other) {
    pg::AsOwner owner;
    lock_relationships.run(one, other);
}

void lock_person(const Uuid& person) {
    pg::AsOwner owner;
    lock_user.run(person);
}

void lock_people(const Uuid& one, const Uuid& other) {
    lock_person(std::min(one, other));
    lock_person(std::max(one, other));
}

bool blocked_between(const Uuid& one, const Uuid& other) {
    pg::AsOwner owner;
    return any_block.first(one, other).has_value();
}

void require_no_block(const Uuid& one, const Uuid& other) {
    if (blocked_between(one, other))
        throw Failure(Token::blocked, "these two people cannot be brought together");
}

namespace {

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
        lock_between(blocker, blocked);
        lock_people(blocker, blocked);
    }
    return row;
}

pg::TriggerResult end_blocked_relationship(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow block = call.new_row();
    pg::AsOwner owner;
    end_between.run(block.get<Uuid>("blocker_id"), block.get<Uuid>("blocked_id"));
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_block, judge_block);
COACHING_TRIGGER(coaching_end_blocked_relationship, end_blocked_relationship);

}  // namespace coaching::relationships
