#include "relationships/handover.hpp"

#include "base/failure.hpp"
#include "pg/statement.hpp"
#include "relationships/connect.hpp"
#include "relationships/fit_parties.hpp"

namespace coaching::relationships {

namespace {

// In uuid order: two clients may go opposite ways.
constinit pg::Check<Uuid(Uuid, Uuid)> lock_profiles{
    "SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id IN ($1, $2) "
    "ORDER BY trainer_id FOR NO KEY UPDATE"};
constinit pg::Check<void(Uuid)> complete{
    "UPDATE coaching.trainer_clients SET status = 'completed' WHERE id = $1"};
// Each client knows what they let their trainer see; the next one sees no more.
constinit pg::Check<void(Uuid, Uuid, bool)> take_over{
    "UPDATE coaching.trainer_clients n SET "
    "is_primary = o.is_primary OR (n.is_primary AND NOT $3), "
    "client_goals = CASE WHEN $3 OR n.client_goals = '{}' THEN o.client_goals "
    "  ELSE n.client_goals END, "
    "can_view_workouts = CASE WHEN $3 THEN o.can_view_workouts ELSE n.can_view_workouts END, "
    "can_view_progress = CASE WHEN $3 THEN o.can_view_progress ELSE n.can_view_progress END, "
    "can_view_analytics = CASE WHEN $3 THEN o.can_view_analytics ELSE n.can_view_analytics END, "
    "can_create_programs = CASE WHEN $3 THEN o.can_create_programs ELSE n.can_create_programs END, "
    "can_send_messages = CASE WHEN $3 THEN o.can_send_messages ELSE n.can_send_messages END "
    "FROM coaching.trainer_clients o WHERE o.id = $1 AND n.id = $2"};

}  // namespace

void lock_for_handover(const Handover& handover, std::span<RowsBetween* const> rows) {
    pg::AsOwner owner;
    lock_relationships_of(handover.client, handover.from_trainer, handover.to_trainer, rows);
    lock_profiles.run(handover.from_trainer, handover.to_trainer);
}

Succession begin_handover(const Handover& handover, const std::optional<Uuid>& assigned_by) {
    const auto& [client, from, to] = handover;
    const std::optional<Uuid> ending = active_relationship(client, from);
    if (!ending)
        throw Failure(Token::relationship_error,
                      "the client is not an active client of the trainer to be left");
    require_fit_parties(client, to);
    if (const std::optional<Uuid> lasting = active_relationship(client, to))
        return {*ending, *lasting, false};
    if (are_connected(client, to))
        throw Failure(Token::relationship_error, "the client and the new trainer are paused")
            .hint("Resume or end that relationship first.");
    const Connection how{"transfer", std::nullopt, assigned_by, std::nullopt, std::nullopt};
    return {*ending, connect(client, to, how), true};
}

void finish_handover(const Succession& two) {
    pg::AsOwner owner;
    complete.run(two.ending);
    take_over.run(two.ending, two.lasting, two.is_new);
}

}  // namespace coaching::relationships
