# What the library shows and what the scripts call by name are the same: no entry without its function,
# no function left behind. Sourced by run.

folder() { session -c "SELECT setting FROM pg_config WHERE name = '$1'"; }
shown=$(nm -D --defined-only "$(folder PKGLIBDIR)/coaching.so" | awk '$3 ~ /^coaching_/ { print $3 }' | sort -u)
named=$(grep -ho "'coaching_[a-z0-9_]*'" "$(folder SHAREDIR)"/extension/coaching--*.sql "$ROOT/src/access/finish_update.sql" | tr -d "'" | sort -u)
is "every entry of the library is a function of the script, and every function has its entry" \
    "$(diff <(echo "$shown") <(echo "$named") | sed -n 's/^< /only in the library: /p; s/^> /only in the script: /p')" ""
is "… and there are many" "$([[ $(wc -l <<<"$shown") -gt 100 ]] && echo many)" many
