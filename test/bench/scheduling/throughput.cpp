#include "throughput.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

#include "../duel.hpp"

namespace bench {

namespace {

constexpr int connections = 8;
constexpr double turn_seconds = 2;
constexpr int turns = 5;

/// A way to book: `session` sets a connection up; the statement gets $1 the trainer's number and $2
/// the number of the hour.
struct Way {
    std::string name;
    std::string session;
    std::string statement;
    double bar;  ///< of the bare table's throughput; 0 for none
};

/// Every booking is of another slot, so that none is refused: trainers by turns, hours rising.
std::atomic<int> next_slot{0};

void book_until(std::chrono::steady_clock::time_point end, Session& session,
                std::atomic<int>& booked) {
    while (std::chrono::steady_clock::now() < end) {
        const int slot = next_slot++;
        session.time_prepared({std::to_string(slot % 10000 + 1), std::to_string(slot / 10000)});
        ++booked;
    }
}

double bookings_per_second(std::vector<std::unique_ptr<Session>>& sessions) {
    std::atomic<int> booked{0};
    const auto start = std::chrono::steady_clock::now();
    const auto end = start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                 std::chrono::duration<double>(turn_seconds));
    std::vector<std::thread> threads;
    for (auto& session : sessions) threads.emplace_back([&] { book_until(end, *session, booked); });
    for (std::thread& thread : threads) thread.join();
    return booked / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::unique_ptr<Session>> connect(const std::string& database, const Way& way,
                                              const std::string& commit) {
    std::vector<std::unique_ptr<Session>> sessions;
    for (int i = 0; i < connections; ++i) {
        sessions.push_back(std::make_unique<Session>(database));
        sessions.back()->run("SET synchronous_commit = " + commit);
        sessions.back()->run(way.session);
        sessions.back()->prepare(way.statement);
    }
    return sessions;
}

// Hours of weekdays after the sessions that are there; a day has nine.
#define AT                                                                                   \
    "(timestamptz '2031-01-06 08:00+00' + $2::int / 9 * interval '1 day' + $2::int / 9 / 5 " \
    "* interval '2 days' + $2::int % 9 * interval '1 hour')"
#define TRAINER "md5('trainer' || $1::int)::uuid"
#define CLIENT "md5('client' || $1::int)::uuid"

const Way bare{"bare table", "SELECT 1",
               "INSERT INTO textbook.bare_bookings (trainer_id, client_id, session_date) "
               "VALUES (" TRAINER ", " CLIENT ", " AT ")",
               0};
const std::string as_service = "SELECT set_config('coaching.user_id', '', false)";
const Way ways[] = {
    {"book_session", as_service,
     "SELECT coaching.book_session(" TRAINER ", " CLIENT ", " AT ", override_availability => true)",
     0.4},
    {"INSERT INTO bookings", as_service,
     "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) "
     "VALUES (" TRAINER ", " CLIENT ", " AT ", true)",
     0.4},
};
#undef AT
#undef TRAINER
#undef CLIENT

bool compare(const std::string& database, const Way& way, const std::string& commit) {
    auto ours = connect(database, way, commit);
    auto peer = connect(database, bare, commit);
    std::vector<double> our_rates;
    std::vector<double> peer_rates;
    for (int turn = 0; turn < turns; ++turn) {
        our_rates.push_back(bookings_per_second(ours));
        peer_rates.push_back(bookings_per_second(peer));
    }
    const double ratio = median(our_rates) / median(peer_rates);
    const bool has_bar = way.bar > 0 && commit == "on";
    const bool met = !has_bar || ratio >= way.bar;
    std::printf("%-52s commit %-3s ours %7.0f/s  bare table %7.0f/s  %9.2f of it%s\n",
                (way.name + ", 8 connections").c_str(), commit.c_str(), median(our_rates),
                median(peer_rates), ratio,
                !has_bar ? ""
                : met    ? "  (bar: at least 0.4)"
                         : "  (bar: at least 0.4)  MISSED");
    std::fflush(stdout);
    return met;
}

/// What a booking consists of, by leaving parts out: seconds of a thousand in one statement, whose
/// transaction is undone.
double thousand_bookings(Session& session, const std::string& leave_out,
                         const std::string& statement) {
    session.run("BEGIN");
    if (!leave_out.empty()) session.run(leave_out);
    session.run("SET LOCAL jit = off");
    const double seconds = session.time(Protocol::simple, statement);
    session.run("ROLLBACK");
    return seconds;
}

void print_parts(const std::string& database) {
    const std::string book =
        "SELECT count(coaching.book_session(md5('trainer' || n)::uuid, md5('client' || n)::uuid, "
        "timestamptz '2033-01-05 12:00+00', override_availability => true)) "
        "FROM generate_series(1, 1000) n";
    const std::string table = "ALTER TABLE coaching.bookings DISABLE TRIGGER ";
    const struct {
        const char* name;
        std::string leave_out;
        std::string statement;
    } parts[] = {
        {"book_session, the whole of it", "", book},
        {"without judging", table + "bookings_judge", book},
        {"without credit and news", table + "bookings_follow", book},
        {"without the audit log", table + "bookings_audit", book},
        {"without any of these", table + "USER", book},
        {"without foreign keys too", table + "ALL", book},
        {"a bare table's row", "",
         "INSERT INTO textbook.bare_bookings (trainer_id, client_id, session_date) "
         "SELECT md5('trainer' || n)::uuid, md5('client' || n)::uuid, '2033-01-05 12:00+00' "
         "FROM generate_series(1, 1000) n"},
    };
    Session session(database);
    for (const auto& part : parts) {
        std::vector<double> times;
        for (int turn = 0; turn < 7; ++turn)
            times.push_back(thousand_bookings(session, part.leave_out, part.statement));
        std::printf("%-52s %6.0f us of one connection, without commit\n", part.name,
                    median(times) * 1000);
    }
    std::fflush(stdout);
}

}  // namespace

bool booking_throughput(const std::string& database) {
    Session(database).run(
        "DELETE FROM textbook.bare_bookings WHERE session_date > '2031-01-01'; SET row_security = "
        "off; "
        "DELETE FROM coaching.notifications; "
        "DELETE FROM coaching.audit_log; "
        "ALTER TABLE coaching.bookings DISABLE TRIGGER bookings_history; "
        "DELETE FROM coaching.bookings WHERE session_date > '2031-01-01'; "
        "ALTER TABLE coaching.bookings ENABLE TRIGGER bookings_history");
    Session(database).run("VACUUM ANALYZE");
    bool met = true;
    for (const char* commit : {"on", "off"})
        for (const Way& way : ways) met &= compare(database, way, commit);
    print_parts(database);
    return met;
}

}  // namespace bench
