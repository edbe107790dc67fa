# Somebody has changed the extension's own tables: a dump does not carry that, unportable_changes() does, by the
# procedure of the README. Sourced by `run`.

fresh_database coaching_changed
sql coaching_changed -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE"
is "nobody has changed anything where the extension was just made" "$(sql coaching_changed -c "SELECT * FROM coaching.unportable_changes()")" ""
is "what is the extension's own is for its scripts to note" \
    "$(sql coaching_changed -c "SELECT coaching.note_own_parts()" 2>&1 | grep -c "only the extension's own scripts")" 1

own_and_restore() { # OWNER
    local owner=$1 source=coaching_changed target=coaching_changed_again said
    fresh_owned_database $source "$owner"
    sql $source -U "$owner" -f "$here/world.sql"
    is "a world of rows changes no table ($owner)" "$(sql $source -U "$owner" -c "SELECT * FROM coaching.unportable_changes()")" ""
    sql $source -U "$owner" -f "$here/own_changes.sql"

    pg_dump -U "$owner" -Fc -d $source -f "$kept/changed.dump"
    sql $source -U "$owner" -c "SELECT coaching.unportable_changes(before_rows => true)" >"$kept/before.sql"
    sql $source -U "$owner" -c "SELECT coaching.unportable_changes(before_rows => false)" >"$kept/after.sql"
    is "both parts are the whole ($owner)" "$(cat "$kept/before.sql" "$kept/after.sql" | diff - <(sql $source -U "$owner" -c "SELECT coaching.unportable_changes()"))" ""

    fresh_owned_database $target "$owner"
    said=$(pg_restore -U "$owner" --exit-on-error -d $target "$kept/changed.dump" 2>&1) || true
    is "without the procedure the restore stops ($owner)" "$(grep -o -m 1 'column .*Shoe size.* does not exist' <<<"$said" | head -n 1 | grep -c .)" 1

    fresh_owned_database $target "$owner"
    check "the extension and what goes before the rows ($owner)" \
        psql -X -q -v ON_ERROR_STOP=1 -U "$owner" -d $target -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE" -f "$kept/before.sql"
    pg_restore -l "$kept/changed.dump" | grep -v ' SCHEMA - coaching ' >"$kept/changed.list"
    check "the dump ($owner)" pg_restore -U "$owner" --exit-on-error -L "$kept/changed.list" -d $target "$kept/changed.dump"
    check "what goes after ($owner), under any search_path" \
        env PGOPTIONS="-c search_path=public,coaching -c client_min_messages=error" psql -X -q -v ON_ERROR_STOP=1 -U "$owner" -d $target -f "$kept/after.sql"

    is "every row is back, with the data of added columns ($owner)" "$(diff <(contents $source) <(contents $target))" ""
    is "owners and grants are back ($owner)" "$(diff <(rights $source) <(rights $target))" ""
    is "what was changed is what was changed ($owner)" \
        "$(sql $target -U "$owner" -c "SELECT coaching.unportable_changes()" | diff <(cat "$kept/before.sql" "$kept/after.sql") -)" ""
    is "an added trigger, default and check work ($owner)" "$(sql $target -U "$owner" -c "
        BEGIN; INSERT INTO coaching.users (id, email) VALUES (person(90), 'p90@example.org');
        UPDATE coaching.users SET \"Shoe size\" = 41.26 WHERE id = person(90) RETURNING \"Shoe size\"; ROLLBACK" | xargs) $(
        sql $target -U "$owner" -c "UPDATE coaching.users SET \"Shoe size\" = 7" 2>&1 | grep -o '"feet"')" '41.30 "feet"'
    is "an added policy narrows ($owner)" "$(as_person $target 1 'SELECT max("Shoe size") FROM coaching.users')" \
        "$(sql $source -U postgres -c 'SELECT max("Shoe size") FROM coaching.users WHERE "Shoe size" < 44')"
    is "an added index serves, a dropped one is gone ($owner)" "$(sql $target -U postgres -c "SET enable_seqscan = off" \
        -c 'EXPLAIN (COSTS OFF) SELECT FROM coaching.users WHERE "Shoe size" = 43' | grep -c '"Shoes"') $(sql $target -U postgres -c "SELECT to_regclass('coaching.audit_log_at_idx') IS NULL")" "1 t"
    is "counting goes on where it was ($owner)" "$(sql $target -U "$owner" -c "BEGIN; INSERT INTO coaching.users (id) VALUES (person(91)); INSERT INTO coaching.client_profiles (client_id) VALUES (person(91))
        RETURNING number = (SELECT max(number) FROM coaching.client_profiles) + 1 AND place = (SELECT max(place) FROM coaching.client_profiles) + 1; ROLLBACK")" t
}

own_and_restore postgres
own_and_restore coaching_owner
sql postgres -c "DROP DATABASE coaching_changed WITH (FORCE)" -c "DROP DATABASE coaching_changed_again WITH (FORCE)"
