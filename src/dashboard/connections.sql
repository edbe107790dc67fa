-- dashboard: what people see of each other at a glance.

CREATE FUNCTION coaching.get_connections(search text DEFAULT NULL, max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS TABLE (relationship_id uuid, user_id uuid, full_name text, avatar_url text, rating_average numeric,
        rating_count integer, client_count integer, specializations text[], bio text, status text,
        is_primary boolean, connected_at timestamptz, last_contact_at timestamptz, total bigint, cursor text)
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_get_connections';
COMMENT ON FUNCTION coaching.get_connections(text, integer, text) IS
    'The caller''s connected trainers and clients (active and paused), a card each, primary first, then by name; search finds part of the name. last_contact_at is the last session the two have had, or since when they are connected; total counts all that match; pass the last cursor as after for the next page. Errors: permission_denied, invalid_argument.';
