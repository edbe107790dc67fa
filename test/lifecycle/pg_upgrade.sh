# pg_upgrade, from a server to another of the same major version (what it does to an extension is the same between two): rows, catalog,
# rights and rules are those of before, a column of the owner's own goes along. Sourced by `run`.

pg_upgraded() {
    local source=coaching_world new said
    start_first_server
    # What no dump carries.
    first sql $source -U coaching_owner -c "ALTER TABLE coaching.users ADD COLUMN shoe_size integer" -c "ALTER TABLE coaching.users ALTER COLUMN shoe_size SET DEFAULT 40" \
        -c "UPDATE coaching.users SET shoe_size = 44 WHERE id = person(11)" -c "CREATE INDEX users_shoe_size ON coaching.users (shoe_size)" \
        -c "CREATE POLICY users_own ON coaching.users AS RESTRICTIVE FOR DELETE USING (shoe_size < 50)"
    first remember $source
    first sql $source -U postgres -f "$here/catalog.sql" >"$kept/before_pg_upgrade.catalog"

    said=$("$CLUSTER" upgrade lifecycle_new lifecycle --check 2>&1) || true
    is "pg_upgrade --check finds nothing in the way" "$(tail -n 1 <<<"$said")" '*Clusters are compatible*'
    check "pg_upgrade moves the database" "$CLUSTER" upgrade lifecycle_new lifecycle
    "$CLUSTER" start lifecycle_new >&2
    new=$("$CLUSTER" env lifecycle_new)
    eval "$new"
    # It gives extensions to the superuser who runs it, whose updates leave the rest to the owner all the same (see upgrade.sh).
    is "pg_upgrade leaves the whole catalog as it was, but the owner of the extension itself" \
        "$(sql $source -f "$here/catalog.sql" | sed '/^extension|/s/|postgres|/|coaching_owner|/' | diff "$kept/before_pg_upgrade.catalog" -)" ""
    check_restored "pg_upgrade" $source
    is "a column of the owner's own has come along, with its index and its default" "$(sql $source -U coaching_owner -c "
        INSERT INTO coaching.users (id) VALUES (person(99)); SELECT shoe_size FROM coaching.users WHERE id IN (person(11), person(99)) ORDER BY id;
        SELECT count(*) FROM pg_indexes WHERE indexname = 'users_shoe_size'" | xargs)" "44 40 1"
    is "after pg_upgrade the extension is dropped with all it has" "$(sql $source -c "SET client_min_messages = warning" \
        -c "DROP EXTENSION coaching CASCADE" -c "SELECT count(*) FROM pg_class WHERE relnamespace = 'coaching'::regnamespace")" 0
}

if command -v pg_upgrade >/dev/null; then
    set +e # the subshell may fail, which then shows
    (
        set -e
        pg_upgraded
        echo "# the end"
    ) >"$kept/pg_upgrade.out"
    set -e
    complete_results "pg_upgrade is tried to the end" "$kept/pg_upgrade.out"
else
    skip "pg_upgrade moves a database with the extension" "there is no pg_upgrade here"
fi
