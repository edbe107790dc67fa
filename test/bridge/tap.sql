-- Results as lines the suite counts, and errors as values to compare.

CREATE SCHEMA tap;

CREATE FUNCTION tap.ok(sentence text, holds boolean, diagnostics text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
    SELECT CASE WHEN holds THEN 'ok - ' || sentence
                ELSE 'not ok - ' || sentence || E'\n# ' || replace(diagnostics, E'\n', E'\n# ') END
$$;

CREATE FUNCTION tap.is(sentence text, got text, wanted text) RETURNS text
LANGUAGE sql AS $$
    SELECT tap.ok(sentence, got IS NOT DISTINCT FROM wanted,
                  format(E'     got: %s\nexpected: %s', coalesce(got, 'NULL'), coalesce(wanted, 'NULL')))
$$;

-- Runs a statement in a subtransaction; everything about its error, or NULL if it has none.
CREATE FUNCTION tap.error_of(statement text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    state text; message text; detail text; hint text; context text;
    constraint_ text; column_ text; table_ text; schema_ text; type_ text;
BEGIN
    EXECUTE statement;
    RETURN NULL;
EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
        detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT,
        constraint_ = CONSTRAINT_NAME, column_ = COLUMN_NAME, table_ = TABLE_NAME,
        schema_ = SCHEMA_NAME, type_ = PG_DATATYPE_NAME;
    RETURN jsonb_build_object('state', state, 'message', message, 'detail', detail, 'hint', hint,
        'constraint', constraint_, 'column', column_, 'table', table_, 'schema', schema_,
        'type', type_, 'context', context);
END $$;

-- "22023 message" or "none"
CREATE FUNCTION tap.said(statement text) RETURNS text
LANGUAGE sql AS $$
    SELECT coalesce(error ->> 'state' || ' ' || (error ->> 'message'), 'none')
    FROM tap.error_of(statement) error
$$;

CREATE FUNCTION tap.state(statement text) RETURNS text
LANGUAGE sql AS $$ SELECT coalesce(tap.error_of(statement) ->> 'state', 'none') $$;
