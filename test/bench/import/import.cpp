// A year of training taken over from another app, by one backend: sets per second, triggers,
// foreign keys, indexes and all; beside it the same rows, ready made, into plain tables; and what
// the time goes into.

#include <cstdio>
#include <string>
#include <vector>

#include "../duel.hpp"

namespace {

using bench::median;
using bench::Protocol;
using bench::Session;

const std::string database = "import";
constexpr int sets = 7210;
constexpr int turns = 15;
constexpr double bar = 50'000;  // sets per second

int clients_used = 0;

/// Every import is for a client who has nothing yet, in the state the table is in by then.
std::string import_for_next_client() {
    return "SELECT i.sets FROM files, coaching.import_training_history(md5('client" +
           std::to_string(++clients_used) + "')::uuid, 'hevy', csv) AS i";
}

const std::string columns =
    "(client_id, log_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used, "
    "duration_minutes, distance_km, rpe, set_type, external_id, notes)";

/// Seconds of a statement in a transaction which is undone.
double undone(Session& session, const std::string& before, const std::string& statement) {
    session.run("BEGIN");
    if (!before.empty()) session.run(before);
    const double seconds = session.time(Protocol::simple, statement);
    session.run("ROLLBACK");
    return seconds;
}

void print(const char* name, const std::vector<double>& times) {
    std::printf("%-52s %7.1f ms  %8.0f sets/s\n", name, median(times) * 1000, sets / median(times));
    std::fflush(stdout);
}

bool print_imports(Session& session) {
    std::vector<double> ours;
    std::vector<double> again;
    std::vector<double> textbook;
    std::vector<double> bare;
    const std::string ready = " SELECT * FROM textbook.ready";
    for (int turn = 0; turn < turns; ++turn) {
        ours.push_back(session.time(Protocol::simple, import_for_next_client()));
        --clients_used;
        again.push_back(session.time(Protocol::simple, import_for_next_client()));
        textbook.push_back(undone(session, "", "INSERT INTO textbook.progress " + columns + ready));
        bare.push_back(undone(session, "", "INSERT INTO textbook.bare " + columns + ready));
    }
    const double rate = sets / median(ours);
    std::printf("%-52s %7.1f ms  %8.0f sets/s  (bar: at least %.0f)%s\n",
                "an export of 7,210 sets, with commit", median(ours) * 1000, rate, bar,
                rate >= bar ? "" : "  MISSED");
    print("the same file again, all duplicates", again);
    print("the textbook's table, sets ready made, no commit", textbook);
    print("a bare table, sets ready made, no commit", bare);
    return rate >= bar;
}

/// What an import consists of, by leaving parts out.
void print_parts(Session& session) {
    const std::string table = "ALTER TABLE coaching.workout_progress ";
    const std::string drop_indexes =
        "DO $$ DECLARE i text; BEGIN FOR i IN SELECT indexrelid::regclass FROM pg_index "
        "WHERE indrelid = 'coaching.workout_progress'::regclass AND NOT indisunique LOOP "
        "EXECUTE 'DROP INDEX ' || i; "
        "END LOOP; END $$";
    const struct {
        const char* name;
        std::string leave_out;
    } parts[] = {
        {"all of it, without commit", ""},
        {"without judging", table + "DISABLE TRIGGER workout_progress_judge"},
        {"without foreign keys",
         table + "DISABLE TRIGGER ALL; " + table + "ENABLE TRIGGER workout_progress_judge"},
        {"without either", table + "DISABLE TRIGGER ALL"},
        {"without either and with unique indexes only",
         table + "DISABLE TRIGGER ALL; " + drop_indexes},
    };
    for (const auto& part : parts) {
        std::vector<double> times;
        for (int turn = 0; turn < 7; ++turn)
            times.push_back(undone(session, part.leave_out, import_for_next_client()));
        print(part.name, times);
    }
}

}  // namespace

int main() {
    Session session(database);
    session.run("SET jit = off");
    session.run("DELETE FROM coaching.workout_logs WHERE client_id <> md5('client400')::uuid");
    session.run("VACUUM ANALYZE");
    const bool met = print_imports(session);
    session.run("VACUUM ANALYZE");
    print_parts(session);
    return met ? 0 : 1;
}
