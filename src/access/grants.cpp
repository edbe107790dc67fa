// Handing out what access_grants() declares.

#include "access/grants.hpp"

#include "base/failure.hpp"
#include "pg/function.hpp"
#include "pg/security.hpp"
#include "pg/statement.hpp"

namespace coaching::access {

namespace {

constinit pg::Query<pg::Text(pg::Role)> name_of_role{
    "SELECT rolname::text FROM pg_catalog.pg_roles WHERE oid = $1::oid"};
constinit pg::Query<std::tuple<pg::Text, pg::Text>(pg::Text)> grants_for{
    "SELECT privileges, object FROM coaching.access_grants() WHERE audience = $1"};

}  // namespace

pg::Text require_role_name(pg::Role role) {
    if (auto name = name_of_role.first(role)) return std::move(*name);
    throw Failure(Token::invalid_argument, "there is no such database role");
}

std::string_view audience_of(std::string_view role_name) {
    if (role_name == "anon") return "anonymous";
    if (role_name == "service_role") return "service";
    return "user";
}

namespace {

/// Runs with the rights of whoever calls, in an extension script the installing superuser's. Asked
/// for by others it would be no error: GRANT only warns whoever holds some of the rights.
void grant_access(pg::Role role, std::optional<pg::Text> audience) {
    if (!pg::current_user_owns_tables())
        throw Failure(Token::permission_denied,
                      "only the owner of the extension's tables may grant access");
    const pg::Text name = require_role_name(role);
    const pg::Text who = audience ? *audience : pg::Text(audience_of(name));
    const auto grants = grants_for.all(who);
    if (grants.empty())
        throw Failure(Token::invalid_argument, "the audience must be user, anonymous or service");
    const std::string grantee = " TO " + pg::quoted_name(name);
    for (const auto& [privileges, object] : grants)
        pg::run_utility("GRANT " + std::string(privileges) + " ON " + std::string(object) +
                        grantee);
}

}  // namespace

COACHING_FUNCTION(coaching_grant_access, grant_access);

}  // namespace coaching::access
