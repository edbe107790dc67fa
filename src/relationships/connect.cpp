#include "relationships/connect.hpp"

#include "base/failure.hpp"
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

constinit pg::Check<Uuid(Uuid, Uuid)> active_pair{
    "SELECT id FROM coaching.trainer_clients "
    "WHERE client_id = $1 AND trainer_id = $2 AND status = 'active'"};

constinit pg::Check<bool(Uuid, Uuid)> connected_pair{
    "SELECT true FROM coaching.trainer_clients "
    "WHERE client_id = $1 AND trainer_id = $2 AND status IN ('active', 'paused')"};

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
    pg::AsOwner owner;
    return active_pair.first(client, trainer);
}

bool are_connected(const Uuid& client, const Uuid& trainer) {
    pg::AsOwner owner;
    return connected_pair.first(client, trainer).has_value();
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

}  // namespace coaching::relationships
