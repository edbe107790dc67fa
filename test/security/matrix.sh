# The three tables of expectations, read alike; sql/catalog.sql has what must hold of every object. Sourced
# by `run`.

# Every table and view of the schema is tried.
is "every table and view of the schema is in the matrix" "$(session -c "
    SELECT string_agg(c.relname, ' ') FROM pg_class c
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND c.relname NOT IN (SELECT name FROM world.tables)")" ""
# A cell about somebody of whom there is no row would be empty whatever the policies say.
is "every table has rows of every kind of person its policies look for" "$(session -c "
    SELECT string_agg(format('%s: %s', c.relname, world.missing_in(c.oid)), ', ') FROM pg_class c
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p') AND world.missing_in(c.oid) IS NOT NULL")" ""

session -F $'\t' -c "
    SELECT t.name || ' | ' || c.command, p.kind, world.cell(t, c.command, p.kind)
    FROM world.tables t, unnest('{select,insert,update,delete}'::text[]) WITH ORDINALITY AS c (command, n), world.people p
    ORDER BY (SELECT oid FROM pg_class WHERE oid = format('coaching.%I', t.name)::regclass), c.n, p.place" \
    >"$output/tables.found"
check_file tables 2 'table | command'

session -F $'\t' -c "
    SELECT m.table_name || ' | ' || m.column_name, v.role, v.privileges
    FROM world.column_matrix m,
        LATERAL (VALUES (1, 'authenticated', m.authenticated), (2, 'anon', m.anon), (3, 'service_role', m.service_role))
            AS v (place, role, privileges)
    ORDER BY format('coaching.%I', m.table_name)::regclass::oid, m.attnum, v.place" >"$output/columns.found"
check_file columns 2 'table | column'
is "no maintained column may be written by people" "$(session -c "
    SELECT string_agg(table_name || '.' || column_name, ' ') FROM world.column_matrix
    WHERE is_maintained AND (authenticated || anon) ~ 'insert|update'")" ""
is "nobody but the owner may truncate a table or put triggers on it" "$(session -c "
    SELECT string_agg(t.name || ' ' || r.role, ', ') FROM world.tables t, unnest('{anon,authenticated,service_role}'::name[]) AS r (role)
    WHERE has_table_privilege(r.role, format('coaching.%I', t.name), 'TRUNCATE, REFERENCES, TRIGGER')")" ""
is "nobody but the owner may create anything in the schema" "$(session -c "
    SELECT string_agg(role, ' ') FROM unnest('{anon,authenticated,service_role}'::name[]) AS role
    WHERE has_schema_privilege(role, 'coaching', 'CREATE')")" ""

# The calls are the file's own first column; functions only triggers and the planner call add themselves.
calls=$(melt 1 "$here/functions.txt" | cut -f 1 | awk '!seen[$0]++')
is "every function of the schema is in the file functions.txt" "$(session -v calls="$calls" <<'SQL'
SELECT string_agg(name, ' ') FROM world.uncalled(string_to_array(:'calls', E'\n')) AS name;
SQL
)" ""
is "no function's name stands for two, so that a name in functions.txt is one function" "$(session -c "
    SELECT string_agg(proname, ' ') FROM (SELECT proname FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace
        GROUP BY proname HAVING count(*) > 1) AS overloaded")" ""
PGOPTIONS='-c client_min_messages=error' session -F $'\t' -v calls="$calls" \
    >"$output/functions.found" <<'SQL'
SELECT c.call, p.kind, world.answer(p.kind, c.call)
FROM string_to_table(:'calls', E'\n') WITH ORDINALITY AS c (call, n), world.people p
ORDER BY c.n, p.place;
SQL
check_file functions 1 call

. "$here/hidden.sh"
