-- step: Tom hands Ben over to Lena, whole
-- why: Lena is full, so nothing happens at all, until she makes room. Then the relationship, the plan, the
-- why: credits and the sessions to come go over in one transaction. Each session keeps its hour where Lena is
-- why: free, gets the nearest one within a week where she is not, or is cancelled, its credit given back. She
-- why: is away for a fortnight around Easter 2040, and the report says it all.
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: DETAIL: {"error": "capacity_reached", "active": 3, "maximum": 3}
-- expect: 3 | 2 | 1 | 1 | 7 | moved
-- expect: Fri 16 Mar 18:00 | Fri 16 Mar 18:00 | moved |
-- expect: Fri 23 Mar 18:00 | Wed 21 Mar 18:00 | rescheduled | the trainer has time off then
-- expect: Sun 25 Mar 12:00 | Wed 21 Mar 17:00 | rescheduled | the trainer does not work then
-- expect: Thu 29 Mar 18:00 | | cancelled | the trainer has time off then
-- expect: Fri 06 Apr 18:00 | Fri 06 Apr 18:00 | moved |
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT coaching.transfer_client_to_trainer(:'ben', :'tom', :'lena');

SET coaching.user_id TO :'lena';
UPDATE coaching.trainer_profiles SET max_clients = 4 WHERE trainer_id = :'lena';
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, type)
VALUES (:'lena', '2040-03-22', '2040-04-05', 'holiday');

SET coaching.user_id TO :'tom';
SELECT coaching.transfer_client_to_trainer(:'ben', :'tom', :'lena', 'Ben works around Lena''s corner now.') AS report \gset

SELECT bookings_moved AS moved, bookings_rescheduled AS rescheduled, bookings_cancelled AS cancelled,
       packages_transferred AS packages, sessions_transferred AS credits, details #>> '{plan,outcome}' AS plan
FROM jsonb_to_record(:'report') AS (bookings_moved int, bookings_rescheduled int, bookings_cancelled int,
                                    packages_transferred int, sessions_transferred int, details jsonb);
SELECT to_char("from", 'Dy DD Mon HH24:MI') AS it_was, to_char("to", 'Dy DD Mon HH24:MI') AS it_is, outcome, message
FROM jsonb_to_recordset(:'report'::jsonb #> '{details,bookings}')
         AS ("from" timestamptz, "to" timestamptz, outcome text, message text) ORDER BY "from";
