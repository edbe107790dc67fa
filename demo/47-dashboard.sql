-- step: Lena opens her dashboard
-- why: Fatima has bought a package, twelve sessions by now, and has had the first; Ben comes back from a
-- why: run. Every figure is of this moment, days and weeks by the calendar of the one they are about. Lena's
-- why: dashboard is none of Tom's business.
-- expect: total_clients | 4
-- expect: active_packages | 2
-- expect: total_sessions_remaining | 18
-- expect: today_sessions | 1
-- expect: total_revenue_this_month | 650.00
-- expect: Lena Voss | 4 | 1 | 5 | 18
-- expect: Ben Ochoa | 7 | | 16 Mar 2040 | 0 | 1/5 | ….…
-- expect: Fatima Aziz | 11 | today | | | 0/0 |
-- expect: ERROR: 42501: only the person themselves or an admin may see a trainer's dashboard
SET ROLE authenticated;
SET coaching.user_id TO :'lena';
SELECT coaching.sell_package(:'fatima', id, :'lena') FROM coaching.session_packages WHERE name = 'Ten sessions' \g /dev/null
SELECT coaching.book_session(:'lena', :'fatima', override_availability => true, session_date =>
    greatest(date_trunc('day', now()), date_trunc('hour', now()) - interval '1 hour')) AS booking \gset
SELECT coaching.complete_booking(:'booking') \g /dev/null
SET coaching.user_id TO :'ben';
SELECT coaching.log_workout(:'ben', '{"sets": [{"exercise_name": "Run", "distance_km": 5}]}') \g /dev/null

SET coaching.user_id TO :'lena';
SELECT * FROM jsonb_each_text(coaching.get_trainer_dashboard_stats(:'lena'));
SELECT trainer_name, total_clients AS clients, sessions_today AS today, upcoming_sessions AS upcoming,
       available_sessions AS credits FROM coaching.trainer_schedule_overview;
SELECT full_name, sessions_remaining AS credits,
       CASE last_session_at::date WHEN current_date THEN 'today' END AS last_session,
       to_char(next_session_at, 'DD Mon YYYY') AS next_session, days_since_workout,
       format('%s/%s', week_done, week_due) AS this_week, compliance
FROM coaching.get_trainer_clients(:'lena', search => 'mail.example');

SET coaching.user_id TO :'tom';
SELECT coaching.get_trainer_dashboard_stats(:'lena');
