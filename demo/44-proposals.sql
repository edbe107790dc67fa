-- step: Two people want Lena's last place
-- why: Of 203 trainers Fatima is shown those she could get: she asked for German, of which the crowd says
-- why: nothing. For many at once Nora gets the stable assignment: no client and trainer would both rather have
-- why: each other. Looking changes nothing; applying decides anew, under locks, and does all of it or nothing.
-- expect: Lena Voss | 67 | 0.88 | 1
-- expect: Iris Kaya | 50 | 0.92 | 14
-- expect: Ben Ochoa | | has_trainer | The client has a trainer already.
-- expect: Fatima Aziz | Lena Voss | first_choice | The best match there is.
-- expect: Hugo Lind | Iris Kaya | later_choice | Choice 2: …
-- expect: connected | 2
-- expect: Fatima Aziz | Lena Voss | active | t
-- expect: Hugo Lind | Iris Kaya | active | t
SET ROLE authenticated;
SET coaching.user_id TO :'fatima';
SELECT display_name, score, round(confidence::numeric, 2) AS confidence, free_places
FROM coaching.match_trainers(:'fatima');

SET coaching.user_id TO :'nora';
INSERT INTO coaching.client_profiles (client_id, goals, required_language, languages)
VALUES (:'hugo', '{recovery,climbing,dancing}', 'de', '{de}');
SELECT c.full_name AS client, t.full_name AS trainer, code, message
FROM coaching.propose_assignments(ARRAY[:'ben', :'fatima', :'hugo']::uuid[]) AS proposed
JOIN coaching.users c ON c.id = client_id LEFT JOIN coaching.users t ON t.id = trainer_id ORDER BY client;

SELECT count(assignment_id) AS connected FROM coaching.apply_assignments(ARRAY[:'ben', :'fatima', :'hugo']::uuid[]) \gx
SELECT client_name, trainer_name, status, is_primary
FROM coaching.client_assignment_overview WHERE client_id IN (:'fatima', :'hugo') ORDER BY client_name;
