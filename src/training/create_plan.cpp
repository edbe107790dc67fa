// Making plans: of a document, of a program; and completing those whose time is over.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "relationships/moves.hpp"
#include "training/documents.hpp"
#include "training/programs.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalDate = std::optional<pg::Date>;

/// The document itself, its list and the objects in that.
constexpr int document_depth = 3;
constexpr std::size_t most_bytes = 4 << 20;

/// Trainer, whether they may write programs.
using RelationshipRow = std::tuple<Uuid, Uuid, bool>;
/// Of the trainer $2, for the house the client's main trainer's.
constinit pg::Check<RelationshipRow(Uuid, OptionalId, bool)> active_relationship_of{
    "SELECT id, trainer_id, can_create_programs FROM coaching.trainer_clients "
    "WHERE client_id = $1 AND status = 'active' AND (trainer_id = $2 OR $3) "
    "ORDER BY trainer_id IS NOT DISTINCT FROM $2 DESC, is_primary DESC, id"};

struct Programming {
    Uuid relationship;
    Uuid trainer;
};

/// In which relationship the caller makes plans for the client.
Programming require_programming(const Uuid& client) {
    const identity::Caller& who = identity::caller();
    const bool is_house = who.administers();
    const OptionalId asker = is_house ? who.id : identity::require_user();
    std::optional<RelationshipRow> found;
    {
        pg::AsOwner owner;
        found = active_relationship_of.first(client, asker, is_house);
    }
    if (is_house && !found) {
        identity::require_known_user(client);
        throw Failure(Token::relationship_error, "the client has no active trainer");
    }
    if (!found || (!is_house && !std::get<2>(*found)))
        throw Failure(Token::permission_denied,
                      "only the active trainer whom the client lets write programs, and admins, "
                      "may make a plan");
    return {std::get<0>(*found), std::get<1>(*found)};
}

constinit pg::Command<Uuid(Uuid, std::string, OptionalString, OptionalString, OptionalInt,
                           OptionalDate, OptionalId, pg::Json)>
    insert_plan{
        "INSERT INTO coaching.workout_plans (relationship_id, title, description, goals, "
        "duration_weeks, start_date, program_id, metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, "
        "CASE jsonb_typeof($8 -> 'metadata') WHEN 'object' THEN $8 -> 'metadata' ELSE '{}' END) "
        "RETURNING id"};
constinit pg::Command<void(Uuid, Uuid, std::string, std::int32_t, OptionalString, OptionalString,
                           OptionalId, OptionalInt, OptionalString, OptionalString, OptionalInt,
                           OptionalString)>
    insert_exercise{
        "INSERT INTO coaching.workout_exercises (plan_id, client_id, day_of_week, order_index, "
        "exercise_name, exercise_type, catalog_exercise_id, sets, reps, weight, rest_seconds, "
        "notes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};

Uuid create_workout_plan(Uuid client, pg::Json document) {
    const Programming as = require_programming(client);
    const pg::JsonDocument json(document);
    json.require_at_most(most_bytes, "the plan");
    const PlanDocument plan = read_plan(json.tree(document_depth));
    if (plan.program_id) require_visible_program(*plan.program_id);
    OptionalDate start;
    if (plan.start_date) start = pg::Date{*plan.start_date};
    pg::AsOwner owner;
    const Uuid id = insert_plan.one(as.relationship, plan.title, plan.description, plan.goals,
                                    plan.duration_weeks, start, plan.program_id, document);
    for (const PlannedExercise& one : plan.exercises) {
        pg::check_for_interrupts();
        insert_exercise.run(id, client, one.day_of_week, one.order_index, one.exercise_name,
                            one.exercise_type, one.catalog_exercise_id, one.sets, one.reps,
                            one.weight, one.rest_seconds, one.notes);
    }
    return id;
}

constinit pg::Check<void(Uuid, Uuid)> give_program{
    "UPDATE coaching.programs SET assigned_to_client = $2 "
    "WHERE id = $1 AND NOT is_template AND assigned_to_client IS NULL"};
constinit pg::Check<Uuid(Uuid, Uuid)> plan_of_program{
    "INSERT INTO coaching.workout_plans (relationship_id, title, description, goals, "
    "duration_weeks, program_id) "
    "SELECT $2, name, description, nullif(array_to_string(client_goals, ', '), ''), "
    "coalesce(expected_duration_weeks, duration_weeks), id "
    "FROM coaching.programs WHERE id = $1 RETURNING id"};
constinit pg::Check<void(Uuid, Uuid, Uuid)> copy_exercises{
    "INSERT INTO coaching.workout_exercises (plan_id, client_id, day_of_week, order_index, "
    "exercise_name, exercise_type, catalog_exercise_id, sets, reps, weight, rest_seconds, notes) "
    "SELECT $2, $3, day_of_week, order_index, exercise_name, exercise_type, catalog_exercise_id, "
    "sets, reps, weight, rest_seconds, notes "
    "FROM coaching.program_exercises WHERE program_id = $1 ORDER BY order_index, id"};

Uuid assign_program(Uuid program, Uuid client) {
    const Programming as = require_programming(client);
    const auto [author, is_template] = require_visible_program(program);
    pg::AsOwner owner;
    // The program's lock before those of the plan.
    if (author == as.trainer && !is_template) give_program.run(program, client);
    const OptionalId plan = plan_of_program.first(program, as.relationship);
    if (!plan) throw Failure(Token::not_found, "the program was deleted meanwhile");
    copy_exercises.run(program, *plan, client);
    return *plan;
}

/// A plan somebody is working on is passed over, as expire_packages does. The client's clock
/// decides; none is more than a day ahead of UTC's.
using PlanRow = std::tuple<Uuid, Uuid, Uuid>;
constinit pg::Command<PlanRow()> lock_plans_past_their_time{
    "SELECT p.id, p.client_id, p.trainer_id FROM coaching.workout_plans p "
    "JOIN coaching.users u ON u.id = p.client_id WHERE p.status = 'active' "
    "AND p.start_date + 7 * p.duration_weeks <= (now() AT TIME ZONE 'UTC')::date + 1 "
    "AND p.start_date + 7 * p.duration_weeks <= (now() AT TIME ZONE u.time_zone)::date "
    "ORDER BY p.id FOR NO KEY UPDATE OF p SKIP LOCKED"};
constinit pg::Command<void(Uuid)> complete{
    "UPDATE coaching.workout_plans SET status = 'completed' WHERE id = $1"};

std::int32_t complete_expired_plans() {
    identity::require_admin("complete plans whose time is over");
    pg::AsOwner owner;
    const auto plans = lock_plans_past_their_time.all();
    for (const auto& [plan, client, trainer] : plans) {
        pg::check_for_interrupts();
        complete.run(plan);
        const events::Facts facts = {
            {"plan_id", plan}, {"client_id", client}, {"trainer_id", trainer}};
        events::notify_all({client, trainer}, "plan.completed", facts);
    }
    return static_cast<std::int32_t>(plans.size());
}

}  // namespace

COACHING_FUNCTION(coaching_create_workout_plan, create_workout_plan);
COACHING_FUNCTION(coaching_assign_program, assign_program);
COACHING_FUNCTION(coaching_complete_expired_plans, complete_expired_plans);

}  // namespace coaching::training
