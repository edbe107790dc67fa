# A backend and the whole server killed with kill -9 in the middle of assignments, transfers, sales, sessions, workouts and imports:
# what was acknowledged is there, what was not is not there in part. Sourced by `run`; a server of its own, since the whole of it
# restarts. (test/concurrency has the storm of sessions in which connections, backends and by an immediate stop the server die.)

. "$here/crash_writers.sh"
set +e # the subshell may fail, which then shows
(
    set -e
    fail() { echo "not ok - $*"; exit 1; }
    result() { # SENTENCE GOT WANTED
        if [[ $2 == "$3" ]]; then echo "ok - $1"; else printf 'not ok - %s\n#      got: %s\n# expected: %s\n' "$1" "$2" "$3"; fi
    }
    trap '"$CLUSTER" destroy lifecycle_crash >/dev/null 2>&1' EXIT
    start_server() { "$CLUSTER" start lifecycle_crash fsync=on full_page_writes=on synchronous_commit=on wal_sync_method=fdatasync >&2; }
    start_server || fail "the server starts"
    eval "$("$CLUSTER" env lifecycle_crash)"
    sql postgres -f "$here/roles.sql"
    fresh_database coaching_crash
    sql coaching_crash -f "$here/world.sql"
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

    # The pid of the backend which runs a statement, as soon as one does.
    backend_running() { # PATTERN
        local i pid=''
        for ((i = 0; i < 100; i++)); do
            pid=$(sql coaching_crash -c "SELECT pid FROM pg_stat_activity WHERE query LIKE '$1' AND state = 'active' AND pid <> pg_backend_pid() LIMIT 1") || true
            [[ -z $pid ]] || break
            sleep 0.05
        done
        [[ -n $pid ]] || fail "a backend runs $1" >&2
        echo "$pid"
    }

    # One backend commits an assignment at a time, another is deep in one assign_clients of thousands.
    assign_many() {
        local n
        for ((n = 1000; n < 3000; n++)); do
            echo "SELECT coaching.assign_trainer(person($n), person(2));"
        done | psql -X -q -A -t -d coaching_crash >/dev/null 2>&1 || true
    }
    batch="SELECT count(*) FROM coaching.assign_clients(person(5), ARRAY(SELECT person(n) FROM generate_series(3000, 8900) AS n))"
    for how in 'kill -9 of a backend' 'kill -9 of the server'; do
        spare=$((${spare:-9000} - 1))
        before=$(sql coaching_crash -c "SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = person(5)")
        assign_many &
        sql coaching_crash -c "$batch" >/dev/null 2>&1 &
        pid=$(backend_running 'SELECT count(*) FROM coaching.assign_clients%')
        sleep 0.3
        if [[ $how == *backend ]]; then
            kill -9 "$pid"
        else
            "$CLUSTER" kill lifecycle_crash >&2
            start_server
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

    prepare_writers
    for round in 1 2; do
        rm -f "$kept"/acknowledged.*
        for kind in sales sessions logs imports; do write_as_trainer $kind $round & done
        sleep 1
        if [[ $round -eq 1 ]]; then
            "$CLUSTER" kill lifecycle_crash >&2
            start_server
        else # one of the writers, which makes the server end all the others and recover
            kill -9 "$(backend_running '%import_training%')"
        fi
        wait || true
        wait_until_up
        how="kill -9 of $([[ $round -eq 1 ]] && echo 'the server' || echo 'a backend that imports') among writers"
        few=''
        for kind in sales sessions logs imports; do
            [[ $(wc -l <"$kept/acknowledged.$kind") -ge 2 ]] || few+="$kind "
        done
        result "before $how sales, sessions, workouts and imports were acknowledged" "$few" ""
        result "after $how everything acknowledged is there" "$(lost)" ""
        result "after $how nothing is there in part" "$(sql coaching_crash -c "$half_written")" 0
        result "after $how every counter, ledger, session and rating is right" \
            "$(sql coaching_crash -c "$wrong_figures")" 0
        result "after $how every index has every row, and nobody is in two places" "$(broken_indexes)" 0
        printf '# acknowledged:%s\n' "$(for kind in sales sessions logs imports; do printf ' %s %s' "$(wc -l <"$kept/acknowledged.$kind")" "$kind"; done)"
    done

    # A transfer ends with the packages: one somebody else holds stops it when the sessions are moved.
    sql coaching_crash -c "INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (person(706), person(19), person(2), person(901))" \
        -c "INSERT INTO coaching.bookings (trainer_id, client_id, client_package_id, session_date, override_availability)
            SELECT person(2), person(19), person(706), now() + n * interval '1 day', true FROM generate_series(50, 53) AS n" \
        -c "INSERT INTO coaching.workout_plans (relationship_id, title) SELECT id, 'Plan' FROM coaching.trainer_clients WHERE client_id = person(19) AND trainer_id = person(2)"
    everything="SELECT md5(string_agg(x, '')) FROM (SELECT string_agg(t::text, '' ORDER BY id) FROM coaching.trainer_clients t
        UNION ALL SELECT string_agg(t::text, '' ORDER BY id) FROM coaching.bookings t UNION ALL SELECT string_agg(t::text, '' ORDER BY id) FROM coaching.client_packages t
        UNION ALL SELECT string_agg(t::text, '' ORDER BY id) FROM coaching.package_ledger t UNION ALL SELECT string_agg(t::text, '' ORDER BY id) FROM coaching.workout_plans t
        UNION ALL SELECT string_agg(t::text, '' ORDER BY trainer_id) FROM coaching.trainer_profiles t UNION ALL SELECT count(*)::text FROM coaching.client_transfers
        UNION ALL SELECT count(*)::text FROM coaching.notifications UNION ALL SELECT count(*)::text FROM coaching.audit_log) AS a (x)"
    transfer="SELECT coaching.transfer_client_to_trainer(person(19), person(2), person(5)) ->> 'packages_transferred'"
    at_the_packages="SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT coaching.transfer_client%' AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
    for how in 'a cancelled statement' 'a backend told to end' 'kill -9 of a backend'; do
        before=$(sql coaching_crash -c "$everything")
        sql coaching_crash -c "BEGIN" -c "SELECT FROM coaching.client_packages WHERE id = person(706) FOR UPDATE" -c "SELECT pg_sleep(60)" >/dev/null 2>&1 &
        for ((i = 0; i < 100; i++)); do
            [[ $(sql coaching_crash -c "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'") != 1 ]] || break
            sleep 0.1
        done
        sql coaching_crash -c "$transfer" >/dev/null 2>&1 &
        pid=''
        for ((i = 0; i < 100; i++)); do
            pid=$(sql coaching_crash -c "$at_the_packages") || true
            [[ -z $pid ]] || break
            sleep 0.1
        done
        [[ -n $pid ]] || fail "a transfer waits for the packages before $how"
        case $how in
            *statement) sql coaching_crash -c "SELECT pg_cancel_backend($pid)" >/dev/null ;;
            *end) sql coaching_crash -c "SELECT pg_terminate_backend($pid)" >/dev/null ;;
            *) kill -9 "$pid" ;;
        esac
        wait_until_up
        sql coaching_crash -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'" >/dev/null 2>&1 || true
        wait || true
        result "after $how in the middle of a transfer everything is as it was" "$(sql coaching_crash -c "$everything")" "$before"
    done
    result "the transfer is made when it is asked for again" "$(sql coaching_crash -c "$transfer" 2>&1)" 1
    result "and has moved everything" "$(sql coaching_crash -c "SELECT concat_ws(' ', (SELECT count(*) FROM coaching.bookings WHERE client_id = person(19) AND trainer_id = person(5) AND status = 'scheduled'),
        (SELECT count(*) FROM coaching.client_packages WHERE client_id = person(19) AND trainer_id = person(5)), (SELECT count(*) FROM coaching.workout_plans WHERE client_id = person(19) AND trainer_id = person(5)))")" "4 1 1"
    result "every trainer's count is right after it" "$(sql coaching_crash -c "$wrong_counts")" 0
    echo "# the end"
) >"$kept/crash.out"
set -e
complete_results "the server is crashed to the end" "$kept/crash.out"
