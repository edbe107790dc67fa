// What is called, by whom and how often. n runs from 1 on within a statement.
#pragma once

namespace memory {

enum class As { trainer, client, trusted };

struct Case {
    const char* name;
    As who;
    /// An expression in n, or a whole statement in $1, the number of rows.
    const char* what;
    long calls;
    long a_statement = 50'000;
    /// Meant to grow: shows that growth is seen.
    bool grows = false;
};

constexpr long million = 1'000'000;

/// Those that a request or a row asks, a million times each.
constexpr Case hot[] = {
    {"uid()", As::trainer, "coaching.uid()", million},
    {"is_admin()", As::trainer, "coaching.is_admin()", million},
    {"is_trainer()", As::trainer, "coaching.is_trainer()", million},
    {"new_id()", As::trainer, "coaching.new_id()", million},
    {"can_access", As::trainer, "coaching.can_access(person(11 + n % 30), 'workouts')", million},
    {"is_self_or_admin", As::client, "coaching.is_self_or_admin(person(n % 40))", million},
    {"knows", As::client, "coaching.knows(person(n % 40))", million},
    {"visible_ids", As::trainer, "cardinality(coaching.visible_ids('workouts'))", million},
    {"user_has_role", As::client, "coaching.user_has_role(person(11), 'client')", million},
    {"session_refresh_required()", As::client, "coaching.session_refresh_required()", million},
    {"pre_request()", As::client, "coaching.pre_request()::text", million},
    {"my_email_key()", As::client, "coaching.my_email_key()", million},
    {"get_trainer_client_count", As::client, "coaching.get_trainer_client_count(person(2 + n % 4))",
     million},
    {"is_trainer_at_capacity", As::client, "coaching.is_trainer_at_capacity(person(2 + n % 4))",
     million},
    {"can_message", As::client, "coaching.can_message(person(2 + n % 4))", million},
    {"coach_can_access_client_data", As::trainer,
     "coaching.coach_can_access_client_data(person(2), person(11 + n % 10), 'workouts')", million},
    {"is_trainer_available", As::client,
     "coaching.is_trainer_available(person(2), now() + n * interval '1 minute')", million},
    {"explain_availability", As::client,
     "(SELECT code FROM coaching.explain_availability(person(2), now() + n * interval '1 minute'))",
     million},
    {"next_available_slot", As::client,
     "coaching.next_available_slot(person(2), now() + n % 50000 * interval '1 minute')", million},
    {"package_balance", As::client,
     "(SELECT count(*) FROM coaching.package_balance(person(11 + n * 0)))", million},
    {"match_score", As::client, "coaching.match_score(person(11), person(2 + n % 2 * 3))", million},
    {"estimate_one_rep_max", As::client, "coaching.estimate_one_rep_max(50 + n % 100, 1 + n % 12)",
     million},
    {"session_range", As::client, "coaching.session_range(now(), 1 + n % 1440)", million},
};

/// Those that a page asks, which take longer, and what triggers do.
constexpr Case others[] = {
    {"match_breakdown", As::client,
     "(SELECT sum(points) FROM coaching.match_breakdown(person(11), person(2 + n % 2 * 3)))",
     50'000, 10'000},
    {"get_available_slots", As::client,
     "(SELECT count(*) FROM coaching.get_available_slots(person(2), current_date, "
     "current_date + n % 7))",
     50'000, 10'000},
    {"current_streak", As::client, "coaching.current_streak(person(11 + n * 0))", 50'000, 10'000},
    {"get_weekly_summary", As::client,
     "(SELECT count(*) FROM coaching.get_weekly_summary(person(11), current_date - n % 100))",
     50'000, 10'000},
    {"my_coaching()", As::client, "coaching.my_coaching()", 50'000, 10'000},
    {"get_trainer_reviews", As::client,
     "(SELECT count(*) FROM coaching.get_trainer_reviews(person(2), 1 + n % 10))", 50'000, 10'000},
    {"client_compliance", As::client,
     "coaching.client_compliance(person(11), current_date - 7 - n % 20, current_date)", 10'000,
     1'000},
    {"get_connections", As::trainer,
     "(SELECT count(*) FROM coaching.get_connections(max_rows => 1 + n % 10))", 10'000, 1'000},
    {"search_trainers", As::client,
     "(SELECT count(*) FROM coaching.search_trainers(max_rows => 1 + n % 10))", 10'000, 1'000},
    {"trainer_calendar", As::client, "coaching.trainer_calendar(repeat('5', 32), n % 2 = 0)", 2'000,
     200},
    {"sessions booked", As::trusted,
     "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) "
     "SELECT person(5), person(45), '2041-01-01'::timestamptz + "
     "((SELECT count(*) FROM coaching.bookings) + n) * interval '1 hour', true "
     "FROM generate_series(1, $1) AS n",
     10'000, 100},
    {"a session's notes changed", As::trusted,
     "UPDATE coaching.bookings SET notes = 'note ' || clock_timestamp() || $1::bigint WHERE id = "
     "person(611)",
     10'000, 1},
    {"sets logged", As::client,
     "INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at, "
     "sets_completed, reps_completed, weight_used) SELECT person(11), 'Row', '2026-03-01'::"
     "timestamptz + n * interval '1 minute', 3, 10, 50 FROM generate_series(1, $1) AS n",
     20'000, 200},
    {"relationships paused and resumed", As::trusted,
     "UPDATE coaching.trainer_clients SET status = CASE status WHEN 'active' THEN 'paused' ELSE "
     "'active' END WHERE client_id = person(12) AND trainer_id = person(2) AND $1::bigint > 0",
     4'000, 1},
    {"a plan is kept at each call", As::trusted, "keep_a_plan()", 2'000, 100, true},
};

}  // namespace memory
