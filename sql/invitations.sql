-- invitations: a trainer invites a client by e-mail or by account; the invited accepts or declines.
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
UPDATE coaching.trainer_profiles SET display_name = 'Tina Strong' WHERE trainer_id = id('tina');

-- The last invitation of a trainer, whoever asks.
CREATE FUNCTION invitation(trainer text DEFAULT 'tina') RETURNS uuid LANGUAGE sql SECURITY DEFINER AS $$
    SELECT i.id FROM coaching.client_invitations i WHERE trainer_id = id(trainer) ORDER BY i.id DESC LIMIT 1 $$;
CREATE FUNCTION accept() RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.accept_coaching_invitation(%L)', invitation())) $$;
CREATE FUNCTION decline() RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.decline_coaching_invitation(%L)', invitation())) $$;
CREATE FUNCTION revoke() RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.revoke_invitation(%L)', invitation())) $$;
CREATE FUNCTION news() RETURNS TABLE (who text, kind text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind FROM heard ORDER BY 2, 1 $$;

-- By e-mail, whatever its case; the trainer's name and address are kept as they are now.
CALL be('tina');
SELECT who(trainer_id) AS trainer, coach_email, coach_name, target_email, target_user_id, message, status,
    expires_at = created_at + '7 days' AS for_a_week, invitation_code ~ '^[0-9A-HJKMNP-TV-Z]{26}$' AS has_code,
    viewed_at, responded_at, ip_address, user_agent
FROM coaching.send_invitation('CARL@Gym.Test', message => 'Come and train!');
SELECT * FROM news();
UPDATE coaching.trainer_profiles SET display_name = 'T. Strong' WHERE trainer_id = id('tina');
SELECT coach_name FROM coaching.client_invitations;

-- The invited sees it and knows who it is from; the trainer learns nothing of the invited, others nothing at all.
CALL be('carl');
SELECT coach_name, target_email, message, status FROM coaching.client_invitations;
SELECT coaching.knows(id('tina')) AS invited_knows;
CALL be('tina');
SELECT coaching.knows(id('carl')) AS trainer_knows, who(target_user_id) AS account FROM coaching.client_invitations;
CALL be('cora');
SELECT count(*) AS others_see FROM coaching.client_invitations;
CALL be('tom');
SELECT count(*) AS others_see FROM coaching.client_invitations;

-- Viewed: written by the invited alone.
SELECT attempt(format('UPDATE coaching.client_invitations SET viewed_at = now() WHERE id = %L', invitation()));
CALL be('tina');
SELECT attempt('UPDATE coaching.client_invitations SET viewed_at = now()');
CALL be('carl');
SELECT attempt('UPDATE coaching.client_invitations SET viewed_at = now()');

-- Nobody accepts what was sent to another: not somebody else, not the trainer, not an admin.
CALL be('cora');
SELECT accept();
SELECT decline();
SELECT revoke();
CALL be('tina');
SELECT accept();
CALL be('ada');
SELECT accept();
CALL be('dora');
SELECT accept();
CALL be_nobody();
SELECT accept();

-- Accepting makes the relationship and tells both; where it came from is kept, for the two of them.
CALL be('carl');
SET request.headers = '{"user-agent": "Gym App/1.0", "x-forwarded-for": "203.0.113.7, 10.0.0.1"}';
SELECT coaching.accept_coaching_invitation(invitation()) AS relationship \gset
RESET request.headers;
SELECT id = :'relationship' AS given, who(trainer_id) AS trainer, status, is_primary, origin, invitation_method, invitation_message,
    accepted_at IS NOT NULL AS accepted FROM coaching.trainer_clients;
SELECT status, who(target_user_id) AS answered_by, viewed_at IS NOT NULL AS viewed, responded_at IS NOT NULL AS responded, ip_address, user_agent
FROM coaching.client_invitations;
SELECT * FROM news();
SELECT accept();
SELECT decline();
CALL be('tina');
SELECT revoke();
SELECT attempt($$SELECT coaching.send_invitation('carl@gym.test')$$);
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('carl'))$$);

-- By account; a second trainer becomes a secondary one.
CALL be('tom');
SELECT who(target_user_id) AS invited, target_email, status FROM coaching.send_invitation(target_user_id => id('carl'));
CALL be('carl');
SELECT attempt(format('SELECT coaching.accept_coaching_invitation(%L)', invitation('tom')));
SELECT who(trainer_id) AS trainer, is_primary, invitation_method FROM coaching.trainer_clients ORDER BY is_primary DESC;

-- Declining and revoking: over, the other side is told, and a new one may be sent.
CALL be('tina');
SELECT status FROM coaching.send_invitation(target_user_id => id('cora'));
SELECT count(*) FROM news();
CALL be('cora');
SELECT decline();
SELECT status, viewed_at IS NOT NULL AS viewed, responded_at IS NOT NULL AS responded FROM coaching.client_invitations;
SELECT accept();
SELECT * FROM news();
CALL be('tina');
SELECT status FROM coaching.send_invitation('cora@gym.test');
SELECT revoke();
SELECT revoke();
CALL be('cora');
SELECT accept();
SELECT * FROM news();

-- One pending per person, by e-mail or by account.
CALL be('tina');
SELECT status FROM coaching.send_invitation('cora@gym.test');
SELECT attempt($$SELECT coaching.send_invitation('CORA@gym.test')$$);
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('cora'))$$);
SELECT revoke();
SELECT status FROM coaching.send_invitation(target_user_id => id('cora'));
SELECT attempt($$SELECT coaching.send_invitation('Cora@gym.test')$$);
-- another trainer's is another's
CALL be('tom');
SELECT status FROM coaching.send_invitation('cora@gym.test');

-- Expiry: over by time at once, marked by a job of the admin's, and no obstacle to the next.
CALL be_trusted();
UPDATE coaching.client_invitations SET expires_at = now() - interval '1 second' WHERE status = 'pending' AND trainer_id = id('tina');
CALL be('cora');
SELECT accept();
SELECT decline();
SELECT attempt(format('UPDATE coaching.client_invitations SET status = ''accepted'' WHERE id = %L', invitation()));
SELECT attempt('SELECT coaching.expire_invitations()');
CALL be('tina');
SELECT attempt('SELECT coaching.expire_invitations()');
SELECT status FROM coaching.send_invitation('cora@gym.test');
SELECT status, count(*) FROM coaching.client_invitations WHERE target_user_id = id('cora') OR target_email = 'cora@gym.test' GROUP BY 1 ORDER BY 1;
CALL be_trusted();
UPDATE coaching.client_invitations SET expires_at = now() - interval '1 second' WHERE status = 'pending' AND trainer_id = id('tina');
CALL be('ada');
SELECT coaching.expire_invitations();
SELECT coaching.expire_invitations();
CALL be('tina');
SELECT kind, count(*) FROM coaching.notifications WHERE kind = 'invitation.expired' GROUP BY 1;
-- while it is pending the trainer may give more time
SELECT status FROM coaching.send_invitation('cora@gym.test', valid_for => '1 minute');
SELECT attempt(format('UPDATE coaching.client_invitations SET expires_at = now() + interval ''30 days'', message = ''Still there?'' WHERE id = %L', invitation()));

-- When the trainer is full the invitation stays pending.
UPDATE coaching.trainer_profiles SET max_clients = active_clients WHERE trainer_id = id('tina');
CALL be('cora');
SELECT accept();
SELECT status, responded_at, viewed_at FROM coaching.client_invitations WHERE id = invitation();
CALL be('tina');
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = id('tina');
CALL be('cora');
SELECT accept();

-- Somebody without an account yet: it is theirs once they sign up with that address.
CALL be('tina');
SELECT status FROM coaching.send_invitation('Newcomer@gym.test');
CALL be_trusted();
CALL person('newcomer');
CALL be('newcomer');
SELECT coach_name, status FROM coaching.client_invitations;
SELECT accept();
SELECT who(trainer_id) AS trainer, status FROM coaching.trainer_clients;

-- Whom and how one cannot invite.
CALL be('tina');
SELECT attempt($$SELECT coaching.send_invitation('Tina@gym.test')$$);
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('tina'))$$);
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('unknown'))$$);
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('dora'))$$);
SELECT attempt($$SELECT coaching.send_invitation()$$);
SELECT attempt($$SELECT coaching.send_invitation('x@gym.test', id('cleo'))$$);
SELECT attempt(format('SELECT coaching.send_invitation(%L)', odd)) FROM unnest(ARRAY['', '@', 'x', 'cleo.gym.test', '@gym.test', 'cleo@', ' cleo@gym.test',
    'cleo@gym.test ', E'cleo@gym.test\n', 'cleo@' || repeat('x', 400)]) odd;
SELECT attempt($$SELECT coaching.send_invitation('x@gym.test', message => repeat('x', 20001))$$);
SELECT valid_for, attempt(format('SELECT coaching.send_invitation(''x@gym.test'', valid_for => %L)', valid_for))
FROM unnest(ARRAY['0', '-1 day', '1001 years', '178000000 years', '-178000000 years', '1 month -31 days', NULL]) valid_for;
CALL be('carl');
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('cleo'))$$);
CALL be_nobody();
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('cleo'))$$);
CALL be('tom');
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tom');
SELECT attempt($$SELECT coaching.send_invitation(target_user_id => id('cleo'))$$);

-- Unknown ids, and none.
CALL be('carl');
SELECT attempt(format('SELECT coaching.%I(%s)', f, v)) FROM unnest(ARRAY['accept_coaching_invitation', 'decline_coaching_invitation', 'revoke_invitation']) f,
    unnest(ARRAY['id(''unknown'')', 'NULL']) v;

CALL be_trusted();
DROP FUNCTION invitation, accept, decline, revoke, news;
