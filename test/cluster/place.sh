# Where throwaway servers live and as whom they run. Sourced by `cluster`, which has sourced lib.sh.
#
# Sets SERVER_USER (empty: the caller), PLACE (the folder everything is in) and TREE (the private
# copy of the server, with the system's absolute paths below it: PostgreSQL finds its files by their
# path relative to its binary, so /usr/lib/postgresql/15/bin may become TREE/usr/lib/postgresql/15/bin
# whatever the layout was, and `make install DESTDIR=TREE` fits it).

# PostgreSQL refuses to run as root.
SERVER_USER=''
if [[ $EUID -eq 0 ]]; then
    for candidate in postgres nobody; do
        if id -u "$candidate" >/dev/null 2>&1; then
            SERVER_USER=$candidate
            break
        fi
    done
    [[ -n $SERVER_USER ]] || die "Running as root, and there is neither a user postgres nor nobody."
fi

# Runs a command as the user the server runs as. From /, since that user may not see this folder,
# and with no descriptor but the standard three: a server keeps what it inherits (locks, pipes).
as_server() {
    (
        cd /
        exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        if [[ -z $SERVER_USER ]]; then
            exec "$@"
        elif command -v setpriv >/dev/null; then
            exec setpriv --reuid="$SERVER_USER" --regid="$(id -g "$SERVER_USER")" --clear-groups "$@"
        elif command -v runuser >/dev/null; then
            exec runuser -u "$SERVER_USER" -- "$@"
        else
            exec su -s /bin/sh "$SERVER_USER" -c 'exec "$0" "$@"' -- "$@"
        fi
    )
}

give_to_server() { [[ -z $SERVER_USER ]] || chown "$SERVER_USER:$(id -g "$SERVER_USER")" "$@"; }

# A folder will do if it is ours alone to change, the server's user reaches it and programs run there.
usable() {
    local folder=$1 probe=$1/probe.$$ fine=1
    # make cannot install below a path with blanks or its own special characters.
    [[ $folder =~ ^[A-Za-z0-9/._+@-]+$ ]] || return 1
    mkdir -p "$folder" 2>/dev/null || return 1
    [[ -O $folder && ! -L $folder ]] || return 1
    chmod 0755 "$folder" 2>/dev/null || return 1
    mkdir "$probe" 2>/dev/null || return 1
    { cp "$(type -P true)" "$probe/run" && give_to_server "$probe" &&
        as_server "$probe/run" && as_server touch "$probe/file"; } 2>/dev/null || fine=0
    rm -rf "$probe"
    [[ $fine -eq 1 ]]
}

# The checkout's own build folder, or, where the server's user cannot reach that (a clone in /root),
# one named after the checkout's path, so that no two checkouts ever share.
choose_place() {
    local key candidate
    key=$(printf '%s' "$ROOT" | sha256sum | cut -c1-12)
    for candidate in "$ROOT/build/cluster" "/var/tmp/coaching-$EUID-$key" "/tmp/coaching-$EUID-$key"; do
        if usable "$candidate"; then
            PLACE=$candidate
            TREE=$PLACE/tree
            return
        fi
    done
    die "No folder for the throwaway server: tried $ROOT/build/cluster, /var/tmp and /tmp."
}

# A checkout copied together with its build folder brings the original's servers on paper: their pids
# are alive and not ours. Such a place starts afresh.
claim_place() {
    local owner=$PLACE/checkout
    if [[ -e $owner && $(<"$owner") != "$ROOT" ]]; then
        rm -rf "$PLACE/tree" "$PLACE/tree.stamp" "$PLACE/clusters" "$PLACE/template"
    fi
    printf '%s\n' "$ROOT" >"$owner"
}
