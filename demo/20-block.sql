-- step: Greta blocks Iris, and nothing of the one reaches the other any more
-- why: The relationship ends at that moment. No invitation, by account or by e-mail, no request, no
-- why: proposal, no assignment by an admin; neither finds the other; and nobody is told, by whom or why.
-- expect: terminated | f | 0
-- expect: ERROR: 42501: these two people cannot be brought together
-- expect: ERROR: 42501: these two people cannot be brought together
-- expect: ERROR: 42501: these two people cannot be brought together
-- expect: ERROR: 42501: these two people cannot be brought together
-- expect: ERROR: 42501: these two people cannot be brought together
-- expect: DETAIL: {"error": "blocked"}
-- expect: f | 0 | 0
-- expect: told | 0
SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT count(*) AS heard FROM coaching.notifications \gset

SET coaching.user_id TO :'greta';
SELECT coaching.block_user(:'iris', 'calls at night') \g /dev/null
SELECT status, coaching.can_message(:'iris'), (SELECT count(*) FROM coaching.search_trainers('iris')) AS found
FROM coaching.trainer_clients;
SELECT coaching.send_connection_request(:'iris');

SET coaching.user_id TO :'iris';
SELECT coaching.send_invitation(target_user_id => :'greta');
SELECT coaching.send_invitation('GRETA@mail.example');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (:'iris', :'greta');

SET coaching.user_id TO :'nora';
SELECT coaching.assign_trainer(:'greta', :'iris');

SET coaching.user_id TO :'iris';
SELECT coaching.can_message(:'greta'), count(*) FILTER (WHERE id = :'greta') AS people,
       (SELECT count(*) FROM app.weigh_ins WHERE client_id = :'greta') AS weigh_ins
FROM coaching.users;
SELECT count(*) - :heard AS told FROM coaching.notifications \gx
