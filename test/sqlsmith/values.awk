# Most of SQLsmith's arguments are NULL, which functions refuse or answer with NULL. Two of three become values: people
# and things of test/lifecycle/world.sql, words the extension knows, and what is at the edge of a type.
# Every query ends with a semicolon at the end of a line and is rolled back, after what is checked last.
BEGIN {
    srand(seed)
    for (n = 1; n <= 49; n++) offer("uuid", id(n))
    for (n = 601; n <= 661; n++) offer("uuid", id(n))
    for (n = 701; n <= 705; n++) offer("uuid", id(n))
    for (n = 801; n <= 823; n++) offer("uuid", id(n))
    for (n = 901; n <= 903; n++) offer("uuid", id(n))
    offer("text", "'accepted'|'rejected'|'deferred'|'cancelled'|'active'|'paused'|'completed'|'terminated'|'archived'|'admin'|'coach'|'client'|''|'profile'|'workouts'|'messages'|'week'|'month'|'all'|'skip'|'gym'|'online'|'strong'|'hevy'|'lb'|'epley'|'mayhew'|'p40@example.org'|'EUR'|'UTC'|'Europe/London'|'Bench Press'|'%_\\'|E'\\t\\n'|repeat('x', 20000)|E'Date,Workout Name,Exercise Name,Set Order,Weight,Reps\\n2026-03-14 09:00,A,Row,1,40,10'")
    offer("int4", "0|1|-1|2|7|10|30|60|90|1440|2147483647|-2147483648")
    offer("int8", "0|1|-1|9223372036854775807|-9223372036854775808")
    offer("\"numeric\"", "0|1|-1|0.01|60|99.999|1e10|1e131000|'NaN'|'Infinity'|'-Infinity'")
    offer("float8", "0|0.5|-1|1e300|'NaN'|'Infinity'")
    offer("timestamptz", "now()|now() + interval '1 day'|now() - interval '3 days'|'2040-01-04 10:00 America/New_York'|'2040-03-05 16:00 America/New_York'|'infinity'|'-infinity'|'294276-12-31 23:59:59 UTC'|'4713-01-01 00:00 UTC BC'")
    offer("date", "current_date|current_date + 7|current_date - 30|'2040-01-01'|'2040-03-10'|'infinity'|'-infinity'|'5874897-12-31'|'4713-01-01 BC'")
    offer("\"time\"", "'00:00'|'09:00'|'17:00'|'22:00'|'24:00'")
    offer("\"interval\"", "'0'|'1 minute'|'1 day'|'7 days'|'1 year'|'-1 day'|'178000000 years'|'-178000000 years'|'2147483647 months'")
    offer("jsonb", "'{}'|'[]'|'null'|'7'|'\"x\"'|'{\"title\": \"P\", \"exercises\": [{\"day_of_week\": \"Monday\", \"exercise_name\": \"Squat\", \"sets\": 5}]}'|'{\"title\": 1, \"exercises\": {}}'|'{\"started_at\": \"2026-03-17T17:00:00Z\", \"sets\": [{\"exercise_name\": \"Run\", \"distance_km\": 5.25}]}'|'{\"started_at\": \"infinity\", \"sets\": [{\"weight_used\": 1e400}]}'|'[{\"name\": \"Plank\"}]'|'[{\"start\": \"10:00\", \"end\": \"14:30\"}]'|'[{\"day_of_week\": 9, \"start\": \"25:00\"}]'")
    offer("_text", "'{}'|'{NULL}'|'{gym}'|'{strength,mobility}'|'{{a,b},{c,d}}'|'[5:6]={a,b}'")
    offer("_uuid", "'{}'|'{NULL}'|ARRAY[" id(11) ", " id(12) "]|ARRAY[" id(40) ", " id(41) ", " id(40) "]")
    print "BEGIN;"
}

function id(n) { return sprintf("'00000000-0000-4000-8000-%012d'::uuid", n) }

function offer(type, list,    parts, i, count) {
    count = split(list, parts, "|")
    for (i = 1; i <= count; i++)
        values[type, ++offered[type]] = parts[i]
}

{
    rest = $0
    line = ""
    while (match(rest, /cast\(null as [^)]*\)/)) {
        null = substr(rest, RSTART, RLENGTH)
        type = substr(null, 14, length(null) - 14)
        line = line substr(rest, 1, RSTART - 1)
        if (offered[type] && rand() < 2 / 3)
            line = line "cast(" values[type, 1 + int(rand() * offered[type])] " as " type ")"
        else
            line = line null
        rest = substr(rest, RSTART + RLENGTH)
    }
    print line rest
}
/;$/ { print "SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK; BEGIN;" }
END { print "ROLLBACK;" }
