-- erasing: when a person is erased, what is pending around them ends, and what they wrote and what was written
-- about them is gone, here and in the audit log. That there was something stays.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, raw_user_meta_data jsonb);
INSERT INTO auth.users (id, email) SELECT id, email FROM coaching.users;
SELECT coaching.sync_auth_users();
DELETE FROM coaching.audit_log;

-- Every text carries a word of its own, so that it can be looked for everywhere.
CREATE FUNCTION traces(word text) RETURNS TABLE (place text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE
    place_ regclass;
BEGIN
    FOR place_ IN SELECT oid FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'r' ORDER BY relname COLLATE "C" LOOP
        place := place_;
        EXECUTE format('SELECT count(*) FROM %s t WHERE t::text ILIKE %L', place_, '%' || word || '%') INTO rows;
        IF rows > 0 THEN RETURN NEXT; END IF;
    END LOOP;
END $$;

-- Carl has asked tom, been invited by tina and by tom by e-mail, answered one, blocked cora, told the house.
CALL be('tina');
SELECT status FROM coaching.send_invitation('CARL@gym.test', message => 'wordoftina');
CALL be('carl');
SET request.headers = '{"user-agent": "wordofagent", "x-forwarded-for": "203.0.113.7"}';
SELECT coaching.accept_coaching_invitation(id) IS NOT NULL AS accepted FROM coaching.client_invitations;
RESET request.headers;
SELECT coaching.send_connection_request(id('tom'), 'wordofcarl to tom') IS NOT NULL AS sent;
SELECT coaching.block_user(id('cora'), 'wordofcarl about cora');
SELECT coaching.submit_coaching_interest('{wordofcarl}', 'wordofcarl to the house') IS NOT NULL AS submitted;
SELECT share_context FROM coaching.update_session_settings(true);
CALL be('tina');
UPDATE coaching.trainer_clients SET coach_notes = 'wordoftina about carl', client_goals = '{wordoftina}', metadata = '{"k": "wordoftina"}' WHERE client_id = id('carl');
CALL be('tom');
SELECT status FROM coaching.send_invitation('Carl@Gym.Test', message => 'wordoftom');
SELECT status FROM coaching.send_invitation('cora@gym.test', message => 'wordoftom to cora');
CALL be('cora');
SELECT coaching.send_connection_request(id('tom'), 'wordofcora') IS NOT NULL AS sent;
CALL be_trusted();
SELECT word, string_agg(place || ' ' || rows, ', ' ORDER BY place) AS traces FROM unnest(ARRAY['wordofcarl', 'wordoftina', 'wordoftom', 'wordofagent', 'carl@gym.test', '203.0.113.7']) WITH ORDINALITY w (word, n), traces(word)
GROUP BY n, word ORDER BY n;

-- The account is deleted at the sign-in service.
DELETE FROM auth.users WHERE id = id('carl');
SELECT word, string_agg(place || ' ' || rows, ', ' ORDER BY place) AS traces FROM unnest(ARRAY['wordofcarl', 'wordoftina', 'wordofagent', 'carl@gym.test', '203.0.113.7']) WITH ORDINALITY w (word, n), traces(word)
GROUP BY n, word ORDER BY n;
SELECT full_name, email, erased_at IS NOT NULL AS erased FROM coaching.users WHERE id = id('carl');
-- what is between others stays
SELECT word, string_agg(place || ' ' || rows, ', ' ORDER BY place) AS traces FROM unnest(ARRAY['wordoftom', 'wordofcora']) WITH ORDINALITY w (word, n), traces(word)
GROUP BY n, word ORDER BY n;
-- that there was something stays, and has ended; the place is free
SELECT who(trainer_id) AS trainer, status, terminated_at IS NOT NULL AS ended, coach_notes, client_goals, metadata FROM coaching.trainer_clients;
SELECT who(to_user_id) AS trainer, status, message FROM coaching.connection_requests WHERE from_user_id = id('carl');
SELECT who(trainer_id) AS trainer, who(target_user_id) AS client, status, target_email, message, coach_name FROM coaching.client_invitations ORDER BY 1, 2;
SELECT who(blocker_id) AS blocker, who(blocked_id) AS blocked, reason FROM coaching.user_blocks;
SELECT (SELECT count(*) FROM coaching.coaching_interests) AS interests, (SELECT count(*) FROM coaching.session_settings) AS settings,
    coaching.get_trainer_client_count(id('tina')), (SELECT count(*) FROM coaching.notifications WHERE user_id = id('carl')) AS notifications;
CALL be('tom');
SELECT who(user_id) AS lead FROM coaching.get_leads();
-- the address is nobody's now: whoever has it next is not taken for carl
CALL be_trusted();
CALL person('new');
UPDATE coaching.users SET email = 'carl@gym.test' WHERE id = id('new');
CALL be('new');
SELECT count(*) AS invitations FROM coaching.client_invitations;

-- A trainer is erased: requests to them, invitations from them and their clients' relationships end.
CALL be_trusted();
DELETE FROM auth.users WHERE id = id('tom');
SELECT who(from_user_id) AS client, status, message FROM coaching.connection_requests ORDER BY 1;
SELECT who(trainer_id) AS trainer, status, coach_name, coach_email, message FROM coaching.client_invitations WHERE trainer_id = id('tom') ORDER BY status;
SELECT word, string_agg(place || ' ' || rows, ', ' ORDER BY place) AS traces FROM unnest(ARRAY['wordoftom', 'tom@gym.test']) WITH ORDINALITY w (word, n), traces(word)
GROUP BY n, word ORDER BY n;

-- An admin is erased: what they handled stays handled.
CALL be('cora');
SELECT coaching.submit_coaching_interest() IS NOT NULL AS submitted;
CALL be('ada');
UPDATE coaching.coaching_interests SET status = 'contacted';
CALL be_trusted();
DELETE FROM auth.users WHERE id = id('ada');
SELECT who(client_id) AS client, status, who(handled_by) AS handled_by FROM coaching.coaching_interests;

DROP SCHEMA auth CASCADE;
DROP FUNCTION traces;
