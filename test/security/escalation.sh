# Attempts to get more than one's due, each a sentence that must stay true. Sourced by `run`.

# Counts the result lines of a session here, so that `finish` knows them.
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

session -f "$here/escalation/tap.sql"
for part in "$here"/escalation/*.sql; do
    [[ $part == */tap.sql ]] || count_results < <(
        session -f "$part" 2>&1 || echo "not ok - $(basename "$part") runs to its end"
    )
done
. "$here/escalation/sessions.sh"
