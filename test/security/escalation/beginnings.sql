-- Requests, invitations, interests: nobody answers for the other side, in another's name, or twice.

SELECT world.try('a client cannot accept their own request', 'client',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('a client cannot answer it otherwise either', 'client',
    $$UPDATE coaching.connection_requests SET status = 'deferred' WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('a trainer cannot cancel in the client''s name', 'ended trainer',
    $$UPDATE coaching.connection_requests SET status = 'cancelled' WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('another trainer cannot accept a request by its id', 'other trainer',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCE')$$, '0 rows');
SELECT world.try('the trainer who was asked can', 'ended trainer',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCE')$$, '1 row');
SELECT world.try('a trainer cannot accept what they rejected', 'other trainer',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCU')$$, 'illegal_transition');
SELECT world.try('a trainer cannot reject twice', 'other trainer',
    $$UPDATE coaching.connection_requests SET status = 'rejected' WHERE id = world.id('rCU')$$, 'illegal_transition');
SELECT world.try('a client cannot cancel what was rejected', 'client',
    $$UPDATE coaching.connection_requests SET status = 'cancelled' WHERE id = world.id('rCU')$$, 'illegal_transition');
SELECT world.try('a client cannot reopen what was rejected', 'client',
    $$UPDATE coaching.connection_requests SET status = 'pending' WHERE id = world.id('rCU')$$, 'illegal_transition');
SELECT world.try('a blocked trainer cannot take up the request the block cancelled', 'blocked trainer',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCB')$$, 'illegal_transition');
SELECT world.try('a blocked trainer cannot accept a request that outlived the block', 'blocked trainer',
    $$UPDATE coaching.connection_requests SET status = 'accepted' WHERE id = world.id('rCB')$$, 'blocked',
    $$SET LOCAL row_security = off; UPDATE coaching.connection_requests SET status = 'pending' WHERE id = world.id('rCB'); SET LOCAL row_security = on$$);
SELECT world.try('a request cannot begin accepted', 'client',
    $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id, status) VALUES (world.id('C'), world.id('U'), 'accepted')$$, 'illegal_transition');
SELECT world.try('a client cannot ask in another client''s name', 'client',
    $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (world.id('O'), world.id('T'))$$, 'permission_denied');
SELECT world.try('a trainer cannot ask themselves in a client''s name', 'own trainer',
    $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (world.id('N'), world.id('T'))$$, 'permission_denied');
SELECT world.try('a client cannot say how well they match', 'client',
    $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id, match_percentage) VALUES (world.id('C'), world.id('U'), 100)$$, 'denied');
SELECT world.try('… nor afterwards', 'client', $$UPDATE coaching.connection_requests SET match_percentage = 100$$, 'denied');
SELECT world.try('nobody but the system writes when a request was answered', 'ended trainer',
    $$UPDATE coaching.connection_requests SET responded_at = now()$$, 'denied');
SELECT world.try('a request cannot be turned on another trainer', 'client',
    $$UPDATE coaching.connection_requests SET to_user_id = world.id('U') WHERE id = world.id('rCE')$$, 'invalid_argument');
SELECT world.try('a request cannot be put in another client''s name', 'client',
    $$UPDATE coaching.connection_requests SET from_user_id = world.id('O') WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('a trainer cannot turn a request on another client', 'ended trainer',
    $$UPDATE coaching.connection_requests SET from_user_id = world.id('O') WHERE id = world.id('rCE')$$, 'invalid_argument');
SELECT world.try('a trainer cannot pass a request on', 'ended trainer',
    $$UPDATE coaching.connection_requests SET to_user_id = world.id('U') WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('a trainer cannot rewrite what the client wrote', 'ended trainer',
    $$UPDATE coaching.connection_requests SET message = 'please, please' WHERE id = world.id('rCE')$$, 'permission_denied');
SELECT world.try('an upsert cannot land on a request of others by its id', 'own trainer',
    $$INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id) VALUES (world.id('rCE'), world.id('T'), world.id('U'))
      ON CONFLICT (id) DO UPDATE SET status = 'accepted'$$, '42501');
SELECT world.try('an upsert cannot accept one''s own request', 'client',
    $$INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id) VALUES (world.id('rCE'), world.id('C'), world.id('U'))
      ON CONFLICT (id) DO UPDATE SET status = 'accepted'$$, 'permission_denied');
SELECT world.try('UPDATE … RETURNING shows no request of others', 'other trainer',
    $$WITH changed AS (UPDATE coaching.connection_requests SET status = status WHERE status = 'pending' RETURNING message)
      SELECT string_agg(message, ', ') FROM changed$$, '-');
SELECT world.try('DELETE … RETURNING shows none either', 'other trainer',
    $$WITH gone AS (DELETE FROM coaching.connection_requests RETURNING message) SELECT string_agg(message, ', ') FROM gone$$, 'denied');

-- Invitations.
SELECT world.try('a trainer cannot accept their own invitation', 'ended trainer',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, 'permission_denied');
SELECT world.try('another client cannot accept an invitation by its id', 'other client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, '0 rows');
SELECT world.try('an admin cannot accept for the invited', 'admin',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, 'permission_denied');
SELECT world.try('the invited can', 'client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, '1 row');
SELECT world.try('… not when its time is over', 'client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, 'invalid_invitation',
    $$UPDATE coaching.client_invitations SET expires_at = now() - interval '1 second' WHERE id = world.id('iEC')$$);
SELECT world.try('… not by moving that time', 'client',
    $$UPDATE coaching.client_invitations SET status = 'accepted', expires_at = now() + interval '1 day' WHERE id = world.id('iEC')$$, 'permission_denied',
    $$UPDATE coaching.client_invitations SET expires_at = now() - interval '1 second' WHERE id = world.id('iEC')$$);
SELECT world.try('… not with a block between the two', 'client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iEC')$$, 'invalid_invitation',
    $$SET LOCAL row_security = off; INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (world.id('E'), world.id('C'));
      SET LOCAL row_security = on$$);
SELECT world.try('the invited cannot accept what they declined', 'client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iUC')$$, 'illegal_transition');
SELECT world.try('the invited cannot accept what was revoked', 'other client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iTO')$$, 'illegal_transition');
SELECT world.try('the invited cannot accept what has expired', 'other client',
    $$UPDATE coaching.client_invitations SET status = 'accepted' WHERE id = world.id('iPO')$$, 'illegal_transition');
SELECT world.try('a trainer cannot revive what they revoked', 'own trainer',
    $$UPDATE coaching.client_invitations SET status = 'pending' WHERE id = world.id('iTO')$$, 'illegal_transition');
SELECT world.try('an invitation cannot begin accepted', 'own trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id, status) VALUES (world.id('T'), world.id('N'), 'accepted')$$, 'illegal_transition');
SELECT world.try('a trainer cannot invite in another trainer''s name', 'own trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (world.id('U'), world.id('N'))$$, 'permission_denied');
SELECT world.try('a client cannot invite themselves in a trainer''s name', 'client',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (world.id('U'), world.id('C'))$$, 'permission_denied');
SELECT world.try('a trainer cannot choose the code', 'own trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id, invitation_code)
      VALUES (world.id('T'), world.id('N'), '11111111111111111111111111')$$, 'denied');
SELECT world.try('… nor change it', 'own trainer',
    $$UPDATE coaching.client_invitations SET invitation_code = '11111111111111111111111111'$$, 'denied');
SELECT world.try('a trainer cannot invite under another name', 'own trainer', $$UPDATE coaching.client_invitations SET coach_name = 'Person U'$$, 'denied');
SELECT world.try('nobody but the system writes when and from where an invitation was answered', 'client',
    $$UPDATE coaching.client_invitations SET responded_at = now(), ip_address = '::1', user_agent = 'none'$$, 'denied');
SELECT world.try('a trainer cannot claim the invited has seen it', 'ended trainer',
    $$UPDATE coaching.client_invitations SET viewed_at = now() WHERE id = world.id('iEC')$$, 'permission_denied');
SELECT world.try('the invited can', 'client', $$UPDATE coaching.client_invitations SET viewed_at = now() WHERE id = world.id('iEC')$$, '1 row');
SELECT world.try('an invitation cannot be turned on another address', 'own trainer',
    $$UPDATE coaching.client_invitations SET target_email = 'n@example.org' WHERE id = world.id('iTX')$$, 'invalid_argument');
SELECT world.try('… nor on an account', 'own trainer',
    $$UPDATE coaching.client_invitations SET target_user_id = world.id('N') WHERE id = world.id('iTX')$$, 'invalid_argument');
SELECT world.try('the invited cannot pass an invitation on', 'client',
    $$UPDATE coaching.client_invitations SET target_user_id = world.id('O') WHERE id = world.id('iEC')$$, 'invalid_argument');
SELECT world.try('nobody catches an invitation by taking its address', 'other client',
    $$UPDATE coaching.users SET email = 'someone@example.net' WHERE id = world.id('O')$$, 'permission_denied');
SELECT world.try('… nor by registering with it', 'stranger',
    $$INSERT INTO coaching.users (id, email) VALUES (world.id('Z'), 'someone@example.net')$$, 'permission_denied');
SELECT world.try('… nor by writing the key it is compared by', 'other client',
    $$UPDATE coaching.users SET email_key = 'someone@example.net'$$, '428C9');
SELECT world.try('… nor by a token that says so', 'other client',
    $$SELECT coaching.my_email_key() FROM set_config('request.jwt.claims',
        jsonb_build_object('sub', world.id('O'), 'email', 'someone@example.net')::text, true)$$, 'o@example.org');
SELECT world.try('whoever was once given the address catches it', 'other client',
    $$SELECT string_agg(id::text, ' ') FROM coaching.client_invitations WHERE status = 'pending'$$, 'iTX',
    $$UPDATE coaching.users SET email = 'SomeOne@Example.net' WHERE id = world.id('O')$$);
SELECT world.try('a blocked trainer cannot write to the client through a revoked invitation', 'blocked trainer',
    $$UPDATE coaching.client_invitations SET message = 'I know where you train' WHERE id = world.id('iBC')$$, 'permission_denied');
SELECT world.try('a blocked trainer cannot invite the client by account', 'blocked trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (world.id('B'), world.id('C'))$$, 'blocked');
SELECT world.try('… nor by e-mail', 'blocked trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (world.id('B'), 'C@example.ORG')$$, 'blocked');
SELECT world.try('inviting an address does not tell whose it is', 'own trainer',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (world.id('T'), 'n@example.org') RETURNING target_user_id$$, '-');
SELECT world.try('an upsert cannot land on an invitation of others by its id', 'own trainer',
    $$INSERT INTO coaching.client_invitations (id, trainer_id, target_user_id) VALUES (world.id('iEC'), world.id('T'), world.id('N'))
      ON CONFLICT (id) DO UPDATE SET status = 'accepted'$$, '42501');
SELECT world.try('UPDATE … RETURNING shows no code of others', 'other client',
    $$WITH changed AS (UPDATE coaching.client_invitations SET viewed_at = viewed_at RETURNING id)
      SELECT string_agg(id::text, ' ' ORDER BY id) FROM changed$$, 'iDO iPO iTO iUO');
SELECT world.try('a condition on the code finds no invitation of others', 'other client',
    $$SELECT count(*) FROM coaching.client_invitations WHERE invitation_code = '0123456789ABCDEFGHJKMNPQRS'$$, '0');
SELECT world.try('the audit log keeps no code', 'admin',
    $$SELECT count(*), count(*) FILTER (WHERE a.changes::text LIKE '%' || i.invitation_code || '%')
      FROM coaching.audit_log a JOIN coaching.client_invitations i ON i.id::text = a.row_id AND a.table_name = 'client_invitations'
      HAVING count(*) FILTER (WHERE a.changes::text LIKE '%' || i.invitation_code || '%') = 0$$, '1',
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (world.id('T'), world.id('N'))$$);

-- Interests and settings.
SELECT world.try('a client cannot call their own interest matched', 'other client',
    $$UPDATE coaching.coaching_interests SET status = 'matched' WHERE id = world.id('gO')$$, 'permission_denied');
SELECT world.try('a client can close it', 'other client',
    $$UPDATE coaching.coaching_interests SET status = 'closed' WHERE id = world.id('gO')$$, '1 row');
SELECT world.try('a client cannot reopen one', 'client',
    $$UPDATE coaching.coaching_interests SET status = 'new' WHERE id = world.id('gC')$$, 'illegal_transition');
SELECT world.try('a client cannot have two open ones', 'other client',
    $$INSERT INTO coaching.coaching_interests (client_id) VALUES (world.id('O'))$$, 'relationship_error');
SELECT world.try('an interest cannot begin matched', 'client',
    $$INSERT INTO coaching.coaching_interests (client_id, status) VALUES (world.id('C'), 'matched')$$, 'illegal_transition');
SELECT world.try('a client cannot choose who handles it', 'client',
    $$INSERT INTO coaching.coaching_interests (client_id, handled_by) VALUES (world.id('C'), world.id('A'))$$, 'denied');
SELECT world.try('… nor change that', 'client', $$UPDATE coaching.coaching_interests SET handled_by = NULL$$, 'denied');
SELECT world.try('an interest cannot be put in another''s name', 'other client',
    $$UPDATE coaching.coaching_interests SET client_id = world.id('N') WHERE id = world.id('gO')$$, 'permission_denied');
SELECT world.try('an upsert cannot land on another''s interest', 'client',
    $$INSERT INTO coaching.coaching_interests (id, client_id) VALUES (world.id('gO'), world.id('C'))
      ON CONFLICT (id) DO UPDATE SET message = 'mine'$$, '42501');
SELECT world.try('a trainer cannot switch a client''s sharing on', 'other trainer',
    $$INSERT INTO coaching.session_settings (client_id, share_context) VALUES (world.id('O'), true)
      ON CONFLICT (client_id) DO UPDATE SET share_context = excluded.share_context$$, 'permission_denied');
SELECT world.try('an upsert of one''s own settings works', 'other client',
    $$INSERT INTO coaching.session_settings (client_id, share_context) VALUES (world.id('O'), true)
      ON CONFLICT (client_id) DO UPDATE SET client_id = excluded.client_id, share_context = excluded.share_context$$, '1 row');
SELECT world.try('settings cannot be given away', 'client',
    $$UPDATE coaching.session_settings SET client_id = world.id('N')$$, 'invalid_argument');
