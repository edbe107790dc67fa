-- Every column of every table with every bad value of its type: changed in a row, and written with a new
-- one made like that.

CREATE TABLE input.columns AS
    SELECT c.oid::regclass AS relation, a.attname AS name, a.attnum, t.oid::regtype AS type, a.attgenerated <> '' AS is_generated
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type d ON d.oid = a.atttypid JOIN pg_type t ON t.oid = CASE d.typtype WHEN 'd' THEN d.typbasetype ELSE d.oid END
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p', 'v');
CREATE VIEW input.unknown_types AS
    SELECT DISTINCT type FROM (SELECT type FROM input.arguments UNION ALL SELECT type FROM input.columns) AS used
    WHERE type NOT IN (SELECT type FROM input.bad);

-- A table may also refuse by a constraint of its own, or because the type is too small; views by having no such column to write.
CREATE FUNCTION input.is_proper_for_row(outcome world.outcome) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT input.is_proper(outcome) OR world.is_denied(outcome) OR (outcome).sqlstate IN ('23502', '23503', '23505', '23514', '23P01', '22003')
        OR (outcome).sqlstate = '42501' AND (outcome).message LIKE 'new row violates row-level security policy%'
        OR (outcome).sqlstate = '55000' AND (outcome).message LIKE 'cannot % view %'
$$;

-- One row, of the person's own if there is one.
CREATE FUNCTION input.one_row(relation regclass, kind text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format(' WHERE %1$I = (SELECT %1$I FROM %2$s ORDER BY strpos(world.name_in(%1$I::text), %3$L) > 0 DESC, %1$I LIMIT 1)', world.key_of(one_row.relation), one_row.relation,
        (SELECT coalesce(p.name, 'T') FROM world.people p WHERE p.kind = one_row.kind))
$$;
CREATE FUNCTION input.insertion(kind text, role name, relation regclass, attribute name, value text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('INSERT INTO %s (%s) SELECT %s FROM %s%s', insertion.relation, string_agg(quote_ident(c.name), ', ' ORDER BY c.attnum),
        string_agg(CASE WHEN c.name = insertion.attribute THEN insertion.value WHEN c.name = 'id' THEN 'coaching.new_id()' ELSE quote_ident(c.name) END, ', ' ORDER BY c.attnum), insertion.relation, input.one_row(insertion.relation, insertion.kind))
    FROM input.columns c WHERE c.relation = insertion.relation AND NOT c.is_generated AND has_column_privilege(insertion.role, c.relation, c.name, 'INSERT')
$$;

CREATE FUNCTION input.try_rows(kind text) RETURNS TABLE (written text, outcome text) LANGUAGE plpgsql AS $$
DECLARE
    role name := (SELECT database_role FROM world.people p WHERE p.kind = try_rows.kind);
    c record;
    v text;
    statement text;
    got world.outcome;
    times bigint := 0;
BEGIN
    FOR c IN SELECT i.*, has_column_privilege(role, i.relation, i.name, 'UPDATE') AS changes, has_column_privilege(role, i.relation, i.name, 'INSERT') AS adds
             FROM input.columns i WHERE NOT i.is_generated ORDER BY i.relation::text, i.attnum LOOP
        FOR v IN SELECT format('(%s)::%s', b.value, b.type) FROM input.bad b WHERE b.type = c.type AND NOT b.is_huge LOOP
            FOREACH statement IN ARRAY ARRAY[
                CASE WHEN c.changes THEN format('UPDATE %s SET %I = %s%s', c.relation, c.name, v, input.one_row(c.relation, kind)) END,
                CASE WHEN c.adds THEN input.insertion(kind, role, c.relation, c.name, v) END] LOOP
                CONTINUE WHEN statement IS NULL;
                got := world.attempt(kind, statement);
                times := times + 1;
                CONTINUE WHEN input.is_proper_for_row(got);
                written := format('%s %s.%s = %s', split_part(statement, ' ', 1), c.relation, c.name, left(v, 80));
                outcome := concat_ws(' ', got.sqlstate, got.token, left(got.message, 150));
                RETURN NEXT;
            END LOOP;
        END LOOP;
    END LOOP;
    UPDATE input.tally AS t SET count = t.count + times WHERE t.tried = 'tables';
END $$;
