# The functions again under conditions a hostile session can make: every answer stays what it was.
# Sourced by `run` after matrix.sh, whose answers are in $output/functions.found.

# same_answers SENTENCE FILE [SQL…]: FILE holds the answers found under the condition.
same_answers() {
    local changed
    changed=$(diff "$output/functions.found" "$2" | sed -n 's/^[<>] //p' | head -n 20) || true
    is "$1" "$changed" ""
}

functions_under() { # PGOPTIONS [SQL-FILE]
    PGOPTIONS="$1 -c client_min_messages=error" session -F $'\t' -v calls="$calls" -f "${2:-/dev/null}" -f - <<'SQL'
SELECT c.call, p.kind, world.answer(p.kind, c.call)
FROM string_to_table(:'calls', E'\n') WITH ORDINALITY AS c (call, n), world.people p
ORDER BY c.n, p.place;
SQL
}

functions_under '-c row_security=off' >"$output/functions.row_security"
same_answers "row_security = off changes no function's answer to anybody" "$output/functions.row_security"

session -f "$here/hostile.sql"
is "the hostile search_path is hostile" "$(session -c "SET world.search_path = 'hostile,pg_catalog'" \
    -c "SELECT (world.attempt('admin', 'SELECT lower(''A'')')).message")" "caught"
functions_under '-c world.search_path=hostile,pg_catalog' "$here/hostile_session.sql" >"$output/functions.hostile"
same_answers "a hostile search_path changes no function's answer to anybody" "$output/functions.hostile"
row_counts() { # [psql arguments]: without an operator, which would be the hostile one
    session "$@" -c "SELECT t.name, p.kind, world.attempt(p.kind, format('SELECT count(*) FROM coaching.%I', t.name))
        FROM world.tables t, world.people p ORDER BY t.name, p.place"
}
row_counts >"$output/counts.plain"
PGOPTIONS='-c world.search_path=hostile,pg_catalog -c client_min_messages=error' row_counts -f "$here/hostile_session.sql" >"$output/counts.hostile"
is "a hostile search_path shows nobody another row of any table" "$(diff "$output/counts.plain" "$output/counts.hostile" | head -n 20 || true)" ""
functions_under '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan' \
    >"$output/functions.generic"
same_answers "generic plans and index scans change no function's answer to anybody" "$output/functions.generic"
session -c "SET client_min_messages = error" -c "DROP SCHEMA hostile CASCADE"
