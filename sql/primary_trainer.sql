-- primary_trainer: a client has at most one active primary trainer.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('theo', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CREATE FUNCTION trainers(client text DEFAULT 'carl') RETURNS TABLE (trainer text, status text, is_primary boolean)
LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(trainer_id), status, is_primary FROM coaching.trainer_clients WHERE client_id = id(client) ORDER BY 1, id $$;

-- The first trainer is the primary one, the next are not.
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT coaching.assign_trainer(id('carl'), id('tom')) IS NOT NULL AS assigned;
SELECT * FROM trainers();

-- Asking for a second primary is refused; not asking makes a secondary.
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary) VALUES (id('theo'), id('carl'), 'active', true)$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET is_primary = true WHERE trainer_id = id('tom')$$);
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET is_primary = true WHERE trainer_id = id('tom')$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET is_primary = NULL WHERE trainer_id = id('tom')$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('theo'), id('carl'), 'active')$$);
SELECT * FROM trainers();

-- set_primary_trainer moves it, for the client and for admins.
CALL be('carl');
SELECT coaching.set_primary_trainer(id('carl'), id('tom'));
SELECT * FROM trainers();
SELECT coaching.set_primary_trainer(id('carl'), id('tom'));
CALL be('ada');
SELECT coaching.set_primary_trainer(id('carl'), id('tina'));
SELECT * FROM trainers();
CALL be('tina');
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), id('tina'))$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET is_primary = false WHERE client_id = id('carl')$$);
CALL be('cora');
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), id('tom'))$$);
CALL be('carl');
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), id('ada'))$$);
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), id('unknown'))$$);
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), NULL)$$);

-- A client may do without a primary trainer, and name one later.
UPDATE coaching.trainer_clients SET is_primary = false WHERE is_primary;
SELECT * FROM trainers();
UPDATE coaching.trainer_clients SET is_primary = true WHERE trainer_id = id('tina');
SELECT * FROM trainers();

-- A pause leaves the place of the primary free; whoever comes then takes it.
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT * FROM trainers();
SELECT coaching.set_primary_trainer(id('carl'), id('theo'));
SELECT attempt($$SELECT coaching.set_primary_trainer(id('carl'), id('tina'))$$);
-- resuming beside a primary makes a secondary
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina');
SELECT * FROM trainers();
-- resuming without one restores the primary
UPDATE coaching.trainer_clients SET is_primary = true WHERE trainer_id = id('theo');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('theo');
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('theo');
SELECT * FROM trainers();

-- When the primary one ends, the others stay secondary until one is named.
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('theo');
SELECT * FROM trainers();
SELECT coaching.set_primary_trainer(id('carl'), id('tom'));
SELECT * FROM trainers();

-- Of two proposals the one accepted first is the primary.
CALL be('tina');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('cora'));
CALL be('tom');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, is_primary) VALUES (id('tom'), id('cora'), true);
CALL be('theo');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, is_primary) VALUES (id('theo'), id('cora'), false);
SELECT * FROM trainers('cora');
CALL be('cora');
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('theo');
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tom');
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina');
SELECT * FROM trainers('cora');

-- Several at once: one of them is the primary, as if they had come one by one.
CALL be_trusted();
CALL person('cleo');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES
    (id('tina'), id('cleo'), 'active'), (id('tom'), id('cleo'), 'active'), (id('theo'), id('cleo'), 'active');
SELECT count(*) AS trainers, count(*) FILTER (WHERE is_primary) AS primaries FROM trainers('cleo');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('cleo');
UPDATE coaching.trainer_clients SET status = 'active' WHERE client_id = id('cleo');
SELECT count(*) AS trainers, count(*) FILTER (WHERE is_primary) AS primaries FROM trainers('cleo');
-- naming all of them at once is refused whole
SELECT attempt($$UPDATE coaching.trainer_clients SET is_primary = true WHERE client_id = id('cleo')$$);
SELECT count(*) FILTER (WHERE is_primary) AS primaries FROM trainers('cleo');

-- assign_trainer accepts what was proposed, and refuses what is already there.
CALL be_trusted();
DELETE FROM coaching.trainer_clients;
CALL be('tina');
INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, coach_notes) VALUES (id('proposal'), id('tina'), id('carl'), 'proposed');
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) = id('proposal') AS same_row;
SELECT status, origin, coach_notes, who(assigned_by) AS assigned_by, is_primary FROM coaching.trainer_clients;
SELECT attempt($$SELECT coaching.assign_trainer(id('carl'), id('tina'))$$);
UPDATE coaching.trainer_clients SET status = 'paused';
SELECT attempt($$SELECT coaching.assign_trainer(id('carl'), id('tina'))$$);
SELECT attempt($$SELECT coaching.assign_trainer(client_id => id('carl'), trainer_id => id('cora'))$$);
SELECT attempt($$SELECT coaching.assign_trainer(id('unknown'), id('tina'))$$);
SELECT attempt($$SELECT coaching.assign_trainer(id('tina'), id('tina'))$$);
SELECT attempt($$SELECT coaching.assign_trainer(NULL, id('tina'))$$);
SELECT attempt($$SELECT coaching.assign_trainer(id('cora'), id('tina'), repeat('x', 100001))$$);
CALL be('tina');
SELECT attempt($$SELECT coaching.assign_trainer(id('cora'), id('tina'))$$);
CALL be('cora');
SELECT attempt($$SELECT coaching.assign_trainer(id('cora'), id('tina'))$$);
-- a trainer may have a trainer
CALL be('ada');
SELECT coaching.assign_trainer(id('tom'), id('tina')) IS NOT NULL AS assigned;
SELECT coaching.assign_trainer(id('tina'), id('tom')) IS NOT NULL AS assigned;

CALL be_trusted();
DROP FUNCTION trainers;
