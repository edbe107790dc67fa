# A physical standby: everything that reads runs there with the primary's answers, everything that writes gives 25006; a session that
# loses its snapshot goes on, and so it does when the standby becomes the primary. Sourced by `run`.

# Volatile functions that write nothing; and the one that is for the extension's own scripts.
reading_volatile="'new_id', 'pre_request', 'note_own_parts'"

wait_for_standby() { # until it has what the primary has now
    local i target
    target=$(first sql postgres -c "SELECT pg_current_wal_flush_lsn()")
    for ((i = 0; i < 100; i++)); do
        [[ $(sql postgres -c "SELECT pg_last_wal_replay_lsn() >= '$target'") != t ]] || return 0
        sleep 0.1
    done
    return 1
}

# One of writing.txt, by the admin unless it says who.
try_to_write() { # STATEMENT
    local statement=$1 who=1
    if [[ $statement == 'as owner: '* ]]; then
        psql -X -q -A -t -v VERBOSITY=sqlstate -U coaching_owner -d coaching_world -c "${statement#as owner: }" 2>&1 || true
        return
    fi
    if [[ $statement =~ ^as\ ([0-9]+):\ (.*) ]]; then
        who=${BASH_REMATCH[1]}
        statement=${BASH_REMATCH[2]}
    fi
    psql -X -q -A -t -v VERBOSITY=sqlstate -d coaching_world -c "SELECT set_config('coaching.user_id', person($who)::text, false)" \
        -c "SET ROLE authenticated" -c "$statement" 2>&1 || true
}

# A session in the middle of a long question whose rows the primary has vacuumed away.
question_over_a_conflict() {
    local session i
    psql -X -q -A -t -v VERBOSITY=sqlstate -d coaching_world >"$kept/conflict.out" 2>&1 <<'END' &
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
SET ROLE authenticated;
SET statement_timeout = '60s';
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM measurement;
SELECT count(coaching.get_trainer_client_count(person(2))) FROM generate_series(1, 100000000);
ROLLBACK;
SELECT count(*), min(coaching.get_trainer_client_count(person(2))) FROM measurement WHERE coaching.can_access(client_id, 'progress');
END
    session=$!
    for ((i = 0; i < 200; i++)); do
        [[ $(sql postgres -c "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series(1, 100000000)%' AND state = 'active' AND pid <> pg_backend_pid()") != 1 ]] || break
        sleep 0.05
    done
    first sql coaching_world -c "UPDATE measurement SET kg = kg" -c "VACUUM measurement"
    wait "$session" || true
    xargs <"$kept/conflict.out"
}

# A session that has read on the standby writes when that has become a primary.
session_over_promotion() {
    sql coaching_world 2>&1 <<'END' | xargs
SET ROLE authenticated;
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
SELECT count(*) FROM measurement;
\! psql -X -q -A -t -d postgres -c 'SELECT pg_promote()'
SELECT coaching.book_session(person(2), person(11), date_trunc('hour', now()) + interval '35 days', override_availability => true) IS NOT NULL;
SELECT count(*) FROM coaching.bookings WHERE client_id = person(11) AND session_date = date_trunc('hour', now()) + interval '35 days';
END
}

standby_tried() {
    local statement said unwritten difference answers standby attempt
    start_first_server
    first sql coaching_world -c "CREATE PUBLICATION supabase_realtime" -c "ALTER PUBLICATION supabase_realtime OWNER TO coaching_owner"
    "$CLUSTER" standby lifecycle_standby lifecycle max_standby_streaming_delay=200ms >&2
    standby=$("$CLUSTER" env lifecycle_standby)
    eval "$standby"
    wait_for_standby
    is "the standby is one" "$(sql postgres -c "SELECT pg_is_in_recovery()")" t

    # The same questions on both; 1 admin, 2 trainer, 11 client, 40 client without a trainer.
    first sql coaching_world -f "$here/reading.sql" >"$kept/primary.reading" 2>&1 || true
    sql coaching_world -f "$here/reading.sql" >"$kept/standby.reading" 2>&1 || true
    answers=$(grep -c . "$kept/primary.reading")
    difference=$(diff "$kept/primary.reading" "$kept/standby.reading" | head -n 20) || true
    [[ $answers -gt 500 ]] || difference="only $answers answers"
    is "every read function and every policy answers on the standby as on the primary" "$difference" ""
    is "nothing that reads wanted to write or to lock there" "$(grep -c 'read-only\|during recovery' "$kept/standby.reading")" 0
    is "the planner turns policies into index conditions there as well" "$(as_person coaching_world 2 "
        SET enable_seqscan = off; EXPLAIN (COSTS OFF) SELECT * FROM measurement" | grep -c 'Index Cond: (client_id = ANY')" 1
    is "a new id, and what PostgREST calls before each request, are to be had there" "$(as_person coaching_world 2 "
        SELECT uuid_version FROM (SELECT substr(coaching.new_id()::text, 15, 1) AS uuid_version, coaching.pre_request()) AS x")" 7

    unwritten=$(sql coaching_world -c "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace AND provolatile = 'v'
            AND prorettype NOT IN ('trigger'::regtype, 'internal'::regtype) AND proname NOT IN ($reading_volatile) ORDER BY 1" |
        while IFS= read -r said; do grep -q "coaching\.$said(" "$here/writing.txt" || echo "$said"; done)
    is "writing.txt has every function that is not only reading" "$unwritten" ""
    while IFS= read -r statement; do
        said=$(try_to_write "$statement" | sed -n '/ERROR/{p;q}')
        is "on a standby this gives 25006: $statement" "${said:-no error}" 'ERROR:  25006'
    done <"$here/writing.txt"
    is "on a standby every INSERT, UPDATE, DELETE and row lock on every table and writable view gives 25006" \
        "$(psql -X -q -A -t -d coaching_world -f "$here/every_write.sql" 2>&1)" ""

    # The server ends a session whose cancellation comes a second time before the first is done with: once more, then.
    for attempt in 1 2 3; do
        said=$(question_over_a_conflict)
        [[ $said == *'FATAL: 40001'* ]] || break
    done
    is "a session whose question is cancelled, as the primary has taken away what it saw, goes on" "$said" "10 ERROR: 40001 10|11"
    is "a session that has read on the standby writes there once that is the primary" "$(session_over_promotion)" "10 t t 1"
    is "once promoted it judges, counts, announces and keeps the log" "$(sql coaching_world -f "$here/one_more.sql")" "1 more client, 2 more told, 1 more entry"
    is "once promoted its counters are right" "$(sql coaching_world -c "$wrong_figures")" 0
    "$CLUSTER" destroy lifecycle_standby >&2
    first sql coaching_world -c "DROP PUBLICATION supabase_realtime"
}

set +e # the subshell may fail, which then shows
(
    set -e
    standby_tried
    echo "# the end"
) >"$kept/standby.out"
set -e
complete_results "the standby is tried to the end" "$kept/standby.out"
