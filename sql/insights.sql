-- insights: a trainer, or an AI in the trainer's name, tells a client what was found; the client views and answers.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status) VALUES
    (id('tina with carl'), id('tina'), id('carl'), 'active'), (id('tom with carl'), id('tom'), id('carl'), 'active'), (id('tom with cora'), id('tom'), id('cora'), 'active');
DELETE FROM coaching.notifications;
DELETE FROM coaching.audit_log;

CREATE FUNCTION news() RETURNS TABLE (who text, kind text, facts text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind, (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(payload) AS key) FROM heard ORDER BY 2, 1 $$;
CREATE FUNCTION titles() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(title, ', ' ORDER BY id) FROM coaching.coaching_insights $$;

-- A trainer writes one; whose it is follows from the relationship, the rest from the defaults.
CALL be('tina');
INSERT INTO coaching.coaching_insights (relationship_id, type, title, content, tags) VALUES (id('tina with carl'), 'observation', 'Bench stalls', 'Three weeks at 80 kg.', '{bench,plateau}')
    RETURNING who(trainer_id) AS trainer, who(client_id) AS client, ai_generated, ai_confidence, based_on_data, client_viewed, client_viewed_at, client_response, priority, tags;
INSERT INTO coaching.coaching_insights (client_id, type, title, content, priority, ai_generated, ai_confidence, based_on_data)
    VALUES (id('carl'), 'recommendation', 'Deload', 'Take a light week.', 'high', true, 0.876, '{"workoutCount": 12, "dateRange": {"start": "2026-10-01", "end": "2026-10-21"}, "exercisesAnalyzed": ["Bench Press"]}')
    RETURNING relationship_id = id('tina with carl') AS found, ai_confidence, based_on_data ->> 'workoutCount' AS workouts;
SELECT * FROM news();
-- an AI in the trainer's name
CALL be_trusted();
INSERT INTO coaching.coaching_insights (relationship_id, type, title, content, ai_generated, ai_confidence) VALUES
    (id('tina with carl'), 'goal_update', 'New goal', '90 kg by May?', true, 1), (id('tom with carl'), 'program_adjustment', 'Tom''s', 'Less running.', true, 0);
SELECT * FROM news();

-- The client reads all about them, each trainer their own, admins all, others none.
CALL be('carl');
SELECT titles();
CALL be('tina');
SELECT titles();
CALL be('tom');
SELECT titles();
CALL be('cora');
SELECT titles();
CALL be('ada');
SELECT titles();
CALL be_nobody();
SELECT attempt('SELECT titles()');

-- The client views and answers, and writes nothing else.
CALL be('carl');
SELECT attempt($$UPDATE coaching.coaching_insights SET client_viewed = true WHERE title = 'Deload'$$);
SELECT client_viewed, client_viewed_at BETWEEN now() - interval '1 minute' AND now() AS stamped, client_response FROM coaching.coaching_insights WHERE title = 'Deload';
SELECT attempt($$UPDATE coaching.coaching_insights SET client_viewed = false WHERE title = 'Deload'$$);
SELECT attempt($$UPDATE coaching.coaching_insights SET client_viewed_at = '2020-01-01' WHERE title = 'Deload'$$);
SELECT count(*) AS news FROM news();
SELECT attempt($$UPDATE coaching.coaching_insights SET client_response = 'I will' WHERE title = 'Bench stalls'$$);
SELECT client_viewed, client_viewed_at IS NOT NULL AS stamped, client_response FROM coaching.coaching_insights WHERE title = 'Bench stalls';
SELECT * FROM news();
SELECT attempt($$UPDATE coaching.coaching_insights SET client_response = 'I have' WHERE title = 'Bench stalls'$$), attempt($$UPDATE coaching.coaching_insights SET client_response = NULL WHERE title = 'Bench stalls'$$);
SELECT * FROM news();
SELECT client_viewed FROM coaching.coaching_insights WHERE title = 'Bench stalls';
SELECT column_name, attempt(format('UPDATE coaching.coaching_insights SET %I = %s WHERE title = ''Deload''', column_name, value)) FROM (VALUES
    ('type', '''observation'''), ('title', '''x'''), ('content', '''x'''), ('ai_generated', 'false'), ('ai_confidence', 'NULL'), ('based_on_data', 'NULL'), ('priority', '''low'''), ('tags', '''{x}'''),
    ('trainer_id', 'id(''tom'')'), ('client_id', 'id(''cora'')'), ('relationship_id', 'id(''tom with cora'')')) AS c (column_name, value);
SELECT attempt('DELETE FROM coaching.coaching_insights');
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, trainer_id, type, title, content) VALUES (id('tina with carl'), id('tina'), 'observation', 'x', 'x')$$);

-- The trainer writes the rest, and nothing of the client's.
CALL be('tina');
SELECT attempt($$UPDATE coaching.coaching_insights SET content = 'Four weeks at 80 kg.', type = 'recommendation', priority = 'low', tags = '{}' WHERE title = 'Bench stalls'$$);
SELECT attempt($$UPDATE coaching.coaching_insights SET client_viewed = true WHERE title = 'New goal'$$);
SELECT attempt($$UPDATE coaching.coaching_insights SET client_response = 'yes' WHERE title = 'New goal'$$);
SELECT attempt($$INSERT INTO coaching.coaching_insights (client_id, type, title, content, client_viewed) VALUES (id('carl'), 'observation', 'x', 'x', true)$$);
SELECT attempt($$UPDATE coaching.coaching_insights SET title = 'x' WHERE title = 'Tom''s'$$);
SELECT attempt($$DELETE FROM coaching.coaching_insights WHERE title = 'New goal'$$);
-- not to others, not in another's name, not about a client they do not have
SELECT attempt($$INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id('cora'), 'observation', 'x', 'x')$$);
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, trainer_id, type, title, content) VALUES (id('tom with carl'), id('tom'), 'observation', 'x', 'x')$$);
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) VALUES (id('tom with carl'), 'observation', 'x', 'x')$$);
-- an admin reads and deletes, and puts words into nobody's mouth
CALL be('ada');
SELECT attempt($$UPDATE coaching.coaching_insights SET content = 'x'$$), attempt($$UPDATE coaching.coaching_insights SET client_response = 'x'$$);
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, trainer_id, type, title, content) VALUES (id('tom with carl'), id('tom'), 'observation', 'x', 'x')$$);

-- Not everything is an insight.
CALL be('tina');
SELECT column_name, attempt(format('INSERT INTO coaching.coaching_insights (client_id, type, title, content, %I) SELECT id(''carl''), type, title, content, %L FROM (VALUES (''observation'', ''x'', ''x'')) AS v (type, title, content)', column_name, value)) FROM (VALUES
    ('ai_confidence', '1.01'), ('ai_confidence', '-0.01'), ('ai_confidence', 'NaN'), ('based_on_data', '[]'), ('based_on_data', '7'), ('priority', 'urgent'), ('tags', '{NULL}'), ('ai_generated', NULL)) AS v (column_name, value);
SELECT type, attempt(format('INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id(''carl''), %L, ''x'', ''x'')', type)) FROM unnest(ARRAY['feeling', '', NULL]) AS type;
SELECT attempt($$INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id('carl'), 'observation', '', 'x')$$), attempt($$INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id('carl'), 'observation', 'x', '')$$);
CALL be_trusted();
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content, client_viewed, client_viewed_at) VALUES (id('tina with carl'), 'observation', 'x', 'x', true, 'infinity')$$);

-- Many at once: everybody hears of their own.
DELETE FROM coaching.notifications;
CALL be('tom');
INSERT INTO coaching.coaching_insights (client_id, type, title, content) SELECT id(client), 'observation', 'of many ' || n, 'x' FROM unnest(ARRAY['carl', 'cora']) AS client, generate_series(1, 100) AS n;
SELECT who, kind, count(*) FROM news() GROUP BY 1, 2 ORDER BY 1;
DELETE FROM coaching.coaching_insights WHERE title LIKE 'of many%';

-- A client who stops showing analytics stops that trainer, at the next statement; the other trainer goes on.
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_analytics = false WHERE trainer_id = id('tina');
CALL be('tina');
SELECT titles();
SELECT attempt($$INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id('carl'), 'observation', 'x', 'x')$$);
SELECT attempt($$UPDATE coaching.coaching_insights SET content = 'x'$$), attempt('DELETE FROM coaching.coaching_insights');
CALL be('tom');
SELECT titles();
-- an answer the trainer may not read is no news for them
CALL be('carl');
SELECT titles();
SELECT attempt($$UPDATE coaching.coaching_insights SET client_response = 'to nobody' WHERE title = 'Deload'$$);
SELECT count(*) AS news FROM news();
-- trusted callers write on
CALL be_trusted();
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) VALUES (id('tina with carl'), 'observation', 'From the AI', 'x')$$);
UPDATE coaching.trainer_clients SET can_view_analytics = true;

-- Paused and ended, the trainer neither reads nor writes; the client keeps what is theirs, and answers.
UPDATE coaching.trainer_clients SET status = 'paused' WHERE id = id('tina with carl');
CALL be('tina');
SELECT titles(), attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) VALUES (id('tina with carl'), 'observation', 'x', 'x')$$), attempt($$UPDATE coaching.coaching_insights SET content = 'x'$$);
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'completed' WHERE id = id('tina with carl');
DELETE FROM coaching.notifications;
CALL be('tina');
SELECT titles(), attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) VALUES (id('tina with carl'), 'observation', 'x', 'x')$$), attempt('DELETE FROM coaching.coaching_insights');
CALL be('carl');
SELECT titles(), attempt($$UPDATE coaching.coaching_insights SET client_viewed = true, client_response = 'late' WHERE title = 'From the AI'$$);
-- what came from elsewhere long ago, seen then, and what came after the end
CALL be_trusted();
INSERT INTO coaching.coaching_insights (relationship_id, type, title, content, client_viewed_at, client_response, created_at) VALUES (id('tina with carl'), 'observation', 'Old', 'x', '2020-01-02', 'thanks', '2020-01-01');
INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) VALUES (id('tina with carl'), 'observation', 'After the end', 'x');
SELECT client_viewed, client_viewed_at::date FROM coaching.coaching_insights WHERE title = 'Old';
SELECT attempt($$UPDATE coaching.coaching_insights SET client_viewed_at = now() WHERE title = 'Old'$$);
SELECT * FROM news();

-- The audit log says who did what, and no word of it.
SELECT operation, who(actor) AS actor, string_agg(DISTINCT key, ' ' ORDER BY key) AS columns FROM coaching.audit_log, jsonb_object_keys(changes) AS key WHERE table_name = 'coaching_insights' AND operation = 'UPDATE' GROUP BY audit_log.id, 1, 2 ORDER BY audit_log.id;
SELECT count(*) AS words_in_the_log FROM coaching.audit_log WHERE changes::text ~ 'Deload|80 kg|I will|plateau|Bench';

-- The client is erased, and everything said about them; tom, and everything he said.
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT titles();
-- nothing follows, not even from a server that was still at work on it
SELECT attempt($$INSERT INTO coaching.coaching_insights (relationship_id, type, title, content) SELECT id, 'observation', 'Late', 'x' FROM coaching.trainer_clients WHERE client_id = id('carl') LIMIT 1$$);
CALL be('tom');
INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (id('cora'), 'observation', 'Tom''s', 'x');
CALL be_trusted();
SELECT coaching.erase_user(id('tom')) IS NOT NULL AS erased;
SELECT count(*) AS left_of_tom FROM coaching.coaching_insights;

DROP FUNCTION news, titles;
