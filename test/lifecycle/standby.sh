# A physical standby: everything that reads runs there with the primary's answers, everything that
# writes gives 25006. Sourced by `run`.

set +e # the subshell may fail, which then shows
( # two servers of its own: the environment leads there and nowhere else
    set -e
    fail() { echo "not ok - $*"; exit 1; }
    trap '"$CLUSTER" destroy lifecycle_standby >/dev/null 2>&1; "$CLUSTER" destroy lifecycle >/dev/null 2>&1' EXIT
    "$CLUSTER" start lifecycle wal_level=replica >&2 || fail "the primary starts"
    primary=$("$CLUSTER" env lifecycle)
    eval "$primary"
    sql postgres -f "$here/roles.sql"
    fresh_database coaching_standby
    sql coaching_standby -f "$here/world.sql"
    "$CLUSTER" standby lifecycle_standby lifecycle >&2 || fail "the standby starts"
    standby=$("$CLUSTER" env lifecycle_standby)

    target=$(sql postgres -c "SELECT pg_current_wal_flush_lsn()")
    eval "$standby"
    for ((i = 0; i < 100; i++)); do
        [[ $(sql postgres -c "SELECT pg_last_wal_replay_lsn() >= '$target'") == f ]] || break
        sleep 0.1
    done
    [[ $(sql postgres -c "SELECT pg_is_in_recovery()") == t ]] || fail "the standby is in recovery"

    # The same questions on both; 1 admin, 2 trainer, 11 client, 40 client without a trainer.
    for server in primary standby; do
        eval "${!server}"
        sql coaching_standby -f "$here/reading.sql" >"$kept/$server.reading" 2>&1 || true
    done
    eval "$standby"
    answers=$(grep -c . "$kept/primary.reading")
    if [[ $answers -gt 50 ]] && difference=$(diff "$kept/primary.reading" "$kept/standby.reading"); then
        echo "ok - every read function and every policy answers on the standby as on the primary"
    else
        echo "not ok - every read function and every policy answers on the standby as on the primary"
        head -n 20 <<<"${difference:-only $answers answers}" | diagnostics
    fi
    while IFS= read -r statement; do
        said=$({ psql -X -q -A -t -v VERBOSITY=sqlstate -d coaching_standby -c "SELECT set_config('coaching.user_id', person(1)::text, false)" \
            -c "SET ROLE authenticated" -c "$statement" 2>&1 || true; } | sed -n '/ERROR/{p;q}')
        if [[ $said == *25006 ]]; then
            echo "ok - on a standby this gives 25006: $statement"
        else
            echo "not ok - on a standby this gives 25006: $statement"
            diagnostics <<<"${said:-no error}"
        fi
    done <"$here/writing.txt"
    echo "# the end"
) >"$kept/standby.out"
set -e
complete_results "the standby is tried to the end" "$kept/standby.out"
