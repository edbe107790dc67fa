// The last step of the scripts that install and update the extension. Both run with the rights of
// the installing superuser, who is not the owner, and in a database that may hand out rights on
// whatever is made in it.

#include "access/grants.hpp"
#include "pg/function.hpp"

namespace coaching::access {

namespace {

/// Type and name, as ALTER wants them, of everything of the extension that no script has finished:
/// what is finished has initial privileges, since its rights were taken from everybody. Later
/// grants are the owner's own and leave those alone. What is part of something else follows that:
/// arrays and the row types of tables, members from PostgreSQL 17 on.
constinit pg::Query<std::tuple<pg::Text, pg::Text>()> unfinished{
    "SELECT o.type, o.identity FROM pg_catalog.pg_depend d, "
    "  LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) o "
    "WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e' "
    "  AND d.refobjid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'coaching') "
    "  AND o.type IN ('table', 'view', 'function', 'composite type', 'type') "
    "  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend part WHERE part.deptype = 'i' "
    "    AND part.classid = d.classid AND part.objid = d.objid) "
    "  AND NOT EXISTS (SELECT FROM pg_catalog.pg_init_privs i WHERE i.classoid = d.classid "
    "    AND i.objoid = d.objid AND i.objsubid = 0 AND i.privtype = 'e') "
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

void finish(const pg::Text& type, const pg::Text& identity, const std::string& owner,
            const std::string& everybody) {
    pg::run_utility("ALTER " + keyword_of(type) + " " + std::string(identity) + " OWNER TO " +
                    owner);
    if (type == "function" || type == "table" || type == "view")
        pg::run_utility("REVOKE ALL ON " +
                        std::string(type == "function" ? "FUNCTION " : "TABLE ") +
                        std::string(identity) + " FROM " + everybody);
    if (type == "table")
        pg::run_utility("SELECT pg_catalog.pg_extension_config_dump('" + std::string(identity) +
                        "', '')");
}

void finish_installation(pg::Role owner) {
    const std::string owner_name = pg::quoted_name(require_role_name(owner));
    const std::string everybody = everybody_but(owner);
    pg::run_utility("REVOKE CREATE ON SCHEMA coaching FROM " + everybody);
    for (const auto& [type, identity] : unfinished.all())
        finish(type, identity, owner_name, everybody);
}

/// Those that installing grants to, if they have access still.
constinit pg::Query<pg::Text()> roles_granted_at_once{
    "SELECT rolname::text FROM pg_catalog.pg_roles "
    "WHERE rolname IN ('anon', 'authenticated', 'service_role') "
    "  AND pg_catalog.has_schema_privilege(oid, 'coaching', 'USAGE') ORDER BY rolname"};

/// What access_grants() has for an audience on functions, tables and views that no script has
/// finished, and on columns that nobody was granted anything on. Nothing else: a script's GRANT
/// makes all that is granted on the object part of the extension, the owner's own grants too, and
/// they would be in no dump.
constinit pg::Query<std::tuple<pg::Text, pg::Text>(pg::Text)> new_grants{
    "WITH member AS (SELECT d.classid, d.objid FROM pg_catalog.pg_depend d "
    "    WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e' "
    "      AND d.refobjid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'coaching')), "
    "  fresh AS (SELECT m.classid, m.objid FROM member m "
    "    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_init_privs i WHERE i.classoid = m.classid "
    "      AND i.objoid = m.objid AND i.objsubid = 0 AND i.privtype = 'e')), "
    "  fresh_function AS (SELECT f.objid AS id, f.objid::regprocedure::text AS name FROM fresh f "
    "    WHERE f.classid = 'pg_catalog.pg_proc'::regclass), "
    "  fresh_table AS (SELECT c.oid AS id, c.oid::regclass::text AS name FROM fresh f "
    "    JOIN pg_catalog.pg_class c ON c.oid = f.objid "
    "    WHERE f.classid = 'pg_catalog.pg_class'::regclass AND c.relkind IN ('r', 'v')), "
    "  given AS (SELECT g.privileges, g.object, "
    "      pg_catalog.substr(g.object, pg_catalog.strpos(g.object, ' ') + 1) AS name "
    "    FROM coaching.access_grants() g WHERE g.audience = $1) "
    "SELECT g.privileges, 'FUNCTION ' || f.name FROM given g JOIN fresh_function f "
    "  ON g.object LIKE 'FUNCTION %' AND f.id = pg_catalog.to_regprocedure(g.name)::oid "
    "  OR g.object = 'ALL FUNCTIONS IN SCHEMA coaching' "
    "UNION ALL SELECT g.privileges, 'TABLE ' || t.name FROM given g JOIN fresh_table t "
    "  ON g.object LIKE 'TABLE %' AND t.id = pg_catalog.to_regclass(g.name)::oid "
    "  OR g.object = 'ALL TABLES IN SCHEMA coaching' "
    "UNION ALL SELECT p.said[1] || ' (' || pg_catalog.quote_ident(a.attname) || ')', g.object "
    "  FROM given g "
    "  JOIN pg_catalog.pg_attribute a ON a.attrelid = pg_catalog.to_regclass(g.name)::oid "
    "    AND a.attnum > 0 AND NOT a.attisdropped AND a.attacl IS NULL, "
    "    LATERAL pg_catalog.regexp_matches(g.privileges, '(\\w+) \\(([^)]*)\\)', 'g') AS p (said) "
    "  WHERE g.object LIKE 'TABLE %' AND a.attrelid NOT IN (SELECT id FROM fresh_table) "
    "    AND a.attname::text = ANY (pg_catalog.string_to_array(p.said[2], ', '))"};

/// An update belongs to whom the rest belongs to, not to whoever runs it (which is what a script's
/// @extowner@ says).
constinit pg::Query<pg::Role()> owner_of_the_tables{
    "SELECT relowner::regrole FROM pg_catalog.pg_class WHERE oid = 'coaching.users'::regclass"};

void finish_update() {
    const pg::Role owner = owner_of_the_tables.first().value();
    // Read before anything is finished or granted.
    std::vector<std::string> grants;
    for (const pg::Text& role : roles_granted_at_once.all())
        for (const auto& [privileges, object] : new_grants.all(pg::Text(audience_of(role))))
            grants.push_back("GRANT " + std::string(privileges) + " ON " + std::string(object) +
                             " TO " + pg::quoted_name(role));
    const std::string owner_name = pg::quoted_name(require_role_name(owner));
    const std::string everybody = everybody_but(owner);
    for (const auto& [type, identity] : unfinished.all())
        finish(type, identity, owner_name, everybody);
    for (const std::string& grant : grants) pg::run_utility(grant);
}

}  // namespace

COACHING_FUNCTION(coaching_finish_installation, finish_installation);
COACHING_FUNCTION(coaching_finish_update, finish_update);

}  // namespace coaching::access
