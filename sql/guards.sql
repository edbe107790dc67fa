-- guards: the triggers and constraints of each table, by name, so that none goes without being missed; and what holds
-- where the triggers stand aside, for whoever restores.
SET client_min_messages = warning;
CALL clean_slate();

\t on
\pset format unaligned
SELECT format('%s: %s', t.relname, string_agg(guard, ', ' ORDER BY guard COLLATE "C"))
FROM pg_class t, LATERAL (
    SELECT tgname FROM pg_trigger WHERE tgrelid = t.oid AND NOT tgisinternal
    UNION ALL SELECT conname FROM pg_constraint WHERE conrelid = t.oid AND contype <> 'n'
    UNION ALL SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = t.oid AND x.indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid)) AS g (name),
    LATERAL regexp_replace(name, '^' || relname || '_', '') AS guard
WHERE t.relnamespace = 'coaching'::regnamespace
GROUP BY t.relname ORDER BY t.relname COLLATE "C";
\t off
\pset format aligned

CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora');
INSERT INTO coaching.session_packages (id, name, sessions, price) VALUES (id('ten'), 'Ten', 10, 500);
SET row_security = off;
CREATE FUNCTION relationship(trainer text, client text, status text, is_primary boolean) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary) VALUES (%L, %L, %L, %L)',
        id(trainer), id(client), status, is_primary)) $$;
CREATE FUNCTION booking(name text, trainer text, client text, at time, status text DEFAULT 'scheduled', buffer int DEFAULT 0) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, status, buffer_after_minutes) VALUES (%L, %L, %L, %L, %L, %s)',
        id(name), id(trainer), id(client), timestamptz '2030-01-01' + at, status, buffer)) $$;
CREATE FUNCTION entry(kind text, delta int, booking text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.package_ledger (client_package_id, client_id, trainer_id, booking_id, kind, delta) VALUES (%L, %L, %L, %L, %L, %s)',
        id('lot'), id('carl'), id('tina'), id(booking), kind, delta)) $$;

-- one live relationship per pair, one active primary trainer
SELECT relationship('tina', 'carl', 'active', true), relationship('tina', 'carl', 'terminated', true);
SELECT relationship('tina', 'carl', 'paused', false);
SELECT relationship('tom', 'carl', 'active', true);
SELECT relationship('tina', 'tina', 'active', true);
-- a trainer is in one session at a time, buffers counted, and so is a client
SELECT booking('first', 'tina', 'carl', '10:00', buffer => 15), booking('after', 'tina', 'cora', '11:15'), booking('gone', 'tina', 'cora', '10:30', 'cancelled');
SELECT booking('same', 'tina', 'cora', '10:30', 'confirmed');
SELECT booking('soon', 'tina', 'cora', '11:14', 'completed');
SELECT booking('other', 'tom', 'carl', '10:59');
SELECT booking('next', 'tom', 'carl', '11:00');
SELECT attempt($$UPDATE coaching.bookings SET status = 'scheduled' WHERE id = id('gone')$$);
-- no lot below nothing, a booking charged once, each kind of entry with its credits
INSERT INTO coaching.client_packages (id, client_id, trainer_id, sold_by, package_id, name, sessions_total, sessions_remaining, price, currency)
    VALUES (id('lot'), id('carl'), id('tina'), id('tina'), id('ten'), 'Ten', 10, 1, 500, 'EUR');
SELECT attempt('UPDATE coaching.client_packages SET sessions_remaining = sessions_remaining - 2');
SELECT entry('reserve', -1, 'first'), entry('refund', 1, 'first');
SELECT entry('reserve', -1, 'first');
SELECT entry('reserve', -2, 'next'), entry('purchase', -1), entry('consume', 0);
RESET row_security;
DROP FUNCTION relationship, booking, entry;
CALL clean_slate();
