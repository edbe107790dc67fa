# Reads the server's log, where each error has its SQLSTATE (log_error_verbosity = verbose), and prints a line `# …` per
# SQLSTATE with its number, and for what may not be `KIND: error`, followed by the query.
#
#   crash       a server process ended by itself
#   internal    SQLSTATE XX…
#   unpromised  an error of the extension that is not one of its own, or one of the server's that the extension let
#               through from a statement of its own

BEGIN {
    split("permission_denied 42501 blocked 42501 not_found PT404 invalid_invitation PT410 insufficient_credits PT402 " \
        "capacity_reached PT409 booking_conflict PT409 not_available PT409 relationship_error PT409 illegal_transition PT409 " \
        "invalid_argument 22023 invalid_identity 28000 rights_changed 40001", pairs, " ")
    for (i = 1; i in pairs; i += 2) promised[pairs[i]] = pairs[i + 1]
}

# What the server itself calls internal though it is about the arguments: interval(interval, integer), which is there for
# columns of type interval(p) and takes any number from whoever calls it by hand.
function known(error) { return error ~ /^XX000: (invalid INTERVAL|unrecognized interval) typmod: / }

# What may happen to any statement: cancelled, out of memory, deadlock.
function anywhere(code) { return code ~ /^(57014|53200|40P01)$/ }

function end_record(    code, token) {
    if (error == "") return
    code = substr(error, 1, 5)
    count[code]++
    kind = ""
    token = detail
    sub(/^\{"error": "/, "", token)
    sub(/".*/, "", token)
    if (code ~ /^XX/ && !known(error))
        kind = "internal"
    else if (!located && !(detail ~ /^\{"error": "/ && promised[token] == code))
        kind = "unpromised"
    else if (inside && located && !anywhere(code))
        kind = "unpromised"
    if (kind != "") print kind ": " error " " detail " " context "\n" query
    error = detail = query = context = ""
    located = inside = 0
}

/PANIC:|terminated by signal|TRAP:/ { print "crash: " $0 }
/^[0-9-]+ [0-9:.]+ UTC \[/ {
    reading = ""
    if (!match($0, /(ERROR|FATAL|DETAIL|HINT|CONTEXT|QUERY|LOCATION|STATEMENT|LOG|WARNING|NOTICE):  /)) next
    word = substr($0, RSTART, RLENGTH - 3)
    text = substr($0, RSTART + RLENGTH)
    if (word == "ERROR" || word == "FATAL" || word == "LOG" || word == "WARNING" || word == "NOTICE") end_record()
    if ((word == "ERROR" || word == "FATAL") && $0 ~ / smith@/ && text !~ /^25P02/) error = text
    if (error == "") next
    if (word == "DETAIL") detail = text
    if (word == "LOCATION") located = 1
    if (word == "CONTEXT") { context = text; if (text ~ /SQL statement "/) inside = 1 }
    if (word == "STATEMENT") query = text
    reading = word
    next
}
reading == "STATEMENT" { query = query "\n" $0 }
reading == "CONTEXT" { context = context " " $0; if ($0 ~ /SQL statement "/) inside = 1 }
END {
    end_record()
    for (code in count) line = line sprintf("  %s %d", code, count[code])
    print "# errors:" line
}
