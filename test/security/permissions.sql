-- What the client's permissions open, one by one; and writing that reads nothing, which only its own policy keeps in bounds.

-- The permissions taken away, by what is left.
CREATE VIEW world.takings (place, name, flags) AS VALUES
    (1, 'all given', NULL), (2, 'without workouts', 'can_view_workouts = false'), (3, 'without progress', 'can_view_progress = false'),
    (4, 'without analytics', 'can_view_analytics = false'), (5, 'without programs', 'can_create_programs = false'),
    (6, 'without messages', 'can_send_messages = false'),
    (7, 'without workouts, programs', 'can_view_workouts = false, can_create_programs = false');

-- The rows the own trainer reaches then.
CREATE FUNCTION world.cell_without(spec world.tables, command text, flags text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    candidates text[] := CASE command WHEN 'insert' THEN spec.candidates
        ELSE world.rows_of(format('coaching.%I', spec.name)) END;
    taking text := coalesce('UPDATE coaching.trainer_clients SET ' || flags, 'SELECT');
    outcome world.outcome;
    candidate text;
    reached text[] := '{}';
BEGIN
    FOREACH candidate IN ARRAY candidates LOOP
        outcome := world.attempt('own trainer', world.statement_for(spec, command, candidate),
            concat_ws('; ', taking, CASE command WHEN 'insert' THEN replace(spec.prepare, '{0}', quote_literal(world.id(candidate))) END));
        IF NOT world.is_denied(outcome) AND world.touched(outcome) THEN reached := reached || candidate; END IF;
    END LOOP;
    RETURN coalesce(nullif(array_to_string(reached, ' '), ''), '-');
END $$;

-- An UPDATE to a default or a DELETE, without a WHERE: no policy for reading has a say. How many rows, - where a rule
-- refuses.
CREATE FUNCTION world.blind_cell(spec world.tables, command text, kind text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome world.outcome := world.attempt(kind, CASE command
        WHEN 'update' THEN format('UPDATE coaching.%I SET %s = DEFAULT', spec.name, split_part(spec.touch, ' ', 1))
        ELSE format('DELETE FROM coaching.%I', spec.name) END);
BEGIN
    IF world.is_denied(outcome) THEN RETURN 'denied'; END IF;
    RETURN coalesce(nullif(outcome.row_count, 0)::text, '-');
END $$;
