# The own trainer with and without each permission of the client's, and writing that reads nothing. Sourced by `run`.

session -F $'\t' -c "
    SELECT t.name || ' | ' || c.command, g.name, world.cell_without(t, c.command, g.flags)
    FROM world.tables t, unnest('{select,insert,update,delete}'::text[]) WITH ORDINALITY AS c (command, n), world.takings g
    WHERE EXISTS (SELECT FROM pg_policies p WHERE (p.schemaname, p.tablename) = ('coaching', t.name) AND concat(p.qual, p.with_check) LIKE '%can_access%')
    ORDER BY format('coaching.%I', t.name)::regclass::oid, c.n, g.place" >"$output/permissions.found"
check_file permissions 2 'table | command'

session -F $'\t' -c "
    SELECT t.name || ' | ' || c.command, p.kind, world.blind_cell(t, c.command, p.kind)
    FROM world.tables t, unnest('{update,delete}'::text[]) WITH ORDINALITY AS c (command, n), world.people p
    WHERE p.kind <> 'service role' AND EXISTS (SELECT FROM pg_policies s WHERE (s.schemaname, s.tablename, lower(s.cmd)) = ('coaching', t.name, c.command))
    ORDER BY format('coaching.%I', t.name)::regclass::oid, c.n, p.place" >"$output/blind.found"
check_file blind 2 'table | command'
