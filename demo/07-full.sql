-- step: Tom is full: the fourth client is refused, whichever way it is tried
-- why: The table itself refuses, so a plain INSERT is exactly as safe as the function. SQLSTATE PT409 is
-- why: HTTP 409 for PostgREST, and DETAIL is JSON for the app.
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: DETAIL: {"error": "capacity_reached", "active": 3, "maximum": 3}
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: 3
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT coaching.assign_trainer(:'david', :'tom');

INSERT INTO coaching.trainer_clients (client_id, trainer_id, status) VALUES (:'david', :'tom', 'active');

-- The owner of the database, whom no policy holds back
RESET ROLE;
RESET coaching.user_id;
INSERT INTO coaching.trainer_clients (client_id, trainer_id, status) VALUES (:'david', :'tom', 'active');

SELECT count(*) AS active FROM coaching.trainer_clients WHERE trainer_id = :'tom' AND status = 'active';
