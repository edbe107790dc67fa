// The AFTER triggers of trainer_clients: what a relationship's move brings about elsewhere.
// Counting happens here and not before the row is stored, since a stored row is certain: an INSERT
// … ON CONFLICT DO NOTHING runs BEFORE triggers for rows it then drops.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/people_between.hpp"
#include "relationships/relationship_states.hpp"

namespace coaching::relationships {

namespace {

// The row lock of the profile makes every activation of a trainer wait for the one before it.
constinit pg::Command<void(Uuid)> take_place{
    "UPDATE coaching.trainer_profiles SET active_clients = active_clients + 1 "
    "WHERE trainer_id = $1 AND is_active "
    "AND (max_clients IS NULL OR active_clients < max_clients)"};
constinit pg::Command<void(Uuid)> free_place{
    "UPDATE coaching.trainer_profiles SET active_clients = active_clients - 1 "
    "WHERE trainer_id = $1"};
constinit pg::Command<void()> free_all_places{
    "UPDATE coaching.trainer_profiles SET active_clients = 0 WHERE active_clients > 0"};
using Places = std::tuple<bool, std::int32_t, std::optional<std::int32_t>>;
constinit pg::Check<Places(Uuid)> lock_places{
    "SELECT is_active, active_clients, max_clients FROM coaching.trainer_profiles "
    "WHERE trainer_id = $1 FOR NO KEY UPDATE"};

/// Waits for whoever is changing the trainer's profile now; a trainer about to be erased or demoted
/// gets nobody more.
Places require_active_trainer(const Uuid& trainer) {
    const Places places = lock_places.one(trainer);
    if (!std::get<0>(places)) throw Failure(Token::relationship_error, "the trainer is not active");
    return places;
}

/// A profile that looks full may be about to have a place: look again once its lock is ours.
void take_place_or_refuse(const Uuid& trainer) {
    if (take_place.run(trainer) > 0) return;
    const auto [is_active, active, maximum] = require_active_trainer(trainer);
    if (take_place.run(trainer) > 0) return;
    throw Failure(Token::capacity_reached, "the trainer can take no more clients")
        .with("active", active)
        .with("maximum", maximum.value_or(0));
}

bool is_active(const pg::TriggerRow& row) {
    return row.get<std::string_view>("status") == "active";
}

pg::TriggerResult count_active_clients(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::AsOwner owner;
    if (call.is_truncate()) {
        free_all_places.run();
        return call.pass();
    }
    const bool before = !call.is_insert() && is_active(call.old_row());
    const bool after = !call.is_delete() && is_active(call.new_row());
    const pg::TriggerRow row = call.is_delete() ? call.old_row() : call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    if (after && !before)
        take_place_or_refuse(trainer);
    else if (before && !after)
        free_place.run(trainer);
    else if (call.is_insert())
        require_active_trainer(trainer);
    return call.pass();
}

/// What the move is called in notifications.
std::string_view event_of(std::string_view from, std::string_view to) {
    if (to == "pending") return "assignment.proposed";
    if (to == "active") return from == "paused" ? "assignment.resumed" : "assignment.created";
    if (to == "paused") return "assignment.paused";
    return to == "completed" ? "assignment.completed" : "assignment.ended";
}

pg::TriggerResult announce_relationship(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    const pg::Text to(row.get<std::string_view>("status"));
    pg::Text from;
    if (call.is_update()) from = call.old_row().get<pg::Text>("status");
    if (from == to) return call.pass();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const Uuid client = row.get<Uuid>("client_id");
    // What a block ends, neither of the two is told.
    if (blocked_between(trainer, client)) return call.pass();
    const events::Facts facts = {
        {"relationship_id", row.get<Uuid>("id")}, {"trainer_id", trainer}, {"client_id", client}};
    const std::string_view event = event_of(from, to);
    events::notify_all({client, trainer}, event, facts);
    return call.pass();
}

constinit pg::Check<bool(Uuid)> has_active_clients{
    "SELECT active_clients > 0 FROM coaching.trainer_profiles WHERE trainer_id = $1 "
    "FOR NO KEY UPDATE"};

bool trains(const pg::TriggerRow& row) {
    for (const pg::Text& role : row.get<pg::Vector<pg::Text>>("roles"))
        if (role == "trainer") return true;
    return false;
}

pg::TriggerResult hold_trainer_role(pg::TriggerCall& call) {
    if (pg::restoring() || identity::Emptying::active()) return call.pass();
    const pg::NewRow row = call.new_row();
    if (!trains(call.old_row()) || trains(row)) return call.pass();
    pg::AsOwner owner;
    if (has_active_clients.first(row.get<Uuid>("id")).value_or(false))
        throw Failure(Token::relationship_error, "the trainer still has active clients")
            .hint("Transfer the clients or end the relationships first.");
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_count_active_clients, count_active_clients);
COACHING_TRIGGER(coaching_announce_relationship, announce_relationship);
COACHING_TRIGGER(coaching_hold_trainer_role, hold_trainer_role);

}  // namespace coaching::relationships
