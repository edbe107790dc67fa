-- What the functions are measured against: the same rows in tables as an app's developer would make
-- them, and the function every guide has, in PL/pgSQL.

CREATE SCHEMA textbook;
CREATE TABLE textbook.trainers AS
    SELECT p.trainer_id AS id, p.display_name AS full_name, p.rating_average AS rating, u.time_zone
    FROM coaching.trainer_profiles p JOIN coaching.users u ON u.id = p.trainer_id;
ALTER TABLE textbook.trainers ADD PRIMARY KEY (id);
CREATE TABLE textbook.trainer_availability AS
    SELECT id, trainer_id, day_of_week, start_time, end_time FROM coaching.trainer_availability;
CREATE INDEX ON textbook.trainer_availability (trainer_id, day_of_week);
CREATE TABLE textbook.trainer_time_off AS
    SELECT id, trainer_id, start_date, end_date FROM coaching.trainer_time_off;
CREATE INDEX ON textbook.trainer_time_off (trainer_id);
CREATE TABLE textbook.bookings AS
    SELECT id, trainer_id, client_id, session_date, duration_minutes, status FROM coaching.bookings;
ALTER TABLE textbook.bookings ADD PRIMARY KEY (id);
CREATE INDEX ON textbook.bookings (trainer_id, session_date);

CREATE FUNCTION textbook.is_trainer_available(p_trainer_id uuid, p_session_date timestamptz, p_duration_minutes integer)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_local timestamp;
    v_local_end timestamp;
BEGIN
    SELECT p_session_date AT TIME ZONE t.time_zone INTO v_local FROM textbook.trainers t WHERE t.id = p_trainer_id;
    v_local_end := v_local + make_interval(mins => p_duration_minutes);
    IF NOT EXISTS (
        SELECT 1 FROM textbook.trainer_availability a
        WHERE a.trainer_id = p_trainer_id AND a.day_of_week = extract(dow FROM v_local)
          AND a.start_time <= v_local::time AND a.end_time >= v_local_end::time) THEN
        RETURN false;
    END IF;
    IF EXISTS (
        SELECT 1 FROM textbook.trainer_time_off o
        WHERE o.trainer_id = p_trainer_id AND v_local::date BETWEEN o.start_date AND o.end_date) THEN
        RETURN false;
    END IF;
    IF EXISTS (
        SELECT 1 FROM textbook.bookings b
        WHERE b.trainer_id = p_trainer_id AND b.status NOT IN ('cancelled', 'no_show')
          AND b.session_date < p_session_date + make_interval(mins => p_duration_minutes)
          AND b.session_date + make_interval(mins => b.duration_minutes) > p_session_date) THEN
        RETURN false;
    END IF;
    RETURN true;
END $$;

-- The same by somebody who knows that no session takes longer than a day.
CREATE FUNCTION textbook.is_trainer_available_tuned(p_trainer_id uuid, p_session_date timestamptz, p_duration_minutes integer)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_local timestamp;
    v_local_end timestamp;
BEGIN
    SELECT p_session_date AT TIME ZONE t.time_zone INTO v_local FROM textbook.trainers t WHERE t.id = p_trainer_id;
    v_local_end := v_local + make_interval(mins => p_duration_minutes);
    RETURN EXISTS (
        SELECT 1 FROM textbook.trainer_availability a
        WHERE a.trainer_id = p_trainer_id AND a.day_of_week = extract(dow FROM v_local)
          AND a.start_time <= v_local::time AND a.end_time >= v_local_end::time)
    AND NOT EXISTS (
        SELECT 1 FROM textbook.trainer_time_off o
        WHERE o.trainer_id = p_trainer_id AND v_local::date BETWEEN o.start_date AND o.end_date)
    AND NOT EXISTS (
        SELECT 1 FROM textbook.bookings b
        WHERE b.trainer_id = p_trainer_id AND b.status NOT IN ('cancelled', 'no_show')
          AND b.session_date < p_session_date + make_interval(mins => p_duration_minutes)
          AND b.session_date > p_session_date - interval '1 day'
          AND b.session_date + make_interval(mins => b.duration_minutes) > p_session_date);
END $$;

-- A thousand questions about one trainer each, and about all: half hours of two weeks.
CREATE TABLE textbook.asked AS
    SELECT who, md5(who)::uuid AS trainer_id, timestamptz '2030-06-03 00:00+02' + n % 672 * interval '30 minutes' AS at
    FROM (VALUES ('few past'), ('many past')) w (who), generate_series(1, 1000) n
    UNION ALL
    SELECT 'all', md5('trainer' || n * 7 % 10000 + 1)::uuid, timestamptz '2030-06-03 08:00+02' + n % 20 * interval '30 minutes'
    FROM generate_series(1, 1000) n;
CREATE INDEX ON textbook.asked (who);
GRANT USAGE ON SCHEMA textbook TO bench_scheduling;
GRANT SELECT ON textbook.asked TO bench_scheduling;

-- For the throughput of booking: the same rows, the two constraints and nothing else.
CREATE TABLE textbook.bare_bookings (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    trainer_id uuid NOT NULL,
    client_id uuid NOT NULL,
    session_date timestamptz NOT NULL,
    duration_minutes integer NOT NULL DEFAULT 60,
    status text NOT NULL DEFAULT 'scheduled',
    during tstzrange NOT NULL GENERATED ALWAYS AS (coaching.session_range(session_date, duration_minutes)) STORED,
    EXCLUDE USING gist (trainer_id WITH =, during WITH &&) WHERE (status IN ('scheduled', 'confirmed', 'completed')),
    EXCLUDE USING gist (client_id WITH =, during WITH &&) WHERE (status IN ('scheduled', 'confirmed', 'completed'))
);
INSERT INTO textbook.bare_bookings (id, trainer_id, client_id, session_date, duration_minutes, status)
    SELECT id, trainer_id, client_id, session_date, duration_minutes, status FROM coaching.bookings;
VACUUM ANALYZE;
