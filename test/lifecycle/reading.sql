-- Every function that says it only reads, and every table, as several people; from the catalog, so that
-- new ones are covered. Each question is a row of statements for \gexec.
\set ON_ERROR_STOP off
\set VERBOSITY terse

-- A person for every id, a word there is for every word, a date trainer 2 does not work on (what is far would be told
-- with today's horizon); defaults stay.
SELECT format('SELECT set_config(''coaching.user_id'', person(%s)::text, false) IS NULL', person.n),
    'SET ROLE authenticated',
    format('SELECT %L, count(*), md5(string_agg(x::text, '','' ORDER BY x::text)) FROM coaching.%I(%s) AS x',
        p.oid::regprocedure || ' as ' || person.n, p.proname,
        (SELECT string_agg(CASE
                WHEN a.name = 'time_off_id' THEN 'person(631)'
                WHEN a.type = 'uuid'::regtype AND a.name ~ 'trainer|coach' THEN 'person(2)'
                WHEN a.type = 'uuid'::regtype THEN 'person(11)'
                WHEN a.type = 'uuid[]'::regtype THEN 'ARRAY[person(40), person(41)]'
                WHEN a.type = 'timestamptz'::regtype THEN '''2040-01-01 15:00+00'''
                WHEN a.type = 'date'::regtype THEN '''2040-01-02'''
                WHEN a.type = 'integer'::regtype THEN '60'
                WHEN a.type = 'text'::regtype AND a.name ~ 'role' THEN '''trainer'''
                WHEN a.type = 'text'::regtype THEN '''progress'''
                ELSE 'NULL::' || format_type(a.type, NULL) END, ', ' ORDER BY a.n)
            FROM unnest(p.proargtypes::oid[], p.proargnames[:p.pronargs]) WITH ORDINALITY AS a (type, name, n)
            WHERE a.n <= p.pronargs - p.pronargdefaults)),
    'RESET ROLE'
FROM pg_proc p, (VALUES (1), (2), (11), (40)) AS person (n)
WHERE p.pronamespace = 'coaching'::regnamespace AND p.provolatile <> 'v' AND p.prokind = 'f'
    AND p.prorettype NOT IN ('internal'::regtype, 'trigger'::regtype) AND p.proname NOT IN ('access_grants', 'sees_everyone')
ORDER BY p.oid::regprocedure::text, person.n
\gexec

SELECT format('SELECT set_config(''coaching.user_id'', person(%s)::text, false) IS NULL', person.n),
    'SET ROLE authenticated',
    format('SELECT %L, count(*), md5(string_agg(t::text, '','' ORDER BY t::text)) FROM %s AS t', c.oid::regclass || ' as ' || person.n, c.oid::regclass),
    'RESET ROLE'
FROM pg_class c, (VALUES (1), (2), (11), (40)) AS person (n)
WHERE c.relnamespace IN ('coaching'::regnamespace, 'public'::regnamespace) AND c.relkind IN ('r', 'v')
ORDER BY c.oid::regclass::text, person.n
\gexec

-- With a token there is, which nobody above had.
SET ROLE authenticated;
SELECT 'a trainer''s calendar', left(coaching.trainer_calendar(repeat('5', 32), busy), 15), md5(coaching.trainer_calendar(repeat('5', 32), busy))
FROM (VALUES (false), (true)) AS b (busy);
RESET ROLE;

-- Searching with words and filters, which defaults leave out.
SELECT format('SELECT set_config(''coaching.user_id'', person(%s)::text, false) IS NULL', person.n),
    'SET ROLE authenticated',
    format('SELECT %L, count(*), md5(string_agg(x::text, '','' ORDER BY x::text)) FROM %s AS x', question || ' as ' || person.n, question),
    'RESET ROLE'
FROM (VALUES (1), (2), (11), (40)) AS person (n), (VALUES
    ('coaching.search_trainers(''strength'', ARRAY[''strength''], NULL, 1000)'), ('coaching.get_connections(''per'')'), ('coaching.get_trainer_clients(person(2), ''per'')'),
    ('coaching.find_available_trainers(''2040-01-04 15:00+00'', 60, ARRAY[''strength''])')) AS q (question)
\gexec
