-- A line for every table of the extension: how many rows, and a digest of all of them. From the
-- catalog, so that a new table is covered by itself.
SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s t',
    c.oid::regclass, c.oid::regclass)
FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname
\gexec
SELECT 'measurement', count(*), md5(string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C")) FROM measurement t;
