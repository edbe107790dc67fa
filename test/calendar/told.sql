-- What the feed must tell, as the tables have it: an object per session, in order. `secrets` is what
-- free/busy must not.
CREATE TEMP TABLE told AS
    SELECT b.*, CASE WHEN NOT EXISTS (SELECT FROM coaching.user_blocks k WHERE k.blocker_id = b.client_id) THEN u.full_name END AS client
    FROM coaching.bookings b JOIN coaching.users u ON u.id = b.client_id
    WHERE b.trainer_id = person('tina') AND b.session_date > now() - interval '92 days';
CREATE FUNCTION pg_temp.utc(instant timestamptz) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"');
SELECT json_build_object(
    'name', (SELECT display_name FROM coaching.trainer_profiles WHERE trainer_id = person('tina')),
    'sessions', (SELECT json_agg(json_build_object(
        'id', id, 'SEQUENCE', version, 'DTSTAMP', pg_temp.utc(updated_at), 'LAST-MODIFIED', pg_temp.utc(updated_at), 'CREATED', pg_temp.utc(created_at),
        'DTSTART', pg_temp.utc(session_date), 'DTEND', pg_temp.utc(session_date + duration_minutes * interval '1 minute'),
        'SUMMARY', coalesce(client, 'Session'), 'DESCRIPTION', notes, 'LOCATION', coalesce(location, session_mode),
        'STATUS', CASE status WHEN 'scheduled' THEN 'TENTATIVE' WHEN 'cancelled' THEN 'CANCELLED' ELSE 'CONFIRMED' END,
        'TRANSP', CASE status WHEN 'cancelled' THEN 'TRANSPARENT' ELSE 'OPAQUE' END) ORDER BY session_date, id) FROM told),
    'secrets', (SELECT json_agg(DISTINCT secret) FROM (
        SELECT unnest(regexp_split_to_array(concat_ws(E'\n', full_name, notes, location, session_mode), '[\s,;:"\\]+')) AS secret
        FROM coaching.bookings b JOIN coaching.users u ON u.id IN (b.client_id, b.trainer_id)) AS words
        WHERE length(secret) > 3 AND secret !~ '^(BEGIN|END|VEVENT|VCALENDAR|SUMMARY)$'));
