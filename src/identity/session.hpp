// Who the session says is asking: the sources of identity and what they agree on.
#pragma once

#include <string>
#include <vector>

#include "base/uuid.hpp"

namespace coaching::identity {

/// What the session's settings say, before the database was asked anything.
struct SessionIdentity {
    enum class Kind {
        nobody,   // nothing is set
        user,     // `id` is users.id
        subject,  // `subject` is an external identity, to be looked up in users.auth_subject
    };
    Kind kind = Kind::nobody;
    Uuid id;
    std::string subject;
};

/// Defines coaching.user_id and watches request.jwt.claims and request.jwt.claim.sub.
void define_identity_settings();

/// Reads coaching.user_id, else request.jwt.claims ->> 'sub', else request.jwt.claim.sub. Kept
/// until one of them changes. Throws Failure(invalid_identity) when one is malformed, or when two
/// that are set differ: a pooled connection would have leaked somebody's identity.
const SessionIdentity& session_identity();

/// Role words the token carries (app_metadata, metadata, top level), or nullopt if it says nothing
/// about roles.
std::optional<std::vector<std::string>> token_roles();

}  // namespace coaching::identity
