// What people see of their relationships.

#include "base/cursor.hpp"
#include "base/failure.hpp"
#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "relationships/visibility.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;

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

// The card of a connection, and the key it is sorted by.
using Card = std::tuple<Uuid, Uuid, OptionalText, OptionalText, std::optional<pg::Numeric>,
                        OptionalInt, OptionalInt, std::optional<pg::Vector<pg::Text>>, OptionalText,
                        pg::Text, bool, OptionalTime, OptionalTime, std::int64_t, pg::Text>;

// Each person is looked up by key: OFFSET 0 keeps the planner from reading all of a table instead,
// so that a page costs what one's own connections cost, however many others there are.
constinit pg::Query<Card(Uuid, OptionalText, std::int32_t, bool, OptionalText, OptionalText)>
    connection_page{
        "WITH mine AS ("
        "  SELECT id, trainer_id AS other_id, true AS trains_me, status, is_primary, connected_at "
        "  FROM coaching.trainer_clients "
        "  WHERE client_id = $1 AND status IN ('active', 'paused') "
        "  UNION ALL "
        "  SELECT id, client_id, false, status, is_primary, connected_at "
        "  FROM coaching.trainer_clients "
        "  WHERE trainer_id = $1 AND status IN ('active', 'paused')"
        "), cards AS ("
        "  SELECT m.*, coalesce(p.display_name, u.full_name) AS name, "
        "    coalesce(p.avatar_url, u.avatar_url) AS avatar_url, p.rating_average, p.rating_count, "
        "    p.active_clients, p.specializations, p.bio, "
        "    lower(coalesce(p.display_name, u.full_name, '')) AS name_key "
        "  FROM mine m "
        "  CROSS JOIN LATERAL (SELECT full_name, avatar_url, roles FROM coaching.users "
        "    WHERE id = m.other_id OFFSET 0) u "
        "  LEFT JOIN LATERAL (SELECT * FROM coaching.trainer_profiles WHERE trainer_id = "
        "m.other_id "
        "    AND (m.trains_me OR 'trainer' = ANY (u.roles)) OFFSET 0) p ON true"
        "), matching AS ("
        "  SELECT *, count(*) OVER () AS total FROM cards "
        "  WHERE $2 IS NULL OR name_key LIKE lower($2)) "
        "SELECT id, other_id, name, avatar_url, rating_average, rating_count, active_clients, "
        "  specializations, bio, status, is_primary, connected_at, "
        "  connected_at, total, name_key "
        "FROM matching "
        "WHERE $5 IS NULL OR (NOT is_primary, name_key, id) > ($4, $5, $6::uuid) "
        "ORDER BY NOT is_primary, name_key, id LIMIT $3"};

constexpr std::string_view connections_list = "connections";

/// Replaces the sort key in the last column by the cursor made of it.
void put_cursor(Card& card) {
    const Uuid::Text id = std::get<0>(card).text();
    const std::string_view key[] = {std::get<10>(card) ? "f" : "t", std::get<14>(card), id};
    std::get<14>(card) = pg::Text(encode_cursor(connections_list, key));
}

pg::Rows<Card> get_connections(OptionalText search, std::int32_t max_rows, OptionalText after) {
    require_page_size(max_rows);
    const Uuid self = identity::require_user();
    OptionalText pattern;
    if (search && !search->empty()) pattern = pg::Text(pattern_containing(*search));
    bool after_secondary = false;
    OptionalText after_name;
    OptionalText after_id;
    if (after) {
        const auto key = decode_cursor(connections_list, *after, 3);
        if (!Uuid::parse(key[2]))
            throw Failure(Token::invalid_argument, "the cursor given as \"after\" is damaged");
        after_secondary = key[0] == "t";
        after_name = pg::checked_text(key[1]);
        after_id = pg::Text(key[2]);
    }
    pg::AsOwner owner;
    pg::Rows<Card> cards(
        connection_page.all(self, pattern, max_rows, after_secondary, after_name, after_id));
    for (Card& card : cards) put_cursor(card);
    return cards;
}

}  // namespace

COACHING_FUNCTION(coaching_get_member_active_trainer, get_member_active_trainer);
COACHING_FUNCTION(coaching_coach_can_access_client_data, coach_can_access_client_data);
COACHING_FUNCTION(coaching_can_message, can_message);
COACHING_FUNCTION(coaching_get_connections, get_connections);

}  // namespace coaching::relationships
