-- Whoever is bound by row level security gains nothing by switching it off: dumps need that setting,
-- and triggers stand aside for whoever restores one.

SET row_security = off;

-- A row reached with the setting would be one too many: reading and writing with it is an error.
SELECT world.line(format('with row_security = off nobody bound by it reaches anything in coaching.%s by %s', t.name, c.command),
    string_agg(format('%s: %s', p.kind, cell), ', ') FILTER (WHERE cell NOT IN ('-', 'denied')), NULL)
FROM world.tables t, unnest('{select,insert,update,delete}'::text[]) AS c (command), world.people p,
    LATERAL world.cell(t, c.command, p.kind) AS cell
WHERE p.database_role <> 'service_role' GROUP BY t.name, c.command ORDER BY t.name, c.command;

SELECT world.try('with row_security = off a proposal is still judged', 'own trainer',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary) VALUES (world.id('T'), world.id('N'), 'active', true)$$, '42501');
SELECT world.try('with row_security = off an admin''s change is still judged', 'admin',
    $$UPDATE coaching.users SET time_zone = 'Nowhere' WHERE id = world.id('C')$$, '42501');

-- Functions switch it on for themselves, and judge and count as ever.
SELECT world.try('with row_security = off the capacity still counts', 'admin',
    $$WITH assigned AS MATERIALIZED (SELECT coaching.assign_trainer(world.id('N'), world.id('T')))
      SELECT coaching.get_trainer_client_count(world.id('T')) FROM assigned$$, '1');
SELECT world.try('with row_security = off a full trainer stays full', 'admin',
    $$SELECT coaching.assign_trainer(world.id('N'), world.id('T'))$$, 'capacity_reached',
    $$UPDATE coaching.trainer_profiles SET max_clients = 1 WHERE trainer_id = world.id('T')$$);
SELECT world.try('with row_security = off a block still keeps two apart', 'admin',
    $$SELECT coaching.assign_trainer(world.id('C'), world.id('B'))$$, 'blocked');
