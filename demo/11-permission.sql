-- step: A client hides her progress, and the trainer's next statement no longer sees it
-- why: One flag on the relationship. Only the client may write it: Tom cannot switch it back on.
-- expect: Anna Holm | 365
-- expect: UPDATE 1
-- expect: 730 | Ben Ochoa, David Stein
-- expect: ERROR: 42501: this side may not write can_view_progress
-- expect: DETAIL: {"error": "permission_denied", "column": "can_view_progress"}
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT full_name, count(*) AS weigh_ins
FROM app.weigh_ins JOIN coaching.users ON id = client_id GROUP BY full_name ORDER BY full_name;

SET coaching.user_id TO :'anna';
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE trainer_id = :'tom';

SET coaching.user_id TO :'tom';
SELECT count(*) AS weigh_ins, string_agg(DISTINCT full_name, ', ') AS whose
FROM app.weigh_ins JOIN coaching.users ON id = client_id;

UPDATE coaching.trainer_clients SET can_view_progress = true WHERE client_id = :'anna';
