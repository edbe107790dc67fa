-- step: Lena's next week
-- why: Three more people come to her and buy a package each. From now on she works on Saturday mornings too, and
-- why: keeps a quarter of an hour to herself after every session; next Wednesday she is at a course. Nobody is
-- why: booked over any of it, Emil cancels one in time, and what is left is free. The report draws this week.
-- expect: Carla Ricci | assigned
-- expect: Emil Novak | assigned
-- expect: Greta Lund | assigned
-- expect: ERROR: PT409: the trainer has time off then
-- expect: DETAIL: {"error": "not_available", "reason": "time_off"}
-- expect: booked | 19
-- expect: {"late": false, "refunded": true}
-- expect: Mon | 08:30 Greta, 10:00 Fatima, 14:00 Ben, 17:30 Emil | 4 | 11:15–12:00 13:00–13:45 15:15–17:15
-- expect: Tue | 09:00 Carla, 10:30 …, 14:00 Fatima, 16:00 Ben | 4 | 08:00–08:45 13:00–13:45 15:15–15:45 17:15–19:00
-- expect: Wed | | |
-- expect: Fri | 08:30 Ben, 10:30 Fatima, 13:00 Greta, 15:00 … | | 09:45–10:15 16:15–19:00
-- expect: Sat | 09:30 Emil, 11:30 Carla | | 10:45–11:15
SET ROLE authenticated;
SET coaching.user_id TO :'lena';
UPDATE coaching.trainer_profiles SET max_clients = 8, buffer_after_minutes = 15 WHERE trainer_id = :'lena';
SELECT date_trunc('week', now())::date + 7 AS monday \gset
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, type, reason)
VALUES (:'lena', :'monday'::date + 2, :'monday'::date + 2, 'training', 'Kettlebell course');
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
VALUES (:'lena', 6, '09:00', '13:00');

SET coaching.user_id TO :'nora';
SELECT full_name, code FROM coaching.assign_clients(:'lena', ARRAY[:'carla', :'emil', :'greta']::uuid[])
JOIN coaching.users ON users.id = client_id ORDER BY full_name;

SET coaching.user_id TO :'lena';
SELECT count(coaching.sell_package(client, id, :'lena')) FROM coaching.session_packages,
    unnest(ARRAY[:'carla', :'emil', :'greta']::uuid[]) AS client WHERE name = 'Ten sessions' \g /dev/null
SELECT coaching.book_session(:'lena', :'greta', :'monday'::date + 2 + time '10:00');

SELECT min(id::text) AS one, max(id::text) AS other FROM coaching.users WHERE email LIKE 'client%@crowd.example' \gset
SELECT count(coaching.book_session(:'lena', client, :'monday'::date + day + at, minutes, session_mode => mode)) AS booked
FROM (VALUES (0, time '08:30', :'greta'::uuid, 60, 'gym'), (0, '10:00', :'fatima', 60, 'gym'),
             (0, '14:00', :'ben', 60, 'gym'),              (0, '17:30', :'emil', 60, 'online'),
             (1, '09:00', :'carla', 60, 'gym'),            (1, '10:30', :'one', 60, 'gym'),
             (1, '14:00', :'fatima', 60, 'gym'),           (1, '16:00', :'ben', 60, 'gym'),
             (3, '08:00', :'emil', 60, 'gym'),             (3, '09:30', :'other', 90, 'gym'),
             (3, '13:00', :'greta', 60, 'gym'),            (3, '15:30', :'carla', 60, 'gym'),
             (3, '17:30', :'fatima', 60, 'online'),        (4, '08:30', :'ben', 60, 'gym'),
             (4, '10:30', :'fatima', 60, 'gym'),           (4, '13:00', :'greta', 90, 'gym'),
             (4, '15:00', :'one', 60, 'gym'),              (5, '09:30', :'emil', 60, 'gym'),
             (5, '11:30', :'carla', 60, 'gym')) AS wishes (day, at, client, minutes, mode) \gx
SELECT count(coaching.confirm_booking(id)) FROM coaching.bookings
WHERE trainer_id = :'lena' AND session_date BETWEEN :'monday' AND :'monday'::date + 3 \g /dev/null

SET coaching.user_id TO :'emil';
SELECT coaching.cancel_booking(id, 'a dentist') FROM coaching.bookings
WHERE trainer_id = :'lena' AND session_date::date = :'monday'::date + 3;

SET coaching.user_id TO :'lena';
SELECT to_char(day, 'Dy') AS day, sessions, confirmed, free
FROM generate_series(:'monday'::date, :'monday'::date + 5, interval '1 day') AS day
CROSS JOIN LATERAL (
    SELECT string_agg(to_char(session_date, 'HH24:MI ') || split_part(full_name, ' ', 1), ', ' ORDER BY session_date),
           nullif(count(*) FILTER (WHERE status = 'confirmed'), 0)
    FROM coaching.bookings JOIN coaching.users u ON u.id = client_id
    WHERE trainer_id = :'lena' AND session_date::date = day::date AND status <> 'cancelled') AS booked (sessions, confirmed)
CROSS JOIN LATERAL (
    SELECT string_agg(to_char(lower(gap), 'HH24:MI–') || to_char(upper(gap), 'HH24:MI'), ' ' ORDER BY gap)
    FROM unnest((SELECT range_agg(tstzrange(starts_at, ends_at))
                 FROM coaching.get_available_slots(:'lena', day::date, day::date, 30))) AS gap) AS bookable (free);
