-- step: A pause frees the place, and coming back needs one
-- why: Carla pauses, so David gets her place with Tom. When Carla wants to go on, Tom is full.
-- expect: UPDATE 1
-- expect: 2 | 3 | 1 | 0.6667
-- expect: 3 | 3 | 0 | 1.0000
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: DETAIL: {"error": "capacity_reached", "active": 3, "maximum": 3}
SET ROLE authenticated;
SET coaching.user_id TO :'carla';
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = :'tom';
SELECT * FROM coaching.trainer_capacity(:'tom');

SET coaching.user_id TO :'nora';
SELECT coaching.assign_trainer(:'david', :'tom') IS NOT NULL AS assigned;
SELECT * FROM coaching.trainer_capacity(:'tom');

SET coaching.user_id TO :'carla';
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = :'tom';
