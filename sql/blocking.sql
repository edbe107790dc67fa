-- blocking: whoever blocks ends what is live and pending between the two; from then on nothing of the one
-- reaches the other; lifting it restores nothing.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');

CREATE FUNCTION news() RETURNS TABLE (who text, kind text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *) SELECT who(user_id), kind FROM heard ORDER BY 2, 1 $$;
-- All there is between two people, whoever asks.
CREATE FUNCTION between_them(trainer text, client text) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
    SELECT concat_ws('; ', 'relationship ' || (SELECT string_agg(status, ', ' ORDER BY id) FROM coaching.trainer_clients WHERE trainer_id = id(trainer) AND client_id = id(client)),
        'request ' || (SELECT string_agg(status, ', ' ORDER BY id) FROM coaching.connection_requests WHERE from_user_id = id(client) AND to_user_id = id(trainer)),
        'invitation ' || (SELECT string_agg(status, ', ' ORDER BY id) FROM coaching.client_invitations
            WHERE trainer_id = id(trainer) AND (target_user_id = id(client) OR target_email_key = client || '@gym.test'))) $$;
-- By which ways one reaches the other.
CREATE FUNCTION ways_from(trainer text, client text) RETURNS TABLE (way text, outcome text) LANGUAGE plpgsql AS $$
BEGIN
    CALL be(client);
    RETURN QUERY VALUES ('the client asks', attempt(format('SELECT coaching.send_connection_request(%L)', id(trainer)))),
        ('the client asks by the table', attempt(format('INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (%L, %L)', id(client), id(trainer)))),
        ('the client writes', coaching.can_message(id(trainer))::text), ('the client knows', coaching.knows(id(trainer))::text),
        ('the client finds', (SELECT count(*)::text FROM coaching.search_trainers(max_rows => 1000) s WHERE s.trainer_id = id(trainer))),
        ('the client''s grid shows', (SELECT count(*)::text FROM coaching.get_connections() c WHERE c.user_id = id(trainer))),
        ('the client''s page shows', (SELECT count(*)::text FROM jsonb_array_elements(coaching.my_coaching() -> 'coaches') c WHERE c ->> 'trainer_id' = id(trainer)::text));
    CALL be(trainer);
    RETURN QUERY VALUES ('the trainer invites', attempt(format('SELECT coaching.send_invitation(target_user_id => %L)', id(client)))),
        ('the trainer invites by e-mail', attempt(format('SELECT coaching.send_invitation(%L)', upper(client) || '@gym.test'))),
        ('the trainer invites by the table', attempt(format('INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (%L, %L)', id(trainer), client || '@gym.test'))),
        ('the trainer proposes', attempt(format('INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (%L, %L)', id(trainer), id(client)))),
        ('the trainer writes', coaching.can_message(id(client))::text), ('the trainer knows', coaching.knows(id(client))::text),
        ('the trainer''s list shows', (SELECT count(*)::text FROM coaching.get_connections() c WHERE c.user_id = id(client))),
        ('the trainer''s leads show', (SELECT count(*)::text FROM coaching.get_leads() l WHERE l.user_id = id(client)));
    CALL be('ada');
    RETURN QUERY VALUES ('an admin assigns', attempt(format('SELECT coaching.assign_trainer(%L, %L)', id(client), id(trainer)))),
        ('an admin asks for the client', attempt(format('INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (%L, %L)', id(client), id(trainer))));
    CALL be_trusted();
END $$;

-- As a client, I want to block a trainer so that they cannot contact me or send further requests.
CALL be('carl');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
UPDATE coaching.trainer_clients SET coach_notes = 'Left knee.' WHERE client_id = id('carl');
SELECT count(*) AS news FROM news();
CALL be('carl');
SELECT coaching.block_user(id('tina'), 'rude');
SELECT between_them('tina', 'carl');
SELECT who(blocked_id), reason FROM coaching.user_blocks;
-- the place is free; neither of the two is told
SELECT coaching.get_trainer_client_count(id('tina')), (SELECT count(*) FROM news()) AS news;
CALL be_trusted();
SELECT * FROM ways_from('tina', 'carl');
SELECT between_them('tina', 'carl'), (SELECT count(*) FROM news()) AS news;
-- the other side sees no block, only that it ended; and writes no more into what the client can read
CALL be('tina');
SELECT count(*) AS blocks FROM coaching.user_blocks;
SELECT status FROM coaching.trainer_clients;
SELECT attempt($$UPDATE coaching.trainer_clients SET coach_notes = 'Come back!'$$);

-- As a trainer, I want to block problematic clients: a pending or deferred request is cancelled.
CALL be('cora');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent, coaching.send_connection_request(id('tom')) IS NOT NULL AS sent_to_tom;
CALL be('tom');
SELECT coaching.respond_to_request(request_id, 'deferred') IS NULL AS deferred FROM coaching.get_leads();
SELECT count(*) AS news FROM news();
CALL be('tina');
SELECT coaching.block_user(id('cora'));
CALL be('tom');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tom'), id('cora'));
SELECT between_them('tina', 'cora'), between_them('tom', 'cora'), (SELECT count(*) FROM news()) AS news;
CALL be_trusted();
SELECT * FROM ways_from('tom', 'cora');
-- the request cannot be answered or taken back any more
CALL be('tina');
SELECT attempt(format('SELECT coaching.respond_to_request(%L, ''accepted'')', id)) FROM coaching.connection_requests WHERE from_user_id = id('cora');
CALL be('cora');
SELECT attempt(format('SELECT coaching.cancel_connection_request(%L)', id)) FROM coaching.connection_requests WHERE to_user_id = id('tina');

-- Invitations are revoked, by account and by e-mail, in whichever direction the block goes.
CALL be('tina');
SELECT status FROM coaching.send_invitation('CLEO@gym.test', message => 'Hello');
CALL be('tom');
SELECT status FROM coaching.send_invitation(target_user_id => id('cleo'));
SELECT count(*) AS news FROM news();
CALL be('cleo');
SELECT coaching.block_user(id('tina'));
CALL be('tom');
SELECT coaching.block_user(id('cleo'));
SELECT between_them('tina', 'cleo'), between_them('tom', 'cleo'), (SELECT count(*) FROM news()) AS news;
CALL be('cleo');
SELECT attempt(format('SELECT coaching.accept_coaching_invitation(%L)', id)) FROM coaching.client_invitations ORDER BY id;
CALL be('tina');
SELECT attempt($$UPDATE coaching.client_invitations SET message = 'You will regret this' WHERE target_email = 'CLEO@gym.test'$$);

-- An invitation sent to an address before anybody had it, to somebody who blocked the trainer since.
SELECT status FROM coaching.send_invitation('late@gym.test');
CALL be_trusted();
INSERT INTO names VALUES (id('late'), 'late');
INSERT INTO coaching.users (id, full_name) VALUES (id('late'), 'Late');
CALL be('late');
SELECT coaching.block_user(id('tina'));
CALL be_trusted();
UPDATE coaching.users SET email = 'late@gym.test' WHERE id = id('late');
CALL be('late');
SELECT attempt(format('SELECT coaching.accept_coaching_invitation(%L)', id)) FROM coaching.client_invitations;
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted'$$);
SELECT coaching.knows(id('tina')) AS knows;

-- Blocking twice keeps the first, with a new reason if one is given; both may block each other.
CALL be('carl');
SELECT coaching.block_user(id('tina'));
SELECT reason FROM coaching.user_blocks;
SELECT coaching.block_user(id('tina'), 'very rude');
SELECT reason FROM coaching.user_blocks;
CALL be('tina');
SELECT coaching.block_user(id('carl'));
CALL be('carl');
SELECT coaching.unblock_user(id('tina'));
SELECT attempt($$SELECT coaching.send_connection_request(id('tina'))$$);
CALL be('tina');
SELECT coaching.unblock_user(id('carl'));

-- Unblocking restores nothing by itself; both may begin anew.
SELECT between_them('tina', 'carl'), coaching.can_message(id('carl')) AS may_write;
SELECT coaching.unblock_user(id('cora'));
SELECT between_them('tina', 'cora');
CALL be('carl');
SELECT count(*) AS found FROM coaching.search_trainers() WHERE trainer_id = id('tina');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent_again;
-- lifting what is not there, or another's, changes nothing
SELECT coaching.unblock_user(id('tina'));
SELECT coaching.unblock_user(id('unknown'));
CALL be('tom');
SELECT attempt('DELETE FROM coaching.user_blocks WHERE blocker_id <> id(''tom'')');
CALL be_trusted();
SELECT who(blocker_id) AS blocker, who(blocked_id) AS blocked FROM coaching.user_blocks ORDER BY 1, 2;
-- the log keeps who blocked whom and when, not why
SELECT who(actor) AS actor, operation, changes -> 'reason' AS reason FROM coaching.audit_log WHERE table_name = 'user_blocks' ORDER BY id LIMIT 3;

-- Odd input.
CALL be('carl');
SELECT attempt(format('SELECT coaching.%s', f)) FROM unnest(ARRAY['block_user(id(''carl''))', 'block_user(id(''unknown''))', 'block_user(NULL)', 'block_user(id(''tom''), repeat(''x'', 4001))',
    'unblock_user(NULL)']) f;
CALL be_nobody();
SELECT attempt($$SELECT coaching.block_user(id('tina'))$$);
CALL be_trusted();
SELECT attempt($$SELECT coaching.block_user(id('tina'))$$);
DROP FUNCTION news, between_them, ways_from;
