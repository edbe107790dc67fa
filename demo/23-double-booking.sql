-- step: Nobody is in two places at once
-- why: Tom books Ben for ten o'clock. His quarter of an hour counts: eleven is too early for David. The table
-- why: itself refuses, to staff who may override hours and to the owner of the database as well. Anna cannot
-- why: be with Iris while she is with Tom.
-- expect: ERROR: PT409: the trainer has another session then
-- expect: ERROR: PT409: the trainer has another session then
-- expect: ERROR: PT409: the client has another session then
-- expect: DETAIL: {"error": "booking_conflict", "who": "trainer"}
-- expect: DETAIL: {"error": "booking_conflict", "who": "client"}
-- expect: Ben Ochoa | 10:00 | 11:15
-- expect: 14:00 15:00 16:00 17:00 18:00 19:00
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT coaching.book_session(:'tom', :'ben', '2040-03-19 10:00') IS NOT NULL AS booked;
SELECT coaching.book_session(:'tom', :'anna', '2040-03-19 12:45', override_availability => true) IS NOT NULL AS booked;

SELECT coaching.book_session(:'tom', :'david', '2040-03-19 11:00', override_availability => true);

RESET ROLE;
RESET coaching.user_id;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (:'tom', :'david', '2040-03-19 10:30');

SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT coaching.book_session(:'iris', :'anna', '2040-03-19 13:30');

SET coaching.user_id TO :'tom';
SELECT full_name, to_char(lower(held), 'HH24:MI') AS held_from, to_char(upper(held), 'HH24:MI') AS held_until
FROM coaching.find_booking_conflicts(:'tom', '2040-03-19 11:00') AS met JOIN coaching.users ON users.id = met.client_id;
SELECT string_agg(to_char(starts_at, 'HH24:MI'), ' ' ORDER BY starts_at) AS left_on_monday
FROM coaching.get_available_slots(:'tom', '2040-03-19', '2040-03-19');
