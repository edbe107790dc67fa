-- connections_story: a client's grid of trainers and a trainer's list of clients, walked as the people who use them.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('theo', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
-- What tina may do about carl.
CREATE FUNCTION tina_may() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(k, ' ' ORDER BY k) FROM unnest(ARRAY['profile', 'workouts', 'progress', 'analytics', 'programs', 'messages']) k
    WHERE coaching.coach_can_access_client_data(id('tina'), id('carl'), k) $$;
UPDATE coaching.trainer_profiles SET display_name = 'Tina Strong', bio = 'Twenty years of lifting.', avatar_url = 'https://x.test/tina.png',
    specializations = '{strength,mobility}' WHERE trainer_id = id('tina');
-- (a rating comes from reviews; here it is just there)
SET session_replication_role = replica;
UPDATE coaching.trainer_profiles SET rating_average = 4.75, rating_count = 12 WHERE trainer_id = id('tina');
RESET session_replication_role;
UPDATE coaching.users SET avatar_url = 'https://x.test/tom.png' WHERE id = id('tom');

-- Carl asks three trainers; two accept.
CALL be('carl');
SELECT count(coaching.send_connection_request(id(t))) AS sent FROM unnest(ARRAY['tina', 'tom', 'theo']) t;
SELECT count(*) AS connected FROM coaching.get_connections();
CALL be('tina');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
CALL be('tom');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
CALL be('theo');
SELECT coaching.respond_to_request(request_id, 'rejected') IS NULL AS rejected FROM coaching.get_leads();

-- As a client, I want to view all my connected trainers in a grid, with the count in the header; each card
-- shows avatar, name, rating, client count, specialties and bio.
CALL be('carl');
SELECT full_name, avatar_url, rating_average, rating_count, client_count, specializations, bio FROM coaching.get_connections();
SELECT who(user_id) AS trainer, status, is_primary, connected_at IS NOT NULL AS connected, last_contact_at IS NOT NULL AS contact, total
FROM coaching.get_connections();
-- each card has what its two buttons need: whether one may write, and a profile to open
SELECT who(c.user_id) AS trainer, coaching.can_message(c.user_id) AS message_button, p.trainer_id IS NOT NULL AS profile_button
FROM coaching.get_connections() c LEFT JOIN coaching.trainer_profiles p ON p.trainer_id = c.user_id;

-- As a client, I want to search my connections by name so that I can quickly find a specific trainer.
SELECT search, array_agg(who(c.user_id)) FILTER (WHERE c.user_id IS NOT NULL) AS found, max(c.total) AS total
FROM unnest(ARRAY['tina', 'STRONG', 'na st', 'o', 'T', '', 'theo', '%', '_', '\', 'carl']) WITH ORDINALITY s (search, n)
LEFT JOIN LATERAL coaching.get_connections(search) c ON true GROUP BY s.n, search ORDER BY s.n;

-- As a trainer, I want to view my active clients list so that I can track my roster size.
CALL be('cora');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
SELECT who(user_id) AS client, full_name, status, is_primary, client_count, total FROM coaching.get_connections();
SELECT * FROM coaching.trainer_capacity(id('tina'));
-- one page after the other
SELECT cursor AS first FROM coaching.get_connections(NULL, 1) \gset
SELECT who(user_id) AS client, total FROM coaching.get_connections(NULL, 1, :'first');

-- A paused one stays in the grid, and says so; there are no messages meanwhile.
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tom') RETURNING who(trainer_id) AS trainer, status, paused_by;
SELECT who(user_id) AS trainer, status, coaching.can_message(user_id) AS may_write FROM coaching.get_connections() ORDER BY 1;

-- Granular permissions: the client opens and shuts what the trainer sees, the trainer cannot.
SELECT tina_may();
UPDATE coaching.trainer_clients SET can_view_progress = false, can_send_messages = false WHERE trainer_id = id('tina');
SELECT tina_may(), coaching.can_message(id('tina')) AS client_may_write;
CALL be('tina');
SELECT tina_may(), coaching.can_message(id('carl')) AS trainer_may_write, coaching.can_access(id('carl'), 'progress') AS sees_progress,
    coaching.can_access(id('carl'), 'workouts') AS sees_workouts;
SELECT flag, attempt(format('UPDATE coaching.trainer_clients SET %I = true WHERE client_id = id(''carl'')', flag)) AS "as the trainer"
FROM unnest(ARRAY['can_view_progress', 'can_send_messages']) flag;
UPDATE coaching.trainer_clients SET client_goals = '{run 10 km}', coach_notes = 'Left knee.' WHERE client_id = id('carl');
CALL be('carl');
SELECT client_goals, coach_notes FROM coaching.trainer_clients WHERE trainer_id = id('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET client_goals = '{sleep}' WHERE trainer_id = id('tina')$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET coach_notes = NULL WHERE trainer_id = id('tina')$$);

-- As a client, I want to remove a trainer connection so that I can manage my active training relationships.
CALL be_trusted();
DELETE FROM coaching.notifications;
CALL be('carl');
SELECT coaching.remove_connection(id('tina'));
SELECT who(user_id) AS trainer, total FROM coaching.get_connections();
SELECT who(trainer_id) AS trainer, status, terminated_at IS NOT NULL AS ended FROM coaching.trainer_clients WHERE trainer_id = id('tina');
SELECT tina_may(), coaching.can_message(id('tina')) AS may_write;
SELECT attempt($$SELECT coaching.remove_connection(id('tina'))$$);
CALL be_trusted();
SELECT who(user_id), kind FROM coaching.notifications ORDER BY 1;
-- either side may, also of a paused one; the place is free
CALL be('tom');
SELECT coaching.remove_connection(id('carl'));
SELECT * FROM coaching.trainer_capacity(id('tom'));
CALL be('carl');
SELECT count(*) AS connected FROM coaching.get_connections();
-- nobody removes what is others', or not there
SELECT attempt($$SELECT coaching.remove_connection(id('cora'))$$);
SELECT attempt($$SELECT coaching.remove_connection(id('carl'))$$);
SELECT attempt($$SELECT coaching.remove_connection(id('unknown'))$$);
SELECT attempt($$SELECT coaching.remove_connection(NULL)$$);
-- what has ended stays as it was, and may begin anew
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina')$$);
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent_again;
CALL be('tina');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
SELECT status, is_primary, coach_notes FROM coaching.trainer_clients WHERE client_id = id('carl') ORDER BY id;

-- Odd input.
SELECT attempt($$SELECT * FROM coaching.get_connections(repeat('x', 201))$$);
SELECT attempt($$SELECT * FROM coaching.get_connections(NULL, 0)$$);
SELECT attempt($$SELECT * FROM coaching.get_connections(NULL, NULL)$$);
SELECT attempt($$SELECT * FROM coaching.get_connections(NULL, 5, 'x')$$);
CALL be_nobody();
SELECT attempt($$SELECT * FROM coaching.get_connections()$$);

CALL be_trusted();
DROP FUNCTION tina_may;
