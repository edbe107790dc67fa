// What people see of their relationships.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "relationships/visibility.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;

using ActiveTrainerRow = std::tuple<Uuid, Uuid, OptionalText, pg::Timestamp>;
constinit pg::Query<ActiveTrainerRow(Uuid)> active_trainer{
    "SELECT r.id, r.trainer_id, coalesce(p.display_name, u.full_name), r.assigned_at "
    "FROM coaching.trainer_clients r "
    "JOIN coaching.users u ON u.id = r.trainer_id "
    "LEFT JOIN coaching.trainer_profiles p ON p.trainer_id = r.trainer_id "
    "WHERE r.client_id = $1 AND r.status = 'active' "
    "ORDER BY r.is_primary DESC, r.assigned_at, r.id LIMIT 1"};

pg::Rows<ActiveTrainerRow> get_member_active_trainer(Uuid client) {
    pg::Rows<ActiveTrainerRow> rows;
    if (!visible_clients().sees(client, DataKind::profile)) return rows;
    pg::AsOwner owner;
    if (auto row = active_trainer.first(client)) rows.push_back(std::move(*row));
    return rows;
}

constinit pg::Query<bool(Uuid, Uuid, pg::Text)> grants{
    "SELECT CASE $3 WHEN 'profile' THEN true WHEN 'workouts' THEN can_view_workouts "
    "WHEN 'progress' THEN can_view_progress WHEN 'analytics' THEN can_view_analytics "
    "WHEN 'programs' THEN can_create_programs WHEN 'messages' THEN can_send_messages END "
    "FROM coaching.trainer_clients "
    "WHERE trainer_id = $1 AND client_id = $2 AND status = 'active' "
    "AND EXISTS (SELECT FROM coaching.users WHERE id = $1 AND deactivated_at IS NULL)"};

bool coach_can_access_client_data(Uuid trainer, Uuid client, std::string_view data) {
    require_data_kind(data);
    const identity::Caller& who = identity::caller();
    if (!who.administers() && !who.is(trainer) && !who.is(client))
        throw Failure(Token::permission_denied, "only the two people and admins may ask that");
    pg::AsOwner owner;
    return grants.first(trainer, client, pg::Text(data)).value_or(false);
}

constinit pg::Query<bool(Uuid, Uuid)> may_write{
    "SELECT true FROM coaching.trainer_clients "
    "WHERE status = 'active' AND can_send_messages "
    "AND ((trainer_id = $1 AND client_id = $2) OR (trainer_id = $2 AND client_id = $1)) "
    "AND NOT EXISTS (SELECT FROM coaching.user_blocks "
    "  WHERE (blocker_id = $1 AND blocked_id = $2) OR (blocker_id = $2 AND blocked_id = $1)) "
    "LIMIT 1"};

bool can_message(Uuid other) {
    const identity::Caller& who = identity::caller();
    if (who.administers()) return true;
    if (!who.active || who.is(other)) return false;
    const Uuid self = *who.id;
    pg::AsOwner owner;
    return may_write.first(self, other).has_value();
}

}  // namespace

COACHING_FUNCTION(coaching_get_member_active_trainer, get_member_active_trainer);
COACHING_FUNCTION(coaching_coach_can_access_client_data, coach_can_access_client_data);
COACHING_FUNCTION(coaching_can_message, can_message);

}  // namespace coaching::relationships
