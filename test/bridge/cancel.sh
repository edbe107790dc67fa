# Cancels and timeouts stop C++ within a second. Sourced by run.

milliseconds() { date +%s%3N; }

# What a stopped session must say of itself: SQLSTATE, living objects, an owner's scope still open.
expected_after_stop="57014 0 false"

# The loop's own limit is 20 seconds: a bridge that does not listen fails this, and does not hang it.
spin="SELECT bridge.spin(20)"

# A statement_timeout of 300 ms must have stopped it before 1300.
timeout_case() { # SENTENCE STATEMENT
    local started got took
    started=$(milliseconds)
    got=$(session -v ON_ERROR_STOP=0 2>/dev/null <<END_OF_SESSION
SET statement_timeout = 300;
$2;
\set stopped :SQLSTATE
RESET statement_timeout;
SELECT :'stopped' || ' ' || bridge.witnesses_alive() || ' ' || bridge.owner_scope_active();
END_OF_SESSION
    )
    took=$(($(milliseconds) - started))
    if [[ $took -lt 1300 ]]; then is "$1" "$got" "$expected_after_stop"; else not_ok "$1" "it took $took ms: $got"; fi
}

timeout_case "a statement_timeout stops a long C++ loop within a second" "$spin"
timeout_case "a statement_timeout stops a loop beneath two levels of C++" \
    "SELECT bridge.execute('SELECT bridge.execute(''$spin'')')"
timeout_case "a statement_timeout stops a loop of failing attempts" \
    "SELECT bridge.attempt_often('SELECT 1/0', 100000000)"
timeout_case "a statement_timeout is not taken for one more failed attempt" \
    "SELECT bridge.attempt_often('SELECT pg_sleep(20)', 2)"
timeout_case "a statement_timeout stops a set of very many rows" \
    "SELECT count(*) FROM bridge.numbers(20000000)"

# stop_case SENTENCE HOW EXPECTED: a session stopped from outside by HOW, which gets the backend's pid.
stop_case() {
    local out=$output/stop.out name="bridge_stop_$RANDOM" pid='' stopped finished
    PGAPPNAME=$name session -v ON_ERROR_STOP=0 >"$out" 2>/dev/null <<END_OF_SESSION &
$spin;
\set stopped :SQLSTATE
SELECT :'stopped' || ' ' || bridge.witnesses_alive() || ' ' || bridge.owner_scope_active();
END_OF_SESSION
    local client=$!
    for ((i = 0; i < 100; i++)); do
        pid=$(session -c "SELECT pid FROM pg_stat_activity
            WHERE application_name = '$name' AND state = 'active' AND query LIKE '%spin%'")
        [[ -z $pid ]] || break
        sleep 0.05
    done
    sleep 0.2
    stopped=$(milliseconds)
    "$2" "$pid"
    wait "$client" || true
    finished=$(($(milliseconds) - stopped))
    if [[ $finished -lt 1000 ]]; then
        is "$1" "$(<"$out")" "$3"
    else
        not_ok "$1" "it took $finished ms: $(<"$out")"
    fi
}

cancel_backend() { session -o /dev/null -c "SELECT pg_cancel_backend($1)"; }
terminate_backend() { session -o /dev/null -c "SELECT pg_terminate_backend($1)"; }

stop_case "pg_cancel_backend stops a long C++ loop within a second, and the session goes on" \
    cancel_backend "$expected_after_stop"
stop_case "pg_terminate_backend ends a session in a long C++ loop within a second" terminate_backend ""
