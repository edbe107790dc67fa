-- step: Emil leaves, and his sessions to come end with it
-- why: In one transaction the relationship ends, what was booked is cancelled, both are told, and the credits
-- why: come back. What took place stays as it was. Iris books nothing for him any more.
-- expect: terminated
-- expect: Tue 20 Mar 07:00 | cancelled | system | relationship_ended
-- expect: completed | 1
-- expect: no_show | 1
-- expect: Ten sessions | 8 of 10
-- expect: assignment.ended, booking.cancelled
-- expect: ERROR: PT409: the two are not trainer and active client
-- expect: DETAIL: {"error": "relationship_error"}
SET ROLE authenticated;
SET coaching.user_id TO :'emil';
SELECT max(id::text) AS last_heard FROM coaching.notifications \gset
SELECT coaching.remove_connection(:'iris') \g /dev/null
SELECT status FROM coaching.trainer_clients;
SELECT to_char(session_date, 'Dy DD Mon HH24:MI') AS session, status, cancelled_by, cancel_reason
FROM coaching.bookings WHERE session_date >= '2040-01-01';
SELECT status, count(*) FROM coaching.bookings WHERE session_date < now() GROUP BY status ORDER BY status;
SELECT package_name, format('%s of %s', sessions_remaining, sessions_total) AS credits
FROM coaching.package_balance(:'emil');
SELECT string_agg(DISTINCT kind, ', ') AS emil_hears FROM coaching.notifications WHERE id > :'last_heard';

SET coaching.user_id TO :'iris';
SELECT coaching.book_session(:'iris', :'emil', '2040-03-20 07:00');
