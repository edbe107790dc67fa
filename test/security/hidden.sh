# Whether an id is somebody's, or nobody's: those who may not see the person or the row are answered
# alike, by every call of functions.txt. Sourced by matrix.sh, which has read the calls.

session -f "$here/hidden.sql"
PGOPTIONS='-c client_min_messages=error' session -v calls="$calls" <<'SQL'
CREATE TABLE world.tellers AS
    SELECT substring(told.call FROM '^\W*(\w+)') AS function, told.* FROM world.told(string_to_array(:'calls', E'\n')) AS told;
SQL
is "who may not see a person or a row is not told by any function whether it is there" "$(session -c "
    SELECT format('%s calls %s: %s, of nobody: %s', kind, call, there, nowhere)
    FROM world.tellers WHERE function NOT IN (SELECT function FROM world.may_tell)")" ""
is "… but by those which must" "$(session -c "
    SELECT function FROM world.may_tell WHERE function NOT IN (SELECT function FROM world.tellers)")" ""
