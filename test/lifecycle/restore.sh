# pg_dump into an empty database, plain and custom format, by the superuser and by the plain owner of a
# database. Sourced by `run`.

restore_in_sections() { # OWNER DATABASE
    local section jobs
    for section in pre-data data post-data; do
        jobs=2
        [[ $section != data ]] || jobs=1
        pg_restore --exit-on-error -j $jobs --section=$section -U "$1" -d "$2" "$kept/$1.dump" || return
    done
}

dump_and_restore() { # OWNER
    local owner=$1 source=coaching_source target=coaching_target said
    fresh_owned_database "$source" "$owner"
    sql "$source" -U "$owner" -f "$here/world.sql"
    is "in the world of $owner every trainer's count is right" "$(sql "$source" -U postgres -c "$wrong_counts")" 0
    is "in the world of $owner every lot's balance is right" "$(sql "$source" -U postgres -c "$wrong_balances")" 0
    is "in the world of $owner every rating is right" "$(sql "$source" -U postgres -c "$wrong_ratings")" 0
    remember "$source"
    cp "$kept/source.contents" "$kept/$owner.before"

    said=$(pg_dump -U "$owner" -d "$source" -f "$kept/$owner.sql" 2>&1) || true
    is "pg_dump by $owner has nothing to complain about" "$said" ""
    fresh_owned_database "$target" "$owner"
    check "psql restores the plain dump of $owner without an error" \
        psql -X -q -v ON_ERROR_STOP=1 -U "$owner" -d "$target" -o /dev/null -f "$kept/$owner.sql"
    check_restored "pg_dump | psql by $owner" "$target"

    check "pg_dump -Fc by $owner" pg_dump -U "$owner" -Fc -d "$source" -f "$kept/$owner.dump"
    fresh_owned_database "$target" "$owner"
    check "pg_restore --exit-on-error by $owner" pg_restore --exit-on-error -U "$owner" -d "$target" "$kept/$owner.dump"
    check_restored "pg_restore by $owner" "$target"
    fresh_owned_database "$target" "$owner"
    # An archive does not tell parallel jobs in which order the rows of extensions' tables go, so the
    # rows come in one job; all the rest may come in several.
    check "pg_restore by $owner with the rows in one job and the rest in two" restore_in_sections "$owner" "$target"
    is "pg_restore in sections by $owner gives back identical rows" "$(diff <(contents "$source") <(contents "$target"))" ""

    # Again from the copy: nothing creeps in from one generation to the next.
    pg_dump -U "$owner" -d "$target" -f "$kept/$owner.again.sql"
    fresh_owned_database "$target" "$owner"
    check "a dump of the restored database restores as well ($owner)" \
        psql -X -q -v ON_ERROR_STOP=1 -U "$owner" -d "$target" -o /dev/null -f "$kept/$owner.again.sql"
    is "dumping and restoring left the source as it was ($owner)" "$(contents "$source" | diff "$kept/$owner.before" -)" ""
}

dump_and_restore postgres
dump_and_restore coaching_owner

# The same dump in other hands.
fresh_owned_database coaching_target postgres
check "the superuser restores a plain owner's dump with --no-owner" \
    pg_restore --exit-on-error --no-owner -U postgres -d coaching_target "$kept/coaching_owner.dump"
is "… with identical rows" "$(diff <(contents coaching_source) <(contents coaching_target))" ""
sql postgres -c "DROP DATABASE coaching_source WITH (FORCE)" -c "DROP DATABASE coaching_target WITH (FORCE)"
