# What the client sees, field by field, with C++ in between and without. Sourced by run.

session -c "
    CREATE TABLE client_sees (id int PRIMARY KEY CONSTRAINT few CHECK (id < 10));
    INSERT INTO client_sees VALUES (1);
    CREATE FUNCTION complain() RETURNS void LANGUAGE plpgsql AS \$\$
    BEGIN
        RAISE EXCEPTION SQLSTATE 'GYM42' USING MESSAGE = 'the bar is bent', DETAIL = 'It was straight.',
            HINT = 'Lift less.', CONSTRAINT = 'straight_bar', COLUMN = 'bar', TABLE = 'racks',
            SCHEMA = 'gym', DATATYPE = 'steel';
    END \$\$;"

# Everything the protocol carries, the place in the server's source included. Names in it are written
# as the search_path of the moment has them, so both run under the same.
seen_by_client() { # FUNCTION STATEMENT
    session -v ON_ERROR_STOP=0 -v VERBOSITY=verbose -v SHOW_CONTEXT=always \
        -v statement="$2" 2>&1 <<<"SET search_path = pg_catalog, pg_temp; SELECT bridge.$1(:'statement');"
}

arrives_unchanged() { # SENTENCE STATEMENT
    local plain ours
    plain=$(seen_by_client execute_plainly "$2")
    ours=$(seen_by_client execute "$2")
    if [[ $plain != *ERROR:* ]]; then
        not_ok "$1" "the plain statement is no error: $plain"
    else
        is "$1" "$ours" "$plain"
    fi
}

arrives_unchanged "a client sees no difference in an error: a unique constraint" "INSERT INTO public.client_sees VALUES (1)"
arrives_unchanged "a client sees no difference in an error: a check constraint" "INSERT INTO public.client_sees VALUES (20)"
arrives_unchanged "a client sees no difference in an error: a syntax error" "SELECT 1 FROM WHERE"
arrives_unchanged "a client sees no difference in an error: a RAISE with every field" "SELECT public.complain()"
arrives_unchanged "a client sees no difference in an error: levels of context" \
    "DO \$\$ BEGIN PERFORM 'x'::int; END \$\$"

sees=$(seen_by_client execute "SELECT public.complain()")
for part in 'ERROR:  GYM42: the bar is bent' 'DETAIL:  It was straight.' 'HINT:  Lift less.' \
    'SCHEMA NAME:  gym' 'TABLE NAME:  racks' 'COLUMN NAME:  bar' 'DATATYPE NAME:  steel' \
    'CONSTRAINT NAME:  straight_bar' 'CONTEXT:  PL/pgSQL function'; do
    if [[ $sees == *"$part"* ]]; then ok "the client reads $part"; else not_ok "the client reads $part" "$sees"; fi
done

# A warning is no error and passes by.
is "a notice raised beneath C++ reaches the client" \
    "$(session -c "SELECT bridge.execute('DO \$\$ BEGIN RAISE WARNING ''careful''; END \$\$')" 2>&1 | grep WARNING)" \
    "WARNING:  careful"

is "the server never went down" "$(session -c "SELECT pg_postmaster_start_time() < now() AND NOT EXISTS (
        SELECT FROM pg_stat_activity WHERE backend_type = 'startup')")" "t"
