#include "relationships/people_between.hpp"

#include <algorithm>
#include <span>

#include "base/failure.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"

namespace coaching::relationships {

namespace {

#define REQUESTS_BETWEEN                                                                        \
    "SELECT id FROM coaching.connection_requests WHERE status IN ('pending', 'deferred') "      \
    "AND ((from_user_id = $1 AND to_user_id = $2) OR (from_user_id = $2 AND to_user_id = $1)) " \
    "ORDER BY id FOR NO KEY UPDATE"
// An invitation by e-mail is between the two as well, once the address is that of one of them.
#define INVITATIONS_BETWEEN                                                                       \
    "SELECT i.id FROM coaching.client_invitations i, coaching.users u "                           \
    "WHERE i.status = 'pending' AND u.id IN ($1, $2) AND i.trainer_id IN ($1, $2) "               \
    "AND i.trainer_id <> u.id AND (i.target_user_id = u.id OR i.target_email_key = u.email_key) " \
    "ORDER BY i.id FOR NO KEY UPDATE OF i"
#define RELATIONSHIPS_BETWEEN                                                                  \
    "SELECT id FROM coaching.trainer_clients WHERE status IN ('pending', 'active', 'paused') " \
    "AND ((trainer_id = $1 AND client_id = $2) OR (trainer_id = $2 AND client_id = $1)) "      \
    "ORDER BY id FOR NO KEY UPDATE"
#define RELATIONSHIPS_OF_CLIENT                                     \
    "SELECT id FROM coaching.trainer_clients WHERE client_id = $1 " \
    "AND status IN ('pending', 'active', 'paused') ORDER BY id FOR NO KEY UPDATE"

/// Checks, so that what was committed after a REPEATABLE READ snapshot is locked as well.
struct Lock {
    pg::Check<Uuid(Uuid, Uuid)> wait;
    pg::Check<Uuid(Uuid, Uuid)> at_once;
};
using Locks = std::span<Lock>;

constinit Lock locks_between[] = {
    {pg::Check<Uuid(Uuid, Uuid)>{REQUESTS_BETWEEN},
     pg::Check<Uuid(Uuid, Uuid)>{REQUESTS_BETWEEN " NOWAIT"}},
    {pg::Check<Uuid(Uuid, Uuid)>{INVITATIONS_BETWEEN},
     pg::Check<Uuid(Uuid, Uuid)>{INVITATIONS_BETWEEN " NOWAIT"}},
    {pg::Check<Uuid(Uuid, Uuid)>{RELATIONSHIPS_BETWEEN},
     pg::Check<Uuid(Uuid, Uuid)>{RELATIONSHIPS_BETWEEN " NOWAIT"}},
};

constinit Lock locks_of_client[] = {
    {pg::Check<Uuid(Uuid, Uuid)>{RELATIONSHIPS_OF_CLIENT},
     pg::Check<Uuid(Uuid, Uuid)>{RELATIONSHIPS_OF_CLIENT " NOWAIT"}},
};

#undef REQUESTS_BETWEEN
#undef INVITATIONS_BETWEEN
#undef RELATIONSHIPS_BETWEEN
#undef RELATIONSHIPS_OF_CLIENT

// NO KEY: foreign keys that point to the person may be checked meanwhile.
constinit pg::Command<Uuid(Uuid)> lock_user{
    "SELECT id FROM coaching.users WHERE id = $1 FOR NO KEY UPDATE"};
constinit pg::Check<bool(Uuid, Uuid)> any_block{
    "SELECT true FROM coaching.user_blocks "
    "WHERE (blocker_id = $1 AND blocked_id = $2) OR (blocker_id = $2 AND blocked_id = $1)"};

/// Locks the rows, then the people. What came between the two while the people were waited for may
/// be held by somebody who in turn waits for them: then all is let go again, and begins anew with
/// that row.
template <class LockPeople>
void lock_rows_first(Locks locks, const Uuid& one, const Uuid& other, LockPeople&& lock_them) {
    pg::AsOwner owner;
    while (true) {
        pg::check_for_interrupts();
        const auto error = pg::attempt([&] {
            for (Lock& lock : locks) lock.wait.run(one, other);
            lock_them();
            for (Lock& lock : locks) lock.at_once.run(one, other);
        });
        if (!error) return;
        if (error->sqlstate() != "55P03") throw pg::Error(*error);
    }
}

}  // namespace

void lock_all_between(const Uuid& one, const Uuid& other) {
    lock_rows_first(locks_between, one, other, [&] {
        lock_person(std::min(one, other));
        lock_person(std::max(one, other));
    });
}

void lock_to_connect(const Uuid& client, const Uuid& trainer) {
    lock_rows_first(Locks(locks_between).last(1), client, trainer, [&] { lock_person(client); });
}

void lock_relationships_of(const Uuid& client) {
    lock_rows_first(locks_of_client, client, client, [&] { lock_person(client); });
}

void lock_person(const Uuid& person) {
    pg::AsOwner owner;
    lock_user.run(person);
}

bool blocked_between(const Uuid& one, const Uuid& other) {
    pg::AsOwner owner;
    return any_block.first(one, other).has_value();
}

void require_no_block(const Uuid& one, const Uuid& other) {
    if (blocked_between(one, other))
        throw Failure(Token::blocked, "these two people cannot be brought together");
}

}  // namespace coaching::relationships
