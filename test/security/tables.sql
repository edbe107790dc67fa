-- What the matrix does to a row of each table. Every table and view of the schema needs a row here.
--
-- touch: what UPDATE sets, where a neutral change is possible. candidates: the rows INSERT tries, by
-- name; {0} is the key made of the name, {1} and {2} those of its letters. prepare: what the owner
-- does first, so that the row is not there already.

CREATE TABLE world.tables (name name PRIMARY KEY, touch text, candidates text[], prepare text, insertion text);
INSERT INTO world.tables VALUES
    ('users', 'full_name = full_name || ''!''', '{Z}', NULL,
        'INSERT INTO coaching.users (id, full_name) VALUES ({0}, ''New'')'),
    ('settings', 'value = ''off''', '{packages_required}', NULL,
        'INSERT INTO coaching.settings (key, value) VALUES (''packages_required'', ''on'')'),
    ('notifications', 'read_at = now()', '{A,C,O,T}', NULL,
        'INSERT INTO coaching.notifications (user_id, kind) VALUES ({0}, ''forged'')'),
    ('audit_log', 'changes = ''{}''', '{A,C,T}', NULL,
        'INSERT INTO coaching.audit_log (actor, database_role, table_name, operation, row_id, changes) VALUES ({0}, ''x'', ''x'', ''INSERT'', ''x'', ''{}'')'),
    ('trainer_profiles', 'headline = ''touched''', '{A,B,C,D,E,L,N,O,P,T,U}',
        'DELETE FROM coaching.trainer_profiles WHERE trainer_id = {0}',
        'INSERT INTO coaching.trainer_profiles (trainer_id, headline) VALUES ({0}, ''new'')'),
    ('trainer_business', 'insurance_provider = ''touched''', '{B,D,E,L,P,T,U}',
        'DELETE FROM coaching.trainer_business WHERE trainer_id = {0}',
        'INSERT INTO coaching.trainer_business (trainer_id) VALUES ({0})'),
    ('client_profiles', 'goals = ''{touched}''', '{A,B,C,D,E,L,N,O,P,T,U}',
        'DELETE FROM coaching.client_profiles WHERE client_id = {0}',
        'INSERT INTO coaching.client_profiles (client_id) VALUES ({0})'),
    ('trainer_clients', 'metadata = ''{"touched": true}''', '{TN,UN,PN,EN,BN,DN,TC,EC,BC,UC}', NULL,
        'INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES ({1}, {2})'),
    ('user_blocks', 'reason = ''touched''', '{CT,CU,OT,TC,UO,PC,EC,BC,DC,AC}', NULL,
        'INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES ({1}, {2})'),
    ('connection_requests', 'status = ''cancelled''', '{NT,CU,CL,CE,CT,CB,CD,CO,OE,OL,TU,UT,PT,ET,BT,DT,ZT}', NULL,
        'INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES ({1}, {2})'),
    ('client_invitations', 'message = ''touched''', '{TN,TO,TC,UC,UN,PN,EN,EC,BN,BC,DN,LN,OT,CN,ZN}', NULL,
        'INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES ({1}, {2})'),
    ('coaching_interests', 'message = ''touched''', '{A,B,C,D,E,L,N,O,P,T,U}',
        'DELETE FROM coaching.coaching_interests WHERE client_id = {0}',
        'INSERT INTO coaching.coaching_interests (client_id) VALUES ({0})'),
    ('session_settings', 'share_context = NOT share_context', '{A,B,C,D,E,L,N,O,P,T,U}',
        'DELETE FROM coaching.session_settings WHERE client_id = {0}',
        'INSERT INTO coaching.session_settings (client_id) VALUES ({0})');
