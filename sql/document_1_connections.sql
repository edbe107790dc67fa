-- document_1_connections: the first document, "Trainer-Client Relationships", walked from top to bottom.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SET search_path = coaching, public;
UPDATE trainer_profiles SET bio = 'Twenty years of lifting.', specializations = '{strength,mobility}', avatar_url = 'https://x.test/tina.png' WHERE trainer_id = id('tina');
UPDATE trainer_profiles SET specializations = '{boxing}' WHERE trainer_id = id('tom');

-- Client stories.
-- "send a connection request to a trainer": found on the Explore page, or by Smart Matching
CALL be('carl');
INSERT INTO client_profiles (client_id, goals) VALUES (id('carl'), '{strength,mobility}') RETURNING goals;
SELECT display_name, score FROM match_trainers(id('carl'));
SELECT factor, points, message FROM match_breakdown(id('carl'), id('tina')) WHERE points > 0;
SELECT display_name, specializations, bio, rating_average, client_count FROM search_trainers(specializations => '{Strength}');
SELECT send_connection_request(id('tina'), 'I want to deadlift.') IS NOT NULL AS sent, send_connection_request(id('tom')) IS NOT NULL AS sent_too;
CALL be('cora');
INSERT INTO client_profiles (client_id, goals) VALUES (id('cora'), '{strength,chess}');
SELECT send_connection_request(id('tina')) IS NOT NULL AS sent;
-- the score is the database's own
SELECT attempt($$INSERT INTO connection_requests (from_user_id, to_user_id, match_percentage) VALUES (id('cora'), id('tom'), 100)$$) AS made_up;
-- usePendingRequests; nothing comes of a request until it is answered
CALL be('carl');
SELECT who(to_user_id) AS "to", match_percentage, match_percentage = match_score(from_user_id, to_user_id) AS the_matching_score, message
FROM connection_requests WHERE status = 'pending' ORDER BY id;
SELECT count(*) AS connections FROM trainer_connections;
-- Trainer stories.
-- "see connection requests with match percentages so that I can prioritize leads"
CALL be('tina');
SELECT full_name, match_percentage, goals, message, status, total FROM get_leads();
SELECT kind, count(*) FROM notifications GROUP BY 1 ORDER BY 1;
-- "accept or reject client connection requests"; or defer
SELECT respond_to_request(request_id, 'deferred') IS NULL AS deferred FROM get_leads() WHERE full_name = 'Carl';
SELECT full_name, status FROM get_leads();
SELECT respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM get_leads() WHERE full_name = 'Carl';
SELECT respond_to_request(request_id, 'rejected') IS NULL AS rejected FROM get_leads() WHERE full_name = 'Cora';
SELECT count(*) AS leads_left FROM get_leads();
CALL be('tom');
SELECT respond_to_request(request_id, 'rejected') IS NULL AS rejected FROM get_leads();
-- "view my active clients list so that I can track my roster size"
CALL be('tina');
SELECT full_name, status, total FROM get_connections();
SELECT active, maximum, free FROM trainer_capacity(id('tina'));
-- (a session and what the client says of it make the rating)
CALL be_trusted();
INSERT INTO bookings (id, trainer_id, client_id, session_date, override_availability) VALUES (id('session'), id('tina'), id('carl'), now() - interval '2 hours', true);
SELECT complete_booking(id('session'));
CALL be('carl');
INSERT INTO trainer_reviews (trainer_id, rating, comment) VALUES (id('tina'), 5, 'Patient.') RETURNING rating;
-- "view all my connected trainers in a grid", "see trainer ratings, specialties, and client count"
CALL be('carl');
SELECT full_name, avatar_url, rating_average, rating_count, client_count, specializations, bio, total FROM get_connections();
-- "search my connections by name"
SELECT search, (SELECT count(*) FROM get_connections(search)) AS found FROM unnest(ARRAY['tin', 'INA', 'tom']) search;
-- "remove a trainer connection"
SELECT remove_connection(id('tina'));
SELECT count(*) AS connections FROM trainer_connections;
SELECT attempt($$SELECT remove_connection(id('tina'))$$) AS "once more";
-- "block a trainer so that they cannot contact me or send further requests"
SELECT send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM get_leads();
SELECT can_message(id('carl')) AS tina_may_write;
CALL be('carl');
SELECT block_user(id('tina'));
CALL be('tina');
SELECT can_message(id('carl')) AS tina_may_write, attempt($$SELECT send_invitation(target_user_id => id('carl'))$$) AS tina_invites;
SELECT unblock_user(id('carl')), can_message(id('carl')) AS "the blocked cannot undo it";
-- "block problematic clients so that they cannot reach me or book sessions"
CALL be('cora');
SELECT send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('tom');
SELECT respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM get_leads();
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tom'), day, '00:00', '24:00' FROM generate_series(0, 6) day;
-- (she can, until then)
CALL be('cora');
SELECT can_message(id('tom')) AS message, book_session(id('tom'), id('cora'), now() + interval '2 days') IS NOT NULL AS session;
CALL be('tom');
SELECT block_user(id('cora'), 'Never pays.');
SELECT who(client_id) AS client, status, cancelled_by FROM bookings;
CALL be('cora');
SELECT attempt($$SELECT send_connection_request(id('tom'))$$) AS request, can_message(id('tom')) AS message,
    attempt($$SELECT book_session(id('tom'), id('cora'), now() + interval '3 days')$$) AS session;

-- Data model: every column of the two tables, under its name.
SELECT table_name, string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) AS columns
FROM information_schema.columns WHERE table_schema = 'coaching' AND table_name IN ('trainer_connections', 'connection_requests')
    AND column_name IN ('id', 'trainer_id', 'client_id', 'status', 'connected_at', 'from_user_id', 'to_user_id', 'match_percentage', 'message')
GROUP BY 1 ORDER BY 1 DESC;
-- status: active | blocked
CALL be('carl');
SELECT who(trainer_id) AS trainer, who(client_id) AS client, status, connected_at IS NOT NULL AS connected FROM trainer_connections;
SELECT unblock_user(id('tina')), send_connection_request(id('tina')) IS NOT NULL AS sent;
CALL be('tina');
SELECT respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM get_leads();
SELECT who(trainer_id) AS trainer, who(client_id) AS client, status FROM trainer_connections;
-- status: pending | accepted | rejected
CALL be('carl');
SELECT who(from_user_id) AS "from", who(to_user_id) AS "to", status, message FROM connection_requests ORDER BY id;

-- Connection lifecycle: a request is written and answered on its table as well.
CALL be('cora');
INSERT INTO connection_requests (from_user_id, to_user_id, message) VALUES (id('cora'), id('tina'), 'Me too!') RETURNING status;
CALL be('tina');
UPDATE connection_requests SET status = 'accepted' WHERE from_user_id = id('cora') AND status = 'pending' RETURNING status, responded_at IS NOT NULL AS answered;
SELECT who(client_id) AS client, status FROM trainer_connections ORDER BY 1;
UPDATE trainer_connections SET status = 'blocked' WHERE client_id = id('cora') RETURNING who(client_id) AS client, status;
-- the one blocked is not told
CALL be('cora');
SELECT count(*) AS connections FROM trainer_connections;

-- Acceptance criteria.
-- grid and count in the header; each card's avatar, name, rating, client count, specialties and bio; message and view profile
CALL be('carl');
SELECT full_name, avatar_url, rating_average, client_count, specializations, bio, can_message(user_id) AS message_button,
    EXISTS (SELECT FROM trainer_profiles WHERE trainer_id = user_id) AS profile_button, total AS in_the_header FROM get_connections();
SELECT bio, hourly_rate, session_modes FROM trainer_profiles WHERE trainer_id = id('tina');
-- the trainer removes as well: "either party"
CALL be('tina');
SELECT full_name, total FROM get_connections();
SELECT remove_connection(id('carl'));
SELECT full_name FROM get_connections();
CALL be('carl');
SELECT count(*) AS connections FROM get_connections();
-- row level security: nobody sees other people's connections and requests, or makes them up
CALL be('tom');
SELECT (SELECT count(*) FROM trainer_connections WHERE trainer_id <> id('tom')) AS connections, (SELECT count(*) FROM connection_requests WHERE to_user_id <> id('tom')) AS requests;
SELECT attempt($$INSERT INTO connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tom'))$$) AS for_another,
    attempt($$INSERT INTO trainer_connections (trainer_id, client_id) VALUES (id('tom'), id('carl'))$$) AS without_being_asked;
CALL be_nobody();
SELECT attempt($$SELECT * FROM trainer_connections$$) AS connections, attempt($$SELECT * FROM connection_requests$$) AS requests, (SELECT count(*) FROM search_trainers()) AS explore;

-- API surface: getConnections, sendConnectionRequest, respondToRequest, removeConnection, blockUser.
SELECT string_agg(proname, ', ' ORDER BY proname COLLATE "C") AS functions FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace
    AND proname IN ('get_connections', 'send_connection_request', 'respond_to_request', 'remove_connection', 'block_user');
RESET search_path;
CALL clean_slate();
