# People are erased from a world of every kind of row: a long history in reasonable time and in one piece, then one
# after the other, until the dump names nobody. Sourced by `run`.

database=coaching_erasing
fresh_database $database
sql $database -f "$here/world.sql" >/dev/null

# Somebody with a history of 7,000 sets, and words in them.
sql $database <<'SQL'
INSERT INTO coaching.users (id, email, full_name, phone) VALUES (person(900), 'Zacharias@Example.org', 'Zacharias Quux', '+49 900');
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = person(2);
SELECT coaching.assign_trainer(person(900), person(2)) \g /dev/null
INSERT INTO coaching.workout_logs (id, client_id, started_at, name, notes)
    SELECT person(10000 + n), person(900), now() - n * interval '1 day', 'Zacharias', 'Quux' FROM generate_series(1, 350) AS n;
INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name, completed_at, reps_completed, weight_used, notes)
    SELECT person(900), person(10000 + day), 'squat', now() - day * interval '1 day', 8, 60, 'Zacharias Quux'
    FROM generate_series(1, 350) AS day, generate_series(1, 20);
UPDATE coaching.workout_progress SET notes = notes || ' again' WHERE client_id = person(900) AND random() < 0.1;
SQL
named() { pg_dump -d $database --inserts | grep -c -i -e "$1" || true; }
is "before, the dump names somebody with a long history" "$([[ $(named 'zacharias\|quux\|+49 900') -gt 7000 ]] && echo yes)" yes

# In the very last step, when all else is done already.
before=$(contents $database)
sql $database -c "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END'" \
    -c "CREATE TRIGGER dawdle BEFORE UPDATE ON coaching.audit_log FOR EACH STATEMENT EXECUTE FUNCTION dawdle()"
outcome=$(sql $database -c "SET statement_timeout = '3s'" -c "SELECT coaching.erase_user(person(900))" 2>&1 || true)
is "an erasure whose time runs out is told so" "$(head -n 1 <<<"$outcome")" "ERROR:  canceling statement due to statement timeout"
sql $database -c "DROP FUNCTION dawdle CASCADE" 2>/dev/null
is "and leaves everything as it was" "$(diff <(echo "$before") <(contents $database))" ""

begun=$(date +%s%N)
is "a history of 7,000 sets goes, all of it" "$(sql $database -c "SELECT report -> 'deleted' ->> 'workout_progress' FROM coaching.erase_user(person(900)) report")" 7000
took=$((($(date +%s%N) - begun) / 1000000))
note "erased in $took ms"
is "in less than 20 seconds" "$((took < 20000))" 1
is "after, the dump names them nowhere" "$(named 'zacharias\|quux\|+49 900')" 0

# Everybody, every third with the accounts. What addresses are left are of people who never had an account.
sql $database <<'SQL' >/dev/null
CREATE TABLE names AS SELECT full_name, email FROM coaching.users WHERE erased_at IS NULL AND (full_name IS NOT NULL OR email IS NOT NULL);
SELECT coaching.erase_user(id, keep_accounts => n % 3 > 0) FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS n FROM coaching.users) u;
SQL
sql $database -c "COPY (SELECT email FROM names WHERE email IS NOT NULL UNION SELECT full_name FROM names WHERE length(full_name) > 4) TO STDOUT" >"$kept/names.txt"
sql $database -c "DROP TABLE names"
is "there were many" "$([[ $(wc -l <"$kept/names.txt") -gt 20 ]] && echo yes)" yes
is "once everybody is erased the dump names nobody" "$(pg_dump -d $database --inserts -n coaching | grep -i -F -f "$kept/names.txt" | head -n 3)" ""
is "every trainer's count is right" "$(sql $database -c "$wrong_counts")" 0
is "every lot's balance is the sum of its ledger" "$(sql $database -c "$wrong_balances")" 0
is "every session is counted, and its credit where it belongs" "$(sql $database -c "$wrong_bookings")" 0
is "every rating is that of the reviews" "$(sql $database -c "$wrong_ratings")" 0
# What is left can be dumped and restored.
fresh_database coaching_erased
pg_dump -d $database -Fc -f "$kept/erased.dump"
is "what is left is restored" "$(pg_restore -d coaching_erased --exit-on-error "$kept/erased.dump" 2>&1)" ""
is "row by row" "$(diff <(contents $database) <(contents coaching_erased))" ""
