# Attempts that need a session of one's own: a login bound by row level security, as the person of the
# world that is named. Sourced by escalation.sh.

# as KIND [psql arguments]: the token is set for the session, as a pooler in session mode would.
as() {
    local kind=$1 role claims
    shift
    role=$(session -c "SELECT database_role FROM world.people WHERE kind = '$kind'")
    claims=$(session -c "SELECT jsonb_build_object('sub', world.id(name)) FROM world.people WHERE kind = '$kind'")
    PGOPTIONS='' psql -X -q -A -t -v VERBOSITY=verbose -U coaching_authenticator -d "$database" \
        -c "SET ROLE $role" -c "SELECT set_config('request.jwt.claims', '$claims', false)" "$@" 2>&1 |
        sed 1d
}

# The SQLSTATEs in what psql said.
states() { grep -o 'ERROR:  [0-9A-Z]\{5\}' | cut -c 9- | xargs; }

# COPY.
is "COPY of a table gives the rows a query would" \
    "$(as 'other client' -c "COPY (SELECT world.name_in(id::text) FROM coaching.users ORDER BY 1) TO STDOUT" | xargs)" "O U"
is "COPY of a whole table gives no hidden row" \
    "$(as 'other client' -c "COPY coaching.users TO STDOUT" | cut -f 1 | cut -c 35-36 | sort | xargs)" "4f 55"
is "COPY of the requests gives one's own" \
    "$(as 'other client' -c "COPY coaching.connection_requests (message) TO STDOUT" | sort | xargs)" "asked by OD asked by OP asked by OT asked by OU"
is "COPY of the invitations gives those to oneself" \
    "$(as 'other client' -c "COPY coaching.client_invitations (message) TO STDOUT" | sort | xargs)" "invited by DO invited by PO invited by TO invited by UO"
is "COPY of a table to a file is refused" "$(as client -c "COPY coaching.users TO '/tmp/coaching-copy'" | states)" 42501
is "COPY of a table to a program is refused" "$(as client -c "COPY coaching.users TO PROGRAM 'cat'" | states)" 42501
is "COPY into a table is no way round the policies" \
    "$(as 'own trainer' -c "COPY coaching.client_profiles (client_id) FROM STDIN" <<<"00000000-0000-4000-8000-00000000004e" | states)" 0A000
is "COPY into a column one may not write is refused" \
    "$(as 'own trainer' -c "COPY coaching.users (id, roles) FROM STDIN" <<<"x" | states)" 42501

# Roles.
is "a login cannot take the service role" "$(as client -c "SET ROLE service_role" | states)" 42501
is "set_config cannot take the service role either" \
    "$(as client -c "SELECT set_config('role', 'service_role', false)" | states)" 42501
is "a login cannot take the owner's session" "$(as client -c "SET SESSION AUTHORIZATION postgres" | states)" 42501
is "the login behind the roles sees nothing by itself" "$(as client -c "RESET ROLE" -c "SELECT 1 FROM coaching.users" | states)" 42501
is "a person cannot grant others what they have" \
    "$(as client -c "SELECT coaching.grant_access('coaching_authenticator')" | states)" 42501
is "a person cannot switch the policies off" \
    "$(as admin -c "ALTER TABLE coaching.users DISABLE ROW LEVEL SECURITY" \
        -c "CREATE POLICY all_of_it ON coaching.users USING (true)" \
        -c "ALTER TABLE coaching.users DISABLE TRIGGER ALL" \
        -c "SET session_replication_role = replica" | states)" "42501 42501 42501 42501"
is "a person cannot put a trigger or a rule on a table" \
    "$(as admin -c "CREATE TRIGGER mine BEFORE INSERT ON coaching.users EXECUTE FUNCTION suppress_redundant_updates_trigger()" \
        -c "CREATE RULE mine AS ON UPDATE TO coaching.users DO NOTHING" | states)" "42501 42501"
is "a trigger function does nothing on a table of one's own" \
    "$(as admin -c "CREATE TEMPORARY TABLE mine (id uuid, trainer_id uuid, client_id uuid, status text)" \
        -c "CREATE TRIGGER count AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION coaching.count_active_clients()" \
        -c "CREATE TRIGGER audit AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id')" | states)" "42501 42501"
is "a trigger function cannot be called" "$(session -c "SET ROLE service_role" -c "SELECT coaching.judge_user()" 2>&1 | grep -c ERROR)" 1
is "planner support functions cannot be called" "$(session -c "SELECT coaching.can_access_support(NULL)" 2>&1 | grep -c ERROR)" 1

# A function in WHERE that tells what it is shown, and looks cheaper than any policy.
session -c "CREATE SCHEMA leak" -c "GRANT ALL ON SCHEMA leak TO authenticated"
is "a person cannot make a table inherit from ours, refer to it, or empty it" \
    "$(as admin -c "CREATE TABLE leak.heir () INHERITS (coaching.users)" \
        -c "CREATE TABLE leak.probe (id uuid REFERENCES coaching.users)" \
        -c "TRUNCATE coaching.notifications" | states)" "42501 42501 42501"
leaky="CREATE FUNCTION leak.tell(anyelement) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''saw %'', \$1; RETURN true; END'"
as admin -c "$leaky" -c "
    CREATE FUNCTION leak.equal(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0001
        AS 'BEGIN RAISE NOTICE ''saw %'', \$1; RETURN \$1 < \$2 IS NULL; END'" -c "
    CREATE OPERATOR leak.=== (FUNCTION = leak.equal, LEFTARG = text, RIGHTARG = text, RESTRICT = eqsel)" >/dev/null

# What the client O may not be shown: anything of C and T.
saw_hidden() { grep -o 'saw .*' | grep -c 'c@example\|t@example\|Person C\|Person T\|reason of C\|notes of TC\|asked by C\|invited by .C\|wish of [CN]' || true; }
told() { # SENTENCE QUERY: hidden rows stay unseen, visible ones are seen (the trap works)
    local said
    said=$(as 'other client' -c "$2")
    is "$1" "$(saw_hidden <<<"$said") hidden, $(grep -c 'saw ' <<<"$said" | sed 's/^[1-9].*/some/') visible" "0 hidden, some visible"
}
told "a leaky function in WHERE sees no hidden row" "SELECT count(*) FROM coaching.users u WHERE leak.tell(u.email)"
told "… nor as a whole row" "SELECT count(*) FROM coaching.users u WHERE leak.tell(u)"
told "… nor beside an index condition" \
    "SELECT count(*) FROM coaching.users u WHERE leak.tell(u.email) AND u.id IN (SELECT id FROM coaching.users)"
told "… nor through an operator" "SELECT count(*) FROM coaching.users u WHERE u.email OPERATOR(leak.===) 'x'"
told "… nor in a join" \
    "SELECT count(*) FROM coaching.trainer_clients r JOIN coaching.users u ON leak.tell(u.email) AND leak.tell(r.coach_notes)"
told "… nor in the WHERE of an UPDATE" "UPDATE coaching.users SET locale = locale WHERE leak.tell(email)"
told "… nor in the WHERE of a DELETE" "DELETE FROM coaching.user_blocks WHERE leak.tell(reason)"
told "… nor among requests, invitations and interests" \
    "SELECT count(*) FROM coaching.connection_requests r, coaching.client_invitations i, coaching.coaching_interests g
        WHERE leak.tell(r.message) AND leak.tell(i.message) AND leak.tell(g.message)"
told "… nor under a generic plan" \
    "SET plan_cache_mode = force_generic_plan; PREPARE probe AS SELECT count(*) FROM coaching.users u WHERE leak.tell(u.email); EXECUTE probe"
told "… nor in ORDER BY and aggregates" "SELECT bool_and(leak.tell(u.email)) FROM coaching.users u"
session -c "SET client_min_messages = error" -c "DROP SCHEMA leak CASCADE"

# Cursors and prepared statements outlive an identity, what they show does not grow.
become_u="SELECT set_config('request.jwt.claims', jsonb_build_object('sub', world.id('U'))::text, false)"
ids="SELECT world.name_in(id::text) FROM coaching.users"
is "an open cursor shows the next person only what that person may see" \
    "$(as 'own trainer' -c "BEGIN; DECLARE c CURSOR FOR $ids" -c "$become_u" -c "FETCH ALL FROM c" | grep -x '[A-Z]' | sort | xargs)" "O U"
is "a cursor held past its transaction keeps what its maker saw, and nothing more" \
    "$(as 'own trainer' -c "BEGIN; DECLARE c CURSOR WITH HOLD FOR $ids; COMMIT" -c "$become_u" -c "FETCH ALL FROM c" | grep -x '[A-Z]' | sort | xargs)" "C T"
is "a prepared statement answers whoever executes it" \
    "$(as 'own trainer' -c "PREPARE p AS $ids" -c "EXECUTE p" -c "$become_u" -c "EXECUTE p" | grep -x '[A-Z]' | sort | xargs)" "C O T U"

is "a row under a cursor is not the next person's to change" \
    "$(as 'own trainer' -c "BEGIN; DECLARE c CURSOR FOR SELECT id FROM coaching.users WHERE id = coaching.uid() FOR UPDATE; FETCH c" -c "$become_u" \
        -c "UPDATE coaching.users SET locale = 'de' WHERE CURRENT OF c RETURNING 'changed'" | grep -c changed || true)" 0
is "… and its maker's still" \
    "$(as 'own trainer' -c "BEGIN; DECLARE c CURSOR FOR SELECT id FROM coaching.users WHERE id = coaching.uid() FOR UPDATE; FETCH c" \
        -c "UPDATE coaching.users SET locale = 'de' WHERE CURRENT OF c RETURNING 'changed'" | grep -c changed || true)" 1
is "a cursor for changing cannot be opened on rows one may only read" \
    "$(as 'own trainer' -c "BEGIN; DECLARE c CURSOR FOR SELECT client_id FROM coaching.client_profiles FOR UPDATE; FETCH ALL FROM c" | grep -c 00000000 || true)" 0
is "roles and identities set for a transaction end with it" \
    "$(as 'own trainer' -c "BEGIN; SET LOCAL request.jwt.claims = '{\"sub\": \"00000000-0000-4000-8000-000000000055\"}'" -c "COMMIT" -c "$ids" | grep -x '[A-Z]' | sort | xargs)" "C T"
is "what wakes listeners has no contents" \
    "$(as client -c "LISTEN coaching_notifications" -c "SET coaching.notify = on" \
        -c "SELECT coaching.book_session(world.id('T'), coaching.uid(), world.day('10:00'))" -c "SELECT 1" |
        grep -o 'notification "coaching_notifications".*received')" 'notification "coaching_notifications" received'

for mode in force_generic_plan force_custom_plan; do
    is "a statement an admin prepared shows the next person what that person may see ($mode)" \
        "$(as admin -c "SET plan_cache_mode = $mode" -c "PREPARE p AS $ids" -c "EXECUTE p" -c "\\echo next" -c "$become_u" -c "EXECUTE p" |
            sed '1,/^next$/d' | grep -x '[A-Z]' | sort | xargs)" "O U"
    is "… and nobody sees nobody ($mode)" \
        "$(as admin -c "SET plan_cache_mode = $mode" -c "PREPARE p AS $ids" -c "EXECUTE p" -c "\\echo next" -c "RESET request.jwt.claims" -c "EXECUTE p" |
            sed '1,/^next$/d' | grep -x '[A-Z]' | sort | xargs)" ""
done
is "an admin who loses the role in mid-transaction loses the rows with the next statement" \
    "$(as admin -c "BEGIN; PREPARE p AS $ids; EXECUTE p" -c "SELECT coaching.remove_user_role(coaching.uid(), 'admin')" -c "\\echo next" \
        -c "SAVEPOINT s" -c "EXECUTE p" -c "ROLLBACK TO s" -c "EXECUTE p" | sed '1,/^next$/d' | grep -x '[A-Z]' | sort -u | xargs)" "A"

# Plans and errors tell no contents.
is "EXPLAIN tells nothing of hidden rows" \
    "$(as 'other client' -c "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM coaching.users WHERE email <> 'x'" | grep -c 'c@example\|Person C' || true)" 0
is "planning by statistics tells nothing of hidden rows" \
    "$(as 'other client' -c "EXPLAIN SELECT * FROM coaching.users WHERE email LIKE 'c%'" | grep -c 'c@example' || true)" 0
is "a unique violation does not show the row in the way" \
    "$(as 'own trainer' -c "INSERT INTO coaching.trainer_clients (id, trainer_id, client_id) VALUES (world.id('UO'), world.id('T'), world.id('N'))" |
        grep -c '23505\|DETAIL' || true)" 1
