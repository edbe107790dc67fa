-- request_tables: the same by plain writes to the table, as PostgREST makes them; the table refuses what
-- the functions refuse, and nobody writes what the house keeps.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

CREATE FUNCTION ask(client text, trainer text, columns text DEFAULT '', vals text DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.connection_requests (from_user_id, to_user_id%s) VALUES (%L, %L%s)',
        ', ' || nullif(columns, ''), id(client), id(trainer), ', ' || nullif(vals, ''))) $$;
CREATE FUNCTION change(assignment text) RETURNS text LANGUAGE sql AS $$
    SELECT attempt('UPDATE coaching.connection_requests SET ' || assignment) $$;

-- Sending with what RETURNING gives back.
CALL be('carl');
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, message) VALUES (id('carl'), id('tina'), 'Hello')
RETURNING who(from_user_id) AS client, who(to_user_id) AS trainer, status, message, match_percentage, responded_at;
SELECT coaching.get_trainer_client_count(id('tina'));

-- The refusals of the function are those of the table.
SELECT ask('carl', 'carl');
SELECT ask('carl', 'cora');
SELECT ask('carl', 'unknown');
SELECT ask('carl', 'tina');
SELECT ask('cora', 'tina');
SELECT ask('carl', 'tom', 'status', '''accepted''');
SELECT ask('carl', 'tom', 'status', '''deferred''');
SELECT ask('carl', 'tom', 'status', '''friends''');
SELECT ask('carl', 'tom', 'status', 'NULL');
SELECT attempt($$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (NULL, id('tom'))$$);
SELECT attempt($$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), NULL)$$);
SELECT attempt($$INSERT INTO coaching.connection_requests DEFAULT VALUES$$);
CALL be('dora');
SELECT ask('dora', 'tina');
CALL be_nobody();
SELECT ask('carl', 'tom');
-- a trainer does not ask in a client's name, an admin may
CALL be('tom');
SELECT ask('cora', 'tom');
CALL be('ada');
SELECT ask('cora', 'tom');
SELECT ask('dora', 'tom');
SELECT ask('unknown', 'tom');
-- a trainer who takes nobody
CALL be('tom');
UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tom');
CALL be('carl');
SELECT ask('carl', 'tom');
CALL be('tom');
UPDATE coaching.trainer_profiles SET accepts_clients = true WHERE trainer_id = id('tom');

-- Several at once: all or none.
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tom')), (id('carl'), id('cora'))$$);
SELECT attempt($$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tom')), (id('carl'), id('tom'))$$);
SELECT count(*) AS requests FROM coaching.connection_requests;

-- What the house keeps nobody writes.
SELECT column_name, attempt(format('INSERT INTO coaching.connection_requests (from_user_id, to_user_id, %I) VALUES (id(''carl''), id(''tom''), %s)', column_name, value)) AS "insert",
    attempt(format('UPDATE coaching.connection_requests SET %I = %s', column_name, value)) AS "update"
FROM (VALUES ('match_percentage', '100'), ('responded_at', 'now()'), ('created_at', 'now()'), ('updated_at', 'now()')) c (column_name, value);
-- what was sent stays as it was sent, and between whom
SELECT change($$message = 'Other words'$$);
SELECT change($$to_user_id = id('tom')$$);
SELECT change($$from_user_id = id('cora')$$);
SELECT change($$id = id('other')$$);
SELECT attempt('DELETE FROM coaching.connection_requests');
CALL be('tina');
SELECT change($$message = 'Other words'$$);
SELECT change($$from_user_id = id('tina'), to_user_id = id('carl')$$);

-- A decision by the wrong side, or by a third person, who does not even see it.
CALL be('carl');
SELECT change($$status = 'accepted'$$);
SELECT change($$status = 'rejected'$$);
SELECT change($$status = 'deferred'$$);
CALL be('tina');
SELECT change($$status = 'cancelled'$$);
SELECT change($$status = 'pending'$$);
SELECT change($$status = 'friends'$$);
SELECT change($$status = NULL$$);
CALL be('cora');
SELECT attempt($$UPDATE coaching.connection_requests SET status = 'accepted' WHERE to_user_id = id('tina')$$);

-- The trainer decides by UPDATE, with RETURNING; the relationship is there at once.
CALL be('tina');
UPDATE coaching.connection_requests SET status = 'accepted' WHERE from_user_id = id('carl')
RETURNING who(from_user_id) AS client, status, responded_at IS NOT NULL AS responded;
SELECT who(client_id) AS client, status, origin, is_primary FROM coaching.trainer_clients;
-- twice, or otherwise, is refused
SELECT change($$status = 'accepted'$$);
SELECT change($$status = 'rejected'$$);
SELECT change($$status = 'pending'$$);
CALL be('carl');
SELECT change($$status = 'cancelled'$$);
-- but writing the row as it is, as an upsert does, is not
SELECT change($$message = message$$);

-- PostgREST's upsert: a new row is judged as new, an old one as changed.
SELECT attempt($$INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id, message) VALUES (id('r'), id('carl'), id('tom'), 'Upserted')
    ON CONFLICT (id) DO UPDATE SET id = excluded.id, from_user_id = excluded.from_user_id, to_user_id = excluded.to_user_id, message = excluded.message RETURNING *$$);
SELECT attempt($$INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id, message) VALUES (id('r'), id('carl'), id('tom'), 'Upserted')
    ON CONFLICT (id) DO NOTHING$$);
SELECT attempt($$INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id, status) VALUES (id('r'), id('carl'), id('tom'), 'cancelled')
    ON CONFLICT (id) DO UPDATE SET status = excluded.status$$);
SELECT attempt($$UPDATE coaching.connection_requests SET id = id, from_user_id = from_user_id, to_user_id = to_user_id, status = 'cancelled' WHERE id = id('r')$$);
SELECT message, status FROM coaching.connection_requests WHERE id = id('r');

-- Full: refused, and the request stays pending.
SELECT ask('carl', 'tom');
CALL be('tom');
UPDATE coaching.trainer_profiles SET max_clients = 0 WHERE trainer_id = id('tom');
SELECT change($$status = 'accepted' WHERE status = 'pending' AND from_user_id = id('carl')$$);
SELECT who(from_user_id) AS client, status FROM coaching.connection_requests ORDER BY id;

-- Blocked either way: neither asks nor is accepted; nobody says whose block it is.
CALL be('cora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tina'));
SELECT ask('cora', 'tina');
DELETE FROM coaching.user_blocks;
CALL be('tina');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tina'), id('cora'));
CALL be('cora');
SELECT ask('cora', 'tina');
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);

-- A trusted caller (an import, a job) decides for both sides, by the same rules.
CALL be_trusted();
SELECT ask('cora', 'tina');
SELECT ask('carl', 'carl');
SELECT change($$status = 'rejected' WHERE status = 'pending'$$);
SELECT ask('cora', 'tom', 'match_percentage', '101');
SELECT ask('cora', 'tom', 'match_percentage', '87');
CALL be('cora');
SELECT match_percentage, status FROM coaching.connection_requests WHERE to_user_id = id('tom') ORDER BY id DESC LIMIT 1;

-- Every step is in the audit log with the person who made it.
CALL be_trusted();
SELECT who(actor) AS actor, operation, changes -> 'status' AS status, count(*) FROM coaching.audit_log
WHERE table_name = 'connection_requests' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
DROP FUNCTION ask, change;
