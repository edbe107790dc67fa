-- The cells of the matrix, computed by trying.

-- Key column of a table; a view is keyed by its first column.
CREATE FUNCTION world.key_of(relation regclass) RETURNS name LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT a.attname FROM pg_attribute a
    WHERE a.attrelid = key_of.relation AND a.attnum = coalesce(
        (SELECT i.indkey[0] FROM pg_index i WHERE i.indrelid = key_of.relation AND i.indisprimary), 1);
END;

-- Names of the rows of a table, as the owner sees them.
CREATE FUNCTION world.rows_of(relation regclass) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    names text[];
BEGIN
    EXECUTE format('SELECT array_agg(world.name_in(%1$I::text) ORDER BY world.name_in(%1$I::text) COLLATE "C") FROM %2$s',
        world.key_of(relation), relation) INTO names;
    RETURN coalesce(names, '{}');
END $$;

-- An UPDATE or DELETE of one row that a rule refused touches nothing; anything unexpected shows.
CREATE FUNCTION world.touched(outcome world.outcome) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF outcome.sqlstate IS NULL THEN RETURN outcome.row_count > 0; END IF;
    IF outcome.sqlstate IN ('42501', '22023') OR outcome.sqlstate LIKE 'PT4__' THEN RETURN false; END IF;
    -- A view over several tables takes nothing, from nobody.
    IF outcome.sqlstate = '55000' AND outcome.message ~ '^cannot (insert into|update|delete from) view' THEN RETURN false; END IF;
    -- Others refer to the row: it is out of reach for that reason alone.
    IF outcome.sqlstate = '23503' THEN RETURN false; END IF;
    RAISE EXCEPTION 'unexpected: % %', outcome.sqlstate, outcome.message;
END $$;

CREATE FUNCTION world.statement_for(spec world.tables, command text, name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    relation regclass := format('coaching.%I', spec.name);
    condition text;
BEGIN
    IF command = 'insert' THEN
        RETURN replace(replace(replace(spec.insertion, '{0}', quote_literal(world.id(name))),
            '{1}', quote_literal(world.id(left(name, 1)))), '{2}', quote_literal(world.id(right(name, 1))));
    END IF;
    condition := format(' WHERE world.name_in(%I::text) = %L', world.key_of(relation), name);
    IF command = 'update' THEN RETURN format('UPDATE %s SET %s', relation, spec.touch) || condition; END IF;
    IF command = 'delete' THEN RETURN format('DELETE FROM %s', relation) || condition; END IF;
    RETURN format('SELECT %I FROM %s', world.key_of(relation), relation) || condition;
END $$;

CREATE FUNCTION world.cell(spec world.tables, command text, kind text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    candidates text[] := CASE command WHEN 'insert' THEN spec.candidates
        ELSE world.rows_of(format('coaching.%I', spec.name)) END;
    outcome world.outcome;
    candidate text;
    reached text[] := '{}';
    denied boolean := true;
BEGIN
    FOREACH candidate IN ARRAY candidates LOOP
        outcome := world.attempt(kind, world.statement_for(spec, command, candidate),
            CASE command WHEN 'insert' THEN replace(spec.prepare, '{0}', quote_literal(world.id(candidate))) END);
        denied := denied AND world.is_denied(outcome);
        IF NOT world.is_denied(outcome) AND world.touched(outcome) THEN reached := reached || candidate; END IF;
    END LOOP;
    IF denied THEN RETURN 'denied'; END IF;
    IF reached = '{}' THEN RETURN '-'; END IF;
    IF reached = candidates AND command <> 'insert' THEN RETURN 'all'; END IF;
    RETURN array_to_string(reached, ' ');
EXCEPTION WHEN raise_exception THEN
    RETURN SQLERRM;
END $$;

-- Who is missing in a table: a kind of person of whom it holds no row, though its policies look at a
-- column for such people. Its cells would prove nothing.
CREATE FUNCTION world.missing_in(relation regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    attribute name;
    wanted text := '';
    named text := '';
    names text;
BEGIN
    FOR attribute IN SELECT DISTINCT a.attname FROM pg_policy p
        JOIN pg_depend d ON (d.classid, d.objid, d.refclassid, d.refobjid) = ('pg_policy'::regclass, p.oid, 'pg_class'::regclass, p.polrelid)
        JOIN pg_attribute a ON (a.attrelid, a.attnum) = (p.polrelid, d.refobjsubid)
        WHERE p.polrelid = relation AND a.atttypid = 'uuid'::regtype LOOP
        wanted := wanted || CASE
            WHEN attribute IN ('actor', 'user_id') THEN 'COTUPEBD'
            WHEN attribute IN ('trainer_id', 'from_trainer_id', 'to_trainer_id', 'to_user_id') THEN 'TUPEBD'
            WHEN attribute IN ('client_id', 'from_user_id', 'target_user_id', 'blocker_id', 'assigned_to_client') THEN 'CO'
            WHEN attribute = 'id' THEN 'ACOTUPEBDLN'
            WHEN attribute = 'program_id' THEN ''
            ELSE '?' END;
        EXECUTE format('SELECT string_agg(DISTINCT world.name_in(%1$I::text), '''') FROM %2$s', attribute, relation) INTO names;
        named := named || coalesce(names, '');
    END LOOP;
    RETURN (SELECT string_agg(DISTINCT letter, ' ') FROM string_to_table(wanted, NULL) AS letter WHERE strpos(named, letter) = 0);
END $$;

GRANT USAGE ON SCHEMA world TO PUBLIC;
