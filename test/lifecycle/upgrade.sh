# ALTER EXTENSION coaching UPDATE: from the present version an empty step to the next, and one to the version after it that changes
# something of every kind, give what a fresh installation gives, with the same rows. Sourced by `run`; the versions to come are made
# up here and put into the private copy of the server, from which they go again.

present=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$ROOT/coaching.control")
next=$present.next
last=$present.last

installed=$("$CLUSTER" place)/tree$("$PG_CONFIG" --sharedir)/extension
upgrade=$here/upgrade

# How a step begins and ends.
step_begins() { echo '\echo Use "ALTER EXTENSION coaching UPDATE" to load this file. \quit'; }
step_ends() {
    cat "$ROOT/src/access/finish_update.sql"
    # What the last line of a step must be, in a version that notes which parts are its own.
    if grep -q '^SELECT coaching.note_own_parts' "$installed/coaching--$present.sql" &&
        ! grep -q '^SELECT coaching.note_own_parts' "$ROOT/src/access/finish_update.sql"; then
        echo 'SELECT coaching.note_own_parts();'
    fi
}

forget_versions() {
    local file
    rm -f "$installed"/coaching--*.next.sql "$installed"/coaching--*.last.sql
    for file in "$upgrade"/coaching--*.sql; do rm -f "$installed/${file##*/}"; done
    make_default "$present"
}
make_default() { sed -i "s/^default_version.*/default_version = '$1'/" "$installed/coaching.control"; }

# Everything of the step but one part, in `-- part:` lines; and that part.
all_but() { awk -v part="$1" '/^-- part: / { on = $0 != "-- part: " part } on' "$upgrade/step.sql"; }
only() { awk -v part="$1" '/^-- part: / { on = $0 == "-- part: " part } on' "$upgrade/step.sql"; }

# The version after the next as somebody would write it who edits the slices: a column where its table is made, another cost where the function is made,
# grants in the list of grants, and the rest before the policies.
write_second_version() {
    { for part in index table trigger function policy comment; do only "$part"; done; } >"$kept/additions.sql"
    awk -v additions="$kept/additions.sql" '
        /^CREATE TABLE coaching.workout_logs \(/ { logs = 1 }
        logs && /^\);/ { print "    , mood text DEFAULT '\''fine'\'' CHECK (mood IN ('\''fine'\'', '\''tired'\''))"; logs = 0 }
        /^-- access: every grant/ { while ((getline line < additions) > 0) print line }
        /coaching_is_trainer_at_capacity/ { sub(/PARALLEL SAFE AS/, "PARALLEL SAFE COST 50 AS") }
        /TABLE coaching.workout_logs/ && /INSERT \(/ { gsub(/, metadata\)/, ", metadata, mood)") }
        /'\''FUNCTION coaching.name\(coaching.users\)'\''/ {
            print "        ('\''user'\'', '\''EXECUTE'\'', '\''FUNCTION coaching.moods_of(uuid)'\''),"
            print "        ('\''user'\'', '\''SELECT'\'', '\''TABLE coaching.moods'\''),"
        }
        { print }' "$installed/coaching--$present.sql" >"$installed/coaching--$last.sql"
    awk '/^CREATE FUNCTION coaching.access_grants/ { on = 1; sub(/^CREATE/, "CREATE OR REPLACE") } on { print } on && /^END;/ { exit }' \
        "$installed/coaching--$last.sql" >"$kept/grants.sql"
}

# write_second_step [FORGOTTEN PART]
write_second_step() {
    {
        step_begins
        all_but "${1:-nothing}"
        [[ ${1:-} == grants ]] || cat "$kept/grants.sql"
        [[ ${1:-} == ending ]] || step_ends
    } >"$installed/coaching--$next--$last.sql"
}

catalog() { sql "$1" -U postgres -f "$here/catalog.sql"; }
version() { sql "$1" -U postgres -c "SELECT extversion FROM pg_extension WHERE extname = 'coaching'"; }
create_at() { # DATABASE OWNER VERSION
    fresh_owned_database "$1" "$2"
    sql "$1" -U "$2" -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching VERSION '$3' CASCADE" \
        -c "SELECT coaching.grant_access('coaching_app')" >/dev/null
}

# A session that has used the old version sees the update of another one and goes on.
session_over_update() { # DATABASE ROLE
    sql "$1" -U postgres 2>&1 <<END | xargs
SET ROLE authenticated;
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
PREPARE known AS SELECT count(*) FROM coaching.users;
PREPARE clients AS SELECT coaching.get_trainer_client_count(person(2));
EXECUTE known \gset before_
EXECUTE clients \gset before_
BEGIN;
INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (person(11), 'before');
ROLLBACK;
\! psql -X -q -v ON_ERROR_STOP=1 -U $2 -d $1 -c 'ALTER EXTENSION coaching UPDATE'
EXECUTE known \gset after_
EXECUTE clients \gset after_
BEGIN;
INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (person(11), 'after');
SELECT count(*) AS written FROM coaching.trainer_client_notes WHERE note = 'after' \gset
ROLLBACK;
SELECT :before_count = :after_count, :before_get_trainer_client_count = :after_get_trainer_client_count, :written;
END
}

# check_updated HOW DATABASE OWNER VERSION
check_updated() {
    local fresh=coaching_fresh
    create_at "$fresh" "$3" "$4"
    catalog "$fresh" >"$kept/fresh.catalog"
    catalog "$2" >"$kept/updated.catalog"
    is "$1 it is version $4" "$(version "$2")" "$4"
    is "$1 the whole catalog is that of a fresh $4" "$(diff "$kept/fresh.catalog" "$kept/updated.catalog")" ""
}

upgrade_of() { # OWNER
    local owner=$1 source=coaching_source target=coaching_target
    make_default "$present"
    fresh_owned_database "$source" "$owner"
    sql "$source" -U "$owner" -f "$here/world.sql"
    contents "$source" >"$kept/upgrade.before"
    make_default "$next"
    is "a session of old goes on while $owner updates the extension" "$(session_over_update "$source" "$owner")" "t|t|1"
    check_updated "after the empty step by $owner" "$source" "$owner" "$next"
    is "after the empty step by $owner every row is as it was" "$(contents "$source" | diff "$kept/upgrade.before" -)" ""
    is "after the empty step by $owner triggers judge, count, announce and keep the log" \
        "$(sql "$source" -U postgres -f "$here/one_more.sql")" "1 more client, 2 more told, 1 more entry"

    # On to the next by the superuser, whoever is the owner; it gives what is new to the roles installing gives it to, and the owner
    # gives it to an app's own.
    make_default "$last"
    sql "$source" -U postgres -c "ALTER EXTENSION coaching UPDATE"
    is "a step in $owner's hands lets people who sign in use what is new, and nobody else" "$(sql "$source" -U postgres -c "
        SELECT has_function_privilege('authenticated', f, 'EXECUTE'), has_function_privilege('anon', f, 'EXECUTE'), has_function_privilege('coaching_app', f, 'EXECUTE'),
            has_column_privilege('authenticated', 'coaching.workout_logs', 'mood', 'UPDATE'), has_table_privilege('authenticated', 'coaching.moods', 'SELECT'),
            has_table_privilege('authenticated', 'coaching.moods', 'INSERT')
        FROM CAST('coaching.moods_of(uuid)' AS regprocedure) AS f")" "t|f|f|t|t|f"
    sql "$source" -U "$owner" -c "SELECT coaching.grant_access('coaching_app')" >/dev/null
    check_updated "after a step with changes in $owner's hands" "$source" "$owner" "$last"
    pg_dump -U "$owner" -Fc -d "$source" -f "$kept/updated.dump"
    fresh_owned_database "$target" "$owner"
    check "what $owner has updated is dumped and restored" pg_restore --exit-on-error -U "$owner" -d "$target" "$kept/updated.dump"
    is "… with its rows, owners and grants" "$(diff <(contents "$source"; rights "$source") <(contents "$target"; rights "$target"))" ""
}

trap 'forget_versions; destroy_servers' EXIT
forget_versions
cp "$installed/coaching--$present.sql" "$installed/coaching--$next.sql"
{ step_begins; step_ends; } >"$installed/coaching--$present--$next.sql"
write_second_version
write_second_step

upgrade_of postgres
upgrade_of coaching_owner

is "there is no way back, and PostgreSQL says so" "$(psql -X -q -v VERBOSITY=verbose -d coaching_source -c "ALTER EXTENSION coaching UPDATE TO '$present'" 2>&1 | sed -n 1p)" \
    "ERROR:  22023: extension \"coaching\" has no update path from version \"$last\" to version \"$present\""
is "another than the owner cannot update it" "$(create_at coaching_fresh postgres "$present"
    psql -X -q -U coaching_owner -v VERBOSITY=sqlstate -d coaching_fresh -c "ALTER EXTENSION coaching UPDATE" 2>&1)" 'ERROR:  42501'

# Two steps in one command, where the database hands out rights on whatever is made.
for database in coaching_fresh coaching_target; do
    fresh_database "$database"
    sql "$database" -c "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO authenticated, anon" \
        -c "ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO authenticated, anon"
done
sql coaching_fresh -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE"
sql coaching_target -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching VERSION '$present' CASCADE" -c "ALTER EXTENSION coaching UPDATE"
is "two steps in one command give what a fresh installation gives, also where rights are handed out by default" "$(diff <(catalog coaching_fresh) <(catalog coaching_target))" ""

# From the versions that are out, by the steps there are.
make_default "$present"
for file in "$upgrade"/coaching--*.sql; do
    [[ -f $file ]] || continue
    cp "$file" "$installed/"
    version=${file##*/coaching--}
    create_at coaching_source postgres "${version%.sql}"
    sql coaching_source -c "ALTER EXTENSION coaching UPDATE"
    check_updated "from ${version%.sql}" coaching_source postgres "$present"
done
make_default "$last"

# The comparison sees what a step forgets.
for version in "fresh:$last" "source:$next"; do
    fresh_database "coaching_${version%:*}"
    sql "coaching_${version%:*}" -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching VERSION '${version#*:}' CASCADE"
done
catalog coaching_fresh >"$kept/fresh.catalog"
while IFS= read -r part; do
    write_second_step "${part#its }"
    sql coaching_source -c "BEGIN" -c "ALTER EXTENSION coaching UPDATE" -f "$here/catalog.sql" -c "ROLLBACK" >"$kept/updated.catalog"
    if [[ $part == nothing ]]; then wanted_difference=0; else wanted_difference=1; fi
    found=0
    diff -q "$kept/fresh.catalog" "$kept/updated.catalog" >/dev/null || found=$?
    is "a step that forgets $part is $([[ $part == nothing ]] && echo 'like' || echo 'unlike') a fresh installation" "$found" "$wanted_difference"
done < <(echo 'nothing'; sed -n 's/^-- part: /its /p' "$upgrade/step.sql"; echo 'its ending')

forget_versions
trap destroy_servers EXIT
for database in coaching_source coaching_target coaching_fresh; do
    sql postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)"
done
