-- As many relationships as the database's name ends in: trainers with 500 clients each, of whom each
-- trainer also has 500 open requests by the clients of the one before. Clients have ids as the extension
-- gives them, one after another in time, and a trainer's rows lie together, as where a business grows
-- trainer by trainer: how well pages keep in the processor's caches is not what is measured.

SELECT substring(current_database() FROM '[0-9]+$')::integer AS relationships \gset
\set trainers :relationships / 500
\set ours bench_ours_ :relationships
\set book bench_textbook_ :relationships

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS :ours;
CREATE ROLE :ours;
DROP ROLE IF EXISTS :book;
CREATE ROLE :book;
SELECT coaching.grant_access(:'ours') \g /dev/null

CREATE TEMPORARY TABLE clients AS
    SELECT i, coaching.new_id() AS id, md5('trainer' || (i - 1) / 500 + 1)::uuid AS trainer_id,
        md5('trainer' || ((i - 1) / 500 + 1) % (:trainers) + 1)::uuid AS asked_id
    FROM generate_series(1, :relationships) i;

-- As a restore does it: rows as they are, no trigger judging each of a million.
SET row_security = off;
INSERT INTO coaching.users (id, full_name, roles)
    SELECT id, 'Client ' || md5(i::text), '{client}'::text[] FROM clients
    UNION ALL
    SELECT md5('trainer' || i)::uuid, 'Trainer ' || i, '{trainer}' FROM generate_series(1, :trainers) i;
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, active_clients, max_clients, bio)
    SELECT md5('trainer' || i)::uuid, 'Trainer ' || i, 500, 500, repeat('Trains. ', 20) FROM generate_series(1, :trainers) i;
INSERT INTO coaching.client_profiles (client_id, goals)
    SELECT id, '{strength,endurance}' FROM clients WHERE i % 2 = 0;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary)
    SELECT trainer_id, id, 'active', true FROM clients;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, status, match_percentage, message)
    SELECT id, asked_id, 'pending', i % 101, 'I would like to train with you.' FROM clients;
RESET row_security;
