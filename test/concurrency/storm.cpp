// A storm: many people at once do what people do, on few trainers and few hours, while
// connections, backends and once the whole server die. What has to be true is checked when it is
// over.
//
//   storm DATABASE SEED SECONDS [CRASH]     CRASH: a command that stops the server at once and
//                                           starts it again; run when half of the time is over

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <thread>

#include "calls.hpp"
#include "invariants.hpp"
#include "tally.hpp"

namespace storm {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t people_at_once = 16;

struct Storm {
    std::string database;
    unsigned long seed;
    double seconds;
    World world = {};
    Journal journal = {};
    Tally tally = {};
    std::chrono::steady_clock::time_point begun = {};
    std::atomic<long> calls = 0;
    std::atomic<bool> over = false;
    std::deque<Connection> connections = {};
};

/// Seconds since the storm began.
double passed(const Storm& storm) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - storm.begun).count();
}

/// How the client behaves around a call.
enum class Manner { plain, slow, impatient, gone_before_commit, gone_at_once };

Manner manner(Random& random) {
    const std::size_t roll = below(random, 1000);
    if (roll < 10) return Manner::slow;
    if (roll < 25) return Manner::impatient;
    if (roll < 31) return Manner::gone_before_commit;
    if (roll < 37) return Manner::gone_at_once;
    return Manner::plain;
}

void doubt(Journal& journal, const Call& call) {
    if (!call.booking.empty()) journal.doubt(call.booking);
    if (!call.client.empty()) journal.doubt_client(call.client);
    journal.doubt_new(call.new_bookings);
}

/// A transaction in several messages, which holds its locks for a while.
Reply call_slowly(Connection& connection, const std::string& statement, Random& random) {
    Reply reply = connection.run("BEGIN; " + statement);
    std::this_thread::sleep_for(milliseconds(1 + below(random, 15)));
    if (reply.fate == Fate::acknowledged) {
        const Reply end = connection.run("COMMIT");
        reply.fate = end.fate;
        reply.sqlstate = end.sqlstate;
        reply.message = end.message;
    } else if (connection.usable()) {
        connection.run("ROLLBACK");
    }
    return reply;
}

void vanish_before_commit(Storm& storm, Connection& connection, const Call& call,
                          const std::string& statement) {
    const Reply reply = connection.run("BEGIN; " + statement);
    storm.tally.count("gone before COMMIT", reply, statement);
    // Under a key it may be a booking another connection has made.
    if (reply.fate == Fate::acknowledged && call.new_bookings > 0 && call.key.empty())
        for (const Row& row : reply.rows) storm.journal.must_be_gone(row[0]);
    connection.vanish();
}

void make(Storm& storm, Connection& connection, const Call& call, Random& random) {
    const Manner how = manner(random);
    const std::string statement =
        "SELECT set_config('coaching.user_id', " + quoted(call.actor) + ", true); " +
        (how == Manner::impatient ? "SELECT set_config('statement_timeout', '" +
                                        std::to_string(1 + below(random, 5)) + "ms', true); "
                                  : "") +
        call.statement;
    if (how == Manner::gone_before_commit)
        return vanish_before_commit(storm, connection, call, statement);
    if (how == Manner::gone_at_once) {
        doubt(storm.journal, call);
        return connection.send_and_vanish(statement);
    }
    const Reply reply = how == Manner::slow ? call_slowly(connection, statement, random)
                                            : connection.run(statement);
    storm.tally.count(call.name, reply, statement);
    if (reply.fate == Fate::unknown) doubt(storm.journal, call);
    if (reply.fate != Fate::acknowledged) return;
    if (call.takes) storm.journal.took(reply.rows);
    if (call.returns_bookings) storm.journal.acknowledge(reply.rows);
    if (!call.key.empty() && !reply.rows.empty())
        storm.journal.answered(call.key, reply.rows[0][0]);
}

void live(Storm& storm, std::size_t person) {
    Random random(storm.seed * 1000 + person);
    Connection& connection = storm.connections[person];
    while (passed(storm) < storm.seconds) {
        ++storm.calls;
        if (!connection.usable() && !connection.connect()) {
            std::fprintf(stderr, "the server does not answer any more\n");
            std::exit(1);
        }
        make(storm, connection, random_call(storm.world, storm.journal, random), random);
    }
}

/// Ends backends and cancels statements, whoever's they are.
void kill(Storm& storm, long& terminated) {
    Random random(storm.seed);
    Connection connection(storm.database, "postgres");
    while (!storm.over) {
        std::this_thread::sleep_for(milliseconds(60 + below(random, 80)));
        if (!connection.usable() && !connection.connect()) return;
        if (chance(random, 0.5)) {
            storm.connections[below(random, people_at_once)].cancel();
            continue;
        }
        const Reply reply = connection.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'storm' AND usename = 'authenticated' AND state <> 'idle' "
            "ORDER BY random() LIMIT 1");
        terminated += static_cast<long>(reply.rows.size());
    }
}

/// Half-way, with everybody at work.
void crash(Storm& storm, const std::string& command, bool& crashed) {
    while (passed(storm) < storm.seconds / 2 && !storm.over)
        std::this_thread::sleep_for(milliseconds(5));
    crashed = std::system(command.c_str()) == 0;
}

std::vector<std::string> lines(const Rows& rows) {
    std::vector<std::string> all;
    for (const Row& row : rows) {
        std::string line;
        for (const std::string& value : row) line += value + ' ';
        all.push_back(line);
    }
    return all;
}

/// In the middle of it: what is committed at one moment is as true as what is left in the end.
void watch(const Storm& storm, long& moments, std::vector<std::string>& complaints) {
    Connection connection(storm.database, "postgres");
    while (!storm.over) {
        for (int i = 0; i < 50 && !storm.over; ++i) std::this_thread::sleep_for(milliseconds(60));
        if (!connection.usable() && !connection.connect()) return;
        connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
        bool seen = true;
        for (const Invariant& invariant : invariants()) {
            const Reply reply = connection.run(invariant.violations);
            seen = seen && reply.fate == Fate::acknowledged;
            for (const std::string& line : lines(reply.rows))
                complaints.push_back(std::string(invariant.sentence) + ": " + line);
        }
        if (connection.usable()) connection.run("ROLLBACK");
        if (seen) ++moments;
    }
}

std::vector<std::string> unless(bool fine, const std::string& complaint) {
    return fine ? std::vector<std::string>{} : std::vector<std::string>{complaint};
}

void check(Storm& storm, Connection& connection, Results& results) {
    results.result("every refusal is one the design promises, or follows from a kill",
                   storm.tally.surprises());
    results.result("every booking is as it was acknowledged, and none is there that was not",
                   storm.journal.contradictions(connection.must(
                       std::string("SELECT ") + booking_columns + " FROM coaching.bookings")));
    results.result(
        "a key called with again and again has one booking, sale or workout, the one all were "
        "told of",
        storm.journal.contradictions_of_keys(connection.must(
            "SELECT client_id || ' ' || idempotency_key, id FROM coaching.bookings "
            "WHERE idempotency_key IS NOT NULL UNION ALL "
            "SELECT 'sale ' || sold_by || ' ' || client_id || ' ' || idempotency_key, id FROM "
            "coaching.client_packages "
            "WHERE idempotency_key IS NOT NULL UNION ALL "
            "SELECT 'log ' || client_id || ' ' || idempotency_key, id FROM coaching.workout_logs "
            "WHERE idempotency_key IS NOT NULL")));
    results.result("no notification was claimed by two workers", storm.journal.taken_twice());
    for (const Invariant& invariant : invariants())
        results.result(invariant.sentence, lines(connection.must(invariant.violations)));
}

/// A storm in which little happened proves little.
void check_strength(const Storm& storm, Results& results) {
    const auto at_least = [&](const char* outcome, long wanted) {
        const long seen = storm.tally.of(outcome);
        results.result(std::string("it was a storm: ") + outcome,
                       unless(seen >= wanted, "only " + std::to_string(seen) + " times"));
    };
    at_least("done", storm.calls / 10);
    at_least("PT409 booking_conflict", storm.calls / 50);
    at_least("PT409 illegal_transition", storm.calls / 500);
    at_least("PT409 capacity_reached", storm.calls / 5000);
    at_least("PT410 invalid_invitation", 1);
    at_least("PT402 insufficient_credits", 1);
    at_least("57014", 1);
    results.result("it was a storm: clients went to other trainers",
                   unless(storm.tally.done("transfer_client_to_trainer") >= 10, "fewer than ten"));
}

int weather(Storm& storm, const std::string& crash_command) {
    Connection connection(storm.database, "postgres");
    if (!connection.connect()) return 1;
    storm.world = world_of(connection);
    for (std::size_t i = 0; i < people_at_once; ++i)
        storm.connections.emplace_back(storm.database, "authenticated");

    storm.begun = std::chrono::steady_clock::now();
    long terminated = 0;
    bool crashed = true;
    std::thread killer(kill, std::ref(storm), std::ref(terminated));
    long moments = 0;
    std::vector<std::string> complaints;
    std::thread watcher(watch, std::cref(storm), std::ref(moments), std::ref(complaints));
    std::thread crasher;
    if (!crash_command.empty())
        crasher = std::thread(crash, std::ref(storm), crash_command, std::ref(crashed));
    std::vector<std::thread> people;
    for (std::size_t i = 0; i < people_at_once; ++i) people.emplace_back(live, std::ref(storm), i);
    for (std::thread& one : people) one.join();
    const double took = passed(storm);
    storm.over = true;
    killer.join();
    watcher.join();
    if (crasher.joinable()) crasher.join();

    // What a vanished client has begun may still be running.
    if (!connection.connect()) return 1;
    while (connection.must("SELECT count(*) FROM pg_stat_activity WHERE usename = 'authenticated' "
                           "AND pid NOT IN (SELECT pid FROM pg_stat_activity "
                           "  WHERE state = 'idle')")[0][0] != "0")
        std::this_thread::sleep_for(milliseconds(50));

    Results results;
    results.result("the server was stopped at once in the middle, and came back",
                   unless(crashed, "the command failed: " + crash_command));
    results.result("all that follows was true in the middle of it as well", complaints);
    results.result("it was looked at in the middle of it", unless(moments > 2, "not often"));
    check(storm, connection, results);
    check_strength(storm, results);
    std::printf("# looked at %ld times in the middle of it\n", moments);
    if (!results.all_ok()) std::printf("# seed %lu\n", storm.seed);
    storm.tally.print();
    std::printf(
        "# %ld calls by %zu connections in %.1f s: %.0f a second; %ld backends terminated\n",
        storm.calls.load(), people_at_once, took, static_cast<double>(storm.calls) / took,
        terminated);
    std::printf("# %zu bookings acknowledged, the outcome of %zu changes not known\n",
                storm.journal.size(), storm.journal.doubted());
    return 0;
}

}  // namespace

}  // namespace storm

int main(int count, char** arguments) {
    if (count < 4) {
        std::fprintf(stderr, "usage: storm DATABASE SEED SECONDS [CRASH]\n");
        return 2;
    }
    storm::Storm storm{arguments[1], std::stoul(arguments[2]), std::stod(arguments[3])};
    return storm::weather(storm, count > 4 ? arguments[4] : "");
}
