-- Arguments and results in every shape.

SELECT tap.is('arguments and NULLs arrive in their places',
    concat_ws('; ', bridge.describe('a', 1, true), bridge.describe('b', NULL, false), bridge.describe('', 0, NULL)),
    'a 1 true; b NULL false;  0 NULL');
SELECT tap.is('NULL for a required argument is refused by name',
    concat_ws(' ', error ->> 'state', error ->> 'message', error ->> 'detail'),
    '22023 name must not be NULL {"error": "invalid_argument", "argument": "name"}')
FROM tap.error_of('SELECT bridge.describe(NULL, 1, true)') error;
SELECT tap.is('by number where it has no name', tap.said('SELECT bridge.argument_without_name(NULL)'),
    '22023 argument 1 must not be NULL');
SELECT tap.is('NULL for a required array is refused by name', tap.said('SELECT bridge.sum_of(NULL)'),
    '22023 values must not be NULL');

SELECT tap.is('a set without rows is empty', count(*)::text, '0') FROM bridge.numbers(0);
SELECT tap.is('a set of values', string_agg(n::text, ' '), '1 2 3') FROM bridge.numbers(3) n;
SELECT tap.is('a set of 100,000 rows', concat_ws(' ', count(*), sum(n), bridge.witnesses_alive()),
    '100000 5000050000 0') FROM bridge.numbers(100000) n;
SELECT tap.is('a set of rows with NULLs', string_agg(concat_ws(' ', number, coalesce(name, '-')), ', '),
    '1 row 1, 2 row 2, 3 -, 4 row 4') FROM bridge.pairs(4);
SELECT tap.is('a set of 100,000 rows of two columns', concat_ws(' ', count(*), count(name), max(name)),
    '100000 66667 row 99998') FROM bridge.pairs(100000);
SET work_mem = '64kB';
SELECT tap.is('a set larger than work_mem', concat_ws(' ', count(*), count(name)), '100000 66667') FROM bridge.pairs(100000);
RESET work_mem;
SELECT tap.is('a set in the list of columns', string_agg(n::text, ' '), '1 2 3')
FROM (SELECT bridge.numbers(3)) s (n);
SELECT tap.is('a set of rows in the list of columns', string_agg((p).name, ' '), 'row 1 row 2')
FROM (SELECT bridge.pairs(2)) s (p);
SELECT tap.is('a set read only in part', string_agg(n::text, ' '), '1 2')
FROM (SELECT n FROM bridge.numbers(1000) n LIMIT 2) s;
SELECT tap.is('a set for every row of another', string_agg(g || ':' || n, ' '), '1:1 2:1 2:2 3:1 3:2 3:3')
FROM generate_series(0, 3) g, bridge.numbers(g) n;
SELECT tap.is('a set with the columns named by the caller', string_agg(concat_ws(' ', a, b), ', '), '1 row 1, 2 row 2')
FROM bridge.pairs_as_record(2) r (a int, b text);
SELECT tap.is('a set nobody gave columns is refused', tap.state('SELECT bridge.pairs_as_record(2)'), '0A000');
SELECT tap.is('a set declared with other columns is an internal error',
    tap.state('SELECT * FROM bridge.numbers_as_pairs(2)'), 'XX000');
CREATE SCHEMA shop;
CREATE TABLE shop.notes (id int PRIMARY KEY, note text, touched boolean NOT NULL DEFAULT false, seen text);
INSERT INTO shop.notes SELECT g, CASE WHEN g <> 2 THEN repeat('n', g * 1000) END FROM generate_series(1, 4) g;
SET search_path = public;
CREATE FUNCTION bridge.whole_notes("from" int) RETURNS SETOF shop.notes
    LANGUAGE c AS :'module', 'bridge_whole_notes';
SELECT tap.is('a set of whole rows of a table', string_agg(concat_ws(' ', id, length(note), touched), ', '),
    '2 f, 3 3000 f, 4 4000 f') FROM bridge.whole_notes(2);
SELECT tap.is('and none of them', count(*)::text, '0') FROM bridge.whole_notes(99);
DROP FUNCTION bridge.whole_notes;

SELECT tap.is('one row', r::text, '(5,text,t)') FROM bridge.one_row(5) r;
SELECT tap.is('one row with a NULL', concat_ws(' ', same, coalesce(name, '-'), there), '-5 - f') FROM bridge.one_row(-5);
SELECT tap.is('one row, a column of it', (bridge.one_row(6)).same::text, '6');
SELECT tap.is('one row or NULL', concat_ws(' ', bridge.row_or_null(true), bridge.row_or_null(false) IS NULL), '(1,there) t');
SELECT tap.is('one row declared as a value is an internal error', tap.state('SELECT bridge.one_row_as_value(1)'), 'XX000');
SELECT tap.is('one row declared with fewer columns is an internal error', tap.state('SELECT bridge.one_row_of_two(1)'), 'XX000');
SELECT tap.is('no call left an object behind', bridge.witnesses_alive()::text, '0');
