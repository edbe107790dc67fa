#!/usr/bin/env bash
# The catalogue from the free exercise database, all of it. The file lies beside the project and is no part of it; without
# it nothing is shown.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/../lib.sh"

file=$ROOT/../shared/data/exercises.json
if [[ ! -r $file ]]; then
    skip "the whole catalogue comes in" "NOTHING WAS IMPORTED: there is no $file"
    finish
    exit
fi

require_cluster
database=coaching_exercises

# The SQL on stdin, with the file's text in :'file'; several lines come as one.
answer() {
    { printf '\\set file `cat "$EXERCISES"`\n' && cat; } |
        EXERCISES=$file psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$database" 2>&1 | paste -sd' '
}

fresh_database "$database"
psql -X -q -d "$database" -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE"
count=$(answer <<<"SELECT jsonb_array_length(:'file'::jsonb);")

is "the file has exercises" "$([[ $count -gt 100 ]] && echo many || echo "$count")" many
is "one bad exercise keeps all of them out, and is named" "$(answer <<'SQL'
\set ON_ERROR_STOP off
\set VERBOSITY sqlstate
SELECT coaching.import_exercises(jsonb_set(:'file'::jsonb, '{-1,level}', '"hero"'));
\echo :LAST_ERROR_MESSAGE
SELECT count(*) FROM coaching.exercises;
SQL
)" "ERROR:  22023 exercises[$((count - 1))].level must be one of beginner, intermediate, expert 0"
is "the whole catalogue comes in" "$(answer <<<"SELECT coaching.import_exercises(:'file'::jsonb), (SELECT count(*) FROM coaching.exercises);")" "$count|0"
is "it is as the file has it" "$(answer <<'SQL'
SELECT count(*), count(*) FILTER (WHERE (e.name, e.category, e.level, e.equipment, e.force, e.mechanic) IS NOT DISTINCT FROM
        (given ->> 'name', given ->> 'category', given ->> 'level', given ->> 'equipment', given ->> 'force', given ->> 'mechanic')
    AND to_jsonb(primary_muscles) = given -> 'primaryMuscles' AND to_jsonb(secondary_muscles) = given -> 'secondaryMuscles'
    AND to_jsonb(instructions) = given -> 'instructions'
    AND metadata = jsonb_build_object('images', given -> 'images', 'source_id', given -> 'id'))
FROM jsonb_array_elements(:'file'::jsonb) AS given JOIN coaching.exercises e ON e.name = given ->> 'name';
SQL
)" "$count|$count"
is "the same again is nothing new" "$(answer <<<"SELECT coaching.import_exercises(:'file'::jsonb);")" 0
is "what differs is brought up to date, and nothing else" "$(answer <<'SQL'
UPDATE coaching.exercises SET category = 'elsewhere', metadata = metadata || '{"video": "x.mp4"}' WHERE name_key IN (SELECT name_key FROM coaching.exercises ORDER BY name_key LIMIT 3);
SELECT coaching.import_exercises(:'file'::jsonb);
SELECT count(*) FILTER (WHERE category = 'elsewhere'), count(*) FILTER (WHERE metadata ? 'video') FROM coaching.exercises;
SQL
)" "3 0|3"
finish
