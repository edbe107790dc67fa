-- step: Fridays at six stay Fridays at six
-- why: Four weeks across the change of the clocks: another time by the sun, the same on the wall, and four
-- why: credits less. David wants half past five. All or none refuses all; skip books what it can, and says
-- why: of each date why not.
-- expect: Fri 16 Mar 18:00 | 17:00 | booked
-- expect: Fri 23 Mar 18:00 | 17:00 | booked
-- expect: Fri 30 Mar 18:00 | 16:00 | booked
-- expect: Fri 06 Apr 18:00 | 16:00 | booked
-- expect: Ten sessions | 6 of 10
-- expect: ERROR: PT409: the trainer has another session then
-- expect: DETAIL: {"error": "booking_conflict", "who": "trainer", "session_date": "2040-03-16T16:30:00Z"}
-- expect: Fri 09 Mar 17:30 | booked | booked
-- expect: Fri 16 Mar 17:30 | booking_conflict | the trainer has another session then
-- expect: davids | 1
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT to_char(session_date, 'Dy DD Mon HH24:MI') AS session,
       to_char(session_date AT TIME ZONE 'UTC', 'HH24:MI') AS utc, code
FROM coaching.book_series(:'tom', :'ben', '2040-03-16 18:00', weeks => 4);
SELECT package_name, format('%s of %s', sessions_remaining, sessions_total) AS credits
FROM coaching.package_balance(:'ben');

SELECT * FROM coaching.book_series(:'tom', :'david', '2040-03-09 17:30', weeks => 2);

SELECT to_char(session_date, 'Dy DD Mon HH24:MI') AS session, code, message
FROM coaching.book_series(:'tom', :'david', '2040-03-09 17:30', weeks => 2, on_conflict => 'skip');
SELECT count(*) AS davids FROM coaching.bookings WHERE client_id = :'david' \gx
