# A backend killed in the middle of an assignment, and the server stopped at once: counts are right
# afterwards. Sourced by `run`; a server of its own, since the whole of it restarts.
set +e # the subshell may fail, which then shows
(
    set -e
    fail() { echo "not ok - $*"; exit 1; }
    result() { # SENTENCE GOT WANTED
        if [[ $2 == "$3" ]]; then echo "ok - $1"; else printf 'not ok - %s\n#      got: %s\n# expected: %s\n' "$1" "$2" "$3"; fi
    }
    trap '"$CLUSTER" destroy lifecycle_crash >/dev/null 2>&1' EXIT
    "$CLUSTER" start lifecycle_crash >&2 || fail "the server starts"
    eval "$("$CLUSTER" env lifecycle_crash)"
    sql postgres -f "$here/roles.sql"
    fresh_database coaching_crash
    sql coaching_crash -f "$here/world.sql"
    wrong_counts="SELECT count(*) FROM coaching.trainer_profiles p WHERE active_clients <>
        (SELECT count(*) FROM coaching.trainer_clients r WHERE r.trainer_id = p.trainer_id AND r.status = 'active')"
    told="SELECT count(*) FROM coaching.notifications WHERE kind = 'assignment.created'"
    assigned="SELECT count(*) FROM coaching.trainer_clients WHERE accepted_at IS NOT NULL"
    sql coaching_crash -c "UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id IN (person(2), person(5))" \
        -c "INSERT INTO coaching.users (id) SELECT person(n) FROM generate_series(1000, 9000) AS n"
    difference=$(sql coaching_crash -c "SELECT ($told) - 2 * ($assigned)")

    wait_until_up() {
        local i
        for ((i = 0; i < 300; i++)); do
            sql coaching_crash -c "SELECT 1" >/dev/null 2>&1 && return
            sleep 0.1
        done
    }

    # One backend commits an assignment at a time, another is deep in one assign_clients of thousands.
    assign_many() {
        local n
        for ((n = 1000; n < 3000; n++)); do
            echo "SELECT coaching.assign_trainer(person($n), person(2));"
        done | psql -X -q -A -t -d coaching_crash >/dev/null 2>&1 || true
    }
    batch="SELECT count(*) FROM coaching.assign_clients(person(5), ARRAY(SELECT person(n) FROM generate_series(3000, 8900) AS n))"
    in_the_batch="SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT count(*) FROM coaching.assign_clients%' AND state = 'active' AND pid <> pg_backend_pid()"
    for how in 'kill -9 of a backend' 'an immediate stop of the server'; do
        spare=$((${spare:-9000} - 1))
        before=$(sql coaching_crash -c "SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = person(5)")
        assign_many &
        sql coaching_crash -c "$batch" >/dev/null 2>&1 &
        pid=''
        for ((i = 0; i < 100; i++)); do
            pid=$(sql coaching_crash -c "$in_the_batch") || true
            [[ -z $pid ]] || break
            sleep 0.05
        done
        sleep 0.3
        [[ -n $pid ]] || fail "assign_clients is running before $how"
        if [[ $how == kill* ]]; then
            kill -9 "$pid"
        else
            "$CLUSTER" stop lifecycle_crash immediate >&2
            "$CLUSTER" start lifecycle_crash >&2
        fi
        wait || true
        wait_until_up
        result "after $how in the middle of assign_clients every trainer's count is right" "$(sql coaching_crash -c "$wrong_counts")" 0
        result "after $how nothing of the unfinished assign_clients is there" \
            "$(sql coaching_crash -c "SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = person(5)")" "$before"
        result "after $how every finished assignment has been announced, and no other" \
            "$(sql coaching_crash -c "SELECT ($told) - 2 * ($assigned)")" "$difference"
        result "after $how assignments go on" "$(sql coaching_crash -c "
            SELECT string_agg(code, ' ') FROM coaching.assign_clients(person(5), ARRAY[person($spare)])" 2>&1)" assigned
    done
    echo "# the end"
) >"$kept/crash.out"
set -e
complete_results "the server is crashed to the end" "$kept/crash.out"
