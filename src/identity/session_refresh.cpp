// A token that disagrees with the database is stale: telling the app so.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/response_headers.hpp"
#include "identity/roles.hpp"
#include "identity/session.hpp"
#include "pg/function.hpp"

namespace coaching::identity {

namespace {

bool session_refresh_required() {
    const std::optional<std::vector<std::string>> claimed = token_roles();
    const Caller& who = caller();
    if (who.trusted || session_identity().kind == SessionIdentity::Kind::nobody) return false;
    if (!who.active) return true;
    if (!claimed) return false;
    bool claims_trainer = false;
    bool claims_admin = false;
    for (const std::string& word : *claimed) {
        const std::optional<UserRole> role = parse_role(word);
        claims_trainer |= role == UserRole::trainer;
        claims_admin |= role == UserRole::admin;
    }
    return claims_trainer != who.trainer || claims_admin != who.admin;
}

void pre_request() {
    if (!session_refresh_required()) return;
    add_response_headers(
        "{\"X-Session-Refresh-Required\": \"true\"}, "
        "{\"Access-Control-Expose-Headers\": \"X-Session-Refresh-Required\"}");
}

}  // namespace

COACHING_FUNCTION(coaching_session_refresh_required, session_refresh_required);
COACHING_FUNCTION(coaching_pre_request, pre_request);

}  // namespace coaching::identity
