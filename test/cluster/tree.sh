# The private copy of the installed server. Sourced by `cluster`.

# Every program is called by its path in the copy, never the system's.
private_bin() { printf '%s%s' "$TREE" "$("$PG_CONFIG" --bindir)"; }

# Changes whenever a package upgrade changes the system's server.
tree_stamp() {
    "$PG_CONFIG" --version
    printf '%s\n' "$@"
    find "$@" -printf '%P %s %T@\n' | LC_ALL=C sort | cksum
}

# Another major version cannot read the data of the servers there.
same_major() {
    local data=$PLACE/template/data/PG_VERSION
    [[ ! -f $data || $("$PG_CONFIG" --version) =~ ^PostgreSQL\ $(<"$data")[^0-9] ]]
}

copy_tree() {
    local folders=() folder stamp
    for folder in --bindir --pkglibdir --sharedir; do
        folders+=("$("$PG_CONFIG" "$folder")")
    done
    [[ -x ${folders[0]}/postgres && -x ${folders[0]}/initdb ]] ||
        die "No PostgreSQL server in ${folders[0]}: run test/setup, or set PG_CONFIG."

    stamp=$(tree_stamp "${folders[@]}")
    if [[ -f $PLACE/tree.stamp && $(<"$PLACE/tree.stamp") == "$stamp" ]]; then
        return
    fi
    note "copying $("$PG_CONFIG" --version) to $TREE"
    if same_major; then for_all command_stop immediate; else for_all command_destroy; fi
    rm -rf "$TREE" "$PLACE/tree.stamp" "$PLACE/template"
    for folder in "${folders[@]}"; do
        mkdir -p "$TREE$folder"
        # -a keeps symlinks, Debian's dictionaries are some; a changed owner is of no use here.
        cp -a --no-preserve=ownership "$folder/." "$TREE$folder/"
    done
    printf '%s\n' "$stamp" >"$PLACE/tree.stamp"
}

# The first build takes minutes; whoever looks at a terminal sees it come along.
watch_build() {
    local sources objects
    sources=$(find "$ROOT/src" -name '*.cpp' | wc -l)
    while sleep 1; do
        objects=$(find "$ROOT/build/objects" -name '*.o' 2>/dev/null | wc -l)
        printf '\r  compiled %d of %d' "$objects" "$sources" >&2
    done
}

# Builds what has changed and installs it into the copy.
install_extension() {
    local log=$PLACE/build.log watcher=''
    if [[ -t 2 ]]; then
        watch_build 9>&- &
        watcher=$!
        trap "kill $watcher 2>/dev/null" EXIT
    fi
    # A make above us would hand down its flags and a job server that is not ours.
    if ! env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u DESTDIR \
        make -s -C "$ROOT" -j "$(nproc)" install PG_CONFIG="$PG_CONFIG" DESTDIR="$TREE" >"$log" 2>&1; then
        cat "$log" >&2
        die "The extension does not build."
    fi
    if [[ -n $watcher ]]; then
        kill "$watcher"
        trap - EXIT
        printf '\r\e[K' >&2
    fi
    grep -i 'warning' "$log" >&2 || true
}

command_prefix() {
    copy_tree
    install_extension
}
