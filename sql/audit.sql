-- audit: who changed what, the changed columns only, and no secrets.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
TRUNCATE coaching.audit_log;

-- The entries since the last look, in the order they were made.
CREATE FUNCTION entries() RETURNS TABLE (actor text, did text, "on" text, client text, trainer text, changes jsonb)
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY SELECT CASE a.actor WHEN '00000000-0000-0000-0000-000000000000' THEN 'trusted' ELSE who(a.actor) END,
        a.operation, a.table_name, who(a.client_id), who(a.trainer_id), a.changes
    FROM coaching.audit_log a ORDER BY a.id;
    DELETE FROM coaching.audit_log;
END $$;

-- An update tells old and new of what changed, and of nothing else.
CALL be('carl');
UPDATE coaching.users SET full_name = 'Carl C.', phone = NULL, locale = 'en' WHERE id = id('carl');
UPDATE coaching.users SET metadata = '{"shoe": 43}' WHERE id = id('carl');
CALL be_trusted();
SELECT * FROM entries();

-- One that changes nothing tells nothing.
CALL be('carl');
UPDATE coaching.users SET full_name = 'Carl C.' WHERE id = id('carl');
CALL be_trusted();
SELECT * FROM entries();

-- A function is told of as the person who called it, though it runs as the owner.
CALL be('ada');
SELECT coaching.add_user_role(id('carl'), 'trainer');
CALL be_trusted();
SELECT actor, did, "on", changes - ARRAY['created_at', 'updated_at'] -> 'roles' AS roles,
    changes -> 'trainer_id' IS NOT NULL AS has_key FROM entries();

-- A trusted caller is told of as nobody, with the database role of the session.
UPDATE coaching.users SET locale = 'de' WHERE id = id('carl');
SELECT bool_and(database_role = session_user) AS by_session_user FROM coaching.audit_log;
SELECT * FROM entries();

-- A relationship names its client and its trainer; counting clients is not worth an entry.
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina'), 'a new start') IS NOT NULL AS assigned;
CALL be_trusted();
SELECT actor, did, "on", client, trainer, changes -> 'status' AS status, changes -> 'coach_notes' AS notes,
    changes ? 'metadata' AS all_columns FROM entries();
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = false;
UPDATE coaching.trainer_clients SET status = 'paused';
CALL be_trusted();
SELECT * FROM entries();

-- Secrets are told of, not told.
CALL be('tina');
INSERT INTO coaching.trainer_business (trainer_id, license_number, insurance_provider, payout)
    VALUES (id('tina'), 'L-4711', 'Allsure', '{"iban": "DE00"}');
UPDATE coaching.trainer_business SET license_number = 'L-4712', payout = '{"iban": "DE01"}', insurance_provider = 'Besure';
INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (id('tina'), id('ada'), 'a private reason');
UPDATE coaching.user_blocks SET reason = 'another';
DELETE FROM coaching.user_blocks;
CALL be_trusted();
SELECT actor, did, "on", trainer, changes -> 'license_number' AS license, changes -> 'payout' AS payout,
    changes -> 'insurance_provider' AS insurance, changes -> 'reason' AS reason,
    changes::text ~ 'L-47|DE0|private|another' AS leaks FROM entries();

-- Settings, profiles and deletions are told of.
INSERT INTO coaching.settings (key, value) VALUES ('auto_assign', 'off');
UPDATE coaching.settings SET value = 'best_match';
DELETE FROM coaching.settings;
SELECT did, "on", changes FROM entries();
CALL be('carl');
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('carl'), '{run}');
UPDATE coaching.client_profiles SET goals = '{run,swim}', sessions_per_week = 2, latitude = 52.5;
DELETE FROM coaching.client_profiles;
CALL be_trusted();
SELECT actor, did, "on", client, changes -> 'goals' AS goals, changes -> 'sessions_per_week' AS per_week, changes -> 'latitude' AS latitude FROM entries();

-- What was refused or rolled back left no entry.
BEGIN;
UPDATE coaching.users SET full_name = 'x' WHERE id = id('carl');
ROLLBACK;
CALL be('carl');
SELECT attempt($$UPDATE coaching.users SET email = 'x@gym.test' WHERE id = id('carl')$$);
CALL be_trusted();
SELECT * FROM entries();

-- People read about their own acts, admins about all; nobody writes or deletes.
CALL be('carl');
UPDATE coaching.users SET full_name = 'Carl' WHERE id = id('carl');
CALL be('ada');
UPDATE coaching.users SET full_name = 'Ada L.' WHERE id = id('ada');
SELECT who(actor) FROM coaching.audit_log ORDER BY id;
CALL be('carl');
SELECT who(actor) FROM coaching.audit_log ORDER BY id;
CALL be('tina');
SELECT who(actor) FROM coaching.audit_log ORDER BY id;
SELECT attempt($$INSERT INTO coaching.audit_log (actor, database_role, table_name, operation, row_id, changes)
    VALUES (id('ada'), 'x', 'users', 'UPDATE', 'x', '{}')$$);
CALL be('ada');
SELECT attempt('DELETE FROM coaching.audit_log');
SELECT attempt('UPDATE coaching.audit_log SET actor = id(''carl'')');

-- The time is the transaction's, ids rise with it.
CALL be_trusted();
DELETE FROM coaching.audit_log;
BEGIN;
UPDATE coaching.users SET full_name = 'One' WHERE id = id('carl');
UPDATE coaching.users SET full_name = 'Two' WHERE id = id('carl');
SELECT bool_and(at = now()) AS now, string_agg(changes #>> '{full_name,1}', ' ' ORDER BY id) AS in_order FROM coaching.audit_log;
COMMIT;
DROP FUNCTION entries;
