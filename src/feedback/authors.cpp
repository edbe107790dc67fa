#include "feedback/authors.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/connect.hpp"
#include "relationships/moves.hpp"

namespace coaching::feedback {

namespace {

using OptionalId = std::optional<Uuid>;

// FOR SHARE: many may write at once, whoever ends the relationship may not meanwhile. Then the
// client, whom the news will refer to, as everybody locks.
#define COACHING_BOND                                                         \
    "SELECT r.id, r.trainer_id, r.client_id, r.status, r.can_view_analytics " \
    "FROM coaching.users u, coaching.trainer_clients r WHERE u.id = r.client_id AND "
#define COACHING_HELD " FOR SHARE OF r FOR KEY SHARE OF u"
using BondRow = std::tuple<Uuid, Uuid, Uuid, pg::Text, bool>;
constinit pg::Check<BondRow(Uuid, OptionalId, OptionalId)> hold_named{
    COACHING_BOND
    "r.id = $1 AND ($2 IS NULL OR r.trainer_id = $2) "
    "AND ($3 IS NULL OR r.client_id = $3)" COACHING_HELD};
constinit pg::Check<BondRow(Uuid, Uuid)> hold_live{
    COACHING_BOND
    "r.trainer_id = $1 AND r.client_id = $2 "
    "AND r.status IN ('active', 'paused')" COACHING_HELD};
#undef COACHING_HELD
#undef COACHING_BOND

constinit pg::Check<Uuid(Uuid, Uuid)> erased_of{
    "SELECT id FROM coaching.users WHERE id IN ($1, $2) AND erased_at IS NOT NULL"};

[[noreturn]] void refuse_unconnected() {
    throw Failure(Token::relationship_error, "the two are not trainer and client now");
}

BondRow hold(const OptionalId& relationship, const OptionalId& trainer, const OptionalId& client) {
    pg::AsOwner owner;
    if (relationship) {
        std::optional<BondRow> found = hold_named.first(*relationship, trainer, client);
        if (!found)
            throw Failure(Token::not_found,
                          "there is no such relationship of the trainer and client");
        return std::move(*found);
    }
    if (!trainer || !client)
        throw Failure(Token::invalid_argument, "name the relationship, or its trainer and client")
            .with("argument", "relationship_id");
    std::optional<BondRow> found = hold_live.first(*trainer, *client);
    if (!found) refuse_unconnected();
    return std::move(*found);
}

}  // namespace

void require_both_here(const Uuid& client, const Uuid& trainer) {
    pg::AsOwner owner;
    if (const auto erased = erased_of.first(client, trainer)) throw identity::no_such_user(*erased);
}

bool system_writes() { return relationships::actor_for_house() == Actor::system; }

void require_author(const Uuid& trainer, const char* what) {
    if (system_writes()) return;
    const identity::Caller& who = identity::caller();
    if (!who.active || !who.is(trainer))
        throw Failure(Token::permission_denied, std::string(what) + " is written by the trainer");
}

namespace {

/// A person writes only while the two are connected.
void require_author_at_work(const pg::TriggerRow& row, const char* what) {
    const Uuid trainer = row.get<Uuid>("trainer_id");
    require_author(trainer, what);
    if (!system_writes() && !relationships::are_connected(row.get<Uuid>("client_id"), trainer))
        refuse_unconnected();
}

}  // namespace

std::optional<Uuid> require_new_author(const pg::TriggerRow& row, const char* what) {
    OptionalId trainer = row.get<OptionalId>("trainer_id");
    if (!trainer && !system_writes()) trainer = identity::require_user();
    if (trainer) require_author(*trainer, what);
    return trainer;
}

void judge_rewriting(const pg::TriggerCall& call, std::initializer_list<const char*> kept,
                     const char* what) {
    relationships::require_unchanged(kept, call);
    require_author_at_work(call.old_row(), what);
}

void judge_removal(const pg::TriggerCall& call, const char* what) {
    if (relationships::actor_for_house() == Actor::stranger)
        require_author_at_work(call.old_row(), what);
}

Bond settle_bond(pg::NewRow& row, const char* what) {
    const OptionalId author = require_new_author(row, what);
    const auto [id, trainer, client, status, shows_analytics] =
        hold(row.get<OptionalId>("relationship_id"), author, row.get<OptionalId>("client_id"));
    const bool is_active = status == "active";
    if (!is_active && status != "paused" && !system_writes()) refuse_unconnected();
    // Whoever ends the relationship has been waited for, and an erasure does that.
    require_both_here(client, trainer);
    row.set("relationship_id", id);
    row.set("trainer_id", trainer);
    row.set("client_id", client);
    return {is_active, shows_analytics};
}

void hold_live_bond(const Uuid& client, const Uuid& trainer) {
    hold(std::nullopt, trainer, client);
}

bool is_news(const pg::TriggerRow& row) {
    return row.get<pg::Timestamp>("created_at") == pg::transaction_time() &&
           relationships::are_connected(row.get<Uuid>("client_id"), row.get<Uuid>("trainer_id"));
}

}  // namespace coaching::feedback
