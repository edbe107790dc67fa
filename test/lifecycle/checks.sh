# What several parts ask of a database. Sourced by `run`.

fresh_owned_database() { # DATABASE OWNER
    fresh_database "$1"
    sql postgres -c "ALTER DATABASE \"$1\" OWNER TO $2"
}

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

# as_person DATABASE N STATEMENT: through the role authenticated.
as_person() {
    sql "$1" -U postgres -c "SET ROLE authenticated" \
        -c "SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-' || lpad('$2', 12, '0'), false)" -c "$3" 2>&1 | sed 1d
}
