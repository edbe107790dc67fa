-- Kept statements: what they see, what they survive, what they carry.

CREATE SCHEMA shop;
CREATE TABLE shop.notes (id int PRIMARY KEY, note text, touched boolean NOT NULL DEFAULT false);
INSERT INTO shop.notes VALUES (1, 'one'), (2, NULL);

SELECT tap.is('a Query sees the caller''s snapshot only, a Command what this call has written',
    w::text, '(2,2,3)') FROM bridge.write_and_count(3) w;
SELECT tap.is('the next statement sees it either way', w::text, '(3,3,4)') FROM bridge.write_and_count(4) w;
DELETE FROM shop.notes WHERE id > 2;
BEGIN READ ONLY;
SELECT tap.is('a Query runs in a read-only transaction', bridge.note_of(1), 'one');
SELECT tap.is('a Command that writes does not', tap.state('SELECT bridge."order"(1)'), '42P01');
ROLLBACK;

SELECT tap.is('a value, a NULL and no row are told apart', concat_ws(' ', bridge.note_of(1), bridge.note_of(2), bridge.note_of(3)),
    'one (null) (no row)');
SELECT tap.is('first() of a Command lets it run to its end', bridge.touch_and_look_at_one()::text, 'true');
SELECT tap.is('so that it has changed every row', count(*)::text, '2') FROM shop.notes WHERE touched;
SELECT tap.is('run() counts the rows', bridge.touch_and_count()::text, '2');

-- The same prepared statement all along from here.
ALTER TABLE shop.notes ADD COLUMN extra int DEFAULT 5;
SELECT tap.is('a kept statement survives a new column', bridge.note_of(1), 'one');
ALTER TABLE shop.notes ALTER COLUMN extra TYPE text;
SELECT tap.is('and another type of a column it does not read', bridge.note_of(1), 'one');
ALTER TABLE shop.notes DROP COLUMN extra;
SELECT tap.is('and a dropped column', bridge.note_of(1), 'one');
ALTER TABLE shop.notes RENAME TO letters;
SELECT tap.is('while its table is missing it fails', tap.said('SELECT bridge.note_of(1)'),
    '42P01 relation "shop.notes" does not exist');
SELECT tap.is('again', tap.state('SELECT bridge.note_of(1)'), '42P01');
ALTER TABLE shop.letters RENAME TO notes;
SELECT tap.is('when it is back it works again', bridge.note_of(1), 'one');
ALTER TABLE shop.notes RENAME COLUMN note TO letter;
SELECT tap.is('while its column is missing it fails', tap.state('SELECT bridge.note_of(1)'), '42703');
ALTER TABLE shop.notes RENAME COLUMN letter TO note;
SELECT tap.is('when it is back it works again: the column', bridge.note_of(1), 'one');
ALTER TABLE shop.notes ALTER COLUMN note TYPE varchar(100);
SELECT tap.is('a column that became another type is an internal error', tap.state('SELECT bridge.note_of(1)'), 'XX000');
ALTER TABLE shop.notes ALTER COLUMN note TYPE text;
SELECT tap.is('when it is text again it works again', bridge.note_of(1), 'one');
CREATE TABLE shop.fresh (note text, padding int, touched boolean, id int);
INSERT INTO shop.fresh VALUES ('another', 1, false, 1);
DROP TABLE shop.notes;
ALTER TABLE shop.fresh RENAME TO notes;
SELECT tap.is('it reads a new table of the old name', bridge.note_of(1), 'another');
DROP SCHEMA shop CASCADE;
SELECT tap.is('without the schema it fails', tap.said('SELECT bridge.note_of(1)'),
    '42P01 relation "shop.notes" does not exist');
CREATE SCHEMA shop;
CREATE TABLE shop.notes (id int PRIMARY KEY, note text, touched boolean NOT NULL DEFAULT false);
INSERT INTO shop.notes VALUES (1, 'new'), (2, NULL);
SELECT tap.is('with a new schema it works again', bridge.note_of(1), 'new');
DISCARD ALL;
SELECT tap.is('it survives DISCARD ALL', bridge.note_of(1), 'new');
DISCARD PLANS;
DEALLOCATE ALL;
SELECT tap.is('and DEALLOCATE ALL', bridge.note_of(1), 'new');
CREATE VIEW shop.held AS SELECT * FROM shop.notes;
CREATE INDEX notes_by_note ON shop.notes (note);
VACUUM ANALYZE shop.notes;
SELECT tap.is('and an index, a view and VACUUM ANALYZE', bridge.note_of(1), 'new');
BEGIN;
DROP TABLE shop.notes CASCADE;
SELECT tap.is('a dropped table is missing inside the transaction', tap.state('SELECT bridge.note_of(1)'), '42P01');
ROLLBACK;
SELECT tap.is('and there after its rollback', bridge.note_of(1), 'new');

-- Row security is planned into a statement; a kept one must not serve another role's.
DROP ROLE IF EXISTS bridge_reader;
CREATE ROLE bridge_reader;
GRANT USAGE ON SCHEMA shop, tap TO bridge_reader;
GRANT SELECT ON shop.notes TO bridge_reader;
ALTER TABLE shop.notes ENABLE ROW LEVEL SECURITY;
SELECT tap.is('a superuser is not held back by row security', bridge.note_of(1), 'new');
SET ROLE bridge_reader;
SELECT tap.is('another role on the same kept statement is', bridge.note_of(1), '(no row)');
RESET ROLE;
SELECT tap.is('and the first one sees it again', bridge.note_of(1), 'new');
ALTER TABLE shop.notes DISABLE ROW LEVEL SECURITY;
DROP OWNED BY bridge_reader;
DROP ROLE bridge_reader;

SELECT tap.is('a slip between SQL and C++ is an error and not a crash: ' || kind,
    concat_ws(' ', tap.state(format('SELECT bridge.slip(%L)', kind)), bridge.witnesses_alive()), state || ' 0')
FROM (VALUES ('text as int', 'XX000'), ('int as text', 'XX000'), ('int as record', 'XX000'),
             ('two columns as one', 'XX000'), ('NULL as value', 'XX000'), ('no result', 'XX000'),
             ('no row', 'XX000'), ('writing as query', '0A000'), ('no SQL', '42601'))
    slips (kind, state);
SELECT tap.ok('its message names the statement', said LIKE '%SELECT note FROM shop.notes%', said)
FROM tap.said('SELECT bridge.slip(''text as int'')') said;

-- Values there and back.
SELECT tap.is('NULL goes there and back', concat(bridge.text_there_and_back(NULL) IS NULL, bridge.int_there_and_back(NULL) IS NULL), 'tt');
SELECT tap.is('an empty text is not NULL', bridge.text_there_and_back(''), '');
SELECT tap.is('the extremes of int go there and back',
    concat_ws(' ', bridge.int_there_and_back(2147483647), bridge.int_there_and_back(-2147483648)), '2147483647 -2147483648');
SELECT tap.is('text of many scripts goes there and back', bridge.text_there_and_back('Größe 体重 💪'), 'Größe 体重 💪');
SELECT tap.ok('10 MB of text go there and back', bridge.text_there_and_back(big) = big)
FROM (SELECT repeat('0123456789', 1000000)) b (big);
CREATE TABLE shop.stored (how text, value text);
ALTER TABLE shop.stored ALTER COLUMN value SET STORAGE EXTENDED;
INSERT INTO shop.stored VALUES ('in line', repeat('x', 50)), ('short', 'x'), ('compressed', repeat('y', 100000));
INSERT INTO shop.stored SELECT 'compressed and out of line',
    string_agg(repeat(md5(g::text), 2), '') FROM generate_series(1, 3000) g;
ALTER TABLE shop.stored ALTER COLUMN value SET STORAGE EXTERNAL;
INSERT INTO shop.stored VALUES ('out of line', repeat('z', 100000));
SELECT tap.ok('stored text is read: ' || how, bridge.length_of_text(value) = length(value)
    AND bridge.text_there_and_back(value) = value, left(bridge.text_there_and_back(value), 50)) FROM shop.stored;
DROP INDEX shop.notes_by_note;
-- Without this the copy would be compressed, and fit into the row.
ALTER TABLE shop.notes ALTER COLUMN note SET STORAGE EXTERNAL;
UPDATE shop.notes SET note = value FROM shop.stored WHERE how = 'out of line' AND id = 1;
SELECT tap.ok('text stored out of line is read by a statement', bridge.note_of(1) = repeat('z', 100000));

SELECT tap.is('arrays go there and back',
    concat_ws(' ', bridge.texts_there_and_back('{a,"b c",""}'), bridge.texts_there_and_back('{}'), bridge.sum_of('{1,2,3}'), bridge.sum_of('{}')),
    '{a,"b c",""} {} 6 0');
SELECT tap.ok('an array of 100,000 uuids goes there and back', bridge.uuids_there_and_back(ids) = ids)
FROM (SELECT array_agg(gen_random_uuid()) FROM generate_series(1, 100000)) a (ids);
SELECT tap.is('an array''s own lower bound does not matter', bridge.sum_of('[5:6]={1,2}')::text, '3');
SELECT tap.is('an array built by PL/pgSQL is read', tap.said($q$DO $r$
    DECLARE a int[] := '{}'; BEGIN FOR i IN 1 .. 100 LOOP a := a || i; END LOOP;
    ASSERT bridge.sum_of(a) = 5050; END $r$ $q$), 'none');
SELECT tap.is('a NULL in an array is refused as invalid_argument',
    concat_ws(' ', error ->> 'state', (error ->> 'detail')::jsonb ->> 'error'), '22023 invalid_argument')
FROM tap.error_of('SELECT bridge.sum_of(''{1,NULL}'')') error;
SELECT tap.is('so is one in an array of text', tap.state('SELECT bridge.texts_there_and_back(''{NULL}'')'), '22023');
SELECT tap.is('an array of two dimensions is refused as invalid_argument',
    concat_ws(' ', error ->> 'state', (error ->> 'detail')::jsonb ->> 'error'), '22023 invalid_argument')
FROM tap.error_of('SELECT bridge.sum_of(''{{1,2},{3,4}}'')') error;

DELETE FROM shop.notes;
INSERT INTO shop.notes SELECT g, 'n' || g FROM generate_series(1, 5) g;
SELECT tap.is('a statement run between the rows of itself leaves them alone', bridge.notes_joined(), 'n1;n2;n3;n4;n5;');
