#include "relationships/connect.hpp"

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalId = std::optional<Uuid>;

constinit pg::Command<Uuid(Uuid, Uuid, pg::Text, OptionalText, OptionalId, OptionalText,
                           OptionalText)>
    activate_proposal{
        "UPDATE coaching.trainer_clients SET status = 'active', origin = $3, "
        "coach_notes = coalesce($4, coach_notes), assigned_by = $5, "
        "invitation_method = coalesce($6, invitation_method), "
        "invitation_message = coalesce($7, invitation_message) "
        "WHERE client_id = $1 AND trainer_id = $2 AND status = 'pending' RETURNING id"};
constinit pg::Command<Uuid(Uuid, Uuid, pg::Text, OptionalText, OptionalId, OptionalText,
                           OptionalText)>
    insert_relationship{
        "INSERT INTO coaching.trainer_clients (client_id, trainer_id, status, origin, coach_notes, "
        "assigned_by, invitation_method, invitation_message) "
        "VALUES ($1, $2, 'active', $3, $4, $5, $6, $7) RETURNING id"};

// Of a pair at most one row is live, and the index has live ones only; without it others come too.
constinit pg::TableColumns pair_columns{
    "trainer_clients", "trainer_clients_one_live_idx", "trainer_id", "client_id", "id", "status"};

struct LiveRelationship {
    Uuid id;
    bool is_active;
};

/// Active or paused, as is committed now.
std::optional<LiveRelationship> connection_of(const Uuid& client, const Uuid& trainer) {
    const pg::LatestView latest;
    for (pg::KeyLookup row(pair_columns, trainer, pg::Equals<Uuid>{client}); row.next();) {
        const auto status = row.get<std::string_view>(3);
        if (status == "active" || status == "paused")
            return LiveRelationship{row.get<Uuid>(2), status == "active"};
    }
    return std::nullopt;
}

constinit pg::Check<bool(Uuid)> has_open_interest{
    "SELECT true FROM coaching.coaching_interests "
    "WHERE client_id = $1 AND status IN ('new', 'contacted')"};

/// What the pair's unique indexes refuse in a race is what the trigger would have said a moment
/// later.
[[noreturn]] void translate(const pg::Error& error) {
    if (error.sqlstate() == "23505" && error.constraint() == "trainer_clients_one_live_idx")
        throw Failure(Token::relationship_error, "the two are connected, or about to be, already");
    if (error.sqlstate() == "23505" && error.constraint() == "trainer_clients_one_primary_idx")
        throw Failure(Token::relationship_error, "the client has another primary trainer");
    throw error;
}

}  // namespace

std::optional<Uuid> active_relationship(const Uuid& client, const Uuid& trainer) {
    const auto found = connection_of(client, trainer);
    return found && found->is_active ? std::optional(found->id) : std::nullopt;
}

bool are_connected(const Uuid& client, const Uuid& trainer) {
    return connection_of(client, trainer).has_value();
}

Uuid connect(const Uuid& client, const Uuid& trainer, const Connection& how) {
    const pg::Text origin(how.origin);
    pg::AsOwner owner;
    try {
        if (const auto proposed =
                activate_proposal.first(client, trainer, origin, how.notes, how.assigned_by,
                                        how.invitation_method, how.invitation_message))
            return *proposed;
        return insert_relationship.one(client, trainer, origin, how.notes, how.assigned_by,
                                       how.invitation_method, how.invitation_message);
    } catch (const pg::Error& error) {
        translate(error);
    }
}

Uuid assign(const Uuid& client, const Uuid& trainer, const OptionalId& assigned_by,
            const OptionalText& notes) {
    Connection how{"assignment", notes, assigned_by, std::nullopt, std::nullopt};
    pg::AsOwner owner;
    if (has_open_interest.first(client)) how.origin = "interest";
    return connect(client, trainer, how);
}

}  // namespace coaching::relationships
