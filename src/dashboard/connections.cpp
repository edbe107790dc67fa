// One's trainers and clients, a card each.

#include "base/cursor.hpp"
#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::dashboard {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;

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
        "  WHERE $2 IS NULL OR name_key LIKE lower($2)"
        "), page AS ("
        "  SELECT * FROM matching "
        "  WHERE $5 IS NULL OR (NOT is_primary, name_key, id) > ($4, $5, $6::uuid) "
        "  ORDER BY NOT is_primary, name_key, id LIMIT $3) "
        "SELECT id, other_id, name, avatar_url, rating_average, rating_count, active_clients, "
        "  specializations, bio, status, is_primary, connected_at, "
        "  greatest(connected_at, (SELECT session_date FROM coaching.bookings b "
        "    WHERE b.client_id = CASE WHEN trains_me THEN $1 ELSE other_id END "
        "    AND b.trainer_id = CASE WHEN trains_me THEN other_id ELSE $1 END "
        "    AND b.status = 'completed' AND b.session_date <= now() "
        "    ORDER BY session_date DESC LIMIT 1)), "
        "  total, name_key "
        "FROM page ORDER BY NOT is_primary, name_key, id"};

constexpr std::string_view connections_list = "connections";

struct Place {
    bool is_secondary = false;
    OptionalText name;
    OptionalText id;
};

Place read_cursor(const OptionalText& after) {
    if (!after) return {};
    const auto key = decode_cursor(connections_list, *after, 3);
    id_in_cursor(key[2]);
    return {key[0] == "t", pg::checked_text(key[1]), pg::Text(key[2])};
}

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
    const Place from = read_cursor(after);
    pg::AsOwner owner;
    pg::Rows<Card> cards(
        connection_page.all(self, pattern, max_rows, from.is_secondary, from.name, from.id));
    for (Card& card : cards) put_cursor(card);
    return cards;
}

}  // namespace

COACHING_FUNCTION(coaching_get_connections, get_connections);

}  // namespace coaching::dashboard
