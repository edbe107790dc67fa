-- capacity: a trainer never has more active clients than places, and the count is always true.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('c1'); CALL person('c2'); CALL person('c3'); CALL person('c4'); CALL person('c5');
UPDATE coaching.trainer_profiles SET max_clients = 2 WHERE trainer_id = id('tina');

-- The count kept, the rows counted, and what everybody is told.
CREATE FUNCTION count_of(trainer text DEFAULT 'tina') RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
    SELECT active_clients || CASE active_clients WHEN (SELECT count(*) FROM coaching.trainer_clients r
        WHERE r.trainer_id = p.trainer_id AND status = 'active') THEN ', truly' ELSE ', WRONGLY' END
    FROM coaching.trainer_profiles p WHERE p.trainer_id = id(trainer) $$;

-- The last place goes to one client; the next is refused.
CALL be('ada');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c' || n), id('tina'))) FROM generate_series(1, 3) n;
SELECT count_of();

-- A secondary client counts as well.
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c1'), id('tom')));
SELECT count_of('tom');

-- What is not active takes no place.
CALL be('tina');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('c3'));
SELECT count_of();
CALL be('c3');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE client_id = id('c3')$$);

-- A paused client frees the trainer's capacity.
CALL be('c1');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT count_of();
CALL be('c3');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE client_id = id('c3')$$);
SELECT count_of();

-- Resuming into a full house is refused; once somebody ends, it works.
CALL be('c1');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina')$$);
CALL be('c2');
UPDATE coaching.trainer_clients SET status = 'completed';
CALL be('c1');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina')$$);
SELECT count_of();

-- Lowering the maximum below the count sends nobody away and lets nobody in.
CALL be('tina');
UPDATE coaching.trainer_profiles SET max_clients = 1 WHERE trainer_id = id('tina');
SELECT count_of();
SELECT * FROM coaching.trainer_capacity(id('tina'));
CALL be('ada');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c4'), id('tina')));
CALL be('c1');
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE trainer_id = id('tina');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina')$$);
SELECT count_of();

-- Zero places take nobody, NULL any number.
CALL be('tom');
UPDATE coaching.trainer_profiles SET max_clients = 0 WHERE trainer_id = id('tom');
CALL be('ada');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c4'), id('tom')));
SELECT * FROM coaching.trainer_capacity(id('tom'));
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = id('tom');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c' || n), id('tom'))) FROM generate_series(2, 5) n;
SELECT * FROM coaching.trainer_capacity(id('tom'));
SELECT count_of('tom');

-- Everybody is told the same true numbers, whatever they may see otherwise.
CALL be('tina');
UPDATE coaching.trainer_profiles SET max_clients = 3, is_listed = false WHERE trainer_id = id('tina');
CREATE TEMP TABLE told (n int, who text, count int, full_house boolean, capacity text);
GRANT ALL ON told TO PUBLIC;
INSERT INTO told SELECT 1, 'trainer', coaching.get_trainer_client_count(id('tina')), coaching.is_trainer_at_capacity(id('tina')), coaching.trainer_capacity(id('tina'));
CALL be('c1');
INSERT INTO told SELECT 2, 'client', coaching.get_trainer_client_count(p_trainer_id => id('tina')), coaching.is_trainer_at_capacity(p_trainer_id => id('tina')), coaching.trainer_capacity(trainer_id => id('tina'));
CALL be('c5');
INSERT INTO told SELECT 3, 'stranger', coaching.get_trainer_client_count(id('tina')), coaching.is_trainer_at_capacity(id('tina')), coaching.trainer_capacity(id('tina'));
CALL be('ada');
INSERT INTO told SELECT 4, 'admin', coaching.get_trainer_client_count(id('tina')), coaching.is_trainer_at_capacity(id('tina')), coaching.trainer_capacity(id('tina'));
CALL be_nobody();
INSERT INTO told SELECT 5, 'anonymous', coaching.get_trainer_client_count(id('tina')), coaching.is_trainer_at_capacity(id('tina')), coaching.trainer_capacity(id('tina'));
SELECT who, count, full_house, capacity FROM told ORDER BY n;
-- and of somebody who is no trainer
SELECT coaching.get_trainer_client_count(id('c1')), coaching.is_trainer_at_capacity(id('c1')), coaching.trainer_capacity(id('c1'));
SELECT coaching.get_trainer_client_count(NULL), coaching.is_trainer_at_capacity(NULL), coaching.trainer_capacity(NULL);

-- Rows that come many at once are counted one by one, and refused whole.
CALL be_trusted();
DELETE FROM coaching.trainer_clients;
SELECT count_of(), count_of('tom');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status)
    SELECT id('tina'), id('c' || n), 'active' FROM generate_series(1, 4) n$$);
SELECT count_of();
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status)
    SELECT id('tina'), id('c' || n), 'active' FROM generate_series(1, 3) n$$);
SELECT count_of();
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'paused'$$);
SELECT count_of();
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
SELECT count_of();

-- INSERT … ON CONFLICT DO NOTHING of what is there already takes no place.
SELECT attempt($$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status)
    SELECT id, trainer_id, id('c4'), 'active' FROM coaching.trainer_clients ON CONFLICT DO NOTHING$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status)
    SELECT id, trainer_id, id('c4'), 'active' FROM coaching.trainer_clients ON CONFLICT (id) DO NOTHING$$);
SELECT count_of();
-- a pair that is connected is no duplicate to pass over, it is refused
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES
    (id('tom'), id('c4'), 'active'), (id('tom'), id('c4'), 'active') ON CONFLICT DO NOTHING$$);
SELECT count_of('tom');
-- an upsert that turns a paused row active takes one
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('c1');
SELECT attempt($$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status)
    SELECT id, trainer_id, id('c5'), 'pending' FROM coaching.trainer_clients WHERE client_id = id('c1')
    ON CONFLICT (id) DO UPDATE SET status = 'active'$$);
SELECT count_of();

-- What is rolled back was never taken.
BEGIN;
SAVEPOINT s;
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE client_id = id('c1');
SELECT count_of();
ROLLBACK TO s;
SELECT count_of();
COMMIT;

-- DELETE and TRUNCATE keep the count.
DELETE FROM coaching.trainer_clients WHERE client_id = id('c1');
SELECT count_of();
TRUNCATE coaching.trainer_clients CASCADE;
SELECT count_of(), count_of('tom');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id('c1'), id('tina')));
DELETE FROM coaching.trainer_clients;
SELECT count_of();

-- A trainer keeps the role while clients are active, whoever takes it away.
CALL be('ada');
SELECT coaching.assign_trainer(id('c1'), id('tina')) IS NOT NULL AS assigned;
SELECT attempt($$SELECT coaching.demote_coach(id('tina'))$$);
SELECT attempt($$SELECT coaching.remove_user_role(id('tina'), 'coach')$$);
CALL be_trusted();
SELECT attempt($$UPDATE coaching.users SET roles = '{client}' WHERE id = id('tina')$$);
SELECT attempt($$UPDATE coaching.users SET roles = '{trainer}' WHERE id = id('tina')$$);
SELECT attempt($$DELETE FROM coaching.users WHERE id = id('tina')$$);
CALL be('c1');
UPDATE coaching.trainer_clients SET status = 'paused';
CALL be('ada');
SELECT attempt($$SELECT coaching.demote_coach(id('tina'))$$);
SELECT is_active, roles FROM coaching.trainer_profiles p JOIN coaching.users u ON u.id = p.trainer_id WHERE u.id = id('tina');
-- demoting again, or somebody who is no trainer, changes nothing
SELECT attempt($$SELECT coaching.demote_coach(id('tina'))$$);
SELECT attempt($$SELECT coaching.demote_coach(id('unknown'))$$);
-- a client of a former trainer cannot resume
CALL be('c1');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'completed'$$);

-- assign_clients assigns all of them or none, and says of each what came of it.
CALL be('ada');
SELECT coaching.promote_to_coach(id('tina'));
UPDATE coaching.trainer_profiles SET max_clients = 3 WHERE trainer_id = id('tina');
SELECT who(client_id), assignment_id IS NOT NULL AS has_id, code, message
FROM coaching.assign_clients(id('tina'), ARRAY[id('c1'), id('c2')]) ORDER BY 1;
SELECT count_of();
-- one place is left for two: in the order of their ids the first would have had it
SELECT assignment_id, code, message FROM coaching.assign_clients(id('tina'), ARRAY[id('c3'), id('c4')]) ORDER BY client_id;
SELECT who(client_id), assignment_id IS NOT NULL AS has_id, code, message
FROM coaching.assign_clients(trainer_id => id('tina'), client_ids => ARRAY[id('c2'), id('c5'), id('unknown'), id('tina')]) ORDER BY 1;
SELECT count_of();
SELECT count(*) AS rows FROM coaching.assign_clients(id('tina'), '{}');
SELECT attempt($$SELECT coaching.assign_clients(id('tina'), ARRAY[id('c3'), id('c3')])$$);
SELECT attempt($$SELECT coaching.assign_clients(id('tina'), ARRAY[id('c3'), NULL])$$);
SELECT attempt($$SELECT coaching.assign_clients(id('tina'), NULL)$$);
SELECT attempt($$SELECT coaching.assign_clients(id('c1'), ARRAY[id('c3')])$$);
SELECT attempt($$SELECT coaching.assign_clients(id('unknown'), ARRAY[id('c3')])$$);
SELECT attempt($$SELECT coaching.assign_clients(id('tina'), ARRAY[ARRAY[id('c3')]])$$);
CALL be('tina');
SELECT attempt($$SELECT coaching.assign_clients(id('tina'), ARRAY[id('c3')])$$);
SELECT count_of();

CALL be_trusted();
DROP FUNCTION count_of;
