-- step: When Tom and Iris work
-- why: Times on the wall, in the trainer's zone. Tom has a lunch break, a quarter of an hour to himself after
-- why: each session, and Saturday nights until four; Iris coaches online, day and night. What has a date here
-- why: is in March 2040. On the 25th the clocks go forward at two: that night is an hour shorter.
-- expect: INSERT 0 11
-- expect: INSERT 0 7
-- expect: Sat 17 Mar | 22:00 23:00 00:00 01:00 02:00 03:00
-- expect: Mon 19 Mar | 09:00 10:00 11:00 13:00 14:00 15:00 16:00 17:00 18:00 19:00
-- expect: Sat 24 Mar | 22:00 23:00 00:00 01:00 03:00
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = :'tom';
UPDATE coaching.trainer_profiles SET buffer_after_minutes = 15, slot_step_minutes = 60 WHERE trainer_id = :'tom';
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
SELECT :'tom', day, start_time, end_time
FROM generate_series(1, 5) AS day,
     (VALUES (time '09:00', time '12:00'), ('13:00', '20:00')) AS windows (start_time, end_time)
UNION ALL VALUES (:'tom'::uuid, 6, time '22:00', time '04:00');

SET coaching.user_id TO :'iris';
UPDATE coaching.trainer_profiles SET session_modes = '{online}' WHERE trainer_id = :'iris';
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode)
SELECT :'iris', day, '00:00', '24:00', 'online' FROM generate_series(0, 6) AS day;

SET coaching.user_id TO :'tom';
SELECT to_char(first, 'Dy DD Mon') AS "from", string_agg(to_char(starts_at, 'HH24:MI'), ' ' ORDER BY starts_at) AS slots
FROM (VALUES (date '2040-03-17', date '2040-03-18'), ('2040-03-19', '2040-03-19'), ('2040-03-24', '2040-03-25'))
         AS dates (first, last),
     coaching.get_available_slots(:'tom', first, last) GROUP BY first ORDER BY first;
