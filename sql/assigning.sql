-- assigning: many clients at once by how well they fit, and new clients by themselves.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'trainer');
CALL person('tom', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cem');
CALL person('cleo');
UPDATE coaching.trainer_profiles SET specializations = CASE trainer_id WHEN id('tina') THEN '{a,b,c,d}' ELSE '{a}' END::text[], max_clients = CASE trainer_id WHEN id('tina') THEN 1 ELSE 2 END;
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('carl'), '{a,b,c,d}'), (id('cora'), '{a,b,x}'), (id('cem'), '{b,x,y}'), (id('cleo'), '{}');
CREATE FUNCTION everybody() RETURNS uuid[] LANGUAGE sql AS $$ SELECT ARRAY[id('carl'), id('cora'), id('cem'), id('cleo')] $$;
CREATE FUNCTION proposed() RETURNS TABLE (client text, trainer text, score int, code text, params jsonb, message text) LANGUAGE sql AS $$
    SELECT who(client_id), who(trainer_id), score, code, params, message FROM coaching.propose_assignments(everybody()) ORDER BY 1 $$;
CREATE FUNCTION related() RETURNS TABLE (client text, trainer text, status text, is_primary boolean, origin text, assigned_by text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(client_id), who(trainer_id), status, is_primary, origin, who(assigned_by) FROM coaching.trainer_clients ORDER BY 1, 2 $$;

-- Who would get whom: Tina's only place goes to the client who fits her best, though all would rather have her.
SELECT who(c) AS client, who(t) AS trainer, coaching.match_score(c, t) FROM unnest(everybody()) c, unnest(ARRAY[id('tina'), id('tom')]) t ORDER BY 1, 3 DESC, t;
CALL be('ada');
SELECT * FROM proposed();
-- No client and trainer would both rather have each other: nobody scores higher with a trainer who has a free place or a worse client.
SELECT count(*) AS unstable FROM coaching.propose_assignments(everybody()) p, unnest(ARRAY[id('tina'), id('tom')]) t
    WHERE coaching.match_score(p.client_id, t) > coalesce(p.score, -1) AND EXISTS (SELECT FROM coaching.propose_assignments(everybody()) q
        WHERE q.trainer_id = t AND q.score < coaching.match_score(p.client_id, t));
SELECT * FROM related();
-- More places.
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = id('tina');
SELECT client, trainer, score, code FROM proposed();
UPDATE coaching.trainer_profiles SET max_clients = 0;
SELECT client, trainer, score, code, message FROM proposed();
UPDATE coaching.trainer_profiles SET max_clients = CASE trainer_id WHEN id('tina') THEN 1 ELSE 2 END;
-- Who has a trainer, is deactivated, or whom nobody may take.
SELECT coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS assigned;
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('cleo');
UPDATE coaching.client_profiles SET required_language = 'tlh' WHERE client_id = id('cem');
SELECT client, trainer, score, code, message FROM proposed();
-- Doing it does that, and is recorded as the admin's.
SELECT who(client_id) AS client, who(trainer_id) AS trainer, assignment_id = (SELECT r.id FROM coaching.trainer_clients r WHERE r.client_id = a.client_id) AS is_the_relationship, score, code
    FROM coaching.apply_assignments(everybody()) a ORDER BY 1;
SELECT * FROM related();
SELECT who(trainer_id), active_clients, max_clients FROM coaching.trainer_profiles ORDER BY 1;
-- Once more changes nothing.
SELECT who(client_id) AS client, who(trainer_id) AS trainer, assignment_id, code FROM coaching.apply_assignments(everybody()) ORDER BY 1;
SELECT count(*) FROM related();
-- Blocks keep people apart; a trainer's own proposal becomes the relationship.
CALL be_trusted();
DELETE FROM coaching.trainer_clients;
UPDATE coaching.users SET deactivated_at = NULL;
UPDATE coaching.client_profiles SET required_language = NULL;
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('tina'));
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('tina'), id('cora'), 'pending');
CALL be('ada');
SELECT who(client_id) AS client, who(trainer_id) AS trainer, assignment_id IS NOT NULL AS connected, score, code FROM coaching.apply_assignments(everybody()) ORDER BY 1;
SELECT * FROM related();
-- All or nothing: what goes wrong in the middle undoes the rest.
CALL be_trusted();
DELETE FROM coaching.trainer_clients;
CREATE FUNCTION fail_for_cleo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.client_id = public.id('cleo') THEN RAISE 'not cleo'; END IF; RETURN new; END $$;
CREATE TRIGGER zz_fail BEFORE INSERT ON coaching.trainer_clients FOR EACH ROW EXECUTE FUNCTION fail_for_cleo();
CALL be('ada');
SELECT attempt('SELECT * FROM coaching.apply_assignments(everybody())');
SELECT count(*) FROM related();
CALL be_trusted();
DROP TRIGGER zz_fail ON coaching.trainer_clients;
-- Input and rights.
CALL be('ada');
SELECT attempt('SELECT * FROM coaching.propose_assignments(''{}'')'), attempt('SELECT * FROM coaching.apply_assignments(''{}'')');
SELECT attempt('SELECT * FROM coaching.propose_assignments(ARRAY[id(''carl''), id(''carl'')])');
SELECT attempt('SELECT * FROM coaching.apply_assignments(ARRAY[id(''carl''), id(''nobody'')])');
SELECT attempt('SELECT * FROM coaching.propose_assignments(ARRAY(SELECT coaching.new_id() FROM generate_series(1, 100001)))');
CALL be('tina');
SELECT attempt('SELECT * FROM coaching.propose_assignments(everybody())'), attempt('SELECT * FROM coaching.apply_assignments(everybody())');
CALL be('carl');
SELECT attempt('SELECT * FROM coaching.propose_assignments(ARRAY[id(''carl'')])'), attempt('SELECT * FROM coaching.apply_assignments(ARRAY[id(''carl'')])');

-- New clients. By default nothing happens.
CALL clean_slate();
CALL person('tina', 'trainer');
CALL person('c1');
SELECT count(*) FROM related();
-- The only trainer there is.
INSERT INTO coaching.settings VALUES ('auto_assign', 'only_trainer');
UPDATE coaching.trainer_profiles SET max_clients = 1;
CALL person('c2');
CALL person('c3');
CALL person('ines', 'client', 'trainer');
CALL person('axel', 'client', 'admin');
SELECT * FROM related();
SELECT who(user_id), kind FROM coaching.notifications ORDER BY 1;
-- Two trainers are not the only one; one who rests does not count, one who is closed is no help.
UPDATE coaching.trainer_profiles SET max_clients = NULL;
CALL person('c4');
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('ines');
CALL person('c5');
UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tina');
CALL person('c6');
UPDATE coaching.trainer_profiles SET is_active = false;
CALL person('c7');
SELECT client, trainer FROM related();
UPDATE coaching.trainer_profiles SET is_active = true, accepts_clients = true;
-- The best match with a free place: the better rated first, then the other, then nobody.
UPDATE coaching.settings SET value = 'best_match';
SET row_security = off;
UPDATE coaching.trainer_profiles SET max_clients = active_clients + 1, rating_count = 50, rating_average = CASE trainer_id WHEN id('ines') THEN 5 ELSE 2 END;
RESET row_security;
CALL person('b1');
CALL person('b2');
CALL person('b3');
SELECT * FROM related() WHERE client LIKE 'b_';
-- Somebody who becomes a client is new as well, and their profile counts; who was a client is not; who has a trainer gets no other.
INSERT INTO names VALUES (id('b4'), 'b4');
INSERT INTO coaching.users (id, roles) VALUES (id('b4'), '{}');
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('b4'), '{knitting}');
UPDATE coaching.trainer_profiles SET max_clients = NULL, specializations = CASE trainer_id WHEN id('tina') THEN '{Knitting}' ELSE '{yoga}' END::text[];
SELECT coaching.add_user_role(id('b4'), 'member');
SELECT coaching.remove_user_role(id('b4'), 'client');
SELECT coaching.add_user_role(id('b4'), 'client');
SELECT coaching.add_user_role(id('b3'), 'client');
SELECT * FROM related() WHERE client IN ('b3', 'b4');
-- A deactivated newcomer waits.
INSERT INTO coaching.users (roles, deactivated_at) VALUES ('{client}', now());
-- Whatever goes wrong with the assignment, the person has signed up.
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no relationships today'; END $$;
CREATE TRIGGER zz_fail BEFORE INSERT ON coaching.trainer_clients FOR EACH ROW EXECUTE FUNCTION fail();
CALL person('b5');
DROP TRIGGER zz_fail ON coaching.trainer_clients;
SELECT who(id), roles FROM coaching.users WHERE id = id('b5');
-- ... be it that what was restored from elsewhere cannot be read here.
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 1, '08:00', '12:00');
SET session_replication_role = replica;
UPDATE coaching.trainer_profiles SET time_zone = 'Mars/Phobos' WHERE trainer_id = id('tina');
INSERT INTO coaching.client_profiles (client_id, preferred_windows) VALUES (id('b7'), '[{"day_of_week": 1, "start": "08:00", "end": "12:00"}]');
RESET session_replication_role;
CALL person('b7');
SELECT who(id), roles FROM coaching.users WHERE id = id('b7');
SET session_replication_role = replica;
UPDATE coaching.trainer_profiles SET time_zone = 'UTC' WHERE trainer_id = id('tina');
RESET session_replication_role;
-- Many at once share the places there are.
UPDATE coaching.trainer_profiles SET max_clients = active_clients + 3;
INSERT INTO names SELECT id('m' || n), 'm' || n FROM generate_series(1, 8) n;
INSERT INTO coaching.users (id) SELECT id('m' || n) FROM generate_series(1, 8) n;
SELECT trainer, count(*) FROM related() WHERE client LIKE 'm_' GROUP BY 1 ORDER BY 1;
SELECT bool_and(active_clients = max_clients) AS full FROM coaching.trainer_profiles;
-- Off again.
DELETE FROM coaching.settings;
UPDATE coaching.trainer_profiles SET max_clients = NULL;
CALL person('b6');
SELECT count(*) FROM related() WHERE client = 'b6';
