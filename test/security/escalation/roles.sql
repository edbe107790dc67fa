-- Nobody gives themselves a role, a longer arm or a better name.

SELECT world.try('a client cannot write the roles of their own row', 'client',
    $$UPDATE coaching.users SET roles = '{admin}' WHERE id = world.id('C')$$, 'denied');
SELECT world.try('a client cannot register a second self with the admin role', 'client',
    $$INSERT INTO coaching.users (full_name, roles) VALUES ('me too', '{admin}')$$, 'denied');
SELECT world.try('a stranger cannot register themselves', 'stranger',
    $$INSERT INTO coaching.users (id, full_name) VALUES (world.id('Z'), 'Zoe')$$, 'permission_denied');
SELECT world.try('an admin gives roles by the function, not by writing the column', 'admin',
    $$UPDATE coaching.users SET roles = '{admin,client}' WHERE id = world.id('C')$$, 'denied');
SELECT world.try('a trainer cannot promote a friend', 'own trainer',
    $$SELECT coaching.promote_to_coach(world.id('C'))$$, 'permission_denied');
SELECT world.try('a client cannot become a trainer by making a trainer''s profile', 'client',
    $$INSERT INTO coaching.trainer_profiles (trainer_id, bio) VALUES (world.id('C'), 'strong')$$, 'permission_denied');
SELECT world.try('… nor by making one that rests', 'client',
    $$INSERT INTO coaching.trainer_profiles (trainer_id, is_active) VALUES (world.id('C'), false)$$, 'permission_denied');
SELECT world.try('a demoted trainer cannot list themselves again', 'other trainer',
    $$UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = world.id('U')$$, 'permission_denied',
    $$UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = world.id('U');
      SELECT coaching.demote_coach(world.id('U'))$$);
SELECT world.try('a demoted trainer cannot propose to a client', 'other trainer',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (world.id('U'), world.id('N'))$$, 'relationship_error',
    $$UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = world.id('U');
      SELECT coaching.demote_coach(world.id('U'))$$);
SELECT world.try('a person cannot take another id', 'client',
    $$UPDATE coaching.users SET id = world.id('Z') WHERE id = world.id('C')$$, 'permission_denied');
SELECT world.try('a person cannot take another''s sign-in', 'client',
    $$UPDATE coaching.users SET auth_subject = 'user_of_somebody' WHERE id = world.id('C')$$, 'permission_denied');
SELECT world.try('a person cannot take an e-mail address by writing it', 'client',
    $$UPDATE coaching.users SET email = 'boss@example.org' WHERE id = world.id('C')$$, 'permission_denied');
SELECT world.try('a deactivated person cannot reactivate themselves', 'deactivated trainer',
    $$UPDATE coaching.users SET deactivated_at = NULL WHERE id = world.id('D')$$, '0 rows');
SELECT world.try('a person cannot deactivate themselves past the house', 'client',
    $$UPDATE coaching.users SET deactivated_at = now() WHERE id = world.id('C')$$, 'permission_denied');
SELECT world.try('a trainer cannot set their own commission', 'own trainer',
    $$UPDATE coaching.trainer_business SET commission_rate = 1 WHERE trainer_id = world.id('T')$$, 'permission_denied');
SELECT world.try('nobody signed in can act as the sign-in service', 'admin',
    $$SELECT coaching.sync_auth_users()$$, 'denied');

-- Tokens may say what they like about roles: the database is the truth.
SELECT world.try_token('roles claimed by a token make no admin', claims, '',
    'SELECT coaching.is_admin()', 'no')
FROM (VALUES ('{"sub": "00000000-0000-4000-8000-000000000043", "app_metadata": {"roles": ["admin"]}}'),
    ('{"sub": "00000000-0000-4000-8000-000000000043", "role": "service_role"}'),
    ('{"sub": "00000000-0000-4000-8000-000000000043", "user_role": "admin", "roles": ["admin"]}'),
    ('{"role": "service_role"}'), ('{"role": "postgres"}')) AS tokens (claims);

-- Maintained columns, every one there is.
SELECT world.try(format('an admin cannot write the maintained column %s.%s', table_name, column_name), 'admin',
    format('UPDATE coaching.%I SET %I = DEFAULT', table_name, column_name), 'denied')
FROM world.column_matrix WHERE is_maintained ORDER BY table_name, attnum;
