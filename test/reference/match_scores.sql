-- Matching once more, written as plain SQL by the words of its description: what the extension's scores
-- are compared with, in the tests number by number and in the benchmarks for speed.

CREATE SCHEMA reference;

-- Minutes of the week in UTC, from Sunday 00:00, that hours by a clock so far ahead of UTC are.
CREATE FUNCTION reference.week_minutes(day int, start time, finish time, minutes_east int) RETURNS int4multirange
    LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT int4multirange(int4range(s, least(s + length, 10080)), int4range(0, greatest(s + length - 10080, 0)))
    FROM (SELECT extract(epoch FROM start)::int / 60, extract(epoch FROM finish)::int / 60) AS t (s0, e0),
        LATERAL (SELECT ((day * 1440 + s0 - minutes_east) % 10080 + 10080) % 10080,
            CASE WHEN e0 <= s0 THEN e0 + 1440 - s0 ELSE e0 - s0 END) AS l (s, length);
END;

CREATE FUNCTION reference.minutes(hours int4multirange) RETURNS bigint LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT coalesce(sum(upper(r) - lower(r)), 0) FROM unnest(hours) AS r;
END;

CREATE VIEW reference.clocks AS
    SELECT zone, extract(epoch FROM (now() AT TIME ZONE zone) - (now() AT TIME ZONE 'UTC'))::int / 60 AS minutes_east,
        (now() AT TIME ZONE zone)::date AS today
    FROM (SELECT DISTINCT time_zone AS zone FROM coaching.users) z;

CREATE VIEW reference.weights AS
    SELECT factor, coalesce(w.weight, d.weight) AS weight
    FROM (VALUES ('goals', 25::float8), ('price', 12), ('session_mode', 8), ('language', 8), ('distance', 8), ('rating', 8),
        ('experience', 4), ('capacity', 3), ('availability', 20), ('response_rate', 4)) AS d (factor, weight)
        LEFT JOIN coaching.match_weights w USING (factor);

CREATE VIEW reference.wishes AS
    SELECT u.id AS client_id, c.budget_per_session::float8 AS budget, c.currency, c.preferred_modes AS modes, c.latitude, c.longitude,
        ARRAY(SELECT DISTINCT lower(w) FROM unnest(c.goals || c.preferred_specializations) w) AS needs,
        ARRAY(SELECT DISTINCT split_part(lower(l), '-', 1) FROM unnest(c.languages || c.required_language) l WHERE l IS NOT NULL) AS languages,
        split_part(lower(c.required_language), '-', 1) AS required_language,
        h.hours, CASE WHEN c.sessions_per_week > 0 THEN least(reference.minutes(h.hours), 60 * c.sessions_per_week)
            ELSE reference.minutes(h.hours) END AS minutes
    FROM coaching.users u JOIN reference.clocks k ON k.zone = u.time_zone LEFT JOIN coaching.client_profiles c ON c.client_id = u.id
        LEFT JOIN LATERAL (SELECT range_agg(r) AS hours
            FROM jsonb_to_recordset(c.preferred_windows) AS w (day_of_week int, start time, "end" time),
                unnest(reference.week_minutes(w.day_of_week, w.start, w."end", k.minutes_east)) AS r) h ON true;

-- Every trainer for one client, with the similarities; NULL where a side is silent.
CREATE FUNCTION reference.similarities(client uuid, only_to_be_had boolean DEFAULT false)
    RETURNS TABLE (trainer_id uuid, goals float8, price float8, session_mode float8, language float8, distance float8, rating float8,
        experience float8, capacity float8, availability float8, response_rate float8)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH mine AS MATERIALIZED (SELECT * FROM reference.wishes WHERE client_id = similarities.client)
    SELECT t.trainer_id,
        CASE WHEN w.needs <> '{}' AND t.specializations <> '{}' THEN
            (SELECT count(DISTINCT lower(s)) FROM unnest(t.specializations) s WHERE lower(s) = ANY (w.needs))::float8 / cardinality(w.needs) END,
        CASE WHEN w.currency = t.currency AND w.budget IS NOT NULL AND t.hourly_rate IS NOT NULL THEN
            CASE WHEN t.hourly_rate::float8 <= w.budget THEN 1 WHEN w.budget = 0 THEN 0
                ELSE greatest(0, 1 - (t.hourly_rate::float8 - w.budget) / (0.5::float8 * w.budget)) END END,
        CASE WHEN w.modes <> '{}' AND t.session_modes <> '{}' THEN (w.modes && t.session_modes)::int END,
        CASE WHEN w.languages <> '{}' AND t.languages <> '{}' THEN
            (EXISTS (SELECT FROM unnest(t.languages) l WHERE split_part(lower(l), '-', 1) = ANY (w.languages)))::int END,
        CASE WHEN 'online' = ANY (w.modes) AND 'online' = ANY (t.session_modes) THEN 1 ELSE exp(-d.km / 10) END,
        CASE WHEN t.rating_count > 0 THEN ((5 * 4 + t.rating_average::float8 * t.rating_count) / (5 + t.rating_count) - 1) / 4 END,
        CASE WHEN t.years_experience > 10 THEN 1 ELSE t.years_experience / 10::float8 END,
        CASE WHEN t.max_clients IS NULL THEN 1 WHEN t.active_clients >= t.max_clients THEN 0
            ELSE (t.max_clients - t.active_clients)::float8 / t.max_clients END,
        CASE WHEN w.minutes > 0 AND o.said THEN least(1, reference.minutes(o.hours * w.hours)::float8 / w.minutes) END,
        (r.answered + 1)::float8 / (r.received + 2)
    FROM mine w CROSS JOIN coaching.trainer_profiles t
        CROSS JOIN LATERAL (SELECT 2 * 6371.0088::float8 * asin(sqrt(sin(radians(t.latitude - w.latitude) / 2) ^ 2
            + cos(radians(w.latitude)) * cos(radians(t.latitude)) * sin(radians(t.longitude - w.longitude) / 2) ^ 2))) AS d0 (km)
        CROSS JOIN LATERAL (SELECT CASE WHEN d0.km <= 200 THEN d0.km WHEN d0.km > 200 THEN 7000 END) AS d (km)
        LEFT JOIN (
            SELECT a.trainer_id, true AS said, coalesce(range_agg(m), '{}') AS hours
            FROM coaching.trainer_availability a JOIN coaching.users u ON u.id = a.trainer_id JOIN reference.clocks k ON k.zone = u.time_zone
                CROSS JOIN mine
                LEFT JOIN LATERAL unnest(reference.week_minutes(a.day_of_week, a.start_time, a.end_time, k.minutes_east)) AS m
                    ON a.session_mode IS NULL OR coalesce(mine.modes, '{}') = '{}' OR a.session_mode = ANY (mine.modes)
            WHERE k.today + (a.day_of_week - extract(dow FROM k.today)::int + 7) % 7
                BETWEEN coalesce(a.effective_from, '-infinity') AND coalesce(a.effective_until, 'infinity')
            GROUP BY a.trainer_id) o USING (trainer_id)
        LEFT JOIN (
            SELECT to_user_id AS trainer_id, count(responded_at) AS answered, count(*) AS received
            FROM (SELECT to_user_id, responded_at, created_at, status, row_number() OVER (PARTITION BY to_user_id ORDER BY id DESC) AS place
                FROM coaching.connection_requests) q
            WHERE place <= 100 AND (responded_at IS NOT NULL OR (status <> 'cancelled' AND created_at < now() - interval '2 days'))
            GROUP BY to_user_id) r USING (trainer_id)
    WHERE (NOT only_to_be_had OR (
        t.is_active AND t.accepts_clients AND (t.max_clients IS NULL OR t.active_clients < t.max_clients) AND t.trainer_id <> w.client_id
        AND (w.required_language IS NULL
            OR EXISTS (SELECT FROM unnest(t.languages) l WHERE split_part(lower(l), '-', 1) = w.required_language))
        AND NOT EXISTS (SELECT FROM coaching.user_blocks b WHERE b.blocker_id = t.trainer_id AND b.blocked_id = w.client_id)
        AND NOT EXISTS (SELECT FROM coaching.user_blocks b WHERE b.blocker_id = w.client_id AND b.blocked_id = t.trainer_id)
        AND NOT EXISTS (SELECT FROM coaching.trainer_clients c
            WHERE c.client_id = w.client_id AND c.trainer_id = t.trainer_id AND c.status IN ('active', 'paused'))));
END;

CREATE FUNCTION reference.scores(client uuid, only_to_be_had boolean DEFAULT false)
    RETURNS TABLE (trainer_id uuid, score int, confidence float8)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH w AS (SELECT max(weight) FILTER (WHERE factor = 'goals') AS goals, max(weight) FILTER (WHERE factor = 'price') AS price,
            max(weight) FILTER (WHERE factor = 'session_mode') AS session_mode, max(weight) FILTER (WHERE factor = 'language') AS language,
            max(weight) FILTER (WHERE factor = 'distance') AS distance, max(weight) FILTER (WHERE factor = 'rating') AS rating,
            max(weight) FILTER (WHERE factor = 'experience') AS experience, max(weight) FILTER (WHERE factor = 'capacity') AS capacity,
            max(weight) FILTER (WHERE factor = 'availability') AS availability, max(weight) FILTER (WHERE factor = 'response_rate') AS response_rate,
            sum(weight) AS everything
        FROM reference.weights),
    s AS MATERIALIZED (SELECT * FROM reference.similarities(scores.client, scores.only_to_be_had)),
    sums AS (SELECT s.trainer_id,
            coalesce(w.goals * s.goals, 0) + coalesce(w.price * s.price, 0) + coalesce(w.session_mode * s.session_mode, 0)
                + coalesce(w.language * s.language, 0) + coalesce(w.distance * s.distance, 0) + coalesce(w.rating * s.rating, 0)
                + coalesce(w.experience * s.experience, 0) + coalesce(w.capacity * s.capacity, 0)
                + coalesce(w.availability * s.availability, 0) + coalesce(w.response_rate * s.response_rate, 0) AS reached,
            CASE WHEN s.goals IS NULL THEN 0 ELSE w.goals END + CASE WHEN s.price IS NULL THEN 0 ELSE w.price END
                + CASE WHEN s.session_mode IS NULL THEN 0 ELSE w.session_mode END + CASE WHEN s.language IS NULL THEN 0 ELSE w.language END
                + CASE WHEN s.distance IS NULL THEN 0 ELSE w.distance END + CASE WHEN s.rating IS NULL THEN 0 ELSE w.rating END
                + CASE WHEN s.experience IS NULL THEN 0 ELSE w.experience END + CASE WHEN s.capacity IS NULL THEN 0 ELSE w.capacity END
                + CASE WHEN s.availability IS NULL THEN 0 ELSE w.availability END
                + CASE WHEN s.response_rate IS NULL THEN 0 ELSE w.response_rate END AS spoken, w.everything
        FROM s, w)
    SELECT sums.trainer_id, CASE WHEN spoken > 0 THEN floor(100 * (reached / spoken) + 0.5)::int ELSE 0 END,
        CASE WHEN everything > 0 THEN round((100 * spoken / everything)::numeric)::float8 / 100 ELSE 0 END
    FROM sums;
END;
