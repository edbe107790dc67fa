// The triggers of workout_logs and workout_progress: who writes down what whom has done.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalTime = std::optional<pg::Timestamp>;
using relationships::DataKind;

constinit pg::Check<bool(Uuid)> plan_is_there{
    "SELECT true FROM coaching.workout_plans WHERE id = $1"};
constinit pg::Check<bool(Uuid)> exercise_is_there{
    "SELECT true FROM coaching.workout_exercises WHERE id = $1"};
// What is being deleted is waited for, as the foreign key would, which has other words for it.
constinit pg::Check<bool(Uuid, Uuid)> hold_plan{
    "SELECT true FROM coaching.workout_plans WHERE id = $1 AND client_id = $2 FOR KEY SHARE"};
constinit pg::Check<bool(Uuid, Uuid)> hold_log{
    "SELECT true FROM coaching.workout_logs WHERE id = $1 AND client_id = $2 FOR KEY SHARE"};
/// Name, place in the catalogue, whether the name is $3.
using PlannedRow = std::tuple<pg::Text, OptionalId, std::optional<bool>>;
constinit pg::Check<PlannedRow(Uuid, Uuid, OptionalText)> hold_exercise{
    "SELECT exercise_name, catalog_exercise_id, "
    "lower(btrim(exercise_name)) = lower(btrim($3)) "
    "FROM coaching.workout_exercises WHERE id = $1 AND client_id = $2 FOR KEY SHARE"};

void require_time(const pg::NewRow& row, const char* column) {
    constexpr pg::Timestamp first{-3155673600000000};  // 1900-01-01
    constexpr pg::Timestamp end{252455616000000000};   // 10000-01-01
    const auto time = row.get<OptionalTime>(column);
    if (time && (*time < first || *time >= end))
        throw Failure(Token::invalid_argument,
                      std::string(column) + " must be in the years 1900 to 9999")
            .with("argument", column);
}

void judge_writer(const pg::TriggerCall& call, pg::NewRow& row, DataKind kind) {
    if (call.is_update()) {
        require_own_entry(call, kind);
        relationships::require_unchanged({"id", "client_id", "logged_by"}, call);
        return;
    }
    const Uuid client = row.get<Uuid>("client_id");
    const OptionalId writer = identity::caller().id;
    require_may_log(client, kind);
    row.set("logged_by", writer);
    // A trainer who is being erased has been judged before they are gone. The client is held below.
    const bool stands_alone = !row.has("log_id") || row.is_null("log_id");
    if (writer && *writer != client && stands_alone) identity::require_not_erased(*writer);
}

/// Deleting a plan takes it away from the workouts, whoever wrote those.
bool lost_its_plan(const pg::TriggerCall& call) {
    if (!only_takes_away(call, "plan_id")) return false;
    pg::AsOwner owner;
    return !plan_is_there.first(call.old_row().get<Uuid>("plan_id"));
}

pg::TriggerResult judge_log(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        require_own_entry(call, DataKind::workouts);
        return call.pass();
    }
    pg::NewRow row = call.new_row();
    if (lost_its_plan(call)) return row;
    judge_writer(call, row, DataKind::workouts);
    if (call.is_update())
        relationships::require_unchanged({"idempotency_key", "idempotency_digest"}, call);
    if (call.is_insert()) identity::require_not_erased(row.get<Uuid>("client_id"));
    require_time(row, "started_at");
    require_time(row, "ended_at");
    const auto ended = row.get<OptionalTime>("ended_at");
    if (ended && *ended < row.get<pg::Timestamp>("started_at"))
        throw Failure(Token::invalid_argument, "a workout does not end before it starts")
            .with("argument", "ended_at");
    const auto plan = row.get<OptionalId>("plan_id");
    if (plan && call.changes("plan_id")) {
        pg::AsOwner owner;
        if (!hold_plan.first(*plan, row.get<Uuid>("client_id")))
            throw Failure(Token::not_found, "there is no such plan of the client")
                .with("plan_id", plan->text());
    }
    return row;
}

/// Deleting a planned exercise takes it away from what was done, whoever wrote that.
bool lost_its_exercise(const pg::TriggerCall& call) {
    if (!only_takes_away(call, "exercise_id", "exercise_key")) return false;
    pg::AsOwner owner;
    return !exercise_is_there.first(call.old_row().get<Uuid>("exercise_id"));
}

/// Done as planned it has the planned exercise's name and place in the catalogue; done in its
/// place, its own.
void take_from_plan(pg::NewRow& row, const Uuid& exercise) {
    pg::AsOwner owner;
    const auto name = row.get<OptionalText>("exercise_name");
    const auto planned = hold_exercise.first(exercise, row.get<Uuid>("client_id"), name);
    if (!planned)
        throw Failure(Token::not_found, "there is no such planned exercise of the client")
            .with("exercise_id", exercise.text());
    const auto& [planned_name, in_catalogue, is_same] = *planned;
    const bool has_own_place = !row.is_null("catalog_exercise_id");
    if (!name && !has_own_place) row.set("exercise_name", planned_name);
    if (is_same.value_or(!name) && !has_own_place) row.set("catalog_exercise_id", in_catalogue);
}

pg::TriggerResult judge_progress(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        require_own_entry(call, DataKind::progress);
        return call.pass();
    }
    pg::NewRow row = call.new_row();
    if (lost_its_exercise(call)) return row;
    judge_writer(call, row, DataKind::progress);
    require_time(row, "completed_at");
    const auto log = row.get<OptionalId>("log_id");
    // With a workout it goes when that goes.
    if (call.is_insert() && !log) identity::require_not_erased(row.get<Uuid>("client_id"));
    // Our own functions name workouts they have made or hold, and many sets of them.
    if (log && !pg::AsOwner::active() && call.changes("log_id")) {
        pg::AsOwner owner;
        if (!hold_log.first(*log, row.get<Uuid>("client_id")))
            throw Failure(Token::not_found, "there is no such workout of the client")
                .with("log_id", log->text());
    }
    const auto exercise = row.get<OptionalId>("exercise_id");
    if (exercise && (call.changes("exercise_id") || row.is_null("exercise_name")))
        take_from_plan(row, *exercise);
    take_name_from_catalogue(call, row);
    return row;
}

}  // namespace

COACHING_TRIGGER(coaching_judge_log, judge_log);
COACHING_TRIGGER(coaching_judge_progress, judge_progress);

}  // namespace coaching::training
