# Common to the scripts under test/ and demo/. Source it; it defines names and changes nothing else
# but ROOT (the checkout), CLUSTER (the script that runs throwaway servers) and the colours.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
CLUSTER=$ROOT/test/cluster/cluster

# Colours only where a person looks; NO_COLOR is the usual wish for none.
if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' BOLD=$'\e[1m' DIM=$'\e[2m' PLAIN=$'\e[0m'
else
    RED='' GREEN='' YELLOW='' BOLD='' DIM='' PLAIN=''
fi

# What is going on, on stderr, so that stdout stays for results.
note() { printf '%s\n' "${DIM}$*${PLAIN}" >&2; }

die() {
    printf '%s\n' "${RED}$*${PLAIN}" >&2
    exit 1
}

# Results of a suite, one line each. `finish` is a suite's last command.
OK_COUNT=0
NOT_OK_COUNT=0

ok() {
    OK_COUNT=$((OK_COUNT + 1))
    printf 'ok - %s\n' "$1"
}

not_ok() { # SENTENCE [DIAGNOSTICS]
    NOT_OK_COUNT=$((NOT_OK_COUNT + 1))
    printf 'not ok - %s\n' "$1"
    [[ -z ${2:-} ]] || diagnostics <<<"$2"
}

skip() { # SENTENCE REASON
    OK_COUNT=$((OK_COUNT + 1))
    printf 'ok - %s # SKIP %s\n' "$1" "$2"
}

# Whatever comes in goes out as diagnostics of the result line before it.
diagnostics() { sed 's/^/# /'; }

# check SENTENCE COMMAND…: one result by the command's exit code, its output kept as diagnostics.
check() {
    local sentence=$1 output
    shift
    if output=$("$@" 2>&1); then ok "$sentence"; else not_ok "$sentence" "$output"; fi
}

# is SENTENCE GOT WANTED: one result by comparing two texts.
is() {
    if [[ $2 == "$3" ]]; then
        ok "$1"
    else
        not_ok "$1" "     got: $2"$'\n'"expected: $3"
    fi
}

# Counts the result lines of a session or a program here, so that `finish` knows them. What a skipped one
# says of itself stays.
count_results() {
    local line
    while IFS= read -r line; do
        case $line in
            'ok - '*) ok "${line#ok - }" ;;
            'not ok - '*) not_ok "${line#not ok - }" ;;
            '# '*) printf '%s\n' "$line" ;;
        esac
    done
}

finish() { [[ $NOT_OK_COUNT -eq 0 && $OK_COUNT -gt 0 ]]; }

# The pg_config of the system's server; stops with advice when there is none.
require_pg_config() {
    PG_CONFIG=$("$ROOT/test/find-pg-config") ||
        die "No PostgreSQL server with its development files found: run test/setup, or set PG_CONFIG."
    export PG_CONFIG
}

# A suite called by test/run finds the server in its environment; called alone it takes care itself
# and leaves the server running for the next call.
require_cluster() {
    require_pg_config
    if [[ -z ${COACHING_CLUSTER:-} ]]; then
        "$CLUSTER" prefix
        "$CLUSTER" start test
        eval "$("$CLUSTER" env test)"
    fi
}

# A database with nothing in it but what template1 has.
fresh_database() {
    psql -X -q -v ON_ERROR_STOP=1 -d postgres \
        -c "SET client_min_messages = warning" \
        -c "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)" -c "CREATE DATABASE \"$1\""
}
