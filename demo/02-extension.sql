-- step: One command makes an empty database a coaching business
-- why: CASCADE brings btree_gist and pg_trgm along. Row level security is on for every table, and the
-- why: roles found here have their privileges.
-- expect: CREATE EXTENSION
-- expect: owner | gym_owner
-- expect: all_have_row_security | t
-- expect: authenticated | SELECT
-- expect: anon |
CREATE EXTENSION coaching CASCADE;

SELECT count(*) AS tables, min(tableowner) AS owner, bool_and(rowsecurity) AS all_have_row_security
FROM pg_tables WHERE schemaname = 'coaching' \gx

SELECT rolname, CASE WHEN has_table_privilege(oid, 'coaching.trainer_clients', 'SELECT') THEN 'SELECT' END
    AS on_relationships
FROM pg_roles WHERE rolname IN ('authenticated', 'anon', 'service_role') ORDER BY oid;
