// What stands between two people, and the locks under which it changes.
//
// Everybody locks in one order, so that nobody waits in a circle: first rows that are between two
// people already (an UPDATE locks its row before its triggers run), then the people, in uuid order,
// then the trainer's profile, which counts the clients, then lots of credits (client_packages). Who
// takes several lots of one client holds the client's lock; expire_packages takes many, and waits
// for none.
#pragma once

#include "base/uuid.hpp"

namespace coaching::relationships {

/// Locks all that is open between two people (requests, invitations, relationships, in this order),
/// then both of them in uuid order.
void lock_all_between(const Uuid& one, const Uuid& other);

/// Locks the live relationships between two people, then the client; for whoever has locked the
/// request or the invitation already.
void lock_to_connect(const Uuid& client, const Uuid& trainer);

/// Locks all live relationships of a client, then the client.
void lock_relationships_of(const Uuid& client);

/// Whoever changes what is between two people (a relationship, a block) holds at least the client's
/// row lock, so such changes happen one after another.
void lock_person(const Uuid& person);

/// A block in either direction. Sees what was committed before the locks were granted.
bool blocked_between(const Uuid& one, const Uuid& other);

/// Throws Failure(blocked) for a block in either direction; does not say whose it is.
void require_no_block(const Uuid& one, const Uuid& other);

}  // namespace coaching::relationships
