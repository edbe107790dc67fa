-- step: Iris invites Greta by e-mail, and Greta types the code badly
-- why: The code is 128 random bits in letters and digits that are not mistaken for each other. It is good
-- why: for the person it was sent to and for nobody else, once. Hugo, who found it on a note, is told what
-- why: everybody is told about every code that is not theirs, so guessing learns nothing.
-- expect: Greta@Mail.Example | pending | 26 | 7 days
-- expect: ERROR: PT410: there is no such invitation for you, or it is over
-- expect: DETAIL: {"error": "invalid_invitation"}
-- expect: Iris Kaya | Greta, shall we? | active
-- expect: ERROR: PT410: there is no such invitation for you, or it is over
-- expect: DETAIL: {"error": "invalid_invitation"}
-- expect: accepted | t
SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT invitation_code AS code FROM coaching.send_invitation('Greta@Mail.Example', message => 'Greta, shall we?') \gset
SELECT target_email, status, length(invitation_code) AS length, expires_at - created_at AS valid_for
FROM coaching.client_invitations;

-- Lower case, in groups, o for 0 and l for 1
SELECT translate(lower(regexp_replace(:'code', '(.{6})', '\1- ', 'g')), '01', 'ol') AS typed \gset
SET coaching.user_id TO :'hugo';
SELECT coaching.accept_invitation_code(:'typed');

SET coaching.user_id TO :'greta';
SELECT coaching.accept_invitation_code(:'typed') AS relationship \gset
SELECT full_name, invitation_message, trainer_clients.status
FROM coaching.trainer_clients JOIN coaching.users ON users.id = trainer_id WHERE trainer_clients.id = :'relationship';

SELECT coaching.accept_invitation_code(:'typed');

SET coaching.user_id TO :'iris';
SELECT status, responded_at IS NOT NULL AS answered FROM coaching.client_invitations;
