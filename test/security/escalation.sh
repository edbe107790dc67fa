# Attempts to get more than one's due, each a sentence that must stay true. Sourced by `run`.

session -f "$here/escalation/tap.sql"
for part in "$here"/escalation/*.sql; do
    [[ $part == */tap.sql ]] || count_results < <(
        session -f "$part" 2>&1 || echo "not ok - $(basename "$part") runs to its end"
    )
done
. "$here/escalation/sessions.sh"
