// The coaching page of a client, and what a client wants around sessions.

#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

constinit pg::Command<pg::Record(Uuid, bool)> set_sharing{
    "INSERT INTO coaching.session_settings AS s (client_id, share_context) VALUES ($1, $2) "
    "ON CONFLICT (client_id) DO UPDATE SET share_context = excluded.share_context RETURNING s"};

pg::Record update_session_settings(bool share_context) {
    const Uuid client = identity::require_user();
    pg::AsOwner owner;
    return set_sharing.one(client, share_context);
}

constinit pg::Query<pg::Json(Uuid)> coaching_page{
    "WITH coaches AS ("
    "  SELECT r.id, r.trainer_id, r.status, r.is_primary, r.connected_at, "
    "    coalesce(p.display_name, u.full_name) AS name, "
    "    coalesce(p.avatar_url, u.avatar_url) AS avatar_url, "
    "    p.headline, p.bio, p.specializations, p.certifications, p.rating_average, p.rating_count "
    "  FROM coaching.trainer_clients r JOIN coaching.users u ON u.id = r.trainer_id "
    "  JOIN coaching.trainer_profiles p ON p.trainer_id = r.trainer_id "
    "  WHERE r.client_id = $1 AND r.status IN ('active', 'paused')) "
    "SELECT jsonb_build_object("
    "  'state', CASE WHEN EXISTS (SELECT FROM coaches) THEN 'connected' ELSE 'unconnected' END, "
    "  'coaches', coalesce((SELECT jsonb_agg(jsonb_build_object("
    "      'relationship_id', id, 'trainer_id', trainer_id, 'name', name, "
    "      'avatar_url', avatar_url, "
    "      'headline', headline, 'bio', bio, 'specializations', specializations, "
    "      'certifications', certifications, 'rating_average', rating_average, "
    "      'rating_count', rating_count, 'status', status, 'is_primary', is_primary, "
    "      'connected_at', connected_at) ORDER BY is_primary DESC, connected_at, id) "
    "    FROM coaches), '[]'), "
    "  'interest', (SELECT jsonb_build_object('id', i.id, 'goals', i.goals, 'message', i.message, "
    "      'status', i.status, 'submitted_at', i.created_at) FROM coaching.coaching_interests i "
    "      WHERE i.client_id = $1 ORDER BY i.id DESC LIMIT 1), "
    "  'settings', coalesce((SELECT jsonb_build_object('share_context', s.share_context, "
    "      'reminder_channels', s.reminder_channels, "
    "      'reminder_minutes_before', s.reminder_minutes_before) "
    "      FROM coaching.session_settings s WHERE s.client_id = $1), "
    "    jsonb_build_object('share_context', false, 'reminder_channels', ARRAY['email'], "
    "      'reminder_minutes_before', 1440)))"};

pg::Json my_coaching() {
    const Uuid client = identity::require_user();
    pg::AsOwner owner;
    return coaching_page.one(client);
}

}  // namespace

COACHING_FUNCTION(coaching_update_session_settings, update_session_settings);
COACHING_FUNCTION(coaching_my_coaching, my_coaching);

}  // namespace coaching::relationships
