-- step: A client has one primary trainer
-- why: Anna trains with Tom; Iris joins as a second trainer. A second primary one is refused, even to the
-- why: owner of the database. Anna herself moves it.
-- expect: Iris Kaya | f
-- expect: Tom Adler | t
-- expect: ERROR: PT409: the client has another primary trainer
-- expect: DETAIL: {"error": "relationship_error"}
-- expect: HINT: Move it with set_primary_trainer.
-- expect: Iris Kaya | t
-- expect: Tom Adler | f
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT coaching.assign_trainer(:'anna', :'iris') IS NOT NULL AS assigned;

SET coaching.user_id TO :'anna';
SELECT full_name, is_primary FROM coaching.get_connections() ORDER BY full_name;

RESET ROLE;
RESET coaching.user_id;
UPDATE coaching.trainer_clients SET is_primary = true WHERE trainer_id = :'iris' AND client_id = :'anna';

SET ROLE authenticated;
SET coaching.user_id TO :'anna';
SELECT coaching.set_primary_trainer(:'anna', :'iris') \g /dev/null
SELECT full_name, is_primary FROM coaching.get_connections() ORDER BY full_name;
