# Installing into a database where somebody has laid traps: functions and operators that match better
# than the system's, in the extension's own schema and in public. Sourced by `run`.

fresh_database coaching_trapped
trapped() { psql -X -q -A -t -d coaching_trapped "$@" 2>&1; }
for schema in coaching public; do
    trapped -c "SET client_min_messages = warning" -c "CREATE SCHEMA IF NOT EXISTS $schema" -c "SET search_path = $schema" -c "
        CREATE FUNCTION cardinality(text[]) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE ''caught''; END'" -c "
        CREATE FUNCTION array_position(text[], text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE ''caught''; END'" -c "
        CREATE FUNCTION trap(text[], text[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE ''caught''; END'" -c "
        CREATE OPERATOR <@ (FUNCTION = trap, LEFTARG = text[], RIGHTARG = text[])" -c "
        CREATE FUNCTION trap(numeric, integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE ''caught''; END'" -c "
        CREATE OPERATOR >= (FUNCTION = trap, LEFTARG = numeric, RIGHTARG = integer)" -c "
        CREATE OPERATOR <= (FUNCTION = trap, LEFTARG = numeric, RIGHTARG = integer)" -c "
        CREATE FUNCTION trap(double precision, integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE ''caught''; END'" -c "
        CREATE OPERATOR >= (FUNCTION = trap, LEFTARG = double precision, RIGHTARG = integer)" -c "
        CREATE OPERATOR <= (FUNCTION = trap, LEFTARG = double precision, RIGHTARG = integer)"
done
is "the extension installs into a database with traps in its schema and in public" \
    "$(trapped -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE")" ""
is "nothing of the extension leads to a trap" "$(trapped -c "
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid), ', ') FROM pg_depend d
    WHERE (d.refclassid, d.refobjid) IN (
            SELECT 'pg_proc'::regclass::oid, p.oid FROM pg_proc p WHERE p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
            UNION ALL SELECT 'pg_operator'::regclass, o.oid FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode WHERE p.proname = 'trap')
        AND d.classid NOT IN ('pg_operator'::regclass, 'pg_proc'::regclass)")" ""
is "a row of every kind is written past the traps" "$(trapped -c "
    INSERT INTO coaching.users (id, roles) VALUES ('00000000-0000-4000-8000-000000000001', '{client,trainer}')" -c "
    INSERT INTO coaching.client_profiles (client_id, budget_per_session, latitude, longitude) VALUES ('00000000-0000-4000-8000-000000000001', 1, 1, 1)" -c "
    INSERT INTO coaching.coaching_interests (client_id, goals) VALUES ('00000000-0000-4000-8000-000000000001', '{strength}')" -c "
    INSERT INTO coaching.session_settings (client_id) VALUES ('00000000-0000-4000-8000-000000000001')" -c "
    INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES ('00000000-0000-4000-8000-000000000001', 'a@example.org')")" ""
psql -X -q -d postgres -c "DROP DATABASE coaching_trapped WITH (FORCE)"
