# Expectation files: lines starting with # are for people, the others a table of cells between bars,
# the first of which holds the headings.
#
#   mode=melt   file → ROW tab HEADING tab CELL, one line per cell
#   mode=draw   the same lines → an aligned table, rows and headings in order of appearance
#   `keys` says how many leading columns name the row; in ROW they are joined by " | ".

function trim(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }

function pad(text, width) { return sprintf("%-" width "s", text) }

BEGIN { if (mode == "melt") FS = "|"; else FS = "\t" }

mode == "melt" && (/^#/ || /^[ \t]*$/) { next }

mode == "melt" && !headed {
    for (i = 1; i <= NF; i++) heading[i] = trim($i)
    headed = 1
    next
}

mode == "melt" {
    row = trim($1)
    for (i = 2; i <= keys; i++) row = row " | " trim($i)
    for (i = keys + 1; i <= NF; i++) printf "%s\t%s\t%s\n", row, heading[i], trim($i)
}

mode == "draw" {
    if (!($1 in row_seen)) { row_seen[$1] = 1; rows[++row_count] = $1 }
    if (!($2 in heading_seen)) { heading_seen[$2] = 1; headings[++heading_count] = $2; width[$2] = length($2) }
    cell[$1, $2] = $3
    if (length($3) > width[$2]) width[$2] = length($3)
    parts = split($1, part, " [|] ")
    for (i = 1; i <= parts; i++) if (length(part[i]) > key_width[i]) key_width[i] = length(part[i])
}

END {
    if (mode != "draw") exit
    split(titles, title, " [|] ")
    for (i = 1; i <= keys; i++) if (length(title[i]) > key_width[i]) key_width[i] = length(title[i])
    for (r = 0; r <= row_count; r++) {
        if (r == 0) split(titles, part, " [|] "); else split(rows[r], part, " [|] ")
        line = pad(part[1], key_width[1])
        for (i = 2; i <= keys; i++) line = line " | " pad(part[i], key_width[i])
        for (h = 1; h <= heading_count; h++)
            line = line " | " pad(r == 0 ? headings[h] : cell[rows[r], headings[h]], width[headings[h]])
        sub(/ +$/, "", line)
        print line
    }
}
