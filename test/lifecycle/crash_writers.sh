# Who writes while the server dies: each tells, a line at a time, what the server has acknowledged. Sourced by crash.sh.

# The sales, sessions and workouts of people 100 to 139, whose trainer is 60.
prepare_writers() {
    sql coaching_crash -c "
        INSERT INTO auth.users (id, email) SELECT person(n), 'c' || n || '@example.org' FROM generate_series(60, 139) AS n WHERE n = 60 OR n >= 100" -c "
        SELECT coaching.promote_to_coach(person(60))" -c "UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = person(60)" -c "
        INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT person(60), d, '00:00', '24:00' FROM generate_series(0, 6) AS d" -c "
        INSERT INTO coaching.session_packages (id, trainer_id, name, sessions, price) VALUES (person(960), person(60), 'Sixty', 5, 250)" -c "
        SELECT count(*) FROM coaching.assign_clients(person(60), ARRAY(SELECT person(n) FROM generate_series(100, 139) AS n))" -c "
        CREATE FUNCTION history(n int) RETURNS text LANGUAGE sql AS \$\$
            SELECT E'Date;Workout Name;Exercise Name;Set Order;Weight;Reps\n' || string_agg(format('%s 09:00;A;Row;%s;40;10', date '1950-01-01' + n * 40 + d, s), E'\n')
            FROM generate_series(1, 30) AS d, generate_series(1, 30) AS s \$\$" >/dev/null
}

# Statements of each kind, one a line; what they give is the id of what was written, or for an import the number of sets. Each
# round has dates of its own.
sales() { local n; for ((n = 0; n < 4000; n++)); do echo "SELECT 'client_packages', coaching.sell_package(person($((100 + n % 20))), person(960), person(60));"; done; }
sessions() { # ROUND
    local n at
    for ((n = 0; n < 4000; n++)); do
        at="timestamptz '204$1-01-01 00:00+00' + $n * interval '1 hour'"
        echo "SELECT 'bookings', coaching.book_session(person(60), person($((100 + n % 20))), $at);"
        [[ $((n % 3)) -eq 0 ]] || echo "SELECT 'cancelled', b.id FROM coaching.bookings b, LATERAL coaching.cancel_booking(b.id) WHERE b.trainer_id = person(60) AND b.session_date = $at;"
    done
}
logs() {
    local n
    for ((n = 0; n < 4000; n++)); do
        echo "SELECT 'workout_logs', coaching.log_workout(person($((120 + n % 19))), '{\"sets\": [{\"exercise_name\": \"Row\", \"reps_completed\": 10}, {\"exercise_name\": \"Run\"}]}');"
    done
}
imports() { # ROUND
    local n
    for ((n = 0; n < 200; n++)); do echo "SELECT 'sets', sets FROM coaching.import_training_history(person(139), 'strong', history($(($1 * 200 + n))));"; done
}

# write_as_trainer KIND ROUND: until the server is gone.
write_as_trainer() {
    { echo "SELECT set_config('coaching.user_id', person(60)::text, false) \\g /dev/null"; "$@"; } |
        psql -X -q -A -t -F ' ' -d coaching_crash >"$kept/acknowledged.$1" 2>/dev/null || true
}

# What was acknowledged and is not there.
lost() {
    {
        echo 'CREATE TEMPORARY TABLE told (kind text, id uuid);'
        echo "COPY told FROM STDIN WITH (DELIMITER ' ');"
        grep -hE '^(client_packages|bookings|workout_logs|cancelled) [-0-9a-f]{36}$' "$kept"/acknowledged.* || true
        echo '\.'
        cat <<'END'
SELECT kind, id FROM told WHERE kind = 'client_packages' AND id NOT IN (SELECT id FROM coaching.client_packages)
    OR kind = 'bookings' AND id NOT IN (SELECT id FROM coaching.bookings)
    OR kind = 'cancelled' AND id NOT IN (SELECT id FROM coaching.bookings WHERE status = 'cancelled')
    OR kind = 'workout_logs' AND id NOT IN (SELECT id FROM coaching.workout_logs);
END
        echo "SELECT 'sets of imports', count(*) FROM coaching.workout_progress WHERE client_id = person(139)
            HAVING count(*) < $(awk '$1 == "sets" { n += $2 } END { print n + 0 }' "$kept"/acknowledged.*);"
    } | sql coaching_crash
}

# Sessions and sales without their entries, entries without them, workouts and files of which a part is there.
half_written="SELECT (SELECT count(*) FROM coaching.bookings b WHERE NOT EXISTS (SELECT FROM coaching.audit_log a WHERE a.table_name = 'bookings' AND a.row_id = b.id::text AND a.operation = 'INSERT'))
    + (SELECT count(*) FROM coaching.audit_log a WHERE a.table_name = 'bookings' AND NOT EXISTS (SELECT FROM coaching.bookings b WHERE b.id::text = a.row_id))
    + (SELECT count(*) FROM coaching.client_packages p WHERE NOT EXISTS (SELECT FROM coaching.package_ledger l WHERE l.client_package_id = p.id AND l.kind = 'purchase'))
    + (SELECT count(*) FROM coaching.workout_logs l WHERE client_id BETWEEN person(120) AND person(138) AND (SELECT count(*) FROM coaching.workout_progress p WHERE p.log_id = l.id) <> 2)
    + (SELECT count(*) % 900 FROM coaching.workout_progress WHERE client_id = person(139))"

# Indexes that miss a row, have one too many, or are out of order; and the constraints that nobody is in two places, anew.
broken_indexes() {
    sql coaching_crash -c "SET client_min_messages = warning" -c "CREATE EXTENSION IF NOT EXISTS amcheck" -c "
        SELECT count(bt_index_check(c.oid, true)) FILTER (WHERE false) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
        WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'i' AND a.amname = 'btree'" -c "REINDEX TABLE coaching.bookings" 2>&1
}
