-- step: An early cancel gives the credit back, a late one does not
-- why: Anna books two hours with Iris, these days and not in 2040; the taster pays, since it ends first.
-- why: The hour of next week moves with its credit, and is cancelled in time. That of tomorrow is too near to
-- why: be moved, and cancelling it costs the credit, unless Iris waives that. Anna cannot.
-- expect: t | Ten sessions 10, Taster 0
-- expect: {"late": false, "refunded": true}
-- expect: ERROR: PT409: it is too late to move the session
-- expect: DETAIL: {"error": "not_available", "reason": "too_late"}
-- expect: {"late": true, "refunded": false}
-- expect: Ten sessions 10, Taster 1
-- expect: ERROR: 42501: only staff may waive a late cancellation
-- expect: {"late": true, "refunded": true}
-- expect: Ten sessions 10, Taster 2
-- expect: reserve, forfeit, refund
SET ROLE authenticated;
SET coaching.user_id TO :'anna';
SELECT coaching.book_session(:'iris', :'anna', now() + interval '20 hours') AS tomorrow,
       coaching.book_session(:'iris', :'anna', now() + interval '6 days') AS next_week \gset
SELECT coaching.reschedule_booking(:'next_week', now() + interval '7 days') \g /dev/null
SELECT (SELECT session_date > now() + interval '6 days 12 hours'
        FROM coaching.bookings WHERE id = :'next_week') AS moved,
       string_agg(format('%s %s', package_name, sessions_remaining), ', ' ORDER BY package_name DESC) AS credits
FROM coaching.package_balance(:'anna');

SELECT coaching.cancel_booking(:'next_week', 'a birthday');
SELECT coaching.reschedule_booking(:'tomorrow', now() + interval '7 days');

SELECT coaching.cancel_booking(:'tomorrow', 'overslept');
SELECT string_agg(format('%s %s', package_name, sessions_remaining), ', ' ORDER BY package_name DESC) AS credits
FROM coaching.package_balance(:'anna');
SELECT coaching.cancel_booking(:'tomorrow', waive => true);

SET coaching.user_id TO :'iris';
SELECT coaching.cancel_booking(:'tomorrow', waive => true);
SELECT string_agg(format('%s %s', package_name, sessions_remaining), ', ' ORDER BY package_name DESC) AS credits
FROM coaching.package_balance(:'anna');
SELECT string_agg(kind, ', ' ORDER BY id) AS ledger FROM coaching.package_ledger WHERE booking_id = :'tomorrow';
