-- Rows of a whole table read past SQL, and values read where they stand in them.

CREATE SCHEMA coaching;
CREATE TABLE coaching.scanned (
    gone int, note text, words text[], id int PRIMARY KEY, amount numeric(12,2)
);
ALTER TABLE coaching.scanned DROP COLUMN gone;
INSERT INTO coaching.scanned (id, words, amount, note)
    SELECT i, ARRAY(SELECT repeat(chr(97 + n % 26), n) FROM generate_series(0, i % 9) n), i / 8.0, CASE WHEN i % 2 = 0 THEN 'even' END
    FROM generate_series(1, 500) i;
INSERT INTO coaching.scanned (id, words, amount) VALUES (1001, NULL, NULL), (1002, '{}', 0), (1003, '[5:6]={a,b}', -9999999999.99);

SELECT tap.is('a scan gives every row once', count(*)::text || ' ' || count(DISTINCT id), '503 503') FROM bridge.scan();
SELECT tap.is('numbers are those of the server', count(*) FILTER (WHERE s.amount IS DISTINCT FROM t.amount::float8)::text, '0')
    FROM bridge.scan() s JOIN coaching.scanned t USING (id);
SELECT tap.is('NULL is seen as such', count(*) FILTER (WHERE s.no_note IS DISTINCT FROM (t.note IS NULL))::text, '0')
    FROM bridge.scan() s JOIN coaching.scanned t USING (id);
CREATE FUNCTION spelled(words text[]) RETURNS text LANGUAGE sql AS $$
    SELECT cardinality(words) || ':' || coalesce((SELECT string_agg(' ' || left(w, 10) || '/' || octet_length(w), '' ORDER BY n)
        FROM unnest(words) WITH ORDINALITY u (w, n)), '') $$;
SELECT tap.is('arrays are read where they stand', count(*) FILTER (WHERE s.words IS DISTINCT FROM spelled(t.words))::text, '0')
    FROM bridge.scan() s JOIN coaching.scanned t USING (id);
-- Of every length around the borders of headers and alignment; compressed; stored elsewhere, both ways.
TRUNCATE coaching.scanned;
INSERT INTO coaching.scanned (id, words) SELECT i, ARRAY[repeat('x', i), 'y', repeat('z', i % 7), ''] FROM generate_series(0, 300) i;
INSERT INTO coaching.scanned (id, words) VALUES (1000, array_fill('the same word'::text, ARRAY[1000])),
    (1001, ARRAY(SELECT md5(n::text) FROM generate_series(1, 1000) n));
ALTER TABLE coaching.scanned ALTER words SET STORAGE external;
INSERT INTO coaching.scanned (id, words) VALUES (1002, array_fill('the same word'::text, ARRAY[1000]));
SELECT tap.is('arrays of any length and storage are read', count(*) FILTER (WHERE s.words IS DISTINCT FROM spelled(t.words))::text || ' of ' || count(*), '0 of 304')
    FROM bridge.scan() s JOIN coaching.scanned t USING (id);
SELECT tap.is('an array of an argument too', bridge.array_words('{one,"",three}'), '3: one/3 /0 three/5');
SELECT tap.is('two dimensions are refused', tap.state($$SELECT bridge.array_words('{{a},{b}}')$$), '22023');
SELECT tap.is('NULLs within are refused', tap.state($$SELECT bridge.array_words('{a,NULL}')$$), '22023');
SELECT tap.is('only rows the snapshot sees come', count(*)::text, '304') FROM bridge.scan();
DELETE FROM coaching.scanned WHERE id >= 300;
SELECT tap.is('deleted ones do not', count(*)::text, '300') FROM bridge.scan();
SELECT tap.ok('another type than the column''s is a slip', tap.said($$SELECT bridge.slip_in_scan('type')$$) LIKE 'XX000%another type%');
SELECT tap.ok('so is NULL where none is expected', tap.said($$SELECT bridge.slip_in_scan('null')$$) LIKE 'XX000%NULL%');
SELECT tap.is('no buffer stays pinned after a slip', tap.state('SELECT count(*) FROM bridge.scan()'), 'none');
DROP TABLE coaching.scanned;
SELECT tap.is('a table that is gone is an SQL error', tap.state('SELECT * FROM bridge.scan()'), '42P01');

SELECT tap.is('of objects in an array the texts come', bridge.json_rows('[{"a": "x", "b": 1.50}, {"b": null}, {"a": true, "b": [1]}, 5, "a", {}]'), 'x/1.50 -/- -/- -/-');
SELECT tap.is('of anything else nothing', bridge.json_rows('{"a": 1}') || bridge.json_rows('5') || bridge.json_rows('[]'), '');
