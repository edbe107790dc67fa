-- Going on after an error inside one function.

CREATE TABLE public.steps (step text CONSTRAINT step_once UNIQUE);
CREATE FUNCTION public.steps_so_far() RETURNS text LANGUAGE sql AS
$$ SELECT coalesce(string_agg(step, ' ' ORDER BY step), '(none)') FROM public.steps $$;
CREATE FUNCTION public.add(step text) RETURNS void LANGUAGE sql AS $$ INSERT INTO public.steps VALUES (step) $$;

SELECT tap.is('a failed attempt is told with SQLSTATE, message and constraint', bridge.attempt(
        $q$SELECT public.add('a'), public.add('a')$q$, $q$SELECT public.add('after')$q$),
    '23505 duplicate key value violates unique constraint "step_once" [step_once]');
SELECT tap.is('it is rolled back, and the function wrote more', steps_so_far(), 'after');
SELECT tap.is('a good attempt keeps what it wrote',
    bridge.attempt($q$SELECT public.add('b')$q$, $q$SELECT public.add('c')$q$) || ' ' || steps_so_far(),
    'none after b c')
WHERE bridge.witnesses_alive() = 0;
SELECT tap.is('and the writes are there for the next statement', steps_so_far(), 'after b c');
TRUNCATE steps;

SELECT tap.is('an error after a failed attempt still fails the call',
    tap.said($q$SELECT bridge.attempt('SELECT 1/0', 'SELECT ''x''::int')$q$),
    '22P02 invalid input syntax for type integer: "x"');

SELECT bridge.attempt_nested($q$SELECT public.add('before')$q$, 'SELECT 1/0', $q$SELECT public.add('last')$q$) AS got \gset
SELECT tap.is('an inner attempt fails alone', :'got' || ': ' || steps_so_far(), '22012 none: before last');
TRUNCATE steps;
SELECT bridge.attempt_nested($q$SELECT public.add('before')$q$, $q$SELECT public.add('inner')$q$, 'SELECT 1/0') AS got \gset
SELECT tap.is('an outer attempt that fails takes a good inner one with it', :'got' || ': ' || steps_so_far(), 'none 22012: (none)');
SELECT bridge.attempt_nested($q$SELECT public.add('before')$q$, 'SELECT 1/0', 'SELECT ''x''::int') AS got \gset
SELECT tap.is('both may fail', :'got' || ': ' || steps_so_far(), '22012 22P02: (none)');
SELECT bridge.attempt($q$SELECT bridge.attempt('SELECT 1/0', 'SELECT public.add(''deep'')')$q$, $q$SELECT public.add('shallow')$q$) AS got \gset
SELECT tap.is('an attempt inside a function called by an attempt fails alone', split_part(:'got', ' ', 1) || ': ' || steps_so_far(), 'none: deep shallow');
TRUNCATE steps;

SELECT tap.is('another exception passes through an attempt: ' || kind,
    tap.said(format('SELECT bridge.attempt_and_throw(%L, %L)', $q$SELECT public.add('x')$q$, kind)), said)
FROM (VALUES ('failure', '42501 thrown inside an attempt'),
             ('standard', 'XX000 thrown inside an attempt'),
             ('number', 'XX000 an unknown C++ exception')) cases (kind, said);
SELECT tap.is('and rolls back what was attempted', steps_so_far(), '(none)');
SELECT bridge.attempt_and_catch($q$SELECT public.add('x')$q$, $q$SELECT public.add('y')$q$) AS got \gset
SELECT tap.is('a refusal that passed through may be dealt with outside', :'got' || ': ' || steps_so_far(), 'thrown inside an attempt: y');
TRUNCATE steps;

SELECT tap.is('a thousand attempts fail one by one', bridge.attempt_often('SELECT 1/0', 1000)::text, '1000');
SELECT tap.ok('after an attempt, resources and memory are the caller''s again: ' || sql,
    bridge.attempt_keeps_owner_and_memory(sql)) FROM (VALUES ('SELECT 1'), ('SELECT 1/0')) s (sql);
SELECT tap.is('attempts between the rows of a statement do not disturb its reading',
    bridge.attempt_between_rows('SELECT 1/0', 100)::text, '5050');
SELECT tap.is('nor do good ones',
    bridge.attempt_between_rows('CREATE TEMP TABLE IF NOT EXISTS t AS SELECT g FROM generate_series(1, 5) g', 100)::text, '5050');

BEGIN;
INSERT INTO steps VALUES ('outer');
SELECT bridge.attempt($q$SELECT public.add('outer')$q$, $q$SELECT public.add('more')$q$) AS got \gset
SAVEPOINT s;
SELECT bridge.attempt('SELECT 1/0', $q$SELECT public.add('undone')$q$) AS got \gset
ROLLBACK TO s;
COMMIT;
SELECT tap.is('attempts live with the caller''s own transaction and savepoints', steps_so_far(), 'more outer');
SELECT tap.is('a lock that is not to be had is caught', bridge.attempt_often(
    'DO $q$ BEGIN RAISE lock_not_available; END $q$', 2)::text, '2');
SELECT tap.is('a cancel is not: it passes through an attempt', tap.state(
    $q$SELECT bridge.attempt('DO $r$ BEGIN RAISE query_canceled; END $r$', 'SELECT 1')$q$), '57014');
SELECT tap.is('no attempt left an object behind', bridge.witnesses_alive()::text, '0');
