// Who wants to begin with the caller, best match first.

#include "base/cursor.hpp"
#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using Lead = std::tuple<Uuid, Uuid, OptionalText, OptionalText, OptionalText, pg::Vector<pg::Text>,
                        OptionalText, pg::Text, OptionalInt, pg::Timestamp, std::int64_t, pg::Text>;

// In the order of connection_requests_leads_idx, so that a page costs a page. OFFSET 0 keeps the
// planner from reading all people instead of looking up these.
constinit pg::Query<Lead(Uuid, std::int32_t, OptionalInt, std::optional<Uuid>)> lead_page{
    "WITH page AS ("
    "  SELECT id, from_user_id, message, status, match_percentage, created_at, "
    "    coalesce(match_percentage, -1) AS rank "
    "  FROM coaching.connection_requests "
    "  WHERE to_user_id = $1 AND status IN ('pending', 'deferred') "
    "    AND ($3 IS NULL OR coalesce(match_percentage, -1) < $3 "
    "         OR (coalesce(match_percentage, -1) = $3 AND id > $4)) "
    "  ORDER BY coalesce(match_percentage, -1) DESC, id LIMIT $2) "
    "SELECT p.id, p.from_user_id, u.full_name, u.avatar_url, u.experience_level, "
    "  coalesce(c.goals, '{}'), p.message, p.status, p.match_percentage, p.created_at, "
    "  (SELECT count(*) FROM coaching.connection_requests "
    "   WHERE to_user_id = $1 AND status IN ('pending', 'deferred')), p.rank::text "
    "FROM page p "
    "CROSS JOIN LATERAL (SELECT full_name, avatar_url, experience_level FROM coaching.users "
    "  WHERE id = p.from_user_id OFFSET 0) u "
    "LEFT JOIN LATERAL (SELECT goals FROM coaching.client_profiles "
    "  WHERE client_id = p.from_user_id OFFSET 0) c ON true "
    "ORDER BY p.rank DESC, p.id"};

constexpr std::string_view leads_list = "leads";

struct Place {
    OptionalInt rank;
    std::optional<Uuid> request;
};

Place read_cursor(const OptionalText& after) {
    if (!after) return {};
    const auto key = decode_cursor(leads_list, *after, 2);
    return {number_in_cursor<std::int32_t>(key[0]), id_in_cursor(key[1])};
}

void put_cursor(Lead& lead) {
    const Uuid::Text id = std::get<0>(lead).text();
    const std::string_view key[] = {std::get<11>(lead), id};
    std::get<11>(lead) = pg::Text(encode_cursor(leads_list, key));
}

pg::Rows<Lead> get_leads(std::int32_t max_rows, OptionalText after) {
    require_page_size(max_rows);
    const Uuid trainer = identity::require_user();
    const Place from = read_cursor(after);
    pg::AsOwner owner;
    pg::Rows<Lead> leads(lead_page.all(trainer, max_rows, from.rank, from.request));
    for (Lead& lead : leads) put_cursor(lead);
    return leads;
}

}  // namespace

COACHING_FUNCTION(coaching_get_leads, get_leads);

}  // namespace coaching::relationships
