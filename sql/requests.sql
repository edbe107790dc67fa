-- requests: a client asks a trainer to begin; the trainer accepts, rejects or puts off; all by function.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

-- The last request between two people, whoever asks.
CREATE FUNCTION request(client text, trainer text) RETURNS uuid LANGUAGE sql SECURITY DEFINER AS $$
    SELECT r.id FROM coaching.connection_requests r
    WHERE from_user_id = id(client) AND to_user_id = id(trainer) ORDER BY r.id DESC LIMIT 1 $$;
CREATE FUNCTION answer(client text, trainer text, response text) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.respond_to_request(%L, %L)', request(client, trainer), response)) $$;
CREATE FUNCTION cancel(client text, trainer text) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.cancel_connection_request(%L)', request(client, trainer))) $$;
-- Who was told what since the last time.
CREATE FUNCTION news() RETURNS TABLE (who text, kind text, client text, trainer text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind, who((payload ->> 'client_id')::uuid), who((payload ->> 'trainer_id')::uuid)
    FROM heard ORDER BY 2, 1, 3 $$;

-- As a client, I want to send a connection request to a trainer so that I can begin working with them.
CALL be('carl');
SELECT coaching.send_connection_request(id('tina'), 'I want to run again.') IS NOT NULL AS sent;
SELECT who(to_user_id) AS trainer, status, message, match_percentage, responded_at FROM coaching.connection_requests;
-- until it is answered they know each other, and nothing more
SELECT coaching.knows(id('tina')) AS client_knows, coaching.can_message(id('tina')) AS may_write;
CALL be('tina');
SELECT coaching.knows(id('carl')) AS trainer_knows, coaching.can_message(id('carl')) AS may_write,
    coaching.can_access(id('carl'), 'profile') AS may_see;
SELECT who(from_user_id) AS client, status, message FROM coaching.connection_requests;
SELECT kind, payload ->> 'request_id' = request('carl', 'tina')::text AS about_it FROM coaching.notifications;
CALL be('tom');
SELECT count(*) AS others_see FROM coaching.connection_requests;
CALL be('cora');
SELECT count(*) AS others_see FROM coaching.connection_requests;
SELECT * FROM news();

-- As a trainer, I want to accept or reject requests so that I can control who joins my client roster.
CALL be('tina');
SELECT coaching.respond_to_request(request('carl', 'tina'), 'accepted') AS relationship \gset
SELECT id = :'relationship' AS gives_the_relationship FROM coaching.trainer_clients;
SELECT status, responded_at IS NOT NULL AS responded FROM coaching.connection_requests;
SELECT who(client_id) AS client, status, is_primary, origin, who(assigned_by) AS assigned_by,
    connected_at IS NOT NULL AS connected, accepted_at IS NOT NULL AS accepted FROM coaching.trainer_clients;
SELECT * FROM news();
SELECT coaching.can_message(id('carl')) AS may_write, coaching.can_access(id('carl'), 'workouts') AS may_see;
SELECT coaching.get_trainer_client_count(id('tina'));
-- all of it is in the audit log, as done by whoever did it
CALL be_trusted();
SELECT who(actor) AS actor, table_name, operation, changes -> 'status' AS status FROM coaching.audit_log
WHERE table_name IN ('connection_requests', 'trainer_clients') ORDER BY id;

-- A second trainer becomes a secondary one beside the primary.
CALL be('carl');
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('tom');
SELECT answer('carl', 'tom', 'accepted');
CALL be('carl');
SELECT who(trainer_id) AS trainer, status, is_primary, origin FROM coaching.trainer_clients ORDER BY is_primary DESC;
SELECT * FROM news() WHERE kind LIKE 'request%';

-- Rejecting: the client is told, nothing begins, and may ask again.
CALL be('cora');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT coaching.respond_to_request(request('cora', 'tina'), 'rejected') AS relationship;
SELECT coaching.knows(id('cora')) AS still_knows, count(*) AS relationships FROM coaching.trainer_clients WHERE client_id = id('cora');
SELECT * FROM news();
CALL be('cora');
SELECT coaching.send_connection_request(id('tina'), 'Please?') IS NOT NULL AS sent_again;
SELECT status, message FROM coaching.connection_requests ORDER BY id;

-- Deferring keeps it open: it is accepted, rejected or cancelled later; meanwhile no second one.
CALL be('tina');
SELECT coaching.respond_to_request(request('cora', 'tina'), 'deferred') AS relationship;
SELECT answer('cora', 'tina', 'deferred');
CALL be('cora');
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
CALL be('tina');
SELECT answer('cora', 'tina', 'accepted');
SELECT who, kind FROM news();

-- Cancelling: the client takes it back, also a deferred one; the trainer is told.
CALL be('cleo');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
SELECT cancel('cleo', 'tina');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent_again;
CALL be('tina');
SELECT answer('cleo', 'tina', 'deferred');
CALL be('cleo');
SELECT cancel('cleo', 'tina');
SELECT status, responded_at IS NOT NULL AS responded FROM coaching.connection_requests ORDER BY id;
SELECT who, kind FROM news();

-- What is answered stays answered.
SELECT cancel('cleo', 'tina');
CALL be('tina');
SELECT answer('cleo', 'tina', 'accepted');
SELECT answer('carl', 'tina', 'accepted');
SELECT answer('carl', 'tina', 'rejected');
CALL be('carl');
SELECT cancel('carl', 'tina');

-- Each side decides what is its own; for others there is no such request.
CALL be('cleo');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
SELECT answer('cleo', 'tina', 'accepted');
CALL be('tina');
SELECT cancel('cleo', 'tina');
CALL be('tom');
SELECT answer('cleo', 'tina', 'accepted');
SELECT cancel('cleo', 'tina');
CALL be('dora');
SELECT answer('cleo', 'tina', 'accepted');
SELECT cancel('cleo', 'tina');
CALL be_nobody();
SELECT answer('cleo', 'tina', 'accepted');
-- an admin may do either for them
CALL be('ada');
SELECT answer('cleo', 'tina', 'deferred');
SELECT cancel('cleo', 'tina');
CALL be_trusted();
SELECT status FROM coaching.connection_requests WHERE id = request('cleo', 'tina');

-- Whom one cannot ask.
CALL be('carl');
SELECT attempt($$SELECT coaching.send_connection_request(id('carl'))$$);
SELECT attempt($$SELECT coaching.send_connection_request(id('cora'))$$);
SELECT attempt($$SELECT coaching.send_connection_request(id('unknown'))$$);
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
CALL be('dora');
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
CALL be_nobody();
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
CALL be_trusted();
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
-- a trainer who takes nobody, or rests, or is gone; who has proposed already
CALL be('tom');
UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tom');
CALL be('cleo');
SELECT attempt($$SELECT coaching.send_connection_request(id('tom'))$$);
CALL be('tom');
UPDATE coaching.trainer_profiles SET accepts_clients = true, is_active = false WHERE trainer_id = id('tom');
CALL be('cleo');
SELECT attempt($$SELECT coaching.send_connection_request(id('tom'))$$);
CALL be('ada');
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tom');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tom');
CALL be('cleo');
SELECT attempt($$SELECT coaching.send_connection_request(id('tom'))$$);
CALL be('ada');
UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('tom');
CALL be('tom');
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tom');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tom'), id('cleo'));
CALL be('cleo');
SELECT attempt($$SELECT coaching.send_connection_request(id('tom'))$$);

-- Two trainers may ask each other, and one who trains may be trained.
CALL be('tom');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
SELECT answer('tom', 'tina', 'accepted');
CALL be('tom');
SELECT answer('tina', 'tom', 'accepted');
SELECT who(trainer_id) AS trainer, who(client_id) AS client, status FROM coaching.trainer_clients
WHERE client_id IN (id('tina'), id('tom')) ORDER BY 1;

-- A full trainer can be asked; accepting is refused, and the request stays pending for later.
CALL be('cleo');
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE client_id = id('cleo');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
UPDATE coaching.trainer_profiles SET max_clients = active_clients WHERE trainer_id = id('tina');
SELECT answer('cleo', 'tina', 'accepted');
SELECT status, responded_at FROM coaching.connection_requests WHERE id = request('cleo', 'tina');
CALL be('ada');
SELECT answer('cleo', 'tina', 'accepted');
CALL be('tina');
SELECT coaching.remove_connection(id('tom'));
SELECT answer('cleo', 'tina', 'accepted');
SELECT max_clients, active_clients FROM coaching.trainer_profiles WHERE trainer_id = id('tina');

-- Somebody deactivated since they asked is not accepted.
CALL be_trusted();
CALL person('dean');
CALL person('dave');
CALL be('dean');
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('ada');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dean');
CALL be('tom');
SELECT answer('dean', 'tom', 'accepted');
SELECT answer('dean', 'tom', 'rejected');

-- A proposal of the trainer's own is what an accepted request begins.
CALL be('dave');
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('tom');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, invitation_message) VALUES (id('tom'), id('dave'), 'Shall we?');
SELECT answer('dave', 'tom', 'accepted');
SELECT status, origin, invitation_message FROM coaching.trainer_clients WHERE client_id = id('dave');

-- Odd input.
CALL be('carl');
SELECT attempt($$SELECT coaching.send_connection_request(NULL)$$);
SELECT attempt($$SELECT coaching.send_connection_request(id('tom'), repeat('x', 20001))$$);
SELECT attempt($$SELECT coaching.respond_to_request(id('unknown'), 'accepted')$$);
SELECT attempt($$SELECT coaching.respond_to_request(NULL, 'accepted')$$);
SELECT attempt($$SELECT coaching.respond_to_request(id('unknown'), NULL)$$);
SELECT attempt($$SELECT coaching.respond_to_request(id('unknown'), 'cancelled')$$);
SELECT attempt($$SELECT coaching.respond_to_request(id('unknown'), repeat('x', 1000000))$$);
SELECT attempt($$SELECT coaching.cancel_connection_request(id('unknown'))$$);
SELECT attempt($$SELECT coaching.cancel_connection_request(NULL)$$);

CALL be_trusted();
DROP FUNCTION request, answer, cancel, news;
