# What several parts ask of a database. Sourced by `run`.

fresh_owned_database() { # DATABASE OWNER
    fresh_database "$1"
    sql postgres -c "ALTER DATABASE \"$1\" OWNER TO $2"
}

# The server whose world is replicated, followed by a standby and moved by pg_upgrade, one after the other: made once. `first` runs
# a command there.
start_first_server() {
    "$CLUSTER" start lifecycle wal_level=logical >&2
    FIRST_SERVER=$("$CLUSTER" env lifecycle)
    [[ $(first sql postgres -c "SELECT count(*) FROM pg_database WHERE datname = 'coaching_world'") == 0 ]] || return 0
    first sql postgres -f "$here/roles.sql"
    first fresh_owned_database coaching_world coaching_owner
    first sql coaching_world -U coaching_owner -f "$here/world.sql"
}
first() { (eval "$FIRST_SERVER" && "$@"); }

contents() { sql "$1" -U postgres -f "$here/contents.sql"; }
rights() { sql "$1" -U postgres -f "$here/rights.sql"; }

# Trainers whose count is not the number of their active clients.
wrong_counts="SELECT count(*) FROM coaching.trainer_profiles p WHERE active_clients <>
    (SELECT count(*) FROM coaching.trainer_clients r WHERE r.trainer_id = p.trainer_id AND r.status = 'active')"

# Lots whose balance is not the sum of their ledger, or whose state does not fit it.
wrong_balances="SELECT count(*) FROM coaching.client_packages p WHERE sessions_remaining IS DISTINCT FROM
    (SELECT sum(delta) FROM coaching.package_ledger l WHERE l.client_package_id = p.id)
    OR (status = 'active' AND sessions_remaining = 0) OR (status = 'exhausted' AND sessions_remaining > 0)"

# Trainers whose sessions are not counted right, sessions that overlap, paid ones whose credit is not where their
# state says.
wrong_bookings="SELECT (SELECT count(*) FROM coaching.trainer_profiles p WHERE sessions_completed <>
        (SELECT count(*) FROM coaching.bookings b WHERE b.trainer_id = p.trainer_id AND status = 'completed'))
    + (SELECT count(*) FROM coaching.bookings a JOIN coaching.bookings b ON a.trainer_id = b.trainer_id AND a.id < b.id AND a.held && b.held
        WHERE a.status IN ('scheduled', 'confirmed', 'completed') AND b.status IN ('scheduled', 'confirmed', 'completed'))
    + (SELECT count(*) FROM coaching.bookings b WHERE client_package_id IS NOT NULL AND
        (SELECT kind FROM coaching.package_ledger l WHERE l.booking_id = b.id ORDER BY l.id DESC LIMIT 1) IS DISTINCT FROM
        CASE status WHEN 'completed' THEN 'consume' WHEN 'no_show' THEN 'forfeit' WHEN 'cancelled' THEN
            CASE WHEN late_cancel AND NOT late_cancel_waived THEN 'forfeit' ELSE 'refund' END ELSE 'reserve' END)"

# Trainers whose rating is not that of their reviews.
wrong_ratings="SELECT count(*) FROM coaching.trainer_profiles p
    WHERE rating_count <> (SELECT count(*) FROM coaching.trainer_reviews r WHERE r.trainer_id = p.trainer_id)
        OR rating_average IS DISTINCT FROM (SELECT round(avg(rating), 2) FROM coaching.trainer_reviews r WHERE r.trainer_id = p.trainer_id)"

# All of these.
wrong_figures="SELECT ($wrong_counts) + ($wrong_balances) + ($wrong_bookings) + ($wrong_ratings)"

# as_person DATABASE N STATEMENT: through the role authenticated.
as_person() {
    sql "$1" -U postgres -c "SET ROLE authenticated" \
        -c "SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-' || lpad('$2', 12, '0'), false)" -c "$3" 2>&1 | sed 1d
}

remember() { # DATABASE: what a copy of it must have
    contents "$1" >"$kept/source.contents"
    rights "$1" >"$kept/source.rights"
}

# What must hold in a copy of the database remembered, a world of world.sql.
check_restored() { # HOW DATABASE
    is "$1 gives back identical rows in every table, with nothing judged, counted or announced" \
        "$(contents "$2" | diff "$kept/source.contents" -)" ""
    is "$1 gives back owners and grants" "$(rights "$2" | diff "$kept/source.rights" -)" ""
    is "$1 leaves every trainer's count right" "$(sql "$2" -U postgres -c "$wrong_counts")" 0
    is "$1 leaves every lot's balance the sum of its ledger" "$(sql "$2" -U postgres -c "$wrong_balances")" 0
    is "$1 leaves every session counted, in its own time, and its credit where it belongs" "$(sql "$2" -U postgres -c "$wrong_bookings")" 0
    is "$1 leaves every rating that of the reviews" "$(sql "$2" -U postgres -c "$wrong_ratings")" 0
    is "after $1 another review counts with those before" "$(as_person "$2" 11 "BEGIN; UPDATE coaching.trainer_reviews SET rating = 1;
        SELECT rating_average || ' of ' || rating_count FROM coaching.trainer_profiles WHERE trainer_id = person(2); ROLLBACK")" "2.75 of 4"
    is "after $1 a private note is its author's, a shared one the client's as well" "$(as_person "$2" 2 "SELECT count(*) FROM coaching.trainer_client_notes") $(
        as_person "$2" 11 "SELECT string_agg(note, ' ') FROM coaching.trainer_client_notes")" "2 shared"
    is "after $1 a viewed insight stays viewed" "$(as_person "$2" 11 "UPDATE coaching.coaching_insights SET client_viewed = false WHERE id = person(651)" | grep -c 'stays viewed')" 1
    is "after $1 a repeated booking gives the first one" "$(as_person "$2" 11 "SELECT count(*) || ' ' || max(version) FROM coaching.bookings
        WHERE id = coaching.book_session(person(2), person(11), '2040-01-04 10:00 America/New_York', 90, notes => E'knee\t\"left\"', idempotency_key => person(621))")" "1 1"
    is "after $1 what is booked stays booked" "$(as_person "$2" 1 "SELECT coaching.book_session(person(2), person(12), '2040-01-04 12:35 America/New_York', 15)" |
        grep -c 'another session then')" 1
    is "after $1 hours, exceptions and time off are the same" "$(as_person "$2" 2 "
        SELECT string_agg(n::text, ' ' ORDER BY day) FROM (SELECT (starts_at AT TIME ZONE 'America/New_York')::date AS day, count(*) AS n
            FROM coaching.get_available_slots(person(2), '2040-01-02', '2040-03-08', 60, 60) GROUP BY 1) d WHERE day < '2040-01-09' OR day > '2040-03-01'")" "8 2 9 8 2 2 8 2 2"
    is "after $1 a client has the same lots, in the same order" \
        "$(as_person "$2" 45 "SELECT string_agg(sessions_remaining || ' ' || status, ', ') FROM coaching.package_balance(person(45))")" \
        "1 active, 3 active, 10 active, 1 expired, 0 refunded, 0 exhausted"
    is "after $1 a repeated sale gives the first result" "$(as_person "$2" 5 "
        SELECT count(DISTINCT p) || ' ' || bool_and(p.external_id IS NOT NULL) FROM coaching.package_payments p
        WHERE client_package_id = coaching.sell_package(person(45), person(901), person(5), NULL, E'pay\t1', person(801))")" "1 true"
    is "after $1 what was booked stays booked, and nobody has more than is left" "$(sql "$2" -U postgres -c "
        INSERT INTO coaching.package_ledger (client_package_id, booking_id, kind, delta) VALUES (person(703), person(605), 'reserve', -1)" 2>&1 |
        grep -c 'no credit left')" 1
    is "after $1 a trainer sees the rows of active clients in an app's own table" \
        "$(as_person "$2" 2 "SELECT count(*) FROM measurement")" "10"
    is "after $1 a client reads their own profile and no other" \
        "$(as_person "$2" 11 "SELECT goals FROM coaching.client_profiles")" "{\"goal 11\"}"
    is "after $1 a trainer above the lowered maximum takes nobody" \
        "$(as_person "$2" 1 "SELECT code FROM coaching.assign_clients(person(2), ARRAY[person(40)])")" "capacity_reached"
    is "after $1 a blocked pair stays apart" \
        "$(as_person "$2" 1 "SELECT code FROM coaching.assign_clients(person(5), ARRAY[person(34)])")" "blocked"
    is "after $1 a trainer has the same leads, best match first" \
        "$(as_person "$2" 5 "SELECT string_agg(right(user_id::text, 2), ' ') FROM coaching.get_leads()")" "42 41"
    is "after $1 an invitation is the invited's to accept, by its code" "$(as_person "$2" 42 "
        BEGIN; SELECT coaching.accept_invitation_code(lower(invitation_code)) IS NOT NULL FROM coaching.client_invitations WHERE status = 'pending'; ROLLBACK")" t
    is "after $1 what was answered stays answered" \
        "$(as_person "$2" 43 "UPDATE coaching.connection_requests SET status = 'cancelled' WHERE status = 'rejected'" | grep -c 'request was answered\|cannot go from')" 1
    is "after $1 an overdue invitation is still to be marked" "$(as_person "$2" 1 "BEGIN; SELECT coaching.expire_invitations(); ROLLBACK")" 1
    is "after $1 triggers judge, count, announce and keep the log again" \
        "$(sql "$2" -U postgres -f "$here/one_more.sql")" "1 more client, 2 more told, 1 more entry"
}
