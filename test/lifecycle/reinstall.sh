# DROP and CREATE EXTENSION, again and again in one session which has used everything before. Sourced
# by `run`.

fresh_database coaching_reinstall

# Everything there is in the database, by name, but the empty schema: creating it is CREATE EXTENSION's
# business, which leaves it.
inventory() {
    sql coaching_reinstall -c "
        SELECT c.classid::regclass || ' ' || o.type || ' ' || o.identity FROM (
            SELECT 'pg_class'::regclass AS classid, oid FROM pg_class WHERE oid >= 16384
            UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE oid >= 16384
            UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE oid >= 16384
            UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oid >= 16384
            UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger
            UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy
            UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE oid >= 16384
            UNION ALL SELECT 'pg_default_acl'::regclass, oid FROM pg_default_acl
            UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM pg_event_trigger
            UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast WHERE oid >= 16384
            UNION ALL SELECT 'pg_extension'::regclass, oid FROM pg_extension
            UNION ALL SELECT 'pg_namespace'::regclass, oid FROM pg_namespace WHERE oid >= 16384 AND nspname <> 'coaching'
                AND nspname !~ '^pg_(temp|toast_temp)'
        ) AS c, pg_identify_object(c.classid, c.oid, 0) AS o WHERE c.classid <> 'pg_class'::regclass OR o.identity !~ 'pg_toast'
        ORDER BY 1"
}

sql coaching_reinstall -c "SET client_min_messages = warning" -c "CREATE EXTENSION btree_gist" -c "CREATE EXTENSION pg_trgm"
inventory >"$kept/inventory.before"
count_results < <(sql coaching_reinstall -f "$here/reinstall.sql" 2>&1 || echo "not ok - the session of DROP and CREATE EXTENSION runs to its end")
is "DROP EXTENSION CASCADE leaves nothing of the extension behind" "$(inventory | diff "$kept/inventory.before" -)" ""
is "… but the schema, empty" "$(sql coaching_reinstall -c "SELECT count(*) FROM pg_depend WHERE refobjid = 'coaching'::regnamespace")" 0

# Used by one session, dropped and created by another.
sql coaching_reinstall -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching" -c "
    INSERT INTO coaching.users (id) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid FROM generate_series(2, 3) AS n" -c "
    SELECT coaching.promote_to_coach('00000000-0000-4000-8000-000000000002')" -c "
    SELECT FROM coaching.assign_clients('00000000-0000-4000-8000-000000000002', ARRAY['00000000-0000-4000-8000-000000000003']::uuid[])" -c "
    CREATE TABLE weight AS SELECT id AS client_id FROM coaching.users" -c "ALTER TABLE weight ENABLE ROW LEVEL SECURITY" -c "
    CREATE POLICY weight_select ON weight USING (coaching.can_access(client_id, 'progress'))" -c "GRANT SELECT ON weight TO authenticated" >/dev/null
is "a session that used the extension before another drops it gets an error then, and the truth when it is created again" \
    "$(psql -X -q -A -t -d coaching_reinstall -f "$here/reinstall_other.sql" 2>&1 | sed 's/^psql:[^ ]* //' | xargs)" \
    "1 2 t 2 1 2 t 2 ERROR: 55P03 1 2 t 2 dropped ERROR: 42883 ERROR: 42P01 ERROR: 42883 ERROR: 42883 ERROR: 42P01 created 0 0 f ERROR: 42501 made assigned 1 2 t"

# In the middle of it all: calls without a pause, while the extension goes and comes. Between finding a function and calling it the
# server itself may find it gone, which it calls an internal error.
{
    echo '\set VERBOSITY sqlstate'
    echo "SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-000000000002', false) \\g /dev/null"
    echo "PREPARE clients AS SELECT coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002');"
    while [[ ! -e $kept/enough ]]; do
        echo 'EXECUTE clients;'
        echo "SELECT count(*) FROM coaching.users WHERE coaching.knows(id);"
        echo "INSERT INTO coaching.user_blocks (blocked_id) VALUES ('00000000-0000-4000-8000-000000000009');"
    done
    echo "SELECT 'at the end', coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002'), coaching.can_access('00000000-0000-4000-8000-000000000003', 'profile');"
} | psql -X -q -A -t -d coaching_reinstall >"$kept/busy.out" 2>&1 &
busy=$!
for round in 1 2; do
    sql coaching_reinstall -c "SET client_min_messages = error" -c "DROP EXTENSION coaching CASCADE" -c "CREATE EXTENSION coaching"
done
touch "$kept/enough"
wait "$busy" || true
echo "# meanwhile: $(grep -o 'ERROR:  .*' "$kept/busy.out" | sort | uniq -c | xargs)"
is "a session that calls without a pause while the extension goes and comes answers at the end" "$(tail -n 1 "$kept/busy.out")" "at the end|0|f"
sql postgres -c "DROP DATABASE coaching_reinstall WITH (FORCE)"
