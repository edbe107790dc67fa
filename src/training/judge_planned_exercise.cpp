// The triggers of workout_exercises. Several people may work on one plan at once: each locks the
// exercises first and the plan last, for its version.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using PlanRow = std::tuple<Uuid, Uuid>;
constinit pg::Check<PlanRow(Uuid)> plan_of{
    "SELECT client_id, trainer_id FROM coaching.workout_plans WHERE id = $1"};

std::optional<PlanRow> find_plan(const Uuid& plan) {
    pg::AsOwner owner;
    return plan_of.first(plan);
}

void require_writer(const Uuid& client, const Uuid& trainer, bool is_new) {
    const Actor actor = relationships::actor_between(client, trainer);
    if (relationships::the_house.contains(actor)) return;
    if (actor == Actor::stranger && is_new)
        throw Failure(Token::not_found, "there is no such plan of yours");
    if (actor != Actor::trainer || !may_program(client, trainer))
        throw Failure(Token::permission_denied, "only who writes the plan may write its exercises");
}

pg::TriggerResult judge_planned_exercise(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::TriggerRow present = call.is_delete() ? call.old_row() : call.new_row();
    const std::optional<PlanRow> plan = find_plan(present.get<Uuid>("plan_id"));
    // It goes with its plan.
    if (!plan && call.is_delete()) return call.pass();
    if (!plan) throw Failure(Token::not_found, "there is no such plan of yours");
    const auto& [client, trainer] = *plan;
    require_writer(client, trainer, call.is_insert());
    if (call.is_delete()) return call.pass();
    // Whoever is being erased has been judged before they are gone.
    if (!pg::AsOwner::active()) {
        identity::require_not_erased(client);
        if (identity::caller().is(trainer)) identity::require_not_erased(trainer);
    }
    pg::NewRow row = call.new_row();
    if (call.is_insert() && row.is_null("client_id")) row.set("client_id", client);
    if (row.get<Uuid>("client_id") != client)
        throw Failure(Token::invalid_argument, "the plan is another client's")
            .with("argument", "client_id");
    if (call.is_update()) relationships::require_unchanged({"id", "plan_id", "client_id"}, call);
    take_name_from_catalogue(call, row);
    return row;
}

// What this transaction has made or changed already has its new version; made also within a
// subtransaction, whose rows have another xmin.
constinit pg::Check<void(Uuid)> raise_version{
    "UPDATE coaching.workout_plans SET version = version + 1 "
    "WHERE id = $1 AND created_at <> now() AND xmin <> pg_catalog.pg_current_xact_id()::xid"};

pg::TriggerResult raise_plan_version(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::TriggerRow row = call.is_delete() ? call.old_row() : call.new_row();
    pg::AsOwner owner;
    raise_version.run(row.get<Uuid>("plan_id"));
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_planned_exercise, judge_planned_exercise);
COACHING_TRIGGER(coaching_raise_plan_version, raise_plan_version);

}  // namespace coaching::training
