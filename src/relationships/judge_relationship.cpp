// The BEFORE trigger of trainer_clients: every move of a relationship is judged here, whether it
// comes from a function or from a plain INSERT or UPDATE.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "relationships/relationship_states.hpp"

namespace coaching::relationships {

namespace {

struct Parties {
    Uuid trainer;
    Uuid client;
};

constinit pg::Check<bool(Uuid, Uuid, Uuid)> other_live_relationship{
    "SELECT true FROM coaching.trainer_clients WHERE trainer_id = $1 AND client_id = $2 "
    "AND id <> $3 AND status IN ('pending', 'active', 'paused')"};
constinit pg::Check<bool(Uuid, Uuid)> other_primary{
    "SELECT true FROM coaching.trainer_clients "
    "WHERE client_id = $1 AND id <> $2 AND status = 'active' AND is_primary"};

/// Which trainer is the primary one is settled when a relationship becomes active; the caller holds
/// the client's lock, so that two cannot settle it at once.
void settle_primary(const pg::TriggerCall& call, pg::NewRow& row, const Uuid& client) {
    const bool becomes_active = row.get<std::string_view>("status") == "active";
    const auto wanted = row.get<std::optional<bool>>("is_primary");
    const bool asked_for =
        wanted.value_or(false) && (call.is_insert() || call.changes("is_primary"));
    if (!becomes_active) {
        // Remembered for the activation: an unsaid wish stays "primary if there is none".
        row.set("is_primary", wanted.value_or(true));
        return;
    }
    const bool has_other = other_primary.first(client, row.get<Uuid>("id")).has_value();
    if (has_other && asked_for)
        throw Failure(Token::relationship_error, "the client has another primary trainer")
            .hint("Move it with set_primary_trainer.");
    row.set("is_primary", !has_other && wanted.value_or(true));
}

void stamp_times(const pg::TriggerCall& call, pg::NewRow& row, Actor actor) {
    const pg::Timestamp now = pg::transaction_time();
    const std::string_view status = row.get<std::string_view>("status");
    if (status == "active") {
        if (row.is_null("accepted_at")) row.set("accepted_at", now);
        row.set("connected_at", now);
        row.set_null("paused_by");
        if (row.is_null("start_date")) row.set("start_date", pg::date_of(now));
    } else if (status == "paused") {
        row.set("paused_by", pg::Text(actor_word(actor)));
    } else if (!is_live(status)) {
        row.set("terminated_at", now);
        if (row.is_null("end_date"))
            row.set("end_date",
                    std::max(
                        pg::date_of(now),
                        row.get<std::optional<pg::Date>>("start_date").value_or(pg::date_of(now))));
    } else if (call.is_insert() && row.is_null("invited_at")) {
        row.set("invited_at", now);
    }
}

constexpr ColumnWriter column_writers[] = {
    {"can_view_workouts", Actor::client | the_house},
    {"can_view_progress", Actor::client | the_house},
    {"can_view_analytics", Actor::client | the_house},
    {"can_create_programs", Actor::client | the_house},
    {"can_send_messages", Actor::client | the_house},
    {"coach_notes", Actor::trainer | the_house},
    {"client_goals", Actor::trainer | the_house},
    {"invitation_message", Actor::trainer | the_house},
    {"invitation_method", Actor::trainer | the_house},
    {"start_date", Actor::trainer | the_house},
    {"end_date", Actor::trainer | the_house},
    {"metadata", both_sides},
    {"is_primary", Actor::client | the_house},
    {"origin", the_house},
    {"assigned_by", the_house},
    {"assigned_at", the_house},
    {"invited_at", the_house},
    {"accepted_at", the_house},
    {"connected_at", the_house},
    {"terminated_at", the_house},
    {"paused_by", the_house},
};

constexpr const char* noun = "a relationship";

/// What has ended is history: a former or blocked trainer could otherwise go on writing to the
/// client.
void require_not_ended(std::string_view from, Actor actor) {
    if (!is_live(from) && !the_house.contains(actor))
        throw Failure(Token::permission_denied, "the relationship has ended and stays as it was")
            .with("status", from);
}

/// Whoever paused resumes; otherwise a trainer could undo a client's withdrawal of access.
void require_own_pause(const pg::TriggerRow& before, Actor actor) {
    if (the_house.contains(actor)) return;
    const auto paused_by = before.get<std::optional<pg::Text>>("paused_by");
    if (paused_by && *paused_by != actor_word(actor))
        throw Failure(Token::permission_denied, "only the side that paused may resume")
            .with("paused_by", *paused_by);
}

void judge_new(const pg::TriggerCall& call, pg::NewRow& row, const Parties& parties, Actor actor) {
    if (parties.trainer == parties.client)
        throw Failure(Token::relationship_error, "nobody can be their own trainer");
    require_move(relationship_moves, noun, "", row.get<std::string_view>("status"), actor);
    if (!the_house.contains(actor)) {
        row.set("origin", pg::Text("invitation"));
        row.set_null("assigned_by");
    } else if (actor == Actor::admin && row.is_null("assigned_by")) {
        row.set("assigned_by", *identity::caller().id);
    }
    pg::AsOwner owner;
    lock_person(parties.client);
    require_fit_parties(parties.client, parties.trainer);
    require_no_block(parties.trainer, parties.client);
    if (other_live_relationship.first(parties.trainer, parties.client, row.get<Uuid>("id")))
        throw Failure(Token::relationship_error, "the two are connected, or about to be, already");
    settle_primary(call, row, parties.client);
    stamp_times(call, row, actor);
}

void judge_change(const pg::TriggerCall& call, pg::NewRow& row, const Parties& parties,
                  Actor actor) {
    const pg::TriggerRow before = call.old_row();
    const pg::Text from(before.get<std::string_view>("status"));
    const pg::Text to(row.get<std::string_view>("status"));
    require_unchanged({"id", "trainer_id", "client_id"}, call);
    require_own_columns(column_writers, call, actor);
    require_move(relationship_moves, noun, from, to, actor);
    require_not_ended(from, actor);
    if (from == "paused" && to == "active") require_own_pause(before, actor);
    const bool moves = from != to;
    if (!moves && !call.changes("is_primary")) return;
    pg::AsOwner owner;
    lock_person(parties.client);
    if (moves && to == "active") {
        require_fit_parties(parties.client, parties.trainer);
        require_no_block(parties.trainer, parties.client);
    }
    if (is_live(to)) settle_primary(call, row, parties.client);
    if (moves) stamp_times(call, row, actor);
}

pg::TriggerResult judge_relationship(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Parties parties{row.get<Uuid>("trainer_id"), row.get<Uuid>("client_id")};
    const Actor actor = actor_between(parties.client, parties.trainer);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the two people and admins may change this");
    if (call.is_insert())
        judge_new(call, row, parties, actor);
    else
        judge_change(call, row, parties, actor);
    return row;
}

}  // namespace

COACHING_TRIGGER(coaching_judge_relationship, judge_relationship);

}  // namespace coaching::relationships
