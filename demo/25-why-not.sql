-- step: Why not then, and who else?
-- why: The first reason is a word for the app, a sentence for people, and what both need to go on. Clients
-- why: book at least two hours and at most 90 days ahead, unless the trainer says otherwise, and in the
-- why: trainer's hours. Staff may book outside of them.
-- expect: Monday, ten | booked | 2040-03-19T10:00:00
-- expect: Monday, three | available | 2040-03-19T15:00:00
-- expect: Sunday, noon | outside_hours | 2040-03-25T12:00:00
-- expect: Tom, in 2040 | too_far | the trainer takes no bookings that far ahead | {latest,…}
-- expect: Iris, in an hour | too_soon | the trainer needs more notice | {earliest,…}
-- expect: Iris, tomorrow | available | the trainer is free then | …
-- expect: ERROR: PT409: the trainer does not work then
-- expect: DETAIL: {"error": "not_available", "reason": "outside_hours"}
-- expect: ERROR: 42501: only staff may set override_availability
-- expect: Sun 25 Mar 12:00 | t
-- expect: Monday, ten | Iris Kaya
-- expect: Monday, three | Iris Kaya, Tom Adler
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT asked, code, params ->> 'local_start' AS local_start
FROM (VALUES ('Monday, ten', timestamptz '2040-03-19 10:00'), ('Monday, three', '2040-03-19 15:00'),
             ('Sunday, noon', '2040-03-25 12:00')) AS questions (asked, at),
     coaching.explain_availability(:'tom', at);

SET coaching.user_id TO :'ben';
SELECT asked, code, message, (SELECT array_agg(key ORDER BY key) FROM jsonb_object_keys(params) AS key) AS params
FROM (VALUES ('Tom, in 2040', :'tom'::uuid, timestamptz '2040-03-19 15:00'),
             ('Iris, in an hour', :'iris', now() + interval '1 hour'),
             ('Iris, tomorrow', :'iris', now() + interval '1 day')) AS questions (asked, whom, at),
     coaching.explain_availability(whom, at);

SELECT date_trunc('week', now()) + interval '13 days 12 hours' AS sunday_next_week \gset
SELECT coaching.book_session(:'tom', :'ben', :'sunday_next_week');
SELECT coaching.book_session(:'tom', :'ben', :'sunday_next_week', override_availability => true);

SET coaching.user_id TO :'tom';
SELECT coaching.book_session(:'tom', :'ben', '2040-03-25 12:00', override_availability => true) AS booking \gset
SELECT to_char(session_date, 'Dy DD Mon HH24:MI') AS session, override_availability
FROM coaching.bookings WHERE id = :'booking';

SET coaching.user_id TO :'nora';
SELECT asked, string_agg(display_name, ', ' ORDER BY display_name) AS free
FROM (VALUES ('Monday, ten', timestamptz '2040-03-19 10:00'), ('Monday, three', '2040-03-19 15:00'))
         AS questions (asked, at),
     coaching.find_available_trainers(at) GROUP BY asked ORDER BY asked;
