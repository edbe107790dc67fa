-- Installing: the extension comes whole, owned, closed and explained.
SET client_min_messages = warning;

-- The roles PostgREST and Supabase use, where this server has none yet.
DO $$
BEGIN
    IF to_regrole('anon') IS NULL THEN CREATE ROLE anon NOLOGIN; END IF;
    IF to_regrole('authenticated') IS NULL THEN CREATE ROLE authenticated NOLOGIN; END IF;
    IF to_regrole('service_role') IS NULL THEN CREATE ROLE service_role NOLOGIN BYPASSRLS; END IF;
    IF to_regrole('regress_gym_app') IS NULL THEN CREATE ROLE regress_gym_app NOLOGIN; END IF;
    IF to_regrole('regress_outsider') IS NULL THEN CREATE ROLE regress_outsider NOLOGIN; END IF;
END $$;

-- CASCADE brings what it stands on
CREATE EXTENSION coaching CASCADE;
SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1;

-- it lives in its own schema and cannot be moved
SELECT extnamespace::regnamespace, extrelocatable FROM pg_extension WHERE extname = 'coaching';
ALTER EXTENSION coaching SET SCHEMA public;

-- a second CREATE EXTENSION is refused, IF NOT EXISTS is not
CREATE EXTENSION coaching;
CREATE EXTENSION IF NOT EXISTS coaching;

-- What is there.
SELECT relname FROM pg_class
WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'r' ORDER BY 1;
SELECT relname AS view, reloptions FROM pg_class
WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'v' ORDER BY 1;

-- PostgREST calls by parameter name: names and defaults are the API
SELECT p.proname || '(' || pg_get_function_arguments(p.oid) || ')' AS function
FROM pg_proc p
WHERE p.pronamespace = 'coaching'::regnamespace
  AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype)
ORDER BY p.proname COLLATE "C", p.pronargs;

-- whatever a policy or a read-only query may call is stable and may run in parallel workers
SELECT p.proname, p.provolatile, p.proparallel FROM pg_proc p
WHERE p.pronamespace = 'coaching'::regnamespace AND p.provolatile <> 'v'
ORDER BY p.proname COLLATE "C", p.pronargs;

-- What must hold of every object is in catalog.sql.
SELECT obj_description(oid, 'pg_extension') IS NOT NULL AS extension_is_explained
FROM pg_extension WHERE extname = 'coaching';

-- Nothing is open to everybody.
SELECT p.oid::regprocedure FROM pg_proc p,
    LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
WHERE p.pronamespace = 'coaching'::regnamespace AND a.grantee = 0;
SELECT c.oid::regclass FROM pg_class c, LATERAL aclexplode(c.relacl) a
WHERE c.relnamespace = 'coaching'::regnamespace AND a.grantee = 0;
SELECT has_schema_privilege('regress_outsider', 'coaching', 'USAGE') AS outsider_enters;

-- every function is granted to somebody on purpose, or is for the owner alone
SELECT p.oid::regprocedure AS for_the_owner_and_service_role_alone FROM pg_proc p
WHERE p.pronamespace = 'coaching'::regnamespace
  AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype)
  AND NOT has_function_privilege('authenticated', p.oid, 'EXECUTE')
ORDER BY p.proname COLLATE "C", p.pronargs;

-- Where the usual roles exist, CREATE EXTENSION itself has let them in; anon sees the directory only.
SELECT c.relname, r.role, string_agg(privilege, ' ' ORDER BY privilege) AS privileges
FROM pg_class c, (VALUES ('anon'), ('authenticated'), ('service_role')) r (role),
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege
WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r'
  AND (has_table_privilege(r.role, c.oid, privilege)
       OR (privilege IN ('INSERT', 'UPDATE') AND has_any_column_privilege(r.role, c.oid, privilege)))
GROUP BY 1, 2 ORDER BY 1, 2;
SELECT p.oid::regprocedure AS anon_may_call FROM pg_proc p
WHERE p.pronamespace = 'coaching'::regnamespace AND has_function_privilege('anon', p.oid, 'EXECUTE')
ORDER BY p.proname COLLATE "C", p.pronargs;

-- maintained columns are in nobody's INSERT or UPDATE
SELECT a.attrelid::regclass AS relation, a.attname, privilege
FROM pg_attribute a, unnest(ARRAY['INSERT', 'UPDATE']) privilege
WHERE (a.attrelid, a.attname) IN (
        ('coaching.users'::regclass, 'roles'), ('coaching.users'::regclass, 'erased_at'),
        ('coaching.users'::regclass, 'email_key'),
        ('coaching.trainer_profiles'::regclass, 'active_clients'),
        ('coaching.trainer_profiles'::regclass, 'rating_average'),
        ('coaching.trainer_profiles'::regclass, 'rating_count'),
        ('coaching.trainer_profiles'::regclass, 'sessions_completed'),
        ('coaching.trainer_clients'::regclass, 'accepted_at'),
        ('coaching.trainer_clients'::regclass, 'connected_at'),
        ('coaching.trainer_clients'::regclass, 'terminated_at'),
        ('coaching.trainer_clients'::regclass, 'paused_by'),
        ('coaching.trainer_clients'::regclass, 'assigned_by'),
        ('coaching.trainer_clients'::regclass, 'origin'),
        ('coaching.client_packages'::regclass, 'sessions_remaining'), ('coaching.client_packages'::regclass, 'status'),
        ('coaching.client_packages'::regclass, 'sessions_total'), ('coaching.client_packages'::regclass, 'sold_by'),
        ('coaching.package_ledger'::regclass, 'delta'), ('coaching.package_payments'::regclass, 'amount'),
        ('coaching.package_commissions'::regclass, 'commission_rate'),
        ('coaching.bookings'::regclass, 'buffer_before_minutes'), ('coaching.bookings'::regclass, 'buffer_after_minutes'),
        ('coaching.bookings'::regclass, 'cancelled_by'), ('coaching.bookings'::regclass, 'cancelled_at'),
        ('coaching.bookings'::regclass, 'late_cancel'), ('coaching.bookings'::regclass, 'version'),
        ('coaching.bookings'::regclass, 'series_id'), ('coaching.bookings'::regclass, 'idempotency_digest'),
        ('coaching.coaching_insights'::regclass, 'client_viewed_at'),
        ('coaching.notifications'::regclass, 'delivered_at'),
        ('coaching.notifications'::regclass, 'attempts'))
  AND has_column_privilege('authenticated', a.attrelid, a.attnum, privilege);

-- grant_access lets any other role in, as one who signs in unless told otherwise
SELECT has_table_privilege('regress_gym_app', 'coaching.trainer_clients', 'SELECT') AS before;
SELECT coaching.grant_access('regress_gym_app');
SELECT has_table_privilege('regress_gym_app', 'coaching.trainer_clients', 'SELECT') AS after;
SELECT coaching.grant_access('regress_outsider', 'anonymous');
SELECT has_table_privilege('regress_outsider', 'coaching.trainer_profiles', 'SELECT') AS directory,
    has_table_privilege('regress_outsider', 'coaching.trainer_clients', 'SELECT') AS relationships;

-- granting twice is no error
SELECT coaching.grant_access('authenticated');
SELECT coaching.grant_access('anon');
SELECT coaching.grant_access('service_role');

-- an unknown audience is an error, as is a role that does not exist, and NULL
SELECT coaching.grant_access('authenticated', 'everybody');
SELECT coaching.grant_access('regress_nobody_at_all');
SELECT coaching.grant_access(4000000000::oid::regrole);
SELECT coaching.grant_access(NULL);

-- a user cannot grant
GRANT USAGE ON SCHEMA coaching TO regress_gym_app;
GRANT EXECUTE ON FUNCTION coaching.grant_access(regrole, text) TO regress_gym_app;
SET ROLE regress_gym_app;
SELECT coaching.grant_access('regress_gym_app', 'service');
RESET ROLE;
REVOKE ALL ON FUNCTION coaching.grant_access(regrole, text) FROM regress_gym_app;

-- DROP EXTENSION takes everything with it, and it can be created again in the same session
DROP EXTENSION coaching;
SELECT count(*) AS left_behind FROM pg_proc WHERE probin LIKE '%coaching%';
SELECT coaching.uid();
CREATE EXTENSION coaching;
SELECT coaching.uid() IS NULL AS nobody;

DROP OWNED BY regress_gym_app, regress_outsider;
DROP ROLE regress_gym_app, regress_outsider;
