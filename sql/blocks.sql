-- blocks: a block ends what is live between two people and keeps them apart; only the blocker sees it.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
SELECT attempt(format('SELECT coaching.assign_trainer(%L, %L)', id(c), id('tina'))) FROM unnest(ARRAY['carl', 'cora']) c;

-- A client blocks the trainer: the relationship ends, the place is free, neither is told, neither sees why.
CALL be('carl');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (id('carl'), id('tina'), 'rude');
SELECT who(trainer_id), status, terminated_at IS NOT NULL AS ended FROM coaching.trainer_clients;
SELECT coaching.get_trainer_client_count(id('tina'));
CALL be('tina');
SELECT who(client_id), status FROM coaching.trainer_clients ORDER BY 1;
SELECT kind, who((payload ->> 'client_id')::uuid) AS client FROM coaching.notifications WHERE kind = 'assignment.ended';
SELECT count(*) AS blocks_seen FROM coaching.user_blocks;

-- They do not know each other any more: no profile, no messages, no access.
SELECT coaching.knows(id('carl')) AS trainer_knows, coaching.can_message(id('carl')) AS may_write,
    coaching.can_access(id('carl'), 'profile') AS may_see;
SELECT who(id) FROM coaching.users ORDER BY 1;
CALL be('carl');
SELECT coaching.knows(id('tina')) AS client_knows, coaching.can_message(id('tina')) AS may_write;
-- yet both keep their history
SELECT count(*) FROM coaching.trainer_clients;

-- Nobody brings them together again: not the trainer, not an admin, and it is not said whose block it is.
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('carl'))$$);
CALL be('ada');
SELECT attempt($$SELECT coaching.assign_trainer(id('carl'), id('tina'))$$);
SELECT who(client_id), code FROM coaching.assign_clients(id('tina'), ARRAY[id('carl')]);
CALL be_trusted();
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('tina'), id('carl'), 'active')$$);

-- Lifting the block restores nothing, but lets them begin anew.
CALL be('tina');
SELECT attempt('DELETE FROM coaching.user_blocks');
CALL be('carl');
SELECT attempt('DELETE FROM coaching.user_blocks');
SELECT status FROM coaching.trainer_clients;
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- A trainer blocks a client; a pending proposal and a paused relationship end just so.
CALL be('tina');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tina'), id('cora'));
CALL be('tom');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tom'), id('cora'));
CALL be('cora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tom'));
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE status = 'active';
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('tina'));
CALL be('ada');
SELECT who(trainer_id) AS trainer, who(client_id) AS client, status FROM coaching.trainer_clients ORDER BY id;
SELECT who(trainer_id) AS trainer, active_clients FROM coaching.trainer_profiles ORDER BY 1;

-- A trainer and the trainer's trainer: both directions end.
SELECT coaching.assign_trainer(id('tom'), id('tina')) IS NOT NULL AS assigned;
SELECT coaching.assign_trainer(id('tina'), id('tom')) IS NOT NULL AS assigned;
CALL be('tom');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tom'), id('tina'));
SELECT who(trainer_id) AS trainer, who(client_id) AS client, status FROM coaching.trainer_clients
WHERE id('tina') IN (trainer_id, client_id) ORDER BY 1;

-- A person blocks for themselves only, and not twice.
CALL be('cora');
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('tom'))$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('cora'))$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('unknown'))$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tom'))$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tom')) ON CONFLICT DO NOTHING$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (id('cora'), id('tom'), 'r')
    ON CONFLICT (blocker_id, blocked_id) DO UPDATE SET blocker_id = excluded.blocker_id, blocked_id = excluded.blocked_id, reason = excluded.reason$$);
SELECT attempt($$UPDATE coaching.user_blocks SET blocked_id = id('carl')$$);
SELECT attempt($$UPDATE coaching.user_blocks SET blocker_id = id('carl')$$);
SELECT who(blocked_id), reason FROM coaching.user_blocks;
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), NULL)$$);
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (id('cora'), id('ada'), repeat('x', 4001))$$);
CALL be('dora');
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('dora'), id('tom'))$$);
CALL be_nobody();
SELECT attempt($$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tom'))$$);

-- Blocking an admin does not blind the admin.
CALL be('cora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('ada'));
CALL be('ada');
SELECT coaching.knows(id('cora')) AS admin_knows, count(*) AS people_seen FROM coaching.users;
CALL be_trusted();
