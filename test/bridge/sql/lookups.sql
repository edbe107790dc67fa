-- Rows read past SQL: by an equal key and a condition on the second column.

CREATE SCHEMA coaching;
CREATE TABLE coaching.sessions (
    gone int, id int PRIMARY KEY, trainer_id uuid NOT NULL, day date, instant timestamptz, number int, client_id uuid,
    starts time, length interval, confirmed boolean, status text
);
ALTER TABLE coaching.sessions DROP COLUMN gone;
CREATE INDEX sessions_day_idx ON coaching.sessions (trainer_id, day);
CREATE INDEX sessions_instant_idx ON coaching.sessions (trainer_id, instant);
CREATE INDEX sessions_number_idx ON coaching.sessions (trainer_id, number);
CREATE INDEX sessions_client_idx ON coaching.sessions (trainer_id, client_id);
CREATE INDEX sessions_live_idx ON coaching.sessions (trainer_id, instant) WHERE status = 'live';
CREATE INDEX sessions_falling_idx ON coaching.sessions (trainer_id, day DESC);
CREATE INDEX sessions_hash_idx ON coaching.sessions USING hash (trainer_id);
CREATE TABLE coaching.others (trainer_id uuid, day date);
CREATE INDEX other_day_idx ON coaching.others (trainer_id, day);

\set ann '''00000000-0000-0000-0000-0000000000aa'''
\set bob '''00000000-0000-0000-0000-0000000000bb'''
\set nobody '''00000000-0000-0000-0000-0000000000ff'''

-- Ann's ids 1 to 9 rise with every column, from infinity to infinity where there is one, and 10 has
-- none of them. Bob's lie between hers.
INSERT INTO coaching.sessions (id, trainer_id, day, instant, number, client_id, status)
SELECT i, :ann::uuid,
    CASE i WHEN 1 THEN '-infinity' WHEN 9 THEN 'infinity' WHEN 10 THEN NULL ELSE date '2030-01-01' + i END,
    CASE i WHEN 1 THEN '-infinity' WHEN 9 THEN 'infinity' WHEN 10 THEN NULL ELSE timestamptz '2030-01-01 00:00Z' + i * interval '1 hour' END,
    CASE i WHEN 1 THEN -2147483648 WHEN 9 THEN 2147483647 WHEN 10 THEN NULL ELSE i * 10 END,
    CASE i WHEN 1 THEN '00000000-0000-0000-0000-000000000000' WHEN 9 THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'
           WHEN 10 THEN NULL ELSE ('00000000-0000-0000-0000-0000000000' || lpad(i::text, 2, '0')) END::uuid,
    CASE WHEN i IN (3, 5, 9) THEN 'cancelled' ELSE 'live' END
FROM (SELECT generate_series(10, 1, -1)) s (i);
INSERT INTO coaching.sessions (id, trainer_id, day, instant, number, client_id, status)
SELECT id + 100, :bob::uuid, day, instant, number, client_id, status FROM coaching.sessions;

SELECT tap.is('an equal key alone gives all of its rows', bridge.all_ids(:ann), '1 2 3 4 5 6 7 8 9 10');
SELECT tap.is('and none where there are none', bridge.all_ids(:nobody), '');

-- The same questions of every type; a and b stand for the values of Ann's rows of that id.
CREATE FUNCTION public.ask(type text, how text, a int, b int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    EXECUTE format('SELECT bridge.by_%1$s_ids(%2$L, %3$L, (SELECT %1$s FROM coaching.sessions WHERE id = $1),
        (SELECT %1$s FROM coaching.sessions WHERE id = $2))', type, '00000000-0000-0000-0000-0000000000aa', how)
        INTO found USING a, b;
    RETURN found;
END $$;

CREATE TABLE public.questions (sentence text, how text, a int, b int, wanted text);
INSERT INTO questions VALUES
    ('equal', 'equal', 4, NULL, '4'),
    ('equal to the least there is', 'equal', 1, NULL, '1'),
    ('equal to the greatest there is', 'equal', 9, NULL, '9'),
    ('from a value on', 'within', 4, NULL, '4 5 6 7 8 9'),
    ('before a value', 'within', NULL, 4, '1 2 3'),
    ('from one on and before the other', 'within', 3, 6, '3 4 5'),
    ('from the least there is on', 'within', 1, NULL, '1 2 3 4 5 6 7 8 9'),
    ('before the least there is', 'within', NULL, 1, ''),
    ('before the greatest there is', 'within', NULL, 9, '1 2 3 4 5 6 7 8'),
    ('from the greatest there is on', 'within', 9, NULL, '9'),
    ('an empty range', 'within', 4, 4, ''),
    ('a range the wrong way round', 'within', 6, 3, ''),
    ('no bounds at all, NULL included', 'within', NULL, NULL, '1 2 3 4 5 6 7 8 9 10'),
    ('the neighbours before, latest first', 'latest before', 5, NULL, '4 3 2 1'),
    ('the neighbours from a value on, earliest first', 'earliest from', 5, NULL, '5 6 7 8 9'),
    ('before the least there is no neighbour', 'latest before', 1, NULL, ''),
    ('before the greatest', 'latest before', 9, NULL, '8 7 6 5 4 3 2 1'),
    ('from the least on', 'earliest from', 1, NULL, '1 2 3 4 5 6 7 8 9'),
    ('from the greatest on', 'earliest from', 9, NULL, '9');

SELECT tap.is(format('a look-up by %s: %s', type, sentence), ask(type, how, a, b), wanted)
FROM (VALUES ('day'), ('instant'), ('number'), ('client_id')) t (type), questions;

SELECT tap.is('a value between two rows has both as neighbours',
    concat_ws('|', bridge.by_instant_ids(:ann, 'latest before', '2030-01-01 04:30Z'), bridge.by_instant_ids(:ann, 'earliest from', '2030-01-01 04:30Z')),
    '4 3 2 1|5 6 7 8 9');
SELECT tap.is('nobody has neighbours', concat(bridge.by_instant_ids(:nobody, 'latest before', 'infinity'), bridge.by_instant_ids(:nobody, 'earliest from', '-infinity')), '');
SELECT tap.is('the infinities meet themselves from, and not before',
    concat_ws('|', bridge.by_day_ids(:ann, 'latest before', 'infinity'), bridge.by_day_ids(:ann, 'earliest from', 'infinity'),
        bridge.by_instant_ids(:ann, 'within', '-infinity', 'infinity')), '8 7 6 5 4 3 2 1|9|1 2 3 4 5 6 7 8');

-- Equal values, deleted and rewritten rows.
BEGIN;
UPDATE coaching.sessions SET number = 40 WHERE id IN (5, 6) AND trainer_id = :ann;
DELETE FROM coaching.sessions WHERE id = 4;
SELECT tap.is('what this transaction wrote is seen by the next statement', bridge.by_number_ids(:ann, 'equal', 40), '5 6');
SELECT tap.is('its neighbours, too', concat_ws('|', bridge.by_number_ids(:ann, 'latest before', 40), bridge.by_number_ids(:ann, 'earliest from', 70)), '3 2 1|7 8 9');
ROLLBACK;
SELECT tap.is('and gone with it', bridge.by_number_ids(:ann, 'equal', 40), '4');

-- A partial index.
SELECT tap.is('a partial index gives its own neighbours only',
    concat_ws('|', bridge.live_ids(:ann, 'latest before', '2030-01-01 06:00Z'), bridge.live_ids(:ann, 'earliest from', '2030-01-01 05:00Z')),
    '4 2 1|6 7 8');
SELECT tap.is('and its own rows within', bridge.live_ids(:ann, 'within', '2030-01-01 03:00Z', '2030-01-01 07:00Z'), '4 6');

-- Every type of column.
UPDATE coaching.sessions SET starts = '24:00', length = '1 mon 2 days 03:04:05.000006', confirmed = true,
    status = repeat('Größe', 10000), instant = '2030-06-01 12:34:56.789012Z' WHERE id = 2;
UPDATE coaching.sessions SET starts = '00:00', length = '-1 day', confirmed = false, status = NULL, client_id = NULL WHERE id = 3;
SELECT tap.is('every type of column is read', ROW(r.*)::text, (SELECT ROW(number, day, instant, starts, length, confirmed, status, client_id)::text
    FROM coaching.sessions WHERE id = 2)) FROM bridge.row_of(:ann, 20) r;
SELECT tap.is('NULL too', ROW(r.*)::text, (SELECT ROW(number, day, instant, starts, length, confirmed, status, client_id)::text
    FROM coaching.sessions WHERE id = 3)) FROM bridge.row_of(:ann, 30) r;
SELECT tap.is('a NULL for a column declared NOT NULL in C++ is an error and not a crash',
    concat_ws(' ', tap.state($$SELECT bridge.row_of('00000000-0000-0000-0000-0000000000aa', 40)$$), bridge.witnesses_alive()), 'XX000 0');
UPDATE coaching.sessions SET status = CASE WHEN id % 100 IN (3, 5, 9) THEN 'cancelled' ELSE 'live' END,
    instant = CASE WHEN id = 2 THEN '2030-01-01 02:00Z' ELSE instant END;

-- Slips between the table and its C++.
SELECT tap.is('a slip in a look-up is an error and not a crash: ' || kind,
    concat_ws(' ', tap.said(format('SELECT bridge.slip_in_lookup(%L)', kind)), bridge.witnesses_alive()), wanted || ' 0')
FROM (VALUES
    ('no table', '42P01 relation "coaching.nothing" does not exist'),
    ('no column', '42703 column "dai" of coaching.sessions does not exist'),
    ('key of another type', 'XX000 coaching: column "number" of coaching.sessions is looked up as another type'),
    ('condition of another type', 'XX000 coaching: column "day" of coaching.sessions is looked up as another type'),
    ('index over other columns', '42704 index "coaching.sessions_day_idx" does not give the order it should'),
    ('falling index', '42704 index "coaching.sessions_falling_idx" does not give the order it should'),
    ('hash index', '42704 index "coaching.sessions_hash_idx" does not give the order it should'),
    ('index of another table', '42704 index "coaching.other_day_idx" does not give the order it should')
) slips (kind, wanted);
SELECT tap.is('reading a column as another type is one as well',
    tap.said(format('SELECT bridge.read_as_another_type(%L)', :ann)), 'XX000 coaching: a column has another type than its C++');

-- Without the index.
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'coaching.sessions_instant_idx'::regclass;
SELECT tap.is('an invalid index: a range is right', bridge.by_instant_ids(:ann, 'within', '2030-01-01 03:00Z', '2030-01-01 06:00Z'), '3 4 5');
SELECT tap.is('an invalid index: a neighbour is refused',
    tap.said(format('SELECT bridge.by_instant_ids(%L, ''latest before'', now())', :ann)),
    '42704 index "coaching.sessions_instant_idx" does not give the order it should');
DROP INDEX coaching.sessions_instant_idx, coaching.sessions_live_idx, coaching.sessions_day_idx;
SELECT tap.is('no index: an equal key is right', bridge.all_ids(:ann), '1 2 3 4 5 6 7 8 9 10');
SELECT tap.is('no index: a look-up by day is right: ' || sentence, ask('day', how, a, b), wanted)
FROM questions WHERE how IN ('equal', 'within');
SELECT tap.is('no partial index: a range gives all rows there are', bridge.live_ids(:ann, 'within', '2030-01-01 03:00Z', '2030-01-01 07:00Z'), '3 4 5 6');
SELECT tap.is('no index: a neighbour is refused, naming it: ' || how,
    concat_ws(' ', error ->> 'state', error ->> 'message', error ->> 'detail', bridge.witnesses_alive()),
    '42704 index "coaching.sessions_live_idx" does not exist Rows of coaching.sessions are looked up in its order. 0')
FROM (VALUES ('latest before'), ('earliest from')) h (how),
    tap.error_of(format('SELECT bridge.live_ids(%L, %L, now())', :ann, how)) error;
CREATE INDEX sessions_live_idx ON coaching.sessions (trainer_id, instant, id) INCLUDE (status) WHERE status = 'live';
SELECT tap.is('an index of the name again serves again', bridge.live_ids(:ann, 'latest before', '2030-01-01 06:00Z'), '4 2 1');
REINDEX INDEX CONCURRENTLY coaching.sessions_live_idx;
SELECT tap.is('so does one made anew', bridge.live_ids(:ann, 'latest before', '2030-01-01 06:00Z'), '4 2 1');
ALTER TABLE coaching.sessions RENAME TO old_sessions;
CREATE TABLE coaching.sessions (id int, day date, trainer_id uuid);
INSERT INTO coaching.sessions VALUES (77, '2030-01-01', :ann);
SELECT tap.is('another table of the name has its columns elsewhere', bridge.by_day_ids(:ann, 'equal', '2030-01-01'), '77');

-- Views of what is there now, in one session.
DROP TABLE coaching.sessions;
ALTER TABLE coaching.old_sessions RENAME TO sessions;
CREATE INDEX sessions_day_idx ON coaching.sessions (trainer_id, day);
SELECT tap.is('a latest view shows what this very call has written', ROW(c.*)::text, '(0,1,1,0)') FROM bridge.counts_after_adding(:nobody, 1001) c;
SELECT tap.is('afterwards it is there for all', ROW(c.*)::text, '(1,1,1,1)') FROM bridge.counts(:nobody) c;
SELECT tap.is('what is written inside a latest view is shown by the next', ROW(c.*)::text, '(1,2)') FROM bridge.counts_adding_inside(:nobody, 1002) c;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT tap.is('the same under REPEATABLE READ', ROW(c.*)::text, '(2,3,3,2)') FROM bridge.counts_after_adding(:nobody, 1003) c;
SELECT tap.is('and inside', ROW(c.*)::text, '(3,4)') FROM bridge.counts_adding_inside(:nobody, 1004) c;
SAVEPOINT s;
INSERT INTO coaching.sessions (id, trainer_id) VALUES (1005, :nobody);
ROLLBACK TO s;
SELECT tap.is('what a savepoint took back is not shown', ROW(c.*)::text, '(4,4,4,4)') FROM bridge.counts(:nobody) c;
SELECT tap.is('an error inside a latest view arrives', tap.said('SELECT bridge.run_in_latest_view(''SELECT 1/0'')'), '22012 division by zero');
SELECT tap.is('so does a refusal', tap.said(format('SELECT bridge.refuse_in_latest_view(%L)', :nobody)), 'PT409 refused inside a view');
SELECT tap.is('after them the view is the old one, and all is well', ROW(c.*)::text || bridge.witnesses_alive(), '(4,4,4,4)0') FROM bridge.counts(:nobody) c;
SELECT tap.is('an attempt that fails inside a latest view leaves it as it was',
    bridge.count_after_attempt(:nobody, 'INSERT INTO coaching.sessions (id) SELECT 1/0')::text, '4');
SELECT tap.is('and one that succeeds', bridge.count_after_attempt(:nobody, 'SELECT 1')::text, '4');
COMMIT;
SELECT tap.is('after the commit as well', ROW(c.*)::text, '(4,4,4,4)') FROM bridge.counts(:nobody) c;
