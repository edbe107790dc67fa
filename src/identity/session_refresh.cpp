// A token that disagrees with the database is stale: telling the app so.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/roles.hpp"
#include "identity/session.hpp"
#include "pg/function.hpp"
#include "pg/setting.hpp"

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

/// PostgREST reads response headers from this setting: a JSON array of one-key objects.
void add_response_headers(const std::string& headers) {
    std::string present = pg::setting_value("response.headers");
    const std::size_t end = present.find_last_of(']');
    if (end == std::string::npos)
        present = "[" + headers + "]";
    else if (present.find('{') == std::string::npos)
        present.replace(end, 1, headers + "]");
    else
        present.replace(end, 1, ", " + headers + "]");
    pg::set_for_transaction("response.headers", present);
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
