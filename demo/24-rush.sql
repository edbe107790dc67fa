-- step: Anna and Emil want the same hour with Iris at the same moment
-- why: Each from four telephones. One booking comes through, Anna's or Emil's; seven are told why not.
-- sessions: 8
-- expect: 1 booked
-- expect: 7 ERROR: PT409: the trainer has another session then
-- expect: 7 DETAIL: {"error": "booking_conflict", "who": "trainer"}
SELECT (ARRAY[:'anna', :'emil'])[1 + :session % 2] AS client \gset
SET ROLE authenticated;
SET coaching.user_id TO :'client';
SELECT date_trunc('hour', created_at) + interval '5 days' AS hour FROM coaching.users WHERE id = :'iris' \gset
SELECT CASE WHEN coaching.book_session(:'iris', :'client', :'hour') IS NOT NULL
            THEN concat('booked', pg_sleep(0.2)) END;
