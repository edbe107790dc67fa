-- Which columns a role may use, by privilege: what the rows' policies then narrow.
CREATE FUNCTION world.column_privileges(kind name, relation regclass, attribute name) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(string_agg(lower(p.word), ' ' ORDER BY p.place), '-')
    FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) WITH ORDINALITY AS p (word, place)
    WHERE has_column_privilege(column_privileges.kind, column_privileges.relation, column_privileges.attribute, p.word);
END;

CREATE VIEW world.column_matrix AS
    SELECT c.relname::text AS table_name, a.attname::text AS column_name, a.attnum,
        col_description(c.oid, a.attnum) ~ '^Maintained' OR a.attgenerated <> '' AS is_maintained,
        world.column_privileges('authenticated', c.oid, a.attname) AS authenticated,
        world.column_privileges('anon', c.oid, a.attname) AS anon,
        world.column_privileges('service_role', c.oid, a.attname) AS service_role
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f');
