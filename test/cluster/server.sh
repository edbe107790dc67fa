# One throwaway server: its folder, settings, start and stop. Sourced by `cluster`.
#
# PLACE/clusters/NAME/        ours: the name of the socket folder
# PLACE/clusters/NAME/server/ the server's: data and log

PORT=5432 # each server has its own socket folder, so one number does for all

# name_server NAME: sets the variables below for this server.
name_server() {
    [[ ${1:-} =~ ^[A-Za-z0-9_-]+$ ]] || die "A cluster needs a name of letters, digits, _ and -, not '${1:-}'."
    NAME=$1
    HOME_OF=$PLACE/clusters/$NAME
    DATA=$HOME_OF/server/data
    LOG=$HOME_OF/server/log
}

exists() { [[ -f $DATA/PG_VERSION ]]; }
require_exists() { exists || die "There is no cluster $NAME: test/cluster/cluster start $NAME"; }

# Not pg_ctl's question, which takes for running a postmaster that was killed and not yet reaped, or
# another program that got its pid.
running() {
    local pid state
    [[ -f $DATA/postmaster.pid ]] || return 1
    pid=$(head -n 1 "$DATA/postmaster.pid") 2>/dev/null || return 1
    if [[ -d /proc/self ]]; then
        state=$(sed -n 's/^State:[[:blank:]]*//p' "/proc/$pid/status" 2>/dev/null) || return 1
        [[ -n $state && $state != [ZX]* && $(as_server readlink "/proc/$pid/cwd") == "$DATA" ]]
    else
        as_server "$(private_bin)/pg_ctl" status -s -D "$DATA" >/dev/null 2>&1
    fi
}

# Answering, waiting out a start or a recovery; false when it goes away meanwhile.
answering() {
    while running; do
        as_server "$(private_bin)/pg_isready" -q -h "$(socket_folder)" -p "$PORT" && return
        sleep 0.1
    done
    return 1
}

socket_folder() { cat "$HOME_OF/socket"; }

# A socket's path must stay below 107 bytes, so it cannot live in the checkout. Only the server's user
# (and root) may enter: that is all the access control a server with trust authentication has.
make_socket_folder() {
    local folder=''
    [[ ! -f $HOME_OF/socket ]] || folder=$(socket_folder)
    if [[ ! -d $folder ]]; then
        folder=$(mktemp -d /tmp/coaching.XXXXXX)
        chmod 0700 "$folder"
        give_to_server "$folder"
        printf '%s\n' "$folder" >"$HOME_OF/socket"
    fi
}

make_home() {
    mkdir -p "$HOME_OF/server"
    chmod 0700 "$HOME_OF/server"
    give_to_server "$HOME_OF/server"
}

# initdb once, a copy for each server after that.
make_data() {
    local template=$PLACE/template
    if [[ ! -f $template/data/PG_VERSION ]]; then
        rm -rf "$template"
        mkdir -p "$template"
        chmod 0700 "$template"
        give_to_server "$template"
        as_server "$(private_bin)/initdb" -D "$template/data" -U postgres -A trust --no-locale -E UTF8 \
            --no-sync >"$PLACE/initdb.log" 2>&1 || {
            cat "$PLACE/initdb.log" >&2
            die "initdb failed."
        }
        as_server sh -c 'echo "include_if_exists = '\''cluster.conf'\''" >>"$1/postgresql.conf"' sh "$template/data"
    fi
    as_server cp -a "$template/data" "$DATA"
}

# The settings of a throwaway server; the caller's own follow, and the last one of a name counts.
common_settings() {
    cat <<END
listen_addresses = ''
port = $PORT
max_connections = 100
shared_buffers = 256MB
fsync = off
full_page_writes = off
max_wal_size = 4GB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%a %u@%d '
END
}

socket_setting() { printf "unix_socket_directories = '%s'\n" "$(socket_folder)"; }

own_settings() { # name=value…
    local pair
    for pair in "$@"; do
        [[ $pair =~ ^[A-Za-z_][A-Za-z0-9_.]*= ]] || die "A setting is written name=value, not '$pair'."
        printf "%s = '%s'\n" "${pair%%=*}" "$(sed "s/'/''/g" <<<"${pair#*=}")"
    done
}

# write_settings TEXT: false when nothing changed.
write_settings() {
    [[ -f $DATA/cluster.conf && $(<"$DATA/cluster.conf") == "$1" ]] && return 1
    as_server sh -c 'printf "%s\n" "$2" >"$1"' sh "$DATA/cluster.conf" "$1"
}

launch() {
    local attempt
    make_socket_folder
    # After a kill -9 the old server's children may need a moment to notice and go.
    for ((attempt = 0; attempt < 50; attempt++)); do
        # A killed postmaster nobody reaps keeps its pid, and so the new one from starting.
        running || as_server rm -f "$DATA/postmaster.pid"
        if as_server "$(private_bin)/pg_ctl" start -s -w -t 120 -D "$DATA" -l "$LOG" \
            </dev/null >/dev/null 2>&1; then
            return
        fi
        tail -n 3 "$LOG" 2>/dev/null | grep -q 'still in use\|Is another postmaster' || break
        sleep 0.2
    done
    tail -n 20 "$LOG" >&2 || true
    die "Cluster $NAME does not start; its log is $LOG"
}

halt() { # MODE
    if running; then
        as_server "$(private_bin)/pg_ctl" stop -s -w -t 120 -m "$1" -D "$DATA"
    fi
}

# After this the server runs with exactly these settings, whatever was before.
command_start() {
    name_server "${1:-}"
    shift
    local wanted changed=0
    [[ -x $(private_bin)/postgres ]] || command_prefix
    make_home
    make_socket_folder
    exists || make_data
    wanted=$(common_settings; socket_setting; own_settings "$@")
    if write_settings "$wanted"; then changed=1; fi
    if answering; then
        [[ $changed -eq 1 ]] || return 0
        halt fast
    fi
    launch
}

command_stop() {
    name_server "${1:-}"
    local mode=${2:-fast}
    [[ $mode == fast || $mode == immediate || $mode == smart ]] || die "stop fast, immediate or smart, not '$mode'."
    halt "$mode"
}

command_destroy() {
    name_server "${1:-}"
    # Nothing worth a shutdown checkpoint.
    halt immediate
    [[ ! -f $HOME_OF/socket ]] || rm -rf "$(socket_folder)"
    rm -rf "$HOME_OF"
}

# A physical standby with the primary's settings (some must not be smaller than there), then its own.
command_standby() {
    name_server "${2:-}"
    running || die "Cluster $NAME is not running, nothing to follow."
    local origin inherited wanted
    origin=$(socket_folder)
    inherited=$(grep -v '^unix_socket_directories' "$DATA/cluster.conf")
    name_server "$1"
    shift 2
    make_home
    make_socket_folder
    if ! exists; then
        as_server "$(private_bin)/pg_basebackup" -h "$origin" -p "$PORT" -U postgres -D "$DATA" \
            -R -X stream --checkpoint=fast --no-sync
    fi
    halt fast
    wanted=$(printf '%s\n' "$inherited"; socket_setting; echo 'hot_standby = on'; own_settings "$@")
    write_settings "$wanted" || true
    launch
}

command_env() {
    name_server "${1:-}"
    require_exists
    # Whatever else the caller's environment says about PostgreSQL would lead elsewhere.
    cat <<END
unset PGSERVICE PGSERVICEFILE PGHOSTADDR PGPASSWORD PGPASSFILE PGOPTIONS PGDATA PGSSLMODE PGAPPNAME
unset PGTZ PGDATESTYLE PGCLIENTENCODING PGTARGETSESSIONATTRS
export PGHOST=$(socket_folder) PGPORT=$PORT PGUSER=postgres PGDATABASE=postgres
export COACHING_CLUSTER=$NAME
export PATH=$(private_bin):"\$PATH"
END
}

command_pid() {
    name_server "${1:-}"
    running || die "Cluster $NAME is not running."
    head -n 1 "$DATA/postmaster.pid"
}

command_log() {
    name_server "${1:-}"
    require_exists
    cat "$LOG"
}

command_list() {
    local home
    for home in "$PLACE"/clusters/*/; do
        [[ -d $home ]] || continue
        name_server "$(basename "$home")"
        if running; then echo "$NAME running"; else echo "$NAME stopped"; fi
    done
}

stop_all() {
    local home
    for home in "$PLACE"/clusters/*/; do
        [[ ! -d $home ]] || command_stop "$(basename "$home")" immediate
    done
}

command_clean() {
    local home
    for home in "$PLACE"/clusters/*/; do
        [[ ! -d $home ]] || command_destroy "$(basename "$home")"
    done
    rm -rf "$PLACE"
}
