// What stands between two people, and the locks under which it changes.
//
// Everybody locks in one order, so that nobody waits in a circle: first rows that are between two
// people already (an UPDATE locks its row before its triggers run), then the people, in uuid order,
// then the trainer's profile, which counts the clients, then lots of credits (client_packages). Who
// takes several lots of one client holds the client's lock; expire_packages takes many, and waits
// for none.
#pragma once

#include <span>

#include "pg/statement.hpp"

namespace coaching::relationships {

/// Rows between two people, $1 and $2, and how to lock them: waiting, and with NOWAIT. Checks, so
/// that what was committed after a REPEATABLE READ snapshot is locked as well.
struct RowsBetween {
    pg::Check<Uuid(Uuid, Uuid)> wait;
    pg::Check<Uuid(Uuid, Uuid)> at_once;
    constexpr RowsBetween(const char* waiting, const char* with_nowait)
        : wait(waiting), at_once(with_nowait) {}
};

/// For later slices that have rows between two people as well: lock_all_between() locks them after
/// all that came before. Called once, when the library is loaded.
void lock_also_between(RowsBetween& rows);

/// Locks all that is open between two people (requests, invitations, relationships, what later
/// slices have added, in this order), then both of them.
void lock_all_between(const Uuid& one, const Uuid& other);

/// Locks the live relationships between two people, then the client; for whoever has locked the
/// request or the invitation already.
void lock_to_connect(const Uuid& client, const Uuid& trainer);

/// Locks rows a later slice has between two people, then the client; for whoever has locked the
/// relationship already.
void lock_also_with_client(RowsBetween& rows, const Uuid& client, const Uuid& trainer);

/// Locks all live relationships of a client, then the client.
void lock_relationships_of(const Uuid& client);

/// The same of many clients, in one order.
void lock_relationships_of(const pg::Vector<Uuid>& clients);

/// Locks all live relationships of a client, then the rows later slices have between the client and
/// `trainer`, in the order given, then the client and `newcomer`, in uuid order: for the client to
/// go from the one to the other.
void lock_relationships_of(const Uuid& client, const Uuid& trainer, const Uuid& newcomer,
                           std::span<RowsBetween* const> rows);

/// Whoever changes what is between two people (a relationship, a block) holds at least the client's
/// row lock, so such changes happen one after another.
void lock_person(const Uuid& person);

/// Both of them, in uuid order.
void lock_people(const Uuid& one, const Uuid& other);

/// A block in either direction, as the active snapshot sees it. Reads as the owner of the tables.
bool blocked_in_view(const Uuid& one, const Uuid& other);

/// The same as is committed now, also before locks were granted.
bool blocked_between(const Uuid& one, const Uuid& other);

/// Throws Failure(blocked) for a block in either direction; does not say whose it is.
void require_no_block(const Uuid& one, const Uuid& other);

}  // namespace coaching::relationships
