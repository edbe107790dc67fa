# Reads Markdown, prints what is wrong with its Mermaid diagrams (of the two kinds the reference has),
# and how many there are.
function wrong(why) {
    printf "%s:%d: %s: %s\n", FILENAME, FNR, why, $0
    failed = 1
}
function close_diagram() {
    if (kind == "") wrong("an empty diagram")
    if (open != "") wrong("entity " open " is not closed")
    inside = 0
}
FNR == 1 && inside { wrong("the diagram before is not closed"); inside = 0 }
/^```mermaid$/ { inside = 1; kind = ""; open = ""; diagrams++; next }
inside && /^```/ { close_diagram(); next }
!inside { next }
kind == "" {
    kind = $0
    if (kind != "erDiagram" && kind != "stateDiagram-v2") wrong("no kind of diagram")
    next
}
kind == "stateDiagram-v2" {
    if ($0 !~ /^    (\[\*\]|[a-z_]+) --> (\[\*\]|[a-z_]+)( : [a-z]+(,? [a-z]+)*)?$/) wrong("no transition")
    next
}
open != "" && /^    }$/ { open = ""; next }
open != "" {
    if ($0 !~ /^        [a-z_]+(\[\])? [a-z_]+( (PK|FK|UK)(, (PK|FK|UK))*)?$/) wrong("no attribute of " open)
    next
}
/^    [a-z_]+ [{]$/ { open = $1; next }
{ if ($0 !~ /^    [a-z_]+ ([|][|]|[|]o)--(o[{]|o[|]) [a-z_]+ : "[a-z_]+(, [a-z_]+)*"$/) wrong("neither entity nor relation") }
END {
    if (inside) wrong("the last diagram is not closed")
    if (!diagrams) { print "there is no diagram"; failed = 1 }
    exit failed
}
