// The triggers of workout plans: every plan and every change of one is judged here, whether it
// comes from a function or from a plain INSERT or UPDATE.
//
// Locks: a plan's own row (an UPDATE has it already), then the other active plans of the two
// people, then the client. So of two plans made at once the second completes the first, and a
// relationship about to end is waited for.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
#include "pg/row_changes.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "training/active_plans.hpp"
#include "training/plan_states.hpp"
#include "training/programs.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalDate = std::optional<pg::Date>;
using relationships::the_house;

constexpr const char* noun = "a plan";

#define ACTIVE_PLANS_BETWEEN                                                          \
    "SELECT id FROM coaching.workout_plans WHERE client_id = $1 AND trainer_id = $2 " \
    "AND status = 'active' ORDER BY id FOR NO KEY UPDATE"
constinit relationships::RowsBetween active_plans_between{ACTIVE_PLANS_BETWEEN,
                                                          ACTIVE_PLANS_BETWEEN " NOWAIT"};
#undef ACTIVE_PLANS_BETWEEN

/// Trainer, client, whether it is active, whether the trainer may write programs.
using RelationshipRow = std::tuple<Uuid, Uuid, bool, bool>;
constinit pg::Check<RelationshipRow(Uuid)> relationship_of{
    "SELECT trainer_id, client_id, status = 'active', can_create_programs "
    "FROM coaching.trainer_clients WHERE id = $1"};
constinit pg::Check<void(Uuid, Uuid)> complete_others{
    "UPDATE coaching.workout_plans SET status = 'completed' "
    "WHERE relationship_id = $1 AND status = 'active' AND id <> $2"};
constinit pg::Check<bool(Uuid)> program_is_there{
    "SELECT true FROM coaching.programs WHERE id = $1"};

constinit pg::TableColumns id_columns{"workout_plans", "workout_plans_pkey", "id"};

/// An upsert of a plan that is there: what it changes is judged as an UPDATE, and without one the
/// key refuses it.
bool is_planned(const Uuid& plan) {
    const pg::LatestView latest;
    return pg::KeyLookup(id_columns, plan).next();
}

[[noreturn]] void refuse_relationship() {
    throw Failure(Token::not_found, "there is no such relationship of yours");
}

[[noreturn]] void refuse_writer() {
    throw Failure(Token::permission_denied,
                  "only the active trainer whom the client lets write programs, and admins, may "
                  "write a plan");
}

RelationshipRow require_relationship(const Uuid& relationship) {
    pg::AsOwner owner;
    if (const auto found = relationship_of.first(relationship)) return *found;
    refuse_relationship();
}

/// The first day on which a plan that ends today is not followed any more.
pg::Date end_of(const pg::TriggerRow& row, pg::Date today) {
    const auto weeks = row.get<OptionalInt>("duration_weeks");
    if (!weeks) return today;
    // Beside a CHECK that has not been made yet.
    const std::int64_t last = row.get<pg::Date>("start_date").days + std::int64_t{7} * *weeks;
    return {static_cast<std::int32_t>(std::min<std::int64_t>(today.days, last))};
}

void become_active(pg::NewRow& row, Actor actor) {
    row.set_null("ended_on");
    const Uuid plan = row.get<Uuid>("id");
    const Uuid relationship = row.get<Uuid>("relationship_id");
    pg::AsOwner owner;
    relationships::lock_also_with_client(active_plans_between, row.get<Uuid>("client_id"),
                                         row.get<Uuid>("trainer_id"));
    const auto [trainer, client, is_active, may_program] = require_relationship(relationship);
    if (!is_active)
        throw Failure(Token::relationship_error, "a plan is for an active client of the trainer");
    if (actor == Actor::trainer && !may_program) refuse_writer();
    relationships::require_fit_client(client);
    complete_others.run(relationship, plan);
}

/// Also for a plan whose start is changed to something else than a day of ours.
void require_start(const pg::NewRow& row) {
    constexpr pg::Date first{-36524};  // 1900-01-01
    constexpr pg::Date last{2921939};  // 9999-12-31
    const pg::Date start = row.get<pg::Date>("start_date");
    if (start < first || start > last)
        throw Failure(Token::invalid_argument, "start_date must be in the years 1900 to 9999")
            .with("argument", "start_date");
}

void fill_people(pg::NewRow& row) {
    const auto [trainer, client, is_active, may_program] =
        require_relationship(row.get<Uuid>("relationship_id"));
    if (row.is_null("trainer_id")) row.set("trainer_id", trainer);
    if (row.is_null("client_id")) row.set("client_id", client);
    if (row.get<Uuid>("trainer_id") != trainer || row.get<Uuid>("client_id") != client)
        throw Failure(Token::invalid_argument, "the relationship is between other people")
            .with("argument", "relationship_id");
}

/// Its author is who asks; a function asks for its caller.
void settle_author(pg::NewRow& row) {
    const OptionalId caller = identity::caller().id;
    const auto given = row.get<OptionalId>("created_by");
    if (!caller) {
        if (!given) row.set("created_by", row.get<Uuid>("trainer_id"));
        return;
    }
    if (given && given != caller && !identity::caller().administers())
        throw Failure(Token::permission_denied, "a plan's author is who makes it")
            .with("column", "created_by");
    if (!given) row.set("created_by", caller);
}

void judge_new(pg::NewRow& row, Actor actor) {
    const pg::Text status = row.get<pg::Text>("status");
    if (status.empty()) throw Failure(Token::illegal_transition, "a plan cannot begin as \"\"");
    relationships::require_move(plan_moves, noun, "", status, actor);
    settle_author(row);
    const pg::Date today = today_of(row.get<Uuid>("client_id"));
    if (row.is_null("start_date")) row.set("start_date", today);
    require_start(row);
    row.set("version", std::int32_t{1});
    // A function has looked already.
    if (const auto program = row.get<OptionalId>("program_id"); program && !pg::AsOwner::active())
        require_visible_program(*program);
    pg::AsOwner owner;
    if (is_planned(row.get<Uuid>("id"))) return;
    if (status == "active") {
        become_active(row, actor);
        return;
    }
    identity::require_not_erased(row.get<Uuid>("client_id"));
    if (row.is_null("ended_on")) row.set("ended_on", end_of(row, today));
}

constexpr const char* maintained_columns[] = {"version", "ended_on"};

bool changes_anything(const pg::TriggerCall& call) {
    pg::RowChanges changes(call);
    changes.leave_out("version");
    changes.leave_out("updated_at");
    return !changes.empty();
}

/// Deleting a program takes it away from the plans made of it, whoever wrote those.
bool lost_its_program(const pg::TriggerCall& call) {
    if (!only_takes_away(call, "program_id")) return false;
    pg::AsOwner owner;
    return !program_is_there.first(call.old_row().get<Uuid>("program_id"));
}

void judge_change(const pg::TriggerCall& call, pg::NewRow& row, Actor actor) {
    const Uuid client = row.get<Uuid>("client_id");
    relationships::require_unchanged({"id", "client_id", "created_by", "program_id"}, call);
    if (!pg::AsOwner::active()) {
        relationships::require_unchanged({"relationship_id", "trainer_id"}, call);
        pg::keep_maintained_columns(maintained_columns, call);
    }
    const pg::Text from = call.old_row().get<pg::Text>("status");
    const pg::Text to = row.get<pg::Text>("status");
    relationships::require_move(plan_moves, noun, from, to, actor);
    if (actor == Actor::trainer && !may_program(client, row.get<Uuid>("trainer_id")))
        refuse_writer();
    if (call.changes("start_date")) require_start(row);
    if (changes_anything(call)) row.set("version", call.old_row().get<std::int32_t>("version") + 1);
    if (from == to) return;
    if (to == "active")
        become_active(row, actor);
    else if (from == "active")
        row.set("ended_on", end_of(row, today_of(client)));
}

pg::TriggerResult judge_plan(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    if (call.is_insert()) fill_people(row);
    if (lost_its_program(call)) return row;
    const Uuid trainer =
        call.is_update() ? call.old_row().get<Uuid>("trainer_id") : row.get<Uuid>("trainer_id");
    const Actor actor = relationships::actor_between(row.get<Uuid>("client_id"), trainer);
    if (actor == Actor::stranger && call.is_insert()) refuse_relationship();
    if (actor == Actor::stranger || actor == Actor::client) refuse_writer();
    if (call.is_insert())
        judge_new(row, actor);
    else
        judge_change(call, row, actor);
    return row;
}

std::string_view event_of(bool is_new, std::string_view to) {
    if (is_new) return "plan.created";
    if (to == "active") return "plan.resumed";
    return to == "completed" ? "plan.completed" : "plan.archived";
}

/// The client hears of it, and the trainer of what others did. A plan that gives way to another is
/// no news beside that; whose time is over complete_expired_plans tells.
pg::TriggerResult announce_plan(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    if (call.is_update() && pg::AsOwner::active()) return call.pass();
    const pg::NewRow row = call.new_row();
    const pg::Text status = row.get<pg::Text>("status");
    if (call.is_insert() && status != "active") return call.pass();
    const Uuid client = row.get<Uuid>("client_id");
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const events::Facts facts = {
        {"plan_id", row.get<Uuid>("id")}, {"client_id", client}, {"trainer_id", trainer}};
    const std::string_view event = event_of(call.is_insert(), status);
    if (identity::caller().is(trainer))
        events::notify(client, event, facts);
    else
        events::notify_all({client, trainer}, event, facts);
    return call.pass();
}

}  // namespace

relationships::RowsBetween& active_plans_of() { return active_plans_between; }

COACHING_TRIGGER(coaching_judge_plan, judge_plan);
COACHING_TRIGGER(coaching_announce_plan, announce_plan);

}  // namespace coaching::training
