# Two melted tables, first what is expected, then what was found: a line `ok`, or `not ok` and why, with
# the sentence, per cell of either. Fields are separated by tabs.

BEGIN { FS = "\t" }

FNR == NR { expected[$1, $2] = $3; next }

{
    key = $1 SUBSEP $2
    sentence = sentence_for($1, $2, $3)
    if (!(key in expected)) printf "not ok\t%s\tno expectation for this: review it and write it down\n", sentence
    else if (expected[key] == $3) printf "ok\t%s\n", sentence
    else printf "not ok\t%s\tfound %s, expected %s\n", sentence_for($1, $2, expected[key]), $3, expected[key]
    delete expected[key]
}

END {
    for (key in expected) {
        split(key, part, SUBSEP)
        printf "not ok\t%s\tthere is no such thing any more\n", sentence_for(part[1], part[2], expected[key])
    }
}

function sentence_for(row, who, cell,    part) {
    split(row, part, " [|] ")
    if (kind == "tables") return who ", " part[2] " on " part[1] ": " cell
    if (kind == "permissions") return "own trainer, " who ", " part[2] " on " part[1] ": " cell
    if (kind == "blind") return who ", " part[2] " of all " part[1] ", reading nothing: " cell
    if (kind == "columns") return who " on column " part[1] "." part[2] ": " cell
    return who " calls " row ": " cell
}
