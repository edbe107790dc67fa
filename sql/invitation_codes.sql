-- invitation_codes: an invitation is accepted by its code, as people type it; a code that is over, unknown or
-- another's tells nothing; and the same by plain writes to the table.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');

-- The last code of a trainer, as a letter would carry it.
CREATE FUNCTION code(trainer text DEFAULT 'tina') RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
    SELECT invitation_code FROM coaching.client_invitations WHERE trainer_id = id(trainer) ORDER BY id DESC LIMIT 1 $$;
-- What came of typing a code; everything the error says, so that two refusals can be compared.
CREATE FUNCTION type_in(typed text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    m text; d text; h text; c text; n text; t text; s text;
BEGIN
    PERFORM coaching.accept_invitation_code(typed);
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT, c = PG_EXCEPTION_CONTEXT,
        n = CONSTRAINT_NAME, t = TABLE_NAME, s = COLUMN_NAME;
    RETURN concat_ws('|', SQLSTATE, m, d, h, regexp_replace(c, '\n.*', ''), n, t, s);
END $$;
CREATE FUNCTION invite(client text) RETURNS text LANGUAGE sql AS $$
    SELECT status FROM coaching.send_invitation(client || '@gym.test') $$;
-- Ends what is between tina and the client, so that the next invitation can be tried.
CREATE PROCEDURE part(client text) LANGUAGE sql AS $$
    UPDATE coaching.trainer_clients SET status = 'terminated' WHERE client_id = id(client) AND status = 'active' $$;

-- As it stands, in lower case, in groups, with O for 0 and I or l for 1: all the same code.
CREATE FUNCTION try_typing(how text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome text;
BEGIN
    CALL be('tina');
    PERFORM invite('carl');
    CALL be('carl');
    outcome := type_in(CASE how
        WHEN 'as it stands' THEN code()
        WHEN 'lower case' THEN lower(code())
        WHEN 'with hyphens' THEN regexp_replace(code(), '(.{4})', '\1-', 'g')
        WHEN 'with blanks' THEN ' ' || regexp_replace(code(), '(.{5})', '\1  ', 'g')
        WHEN 'O for 0' THEN replace(code(), '0', 'O')
        WHEN 'o, I and l' THEN translate(lower(code()), '01', 'ol')
        WHEN 'I for 1' THEN replace(code(), '1', 'I') END);
    CALL be('carl');
    IF outcome = 'accepted' THEN CALL part('carl'); END IF;
    RETURN outcome;
END $$;
SELECT how, try_typing(how) FROM unnest(ARRAY['as it stands', 'lower case', 'with hyphens', 'with blanks', 'O for 0', 'o, I and l', 'I for 1'])
    WITH ORDINALITY t (how, n) ORDER BY n;

-- A thousand codes: none twice, every letter in use, nothing but the 32 letters.
CALL be_trusted();
INSERT INTO coaching.client_invitations (trainer_id, target_email) SELECT id('tom'), 'n' || n || '@gym.test' FROM generate_series(1, 1000) n;
SELECT count(DISTINCT invitation_code) AS codes, bool_and(invitation_code ~ '^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$') AS well_formed
FROM coaching.client_invitations WHERE trainer_id = id('tom');
SELECT count(DISTINCT substr(invitation_code, n, 1)) AS letters_in_use FROM coaching.client_invitations, generate_series(1, 25) n
WHERE trainer_id = id('tom');
DELETE FROM coaching.client_invitations WHERE trainer_id = id('tom');

-- Guessing learns nothing: the whole of the error is the same for every reason.
CREATE TEMP TABLE refusals (reason text, said text);
GRANT ALL ON refusals TO PUBLIC;
CALL be('tina');
SELECT invite('cora');
CALL be('carl');
INSERT INTO refusals VALUES ('not yours', type_in(code()));
CALL be('tina');
INSERT INTO refusals VALUES ('your own as trainer', type_in(code()));
CALL be('ada');
INSERT INTO refusals VALUES ('an admin', type_in(code()));
CALL be('cora');
SELECT type_in(code());
INSERT INTO refusals VALUES ('used', type_in(code()));
CALL be('carl');
INSERT INTO refusals VALUES ('used by another', type_in(code()));
CALL be('cora');
CALL part('cora');
CALL be('tina');
SELECT invite('cora');
CALL be('cora');
SELECT coaching.decline_coaching_invitation(id) FROM coaching.client_invitations WHERE status = 'pending';
INSERT INTO refusals VALUES ('declined', type_in(code()));
CALL be('tina');
SELECT invite('cora');
SELECT coaching.revoke_invitation(id) FROM coaching.client_invitations WHERE status = 'pending';
CALL be('cora');
INSERT INTO refusals VALUES ('revoked', type_in(code()));
CALL be('tina');
SELECT invite('cora');
CALL be_trusted();
UPDATE coaching.client_invitations SET expires_at = now() WHERE status = 'pending';
CALL be('cora');
INSERT INTO refusals VALUES ('its time is over', type_in(code()));
CALL be('ada');
SELECT coaching.expire_invitations();
CALL be('cora');
INSERT INTO refusals VALUES ('expired', type_in(code()));
CALL be('tina');
SELECT invite('cora');
CALL be('cora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tina'));
INSERT INTO refusals VALUES ('blocked', type_in(code()));
INSERT INTO refusals SELECT 'unknown', type_in(typed) FROM unnest(ARRAY['00000000000000000000000000', 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ', '', 'x', '-', repeat('0', 1000000),
    'UUUUUUUUUUUUUUUUUUUUUUUUUU', E'\x01', '%', 'Ünïcödé', '0000000000000000000000000', '000000000000000000000000000', ''' OR true --']) typed;
SELECT said, count(*) AS times, count(DISTINCT reason) AS reasons FROM refusals GROUP BY said;
SELECT coaching.unblock_user(id('tina'));
SELECT attempt('SELECT coaching.accept_invitation_code(NULL)');
CALL be_nobody();
SELECT attempt('SELECT coaching.accept_invitation_code(''x'')');

-- From where it was answered: what the gateway says in request.headers, however odd.
CALL be_trusted();
CREATE FUNCTION answered_from(headers text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome text;
BEGIN
    CALL be('tina');
    PERFORM invite('cleo');
    CALL be('cleo');
    PERFORM set_config('request.headers', headers, false);
    outcome := type_in(code());
    PERFORM set_config('request.headers', '', false);
    IF outcome <> 'accepted' THEN RETURN outcome; END IF;
    CALL part('cleo');
    RETURN (SELECT concat_ws(' / ', coalesce(host(ip_address), 'no address'), coalesce(nullif(left(user_agent, 20), ''), 'no agent'), length(user_agent))
            FROM coaching.client_invitations WHERE invitation_code = code());
END $$;
SELECT n, answered_from(headers) FROM unnest(ARRAY[
    '{"user-agent": "Gym App/1.0", "x-forwarded-for": "203.0.113.7, 10.0.0.1"}',
    '{"x-forwarded-for": " 2001:db8::1 "}',
    '{"x-forwarded-for": "203.0.113.7:5678", "user-agent": ""}',
    '{"x-forwarded-for": "10.0.0.0/8"}',
    '{"x-forwarded-for": "unknown", "user-agent": 7}',
    '{"x-forwarded-for": ["203.0.113.7"], "user-agent": null}',
    '{"user-agent": {"nested": true}}',
    '{"user-agent": "' || repeat('é', 1500) || '"}',
    '{"user-agent": "nul \u0000 inside"}',
    '[1, 2]', '"text"', '7', 'null', '{', 'no json at all', '{"user-agent": "a", "user-agent": "b"}', '{}'])
    WITH ORDINALITY h (headers, n) ORDER BY n;

-- The same by the table. A trainer invites by INSERT; the code is made by the house.
CALL be('tina');
INSERT INTO coaching.client_invitations (trainer_id, target_user_id, message) VALUES (id('tina'), id('carl'), 'Again?')
RETURNING status, length(invitation_code) AS code, coach_email, coach_name, target_email;
SELECT column_name, attempt(format('INSERT INTO coaching.client_invitations (trainer_id, target_email, %I) VALUES (id(''tina''), ''x@gym.test'', %s)', column_name, value)) AS "insert",
    attempt(format('UPDATE coaching.client_invitations SET %I = %s', column_name, value)) AS "update"
FROM (VALUES ('invitation_code', 'repeat(''0'', 26)'), ('coach_email', '''x'''), ('coach_name', '''x'''), ('responded_at', 'now()'), ('ip_address', '''127.0.0.1'''), ('user_agent', '''x''')) c (column_name, value);
SELECT attempt(format('INSERT INTO coaching.client_invitations (trainer_id, %s) VALUES (id(%L), %s)', columns, trainer, vals)) FROM (VALUES
    ('target_email', 'tina', '''no address'''), ('target_email', 'tom', '''x@gym.test'''), ('target_email', 'carl', '''x@gym.test'''),
    ('target_user_id', 'tina', 'id(''carl'')'), ('target_user_id', 'tina', 'id(''tina'')'), ('target_email, target_user_id', 'tina', 'NULL, NULL'),
    ('target_email, status', 'tina', '''x@gym.test'', ''accepted'''), ('target_email, expires_at', 'tina', '''x@gym.test'', now()'),
    ('target_email, expires_at', 'tina', '''x@gym.test'', ''-infinity'''), ('target_email, expires_at', 'tina', '''x@gym.test'', NULL')) v (columns, trainer, vals);
SELECT attempt('DELETE FROM coaching.client_invitations');
-- the target never changes, nor who invites
SELECT attempt(format('UPDATE coaching.client_invitations SET %s WHERE status = ''pending''', change)) FROM unnest(ARRAY[
    'target_user_id = id(''cora'')', 'target_email = ''cora@gym.test''', 'trainer_id = id(''tom'')', 'id = id(''other'')']) change;
-- each side moves what is its own
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted' WHERE status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'declined' WHERE status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'expired' WHERE status = 'pending'$$);
CALL be('carl');
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'revoked' WHERE status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET expires_at = now() + '1 year' WHERE status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET message = 'Mine' WHERE status = 'pending'$$);
UPDATE coaching.client_invitations SET status = 'accepted' WHERE status = 'pending'
RETURNING status, who(target_user_id) AS answered_by, responded_at IS NOT NULL AS responded, viewed_at IS NOT NULL AS viewed;
SELECT who(trainer_id) AS trainer, status, origin FROM coaching.trainer_clients WHERE status = 'active';
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'declined' WHERE status = 'accepted'$$);
-- what is over stays as it was
CALL be('tina');
SELECT attempt($$UPDATE coaching.client_invitations SET message = 'And another thing' WHERE status <> 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET expires_at = now() + '1 year' WHERE status <> 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET message = message, status = status WHERE false$$);

-- An admin who is invited is one who is invited, and answers for nobody else.
SELECT status FROM coaching.send_invitation('ada@gym.test');
INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (id('tina'), id('cleo'));
CALL be('ada');
SELECT attempt($$UPDATE coaching.client_invitations SET viewed_at = now() WHERE target_email = 'ada@gym.test'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted' WHERE target_email = 'ada@gym.test' AND status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted' WHERE target_user_id = id('cleo') AND status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'revoked' WHERE target_user_id = id('cleo') AND status = 'pending'$$);

-- An address that has become the trainer's own is nobody's to accept.
CALL be('tina');
SELECT status FROM coaching.send_invitation('tina2@gym.test');
CALL be('ada');
UPDATE coaching.users SET email = 'tina2@gym.test' WHERE id = id('tina');
CALL be('tina');
SELECT type_in(code());
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'accepted' WHERE status = 'pending'$$);
SELECT attempt($$UPDATE coaching.client_invitations SET status = 'revoked' WHERE status = 'pending'$$);

-- In the audit log stands every step, but no code, and nobody's address on the net.
CALL be_trusted();
SELECT operation, changes -> 'status' AS status, changes -> 'invitation_code' AS code, changes -> 'ip_address' AS ip, changes -> 'user_agent' AS agent
FROM coaching.audit_log WHERE table_name = 'client_invitations' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5;
SELECT count(*) AS codes_in_the_log FROM coaching.audit_log a, coaching.client_invitations i WHERE a.changes::text LIKE '%' || i.invitation_code || '%';

DROP FUNCTION code, type_in, invite, try_typing, answered_from;
DROP PROCEDURE part;
DROP TABLE refusals;
