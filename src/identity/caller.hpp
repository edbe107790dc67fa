// Who is asking, and what they may do: the session's identity judged by the database.
#pragma once

#include <optional>

#include "base/failure.hpp"
#include "base/uuid.hpp"

namespace coaching::identity {

struct Caller {
    /// users.id of the person; nullopt for nobody and for an external subject we do not know.
    std::optional<Uuid> id;
    /// Found in users, and not deactivated.
    bool active = false;
    bool admin = false;
    bool trainer = false;
    /// No identity at all, and an outer role that bypasses row level security.
    bool trusted = false;

    bool is(const Uuid& user) const { return id == user; }
    /// An admin, or a trusted caller.
    bool administers() const { return admin || trusted; }
};

/// The caller, as the active snapshot sees them; kept while nothing relevant changes.
const Caller& caller();

/// The caller's id; throws permission_denied for nobody, the unknown and the deactivated.
Uuid require_user();

/// Throws permission_denied for whoever is refused by require_user, but for those who administer.
void require_user_or_house();

/// Throws permission_denied unless the caller administers. `what` completes “only an admin may …”.
void require_admin(const char* what);

/// Throws permission_denied unless the caller is `user` or administers.
void require_self_or_admin(const Uuid& user, const char* what);

/// What to throw for an id that is nobody's: not_found.
Failure no_such_user(const Uuid& id);

/// Throws not_found unless there is such a user, who is not erased.
void require_known_user(const Uuid& user);

}  // namespace coaching::identity
