// Handing out what access_grants() declares, and the last step of installing.

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

pg::Text require_role_name(pg::Role role) {
    if (auto name = name_of_role.first(role)) return std::move(*name);
    throw Failure(Token::invalid_argument, "there is no such database role");
}

std::string_view audience_of(std::string_view role_name) {
    if (role_name == "anon") return "anonymous";
    if (role_name == "service_role") return "service";
    return "user";
}

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

/// Type and name of everything the extension has made so far, as ALTER wants them. What is part of
/// something else follows that: arrays and the row types of tables, members from PostgreSQL 17 on.
constinit pg::Query<std::tuple<pg::Text, pg::Text>()> members{
    "SELECT o.type, o.identity FROM pg_catalog.pg_depend d, "
    "  LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) o "
    "WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e' "
    "  AND d.refobjid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'coaching') "
    "  AND o.type IN ('table', 'view', 'function', 'composite type', 'type') "
    "  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend part WHERE part.deptype = 'i' "
    "    AND part.classid = d.classid AND part.objid = d.objid) "
    "ORDER BY o.type, o.identity"};

std::string keyword_of(std::string_view type) {
    if (type == "table") return "TABLE";
    if (type == "view") return "VIEW";
    return type == "function" ? "FUNCTION" : "TYPE";
}

/// Roles to which this database hands out rights on whatever is made in it (ALTER DEFAULT
/// PRIVILEGES).
constinit pg::Query<pg::Text(pg::Role)> favoured_roles{
    "SELECT DISTINCT r.rolname::text FROM pg_catalog.pg_default_acl d, "
    "  LATERAL pg_catalog.aclexplode(d.defaclacl) a "
    "JOIN pg_catalog.pg_roles r ON r.oid = a.grantee WHERE r.oid <> $1::oid"};

std::string everybody_but(pg::Role owner) {
    std::string list = "PUBLIC";
    for (const pg::Text& name : favoured_roles.all(owner)) list += ", " + pg::quoted_name(name);
    return list;
}

void finish_installation(pg::Role owner) {
    const std::string owner_name = pg::quoted_name(require_role_name(owner));
    const std::string everybody = everybody_but(owner);
    pg::run_utility("REVOKE CREATE ON SCHEMA coaching FROM " + everybody);
    for (const auto& [type, identity] : members.all()) {
        const std::string object = keyword_of(type) + " " + std::string(identity);
        pg::run_utility("ALTER " + object + " OWNER TO " + owner_name);
        if (type == "function" || type == "table" || type == "view")
            pg::run_utility("REVOKE ALL ON " +
                            std::string(type == "function" ? "FUNCTION " : "TABLE ") +
                            std::string(identity) + " FROM " + everybody);
        if (type == "table")
            pg::run_utility("SELECT pg_catalog.pg_extension_config_dump('" + std::string(identity) +
                            "', '')");
    }
}

}  // namespace

COACHING_FUNCTION(coaching_grant_access, grant_access);
COACHING_FUNCTION(coaching_finish_installation, finish_installation);

}  // namespace coaching::access
