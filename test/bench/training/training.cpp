// Figures of training by a trainer with 20 clients of 200 rows each, among 5,000 and among 10,000
// clients: what they cost may depend on these rows only. Beside them the textbook's functions under
// the textbook's policies, and the floor: the same rows fetched by index, by a superuser, with the
// sums the answer needs.

#include <cstdio>

#include "../duel.hpp"

namespace {

using bench::Bar;
using bench::Protocol;
using bench::Side;

const std::string half = "training_5000";
const std::string whole = "training_10000";

std::string as(const std::string& role, const std::string& database) {
    return "SELECT set_config('request.jwt.claims', "
           "json_build_object('sub', md5('trainer7')::uuid)::text, false); SET jit = off; SET "
           "ROLE " +
           role + database.substr(database.find('_'));
}

struct Question {
    std::string name;
    std::string ours;
    std::string by_the_book;
    std::string floor;
};

const std::string client = "md5('client125')::uuid";
const std::string plan = "md5('plan125')::uuid";
const std::string week = "date '2024-02-06'";
const std::string dates = "date '2024-01-01', date '2024-03-24'";

// The rows each of the functions goes through for one client.
const std::string floor_of_planned_days =
    "SELECT count(DISTINCT e.day_of_week) FROM coaching.workout_plans p "
    "JOIN coaching.workout_exercises e ON e.plan_id = p.id WHERE p.client_id = r.client_id";
std::string floor_of_dates(const std::string& table, const std::string& column,
                           const std::string& from, const std::string& before) {
    return "SELECT count(DISTINCT (" + column + " AT TIME ZONE u.time_zone)::date) FROM coaching." +
           table + " WHERE client_id = r.client_id AND " + column + " >= timestamp '" + from +
           "' AT TIME ZONE u.time_zone AND " + column + " < timestamp '" + before +
           "' AT TIME ZONE u.time_zone";
}

std::string floor_of_clients() {
    std::string columns = "(" + floor_of_planned_days + ")";
    for (const auto& [table, column] :
         {std::pair{"workout_progress", "completed_at"}, std::pair{"workout_logs", "started_at"}}) {
        columns += ", (" + floor_of_dates(table, column, "2024-02-05", "2024-02-12") + ")";
        columns += ", (" + floor_of_dates(table, column, "2024-01-01", "2024-03-25") + ")";
    }
    return "SELECT r.client_id, " + columns +
           " FROM coaching.trainer_clients r JOIN coaching.users u ON u.id = r.client_id "
           "WHERE r.trainer_id = md5('trainer7')::uuid AND r.status = 'active'";
}

const Question questions[] = {
    {"completion of a plan",
     "SELECT * FROM coaching.get_workout_completion_stats(" + client + ", " + plan + ")",
     "SELECT * FROM textbook.get_workout_completion_stats(" + client + ", " + plan + ")",
     "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM coaching.workout_progress p "
     "WHERE p.exercise_id = e.id AND p.client_id = e.client_id)) "
     "FROM coaching.workout_exercises e WHERE e.plan_id = " +
         plan},
    {"week and compliance of 20 clients",
     "SELECT r.client_id, w.due, w.done, coaching.client_compliance(r.client_id, " + dates +
         ") FROM coaching.trainer_clients r, coaching.get_weekly_summary(r.client_id, " + week +
         ") w WHERE r.trainer_id = md5('trainer7')::uuid AND r.status = 'active'",
     "SELECT r.member_id, w.due, w.done, textbook.compliance(r.member_id, " + dates +
         ") FROM textbook.trainer_assignments r, textbook.weekly_summary(r.member_id, " + week +
         ") w WHERE r.trainer_id = md5('trainer7')::uuid AND r.status = 'active'",
     floor_of_clients()},
    {"personal records",
     "SELECT exercise_name, record, value, weight, repetitions, achieved_at FROM "
     "coaching.personal_records(" +
         client + ")",
     "SELECT * FROM textbook.personal_records(" + client + ")",
     "SELECT exercise_key, max(weight_used), max(reps_completed), "
     "max(reps_completed * weight_used), sum(sets_completed * reps_completed * weight_used) "
     "FROM coaching.workout_progress WHERE client_id = " +
         client + " AND set_type <> 'warmup' GROUP BY exercise_key"},
    {"series of 12 weeks",
     "SELECT * FROM coaching.progress_series(" + client + ", 'squat', " + dates + ")",
     "SELECT * FROM textbook.progress_series(" + client + ", 'squat', " + dates + ")",
     "SELECT date_trunc('week', completed_at AT TIME ZONE 'Europe/Berlin'), max(weight_used), "
     "max(weight_used * (1 + reps_completed / 30.0)), "
     "sum(sets_completed * reps_completed * weight_used), count(DISTINCT log_id) "
     "FROM coaching.workout_progress WHERE client_id = " +
         client +
         " AND exercise_key = 'squat' AND completed_at >= '2023-12-31 23:00Z' "
         "AND completed_at < '2024-03-24 23:00Z' AND set_type <> 'warmup' GROUP BY 1"},
    {"streak", "SELECT coaching.current_streak(" + client + ")", "", ""},
};

std::string answer(const std::string& session, const std::string& statement) {
    bench::Session asked(whole);
    asked.run(session);
    return asked.value("SELECT string_agg(answer::text, '\n' ORDER BY answer::text) FROM (" +
                       statement + ") answer");
}

/// Being faster with another answer would be nothing.
bool agree(const Question& question) {
    if (question.by_the_book.empty()) return true;
    const std::string ours = answer(as("bench_training", whole), question.ours);
    const std::string book = answer(as("bench_training_book", whole), question.by_the_book);
    if (!ours.empty() && ours == book) return true;
    std::printf("%s: the answers differ\n%s\n--\n%s\n", question.name.c_str(), ours.c_str(),
                book.c_str());
    return false;
}

bool measure(const Question& question) {
    const auto duel = [&](const std::string& peer_name, const Side& peer, const Bar& bar) {
        return bench::measure(whole, {question.name,
                                      Protocol::prepared,
                                      {as("bench_training", whole), question.ours},
                                      peer_name,
                                      peer,
                                      bar});
    };
    bool met = agree(question);
    met &= duel("of half the clients", {as("bench_training", half), question.ours, half},
                {Bar::Kind::at_most_slower, 1.3});
    if (!question.by_the_book.empty()) {
        met &= duel("textbook", {as("bench_training_book", whole), question.by_the_book},
                    {Bar::Kind::at_least_faster, 5});
        met &=
            duel("textbook, no RLS", {"SET jit = off", question.by_the_book}, {Bar::Kind::none, 0});
    }
    if (!question.floor.empty())
        met &= duel("floor", {"SET jit = off", question.floor}, {Bar::Kind::at_most_slower, 3});
    return met;
}

}  // namespace

int main() {
    bool met = true;
    for (const Question& question : questions) met &= measure(question);
    return met ? 0 : 1;
}
