-- relationships: every move of the state machine by every kind of person, and who writes which column.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

-- Brings tina and carl into a state, as whom it takes to get there; NULL is no relationship yet.
CREATE PROCEDURE between_tina_and_carl(state text, paused_by text DEFAULT 'carl') LANGUAGE plpgsql AS $$
BEGIN
    CALL be_trusted();
    DELETE FROM coaching.trainer_clients;
    IF state IS NULL THEN RETURN; END IF;
    INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status)
    VALUES (id('relationship'), id('tina'), id('carl'), CASE state WHEN 'pending' THEN state ELSE 'active' END);
    IF state NOT IN ('pending', 'active') THEN
        CALL be(paused_by);
        UPDATE coaching.trainer_clients SET status = state;
    END IF;
END $$;
CREATE FUNCTION verdict_on_move(state text, target text, person text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    verdict text;
BEGIN
    CALL between_tina_and_carl(state);
    IF person = 'trusted' THEN CALL be_trusted(); ELSE CALL be(person); END IF;
    IF state IS NULL THEN
        verdict := attempt(format('INSERT INTO coaching.trainer_clients (trainer_id, client_id, status)
            VALUES (id(''tina''), id(''carl''), %L)', target));
    ELSE
        verdict := attempt(format('UPDATE coaching.trainer_clients SET status = %L', target));
    END IF;
    CALL be_trusted();
    RETURN CASE verdict WHEN '1 row' THEN 'yes' WHEN '0 rows' THEN 'unseen' ELSE split_part(split_part(verdict, ' ', 2), ':', 1) END;
END $$;

CREATE FUNCTION verdict_on_column(assignment text, person text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    verdict text;
BEGIN
    CALL between_tina_and_carl('active');
    CALL be(person);
    verdict := attempt('UPDATE coaching.trainer_clients SET ' || assignment);
    CALL be_trusted();
    RETURN CASE WHEN verdict = '1 row' THEN 'yes' WHEN verdict = '0 rows' THEN 'unseen'
        WHEN verdict LIKE '%denied for table%' THEN 'not granted' ELSE split_part(split_part(verdict, ' ', 2), ':', 1) END;
END $$;
CREATE FUNCTION times() RETURNS TABLE (status text, invited boolean, accepted boolean, connected boolean,
    paused_by text, started boolean, ended boolean, terminated boolean, origin text, assigned_by text) LANGUAGE sql AS $$
    SELECT status, invited_at IS NOT NULL, accepted_at IS NOT NULL, connected_at IS NOT NULL, paused_by,
        start_date IS NOT NULL, end_date IS NOT NULL, terminated_at IS NOT NULL, origin, who(assigned_by)
    FROM coaching.trainer_clients $$;

-- Who may make which move: tina trains, carl is her client, cora is a stranger, ada an admin.
SELECT coalesce(state, '(none)') AS "from", target AS "to",
    verdict_on_move(state, target, 'tina') AS trainer, verdict_on_move(state, target, 'carl') AS client,
    verdict_on_move(state, target, 'cora') AS stranger, verdict_on_move(state, target, 'ada') AS admin,
    verdict_on_move(state, target, 'trusted') AS trusted
FROM unnest(ARRAY[NULL, 'pending', 'active', 'paused', 'completed', 'terminated']) WITH ORDINALITY f (state, f),
    unnest(ARRAY['pending', 'active', 'paused', 'completed', 'terminated']) WITH ORDINALITY t (target, t)
WHERE state IS DISTINCT FROM target ORDER BY f, t;

-- A state that does not exist is no state.
CALL between_tina_and_carl('active');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'dormant'$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET status = NULL$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('tina'), id('cora'), 'Active')$$);

-- The refusals, in full.
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('tina'), id('cora'), 'active')$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('carl'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('tina'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('unknown'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('dora'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tom'), id('cora'))$$);
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tom'), id('carl'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('carl'), id('cora'))$$);
SELECT attempt($$DELETE FROM coaching.trainer_clients$$);
CALL between_tina_and_carl('terminated');
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL between_tina_and_carl('pending');
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
-- a trainer who rests takes nobody, nor does one who is deactivated
CALL be('tom');
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tom');
SELECT attempt($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tom'), id('cora'))$$);
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tom');
CALL be('ada');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tom');
SELECT attempt($$SELECT coaching.assign_trainer(id('cora'), id('tom'))$$);
UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('tom');

-- Only the side which paused resumes, or the house.
CALL between_tina_and_carl('paused', 'carl');
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL between_tina_and_carl('paused', 'tina');
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET paused_by = 'client'$$);
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL between_tina_and_carl('paused', 'ada');
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
CALL be('ada');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'active'$$);
-- but either side may end it
CALL between_tina_and_carl('paused', 'carl');
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_clients SET status = 'completed'$$);

-- The times are kept by the house.
CALL between_tina_and_carl(NULL);
CALL be('tina');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, invitation_message) VALUES (id('tina'), id('carl'), 'Shall we?');
SELECT * FROM times();
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'active';
SELECT * FROM times();
UPDATE coaching.trainer_clients SET status = 'paused';
SELECT * FROM times();
UPDATE coaching.trainer_clients SET status = 'active';
SELECT * FROM times();
UPDATE coaching.trainer_clients SET status = 'completed';
SELECT * FROM times();

-- A pair that ended may begin again, with a row of its own; the history stays.
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina'), 'once more') IS NOT NULL AS assigned;
SELECT status, origin, coach_notes, who(assigned_by) AS assigned_by FROM coaching.trainer_clients ORDER BY id;

-- A relationship that would end before it began ends the day it was to begin.
CALL between_tina_and_carl(NULL);
CALL be('tina');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, start_date) VALUES (id('tina'), id('carl'), '2099-01-01');
UPDATE coaching.trainer_clients SET status = 'terminated';
SELECT start_date, end_date FROM coaching.trainer_clients;

-- Who writes which column: the client the permissions, the trainer notes and goals, nobody the house's.
SELECT assignment, verdict_on_column(assignment, 'tina') AS trainer, verdict_on_column(assignment, 'carl') AS client,
    verdict_on_column(assignment, 'cora') AS stranger, verdict_on_column(assignment, 'ada') AS admin
FROM unnest(ARRAY['can_view_workouts = false', 'can_view_progress = false', 'can_view_analytics = false',
    'can_create_programs = false', 'can_send_messages = false', 'coach_notes = ''n''', 'client_goals = ''{g}''',
    'invitation_message = ''m''', 'invitation_method = ''email''', 'start_date = ''2020-01-01''', 'end_date = ''2099-01-01''',
    'metadata = ''{"a": 1}''', 'is_primary = false', 'id = id(''other'')', 'trainer_id = id(''tom'')', 'client_id = id(''cora'')',
    'origin = ''request''', 'assigned_by = id(''carl'')', 'assigned_at = now()', 'invited_at = now()', 'accepted_at = NULL',
    'connected_at = NULL', 'terminated_at = now()', 'paused_by = ''trainer''', 'created_at = ''2020-01-01''']) WITH ORDINALITY c (assignment, n) ORDER BY n;

-- PostgREST's upsert of a whole row works for what one may write.
CALL between_tina_and_carl('active');
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, coach_notes) VALUES (id('relationship'), id('tina'), id('carl'), 'upserted')
    ON CONFLICT (id) DO UPDATE SET id = excluded.id, trainer_id = excluded.trainer_id, client_id = excluded.client_id,
    coach_notes = excluded.coach_notes RETURNING *$$);
SELECT coach_notes FROM coaching.trainer_clients;
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_clients SET id = id, can_view_progress = false WHERE id = id('relationship') RETURNING *$$);

-- Both sides see it, and the history; others do not.
CALL be('tina');
SELECT count(*) FROM coaching.trainer_clients;
CALL be('tom');
SELECT count(*) FROM coaching.trainer_clients;
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.trainer_clients');

CALL be_trusted();
DROP FUNCTION verdict_on_move, verdict_on_column, times;
DROP PROCEDURE between_tina_and_carl;
