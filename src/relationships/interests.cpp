// A client without a trainer asks the house.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/interest_states.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using Words = pg::Vector<pg::Text>;

constexpr const char* noun = "an interest";

constinit pg::Check<bool(Uuid, Uuid)> other_open_interest{
    "SELECT true FROM coaching.coaching_interests "
    "WHERE client_id = $1 AND id <> $2 AND status IN ('new', 'contacted')"};

constexpr ColumnWriter column_writers[] = {{"handled_by", Actor::system}};

/// The client's own side; a client has no trainer here to be told from.
Actor actor_of(const Uuid& client) { return actor_between(client, Uuid{}); }

pg::TriggerResult judge_interest(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("client_id");
    const Actor actor = actor_of(client);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the client and admins may change this");
    const pg::Text to = row.get<pg::Text>("status");
    const pg::Text from = call.is_insert() ? pg::Text() : call.old_row().get<pg::Text>("status");
    if (call.is_update()) {
        require_unchanged({"id", "client_id"}, call);
        require_own_columns(column_writers, call, actor);
    }
    require_move(interest_moves, noun, from, to, actor);
    if (call.is_insert()) {
        pg::AsOwner owner;
        lock_person(client);
        if (other_open_interest.first(client, row.get<Uuid>("id")))
            throw Failure(Token::relationship_error, "an interest of this client is open already");
    } else if (from != to && actor == Actor::admin) {
        row.set("handled_by", *identity::caller().id);
    }
    return row;
}

constinit pg::Query<Uuid()> active_admins{
    "SELECT id FROM coaching.users WHERE 'admin' = ANY (roles) AND deactivated_at IS NULL"};

pg::TriggerResult announce_interest(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("client_id");
    const pg::Text status = row.get<pg::Text>("status");
    const events::Facts facts = {{"interest_id", row.get<Uuid>("id")}, {"client_id", client}};
    pg::AsOwner owner;
    if (status == "new") {
        const auto admins = active_admins.all();
        events::notify_all(std::span(admins.data(), admins.size()), "interest.submitted", facts);
    } else {
        events::notify(client,
                       status == "contacted" ? "interest.contacted"
                       : status == "matched" ? "interest.matched"
                                             : "interest.closed",
                       facts);
    }
    return call.pass();
}

constinit pg::Command<void(Uuid, std::optional<Uuid>)> mark_matched{
    "UPDATE coaching.coaching_interests SET status = 'matched', "
    "handled_by = coalesce($2, handled_by) "
    "WHERE client_id = $1 AND status IN ('new', 'contacted')"};

pg::TriggerResult match_interest(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    // Resuming is no beginning: whoever has paused may well be looking for another.
    if (call.is_update() && call.old_row().get<std::string_view>("status") == "paused")
        return call.pass();
    const pg::NewRow row = call.new_row();
    pg::AsOwner owner;
    mark_matched.run(row.get<Uuid>("client_id"), row.get<std::optional<Uuid>>("assigned_by"));
    return call.pass();
}

// A Check, so that one submitted after a REPEATABLE READ snapshot is found as well.
constinit pg::Check<Uuid(Uuid, Words, OptionalText)> update_interest{
    "UPDATE coaching.coaching_interests SET goals = $2, message = $3 "
    "WHERE client_id = $1 AND status IN ('new', 'contacted') RETURNING id"};
constinit pg::Command<Uuid(Uuid, Words, OptionalText)> insert_interest{
    "INSERT INTO coaching.coaching_interests (client_id, goals, message) VALUES ($1, $2, $3) "
    "RETURNING id"};

Uuid submit_coaching_interest(Words goals, OptionalText message) {
    const Uuid client = identity::require_user();
    if (goals.size() > 100) throw Failure(Token::invalid_argument, "at most 100 goals");
    if (message) require_at_most(20000, *message, "the message");
    pg::AsOwner owner;
    lock_person(client);
    if (const auto open = update_interest.first(client, goals, message)) return *open;
    return insert_interest.one(client, goals, message);
}

}  // namespace

COACHING_TRIGGER(coaching_judge_interest, judge_interest);
COACHING_TRIGGER(coaching_announce_interest, announce_interest);
COACHING_TRIGGER(coaching_match_interest, match_interest);
COACHING_FUNCTION(coaching_submit_coaching_interest, submit_coaching_interest);

}  // namespace coaching::relationships
