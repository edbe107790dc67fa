-- SQLsmith asks the catalog what it may call. Left alone it spends its queries on the thousands of functions
-- that come with the server, so it is shown ours, and of the server's those on the types we use; and it calls
-- nothing that returns a set, so each such function of ours has one in front that counts its rows.
SET client_min_messages = warning;
CREATE SCHEMA smith;
GRANT USAGE ON SCHEMA smith TO PUBLIC;

SELECT format('CREATE FUNCTION smith.%I(%s) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM coaching.%I(%s); END',
    proname, pg_get_function_identity_arguments(oid), proname,
    (SELECT string_agg('$' || n, ', ') FROM generate_series(1, pronargs) AS n))
FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace AND proretset AND prokind = 'f'
\gexec

CREATE VIEW smith.pg_proc AS
    SELECT * FROM pg_catalog.pg_proc AS p
    WHERE p.pronamespace IN ('coaching'::regnamespace, 'smith'::regnamespace)
        OR (p.pronamespace = 'pg_catalog'::regnamespace AND p.oid::bigint % 4 = 0
            AND (p.proargtypes::oid[] || p.prorettype) <@ ARRAY['uuid', 'text', 'int4', 'int8', 'numeric', 'bool',
                'timestamptz', 'date', 'time', 'interval', 'jsonb']::regtype[]::oid[]
            -- These wait, or end others' sessions.
            AND p.proname !~ '^pg_|sleep|^lo_|^set_config$');
GRANT SELECT ON smith.pg_proc TO PUBLIC;
