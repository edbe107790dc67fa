-- Who owns what, and who may do what, as a restore must give it back.
SELECT c.relname, pg_get_userbyid(c.relowner), array_to_string(ARRAY(SELECT x::text FROM unnest(c.relacl) AS x ORDER BY x::text), ' '),
    c.relrowsecurity
FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p', 'v') ORDER BY c.relname;
SELECT c.relname, a.attname, array_to_string(ARRAY(SELECT x::text FROM unnest(a.attacl) AS x ORDER BY x::text), ' ')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'coaching'::regnamespace AND a.attacl IS NOT NULL AND NOT a.attisdropped ORDER BY 1, 2;
SELECT p.oid::regprocedure, pg_get_userbyid(p.proowner), array_to_string(ARRAY(SELECT x::text FROM unnest(p.proacl) AS x ORDER BY x::text), ' ')
FROM pg_proc p WHERE p.pronamespace = 'coaching'::regnamespace ORDER BY p.oid::regprocedure::text;
SELECT n.nspname, pg_get_userbyid(n.nspowner), array_to_string(ARRAY(SELECT x::text FROM unnest(n.nspacl) AS x ORDER BY x::text), ' ')
FROM pg_namespace n WHERE n.nspname = 'coaching';
