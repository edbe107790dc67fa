#include "relationships/people_between.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
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
#define RELATIONSHIPS_OF_CLIENTS                                          \
    "SELECT id FROM coaching.trainer_clients WHERE client_id = ANY ($1) " \
    "AND status IN ('pending', 'active', 'paused') ORDER BY id FOR NO KEY UPDATE"

constinit RowsBetween requests_between{REQUESTS_BETWEEN, REQUESTS_BETWEEN " NOWAIT"};
constinit RowsBetween invitations_between{INVITATIONS_BETWEEN, INVITATIONS_BETWEEN " NOWAIT"};
constinit RowsBetween relationships_between{RELATIONSHIPS_BETWEEN, RELATIONSHIPS_BETWEEN " NOWAIT"};
constinit RowsBetween relationships_of_client{RELATIONSHIPS_OF_CLIENT,
                                              RELATIONSHIPS_OF_CLIENT " NOWAIT"};
constinit pg::Check<Uuid(pg::Vector<Uuid>)> relationships_of_clients{RELATIONSHIPS_OF_CLIENTS};
constinit pg::Check<Uuid(pg::Vector<Uuid>)> relationships_of_clients_at_once{
    RELATIONSHIPS_OF_CLIENTS " NOWAIT"};

using Locks = std::span<RowsBetween* const>;

/// All that is between two people, in the order in which it is locked.
std::vector<RowsBetween*>& locks_between() {
    static std::vector<RowsBetween*> all{&requests_between, &invitations_between,
                                         &relationships_between};
    return all;
}

#undef REQUESTS_BETWEEN
#undef INVITATIONS_BETWEEN
#undef RELATIONSHIPS_BETWEEN
#undef RELATIONSHIPS_OF_CLIENT
#undef RELATIONSHIPS_OF_CLIENTS

// NO KEY: foreign keys that point to the person may be checked meanwhile.
constinit pg::Command<Uuid(Uuid)> lock_user{
    "SELECT id FROM coaching.users WHERE id = $1 FOR NO KEY UPDATE"};
constinit pg::Command<Uuid(pg::Vector<Uuid>)> lock_all_users{
    "SELECT id FROM coaching.users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE"};
constinit pg::TableColumns user_columns{"users", "users_pkey", "id"};
constinit pg::TableColumns block_columns{"user_blocks", "user_blocks_pair_key", "blocker_id",
                                         "blocked_id"};

/// Locks the rows, then the people. What came between the two while the people were waited for may
/// be held by somebody who in turn waits for them: then all is let go again, and begins anew with
/// that row.
template <class LockRows, class LockRowsAtOnce, class LockPeople>
void lock_rows_first(LockRows&& lock_rows, LockRowsAtOnce&& lock_rows_at_once,
                     LockPeople&& lock_them) {
    pg::AsOwner owner;
    while (true) {
        pg::check_for_interrupts();
        const auto error = pg::attempt([&] {
            lock_rows();
            lock_them();
            lock_rows_at_once();
        });
        if (!error) return;
        if (error->sqlstate() != "55P03") throw pg::Error(*error);
    }
}

template <class LockPeople>
void lock_rows_first(Locks locks, const Uuid& one, const Uuid& other, LockPeople&& lock_them) {
    lock_rows_first(
        [&] {
            for (RowsBetween* rows : locks) rows->wait.run(one, other);
        },
        [&] {
            for (RowsBetween* rows : locks) rows->at_once.run(one, other);
        },
        lock_them);
}

}  // namespace

void lock_also_between(RowsBetween& rows) { locks_between().push_back(&rows); }

void lock_all_between(const Uuid& one, const Uuid& other) {
    lock_rows_first(locks_between(), one, other, [&] { lock_people(one, other); });
}

void lock_to_connect(const Uuid& client, const Uuid& trainer) {
    lock_also_with_client(relationships_between, client, trainer);
}

void lock_also_with_client(RowsBetween& rows, const Uuid& client, const Uuid& trainer) {
    RowsBetween* const locks[] = {&rows};
    lock_rows_first(locks, client, trainer, [&] { lock_person(client); });
}

void lock_relationships_of(const Uuid& client) {
    lock_also_with_client(relationships_of_client, client, client);
}

void lock_relationships_of(const pg::Vector<Uuid>& clients) {
    lock_rows_first([&] { relationships_of_clients.run(clients); },
                    [&] { relationships_of_clients_at_once.run(clients); },
                    [&] { lock_all_users.run(clients); });
}

void lock_relationships_of(const Uuid& client, const Uuid& trainer, const Uuid& newcomer,
                           std::span<RowsBetween* const> rows) {
    std::vector<RowsBetween*> locks{&relationships_of_client};
    locks.insert(locks.end(), rows.begin(), rows.end());
    lock_rows_first(locks, client, trainer, [&] { lock_people(client, newcomer); });
}

void lock_person(const Uuid& person) {
    pg::AsOwner owner;
    pg::KeyLookup user(user_columns, person);
    if (!user.next() || !user.lock()) lock_user.run(person);
}

void lock_people(const Uuid& one, const Uuid& other) {
    lock_person(std::min(one, other));
    lock_person(std::max(one, other));
}

bool blocked_in_view(const Uuid& one, const Uuid& other) {
    const auto blocks = [](const Uuid& blocker, const Uuid& blocked) {
        return pg::KeyLookup(block_columns, blocker, pg::Equals<Uuid>{blocked}).next();
    };
    return blocks(one, other) || blocks(other, one);
}

bool blocked_between(const Uuid& one, const Uuid& other) {
    const pg::LatestView latest;
    return blocked_in_view(one, other);
}

void require_no_block(const Uuid& one, const Uuid& other) {
    if (blocked_between(one, other))
        throw Failure(Token::blocked, "these two people cannot be brought together");
}

}  // namespace coaching::relationships
