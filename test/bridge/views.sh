# Two sessions: what one sees of what the other commits meanwhile. Sourced by run.

session -c "
    CREATE SCHEMA coaching;
    CREATE TABLE coaching.sessions (id int, trainer_id uuid, day date, instant timestamptz, number int) WITH (fillfactor = 50);
    CREATE INDEX sessions_day_idx ON coaching.sessions (trainer_id, day);
    INSERT INTO coaching.sessions VALUES (1, '00000000-0000-0000-0000-0000000000aa', '2030-01-01', '2030-01-01', 1);"
ann="'00000000-0000-0000-0000-0000000000aa'"
counts="SELECT ROW(c.*) FROM bridge.counts($ann) c"

# Takes its view of the database, lets another session commit a statement, and goes on.
while_another() { # ISOLATION STATEMENT-OF-THE-OTHER STATEMENTS
    local other
    other=$(printf 'psql -X -q -d %q -c %q' "$database" "$2")
    printf 'BEGIN ISOLATION LEVEL %s;\nSELECT FROM pg_class LIMIT 0;\n\\! %s\n%s\nCOMMIT;\n' "$1" "$other" "$3" |
        session -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate 2>&1
}

add="INSERT INTO coaching.sessions SELECT max(id) + 1, $ann, '2030-01-01' FROM coaching.sessions"

is "a latest view under REPEATABLE READ shows what another session committed meanwhile" \
    "$(while_another 'REPEATABLE READ' "$add" "$counts;")" "(1,2,2,1)"
is "and under SERIALIZABLE" "$(while_another SERIALIZABLE "$add" "$counts;")" "(2,3,3,2)"
is "under READ COMMITTED every statement does" "$(while_another 'READ COMMITTED' "$add" "$counts;")" "(4,4,4,4)"
is "it shows what was committed and what this transaction wrote" \
    "$(while_another 'REPEATABLE READ' "$add" "SELECT ROW(c.*) FROM bridge.counts_after_adding($ann, 100) c;")" "(4,6,6,4)"
is "it does not show what another session has not committed" \
    "$(while_another 'REPEATABLE READ' "BEGIN; DELETE FROM coaching.sessions; ROLLBACK" "$counts;")" "(6,6,6,6)"

is "after an error inside a latest view the session goes on, and nothing is left behind" \
    "$(session -v ON_ERROR_STOP=0 -v VERBOSITY=terse 2>&1 <<END_OF_SESSION
SELECT bridge.run_in_latest_view('SELECT 1/0');
BEGIN;
SELECT bridge.refuse_in_latest_view($ann);
ROLLBACK;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SAVEPOINT s;
SELECT bridge.run_in_latest_view('SELECT 1/0');
ROLLBACK TO s;
$counts;
COMMIT;
SET statement_timeout = 200;
SELECT bridge.run_in_latest_view('SELECT pg_sleep(20)');
RESET statement_timeout;
$counts;
SELECT bridge.witnesses_alive();
END_OF_SESSION
    )" "ERROR:  division by zero
ERROR:  refused inside a view
ERROR:  division by zero
(6,6,6,6)
ERROR:  canceling statement due to statement timeout
(6,6,6,6)
0"

# While another session holds the first row, and commits once it is waited for.
lock_against() { # ISOLATION CHANGE
    local holder
    session >/dev/null <<END_OF_SESSION &
BEGIN;
$2;
INSERT INTO coaching.sessions SELECT max(id) + 1, $ann, '2030-01-01' FROM coaching.sessions;
SELECT pg_advisory_lock(77);
DO \$\$ BEGIN
    FOR i IN 1..3000 LOOP
        EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid');
        PERFORM pg_sleep(0.01);
    END LOOP;
END \$\$;
COMMIT;
END_OF_SESSION
    holder=$!
    until [[ $(session -c "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 77") == 1 ]]; do sleep 0.01; done
    session -v ON_ERROR_STOP=0 -v VERBOSITY=terse 2>&1 <<<"BEGIN ISOLATION LEVEL $1; SELECT ROW(l.*) FROM bridge.lock_and_count($ann) l; COMMIT;"
    wait "$holder"
}
is "a row is locked once its holder has committed, and what that committed is seen then" \
    "$(lock_against 'READ COMMITTED' "UPDATE coaching.sessions SET number = 7 WHERE id = 1")" "(t,6,7)"
is "nobody holds it: locked at once" \
    "$(session -c "SELECT ROW(l.*) FROM bridge.lock_and_count($ann) l")" "(t,7,7)"
is "under REPEATABLE READ a statement has to be asked" \
    "$(session <<<"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT ROW(l.*) FROM bridge.lock_and_count($ann) l; COMMIT;")" "(f,7,7)"
is "a row its holder deletes is not locked" \
    "$(lock_against 'READ COMMITTED' "DELETE FROM coaching.sessions WHERE id = 1")" "(f,7,7)"
session -c "DELETE FROM coaching.sessions WHERE id > 100; INSERT INTO coaching.sessions VALUES (1, $ann, '2030-01-01', '2030-01-01', 1)"

# An index made after our view was, without the versions of rows which only that view shows.
session -c "CREATE INDEX sessions_number_idx ON coaching.sessions (trainer_id, number)"
rewrite="UPDATE coaching.sessions SET number = 2 WHERE id = 1; DROP INDEX coaching.sessions_number_idx; \
UPDATE coaching.sessions SET number = 3 WHERE id = 1; CREATE INDEX sessions_number_idx ON coaching.sessions (trainer_id, number)"
is "an index younger than the view is passed over, or refused where it gives the order" \
    "$(while_another 'REPEATABLE READ' "$rewrite" "SELECT bridge.by_number_ids($ann, 'within', 1, 2);
SELECT bridge.by_number_ids($ann, 'earliest from', 1);")" $'1\nERROR:  40001'
is "a view after it reads it" "$(session -c "SELECT bridge.by_number_ids($ann, 'earliest from', 1)")" "1 100"
