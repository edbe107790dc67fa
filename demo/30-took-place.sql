-- step: Emil came, and then he did not
-- why: Iris writes down two sessions of the last days and says what became of them. What took place counts
-- why: once; what has not begun has not taken place. His next session is in 2040, and confirmed.
-- expect: ERROR: PT409: the booking is completed already
-- expect: DETAIL: {"error": "illegal_transition", "from": "completed", "to": "completed"}
-- expect: ERROR: PT409: the session has not begun
-- expect: DETAIL: {"error": "illegal_transition", "from": "scheduled", "to": "completed"}
-- expect: completed | reserve, consume
-- expect: no_show | reserve, forfeit
-- expect: confirmed | reserve
-- expect: 1 | 7
SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT coaching.book_session(:'iris', :'emil', now() - interval '2 days') AS came,
       coaching.book_session(:'iris', :'emil', now() - interval '1 day') AS stayed_away,
       coaching.book_session(:'iris', :'emil', '2040-03-20 07:00') AS next \gset
SELECT coaching.complete_booking(:'came'), coaching.mark_no_show(:'stayed_away') \g /dev/null
SELECT coaching.complete_booking(:'came');
SELECT coaching.complete_booking(:'next');
SELECT coaching.confirm_booking(:'next') \g /dev/null

SELECT status, string_agg(kind, ', ' ORDER BY package_ledger.id) AS ledger
FROM coaching.bookings JOIN coaching.package_ledger ON booking_id = bookings.id
WHERE bookings.id IN (:'came', :'stayed_away', :'next') GROUP BY bookings.id ORDER BY session_date;
SELECT sessions_completed, (SELECT sessions_remaining FROM coaching.package_balance(:'emil')) AS emils_credits
FROM coaching.trainer_profiles WHERE trainer_id = :'iris';
