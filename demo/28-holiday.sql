-- step: Tom takes Easter off, over a session that is booked
-- why: Good Friday is one of Ben's Fridays. The session stays booked until somebody decides; both are told,
-- why: and nothing new falls on these days. Tom moves it to Thursday: the same booking, the same credit.
-- expect: Ben Ochoa | Fri 30 Mar 18:00 | scheduled
-- expect: time_off | the trainer has time off then
-- expect: ERROR: PT409: the trainer has time off then
-- expect: DETAIL: {"error": "not_available", "reason": "time_off"}
-- expect: 0 | Thu 29 Mar 18:00 | reserve | 6
-- expect: booking.time_off_conflict, booking.rescheduled
SET ROLE authenticated;
SET coaching.user_id TO :'ben';
SELECT max(id::text) AS last_heard FROM coaching.notifications \gset

SET coaching.user_id TO :'tom';
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, type)
VALUES (:'tom', '2040-03-30', '2040-04-02', 'holiday') RETURNING id AS easter \gset
SELECT full_name, to_char(session_date, 'Dy DD Mon HH24:MI') AS session, status
FROM coaching.time_off_conflicts(:'easter') AS met JOIN coaching.users ON users.id = client_id;
SELECT id AS booking FROM coaching.time_off_conflicts(:'easter') \gset

SELECT code, message FROM coaching.explain_availability(:'tom', '2040-04-02 10:00');
SELECT coaching.book_session(:'tom', :'david', '2040-04-02 10:00');

SELECT coaching.reschedule_booking(:'booking', '2040-03-29 18:00') \g /dev/null
SELECT (SELECT count(*) FROM coaching.time_off_conflicts(:'easter')) AS conflicts,
       to_char(session_date, 'Dy DD Mon HH24:MI') AS session,
       (SELECT string_agg(kind, ', ') FROM coaching.package_ledger WHERE booking_id = bookings.id) AS ledger,
       (SELECT sessions_remaining FROM coaching.package_balance(:'ben')) AS credits
FROM coaching.bookings WHERE id = :'booking';

SET coaching.user_id TO :'ben';
SELECT string_agg(kind, ', ' ORDER BY id) AS ben_hears FROM coaching.notifications WHERE id > :'last_heard';
