// The triggers of programs and of what is in them.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"
#include "training/programs.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;

constexpr const char* maintained_columns[] = {"coach_assigned", "assigned_at"};

bool is_house() { return relationships::actor_for_house() != Actor::stranger; }

void require_owner(const Uuid& owner) {
    if (is_house()) return;
    const identity::Caller& who = identity::caller();
    if (!who.active || !who.is(owner))
        throw Failure(Token::permission_denied, "only its owner and admins may write a program");
}

/// The client reads what stands in a program they were given: a former or blocked trainer could
/// otherwise go on writing to them.
void require_may_write_for(const OptionalId& client, const Uuid& owner) {
    if (client && !is_house() && !may_program(*client, owner))
        throw Failure(Token::permission_denied,
                      "the client does not let you write programs for them (any more)")
            .hint("Take the program back with assigned_to_client = NULL.");
}

void judge_assignment(pg::NewRow& row, const Uuid& owner) {
    const auto client = row.get<OptionalId>("assigned_to_client");
    row.set("coach_assigned", client.has_value());
    if (!client) {
        row.set_null("assigned_at");
        return;
    }
    if (*client == owner)
        throw Failure(Token::relationship_error, "nobody is given their own program");
    if (is_house())
        identity::require_known_user(*client);
    else if (!may_program(*client, owner))
        throw Failure(Token::relationship_error,
                      "a trainer gives programs to active clients who let them");
    // What stands in it is about them. assign_program holds them for the plan, and more firmly.
    if (!pg::AsOwner::active()) identity::require_not_erased(*client);
    row.set("assigned_at", pg::transaction_time());
}

pg::TriggerResult judge_program(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        require_owner(call.old_row().get<Uuid>("user_id"));
        return call.pass();
    }
    pg::NewRow row = call.new_row();
    if (call.is_insert() && row.is_null("user_id")) row.set("user_id", identity::caller().id);
    const Uuid owner = row.get<Uuid>("user_id");
    require_owner(owner);
    if (call.is_insert()) identity::require_not_erased(owner);
    if (call.is_update()) {
        relationships::require_unchanged({"id", "user_id"}, call);
        if (!pg::AsOwner::active()) pg::keep_maintained_columns(maintained_columns, call);
    }
    if (call.changes("assigned_to_client"))
        judge_assignment(row, owner);
    else
        require_may_write_for(row.get<OptionalId>("assigned_to_client"), owner);
    return row;
}

/// assign_program tells of the plan it makes.
pg::TriggerResult announce_program(pg::TriggerCall& call) {
    if (pg::restoring() || pg::AsOwner::active() || !call.changes("assigned_to_client"))
        return call.pass();
    const pg::NewRow row = call.new_row();
    if (const auto client = row.get<OptionalId>("assigned_to_client"))
        events::notify(*client, "program.assigned",
                       {{"program_id", row.get<Uuid>("id")},
                        {"client_id", *client},
                        {"trainer_id", row.get<Uuid>("user_id")}});
    return call.pass();
}

using ProgramRow = std::tuple<Uuid, OptionalId>;
constinit pg::Check<ProgramRow(Uuid)> program_of{
    "SELECT user_id, assigned_to_client FROM coaching.programs WHERE id = $1"};

pg::TriggerResult judge_program_exercise(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::TriggerRow present = call.is_delete() ? call.old_row() : call.new_row();
    const Uuid id = present.get<Uuid>("program_id");
    std::optional<ProgramRow> program;
    {
        pg::AsOwner owner;
        program = program_of.first(id);
    }
    // It goes with its program.
    if (!program && call.is_delete()) return call.pass();
    if (!program) throw Failure(Token::not_found, "there is no such program for you");
    const auto& [owner, client] = *program;
    // Whether a hidden one is there, nobody is told.
    if (!is_house() && !identity::caller().is(owner)) require_visible_program(id);
    require_owner(owner);
    require_may_write_for(client, owner);
    if (call.is_delete()) return call.pass();
    pg::NewRow row = call.new_row();
    if (call.is_insert() && row.is_null("user_id")) row.set("user_id", owner);
    if (row.get<Uuid>("user_id") != owner)
        throw Failure(Token::invalid_argument, "the program is somebody else's")
            .with("argument", "user_id");
    if (call.is_update()) relationships::require_unchanged({"id", "program_id", "user_id"}, call);
    take_name_from_catalogue(call, row);
    return row;
}

}  // namespace

COACHING_TRIGGER(coaching_judge_program, judge_program);
COACHING_TRIGGER(coaching_announce_program, announce_program);
COACHING_TRIGGER(coaching_judge_program_exercise, judge_program_exercise);

}  // namespace coaching::training
