-- step: How well Lena fits Fatima, and why
-- why: The trainers have said what they offer, Fatima what she wants. Every factor comes with a sentence; one
-- why: to which a side is silent neither helps nor harms; the points sum to the score. Tom would fit better
-- why: still, and is full: the breakdown says that, too.
-- expect: goals | 0.50 | 25 | 14 | The trainer offers 1 of 2 goals: strength.
-- expect: price | 0.80 | 12 | 11 | 55.00 EUR is above the budget of 50.00 EUR.
-- expect: language | 1.00 | 8 | 9 | Both speak de.
-- expect: distance | 0.80 | 8 | 7 | They are 2.22 km apart.
-- expect: rating | | 8 | 0 | Nobody has rated the trainer yet.
-- expect: availability | 0.50 | 20 | 12 | The trainer works in 2.00 hours of the client's week, who wants 4.00.
-- expect: Lena | 67 | 67 |
-- expect: Tom | 80 | 80 | The trainer can take no more clients.
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id IN (:'lena', :'fatima');
UPDATE coaching.trainer_profiles AS p SET specializations = good_at::text[], languages = speaks::text[],
    years_experience = years, hourly_rate = rate, max_clients = places, latitude = north, longitude = east
FROM (VALUES (:'tom'::uuid, '{strength,powerlifting}', '{de}',    12, 45, 3,  52.50, 13.41),
             (:'lena',      '{strength,recovery}',     '{de,en}', 9,  55, 3,  52.50, 13.43),
             (:'iris',      '{endurance,weight loss}', '{de,tr}', 4,  40, 15, NULL,  NULL))
         AS said (id, good_at, speaks, years, rate, places, north, east)
WHERE p.trainer_id = said.id;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
SELECT :'lena', day, start_time, end_time
FROM generate_series(1, 5) AS day,
     (VALUES (time '08:00', time '12:00'), ('13:00', '19:00')) AS windows (start_time, end_time);

SET coaching.user_id TO :'fatima';
INSERT INTO coaching.client_profiles (client_id, goals, budget_per_session, preferred_modes, languages,
                                      required_language, latitude, longitude, preferred_windows)
VALUES (:'fatima', '{strength,weight loss}', 50, '{gym}', '{de,tr}', 'de', 52.48, 13.43,
        '[{"day_of_week": 1, "start": "18:00", "end": "20:00"}, {"day_of_week": 4, "start": "18:00", "end": "20:00"}]');
SELECT factor, round(similarity::numeric, 2) AS similarity, weight, points, message
FROM coaching.match_breakdown(:'fatima', :'lena');

SELECT name, coaching.match_score(:'fatima', id) AS score, sum(points) AS sum_of_points,
       string_agg(message, ' ') FILTER (WHERE factor = 'exclusion') AS why_not
FROM (VALUES ('Lena', :'lena'::uuid), ('Tom', :'tom')) AS trainers (name, id), coaching.match_breakdown(:'fatima', id)
GROUP BY name, id ORDER BY name;
