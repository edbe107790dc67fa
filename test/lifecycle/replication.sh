# Logical replication of all tables into a second database with the extension, on another server: what the rules have let through
# once is not judged, counted or announced again. Sourced by `run`.

start_first_server

# Copied in all tables, and caught up with.
wait_for_replication() {
    local i target
    target=$(first sql postgres -c "SELECT pg_current_wal_insert_lsn()")
    for ((i = 0; i < 600; i++)); do
        [[ $(sql coaching_subscriber -c "SELECT count(*) FILTER (WHERE srsubstate <> 'r') FROM pg_subscription_rel") != 0 ||
            $(first sql postgres -c "SELECT replay_lsn >= '$target' FROM pg_stat_replication WHERE application_name = 'coaching_copy'") != t ]] || return 0
        sleep 0.1
    done
    "$CLUSTER" log "${COACHING_CLUSTER:-test}" | tail -n 5 | diagnostics
    return 1
}

first sql coaching_world -c "CREATE PUBLICATION everything FOR ALL TABLES"
fresh_owned_database coaching_subscriber coaching_owner
first pg_dump --schema-only --no-publications -U coaching_owner -d coaching_world | sql coaching_subscriber -U coaching_owner >/dev/null

is "a schema without rows is copied by pg_dump, and has no row" "$(contents coaching_subscriber | awk -F'|' '$2 != 0')" ""
is "every table has a key by which its rows are told apart elsewhere" "$(sql coaching_subscriber -c "
    SELECT string_agg(c.relname, ' ') FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r'
        AND NOT (c.relreplident = 'd' AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))")" ""
is "no id comes from a sequence, which would not be replicated" "$(sql coaching_subscriber -c "
    SELECT count(*) FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'S'")" 0
is "no trigger fires for what is replicated" "$(sql coaching_subscriber -c "
    SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'coaching'::regnamespace AND t.tgenabled <> 'O'")" 0

sql coaching_subscriber -c "SET client_min_messages = warning" -c "CREATE SUBSCRIPTION coaching_copy
    CONNECTION 'host=$(first printenv PGHOST) port=$(first printenv PGPORT) user=postgres dbname=coaching_world' PUBLICATION everything"
check "every table is copied into a second database with the extension" wait_for_replication
first remember coaching_world
is "the copy has identical rows in every table, with nothing judged, counted or announced" \
    "$(contents coaching_subscriber | diff "$kept/source.contents" -)" ""

first sql coaching_world -f "$here/replicated.sql"
first sql coaching_world -c "BEGIN" -c "UPDATE coaching.users SET locale = 'xx' WHERE erased_at IS NULL" -c "DELETE FROM measurement" -c "ROLLBACK"
check "what happens next arrives" wait_for_replication
first remember coaching_world
is "bookings, sales, plans, logs, a transfer and the erasure of a person arrive as they were, and nothing else" \
    "$(contents coaching_subscriber | diff "$kept/source.contents" -)" ""
is "no table was left out" "$(first sql coaching_world -c "
    SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r'
        AND NOT EXISTS (SELECT FROM pg_publication_tables p WHERE p.pubname = 'everything' AND p.schemaname = 'coaching' AND p.tablename = c.relname)")" 0
is "nothing on the way was refused and tried again" "$(sql coaching_subscriber -c "
    SELECT apply_error_count + sync_error_count FROM pg_stat_subscription_stats WHERE subname = 'coaching_copy'")" 0

# The copy takes over.
sql coaching_subscriber -c "SET client_min_messages = warning" -c "DROP SUBSCRIPTION coaching_copy"
check_restored "replication" coaching_subscriber
is "the copy books for who came by replication, with the credit that is left, and no id is there twice" "$(as_person coaching_subscriber 61 "
    BEGIN; SELECT coaching.book_session(person(61), person(62), '2040-09-03 10:00+00') IS NOT NULL;
    SELECT sessions_remaining FROM coaching.client_packages WHERE client_id = person(62); COMMIT" | xargs)" "t 2"
is "what came by replication stands in the way of other sessions" "$(as_person coaching_subscriber 64 "
    SELECT code FROM coaching.explain_availability(person(60), '2040-06-09 18:30+00')")" booked
is "the copy's counters are right afterwards" "$(sql coaching_subscriber -c "$wrong_figures")" 0
sql postgres -c "DROP DATABASE coaching_subscriber WITH (FORCE)"
first sql coaching_world -c "DROP PUBLICATION everything"
