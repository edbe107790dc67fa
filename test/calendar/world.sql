-- A trainer whose sessions, clients and notes do their worst to a calendar.
SET client_min_messages = warning;
DO $$
BEGIN
    IF to_regrole('anon') IS NULL THEN CREATE ROLE anon NOLOGIN; END IF;
END $$;
CREATE EXTENSION coaching CASCADE;

CREATE FUNCTION person(name text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(name)::uuid;
CREATE FUNCTION booking(name text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('booking ' || name)::uuid;

INSERT INTO coaching.users (id, full_name, roles) VALUES
    (person('tina'), 'Tina', '{client,trainer}'),
    (person('tom'), 'Tom', '{client,trainer}'),
    (person('short'), 'Zoë', '{client}'),
    -- Every character of these is at a fold in one line or another.
    (person('umlauts'), repeat('Jürgen Müller-Lüdenscheidt ', 9) || 'ß', '{client}'),
    (person('emoji'), 'Ana 🏋️‍♀️' || repeat('🤸🏽‍♂️', 20), '{client}'),
    (person('hostile'), E'Eve\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged\r\nSUMMARY:forged', '{client}'),
    (person('nameless'), NULL, '{client}'),
    (person('blocker'), 'Blanche Blocker', '{client}');
UPDATE coaching.trainer_profiles SET display_name = E'Tina; Stark, \\ & Söhne\nGmbH' WHERE trainer_id = person('tina');

SELECT coaching.assign_trainer(person('short'), person('tina')) \g /dev/null

-- As a restore puts them there: of every status, at any time, with nobody asked.
SET row_security = off;
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (person('blocker'), person('tina'));
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes, status, session_mode, location, notes, version, created_at, updated_at)
    SELECT booking(name), person('tina'), person(client), date_trunc('hour', now()) + days * interval '1 day' + interval '7.25 seconds',
        minutes, status, mode, location, notes, version, now() - interval '100 days 1.75 seconds', now() - least(version, 50) * interval '1 hour 0.5 seconds'
    FROM (VALUES
        ('done', 'short', -91, 60, 'completed', 'gym', NULL, NULL, 2),
        ('missed', 'short', -20, 60, 'no_show', 'gym', 'Halle 3; Tür B, links', 'not seen', 1),
        ('off', 'short', -10, 60, 'cancelled', 'online', NULL, 'ill', 7),
        ('planned', 'umlauts', 2, 90, 'scheduled', 'home_visit', repeat('Königsstraße ', 30), repeat('Knöchel über Fuß, ', 200), 0),
        ('sure', 'emoji', 3, 45, 'confirmed', NULL, NULL, repeat('🏃🏿‍♀️ läuft ', 150), 0),
        ('off too', 'emoji', 4, 1, 'cancelled', NULL, 'Gym 🏟️', NULL, 2147483647),
        ('injected', 'hostile', 5, 1440, 'confirmed', 'gym', E'x\nATTACH:http://evil.test/',
            E'\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:forged\r\n DESCRIPTION:folded\u2028BEGIN:VALARM\u0085END:VCALENDAR;TZID=x,"q"', 0),
        ('escaped', 'hostile', 7, 60, 'confirmed', 'gym', E'\\', E'\\n \\\\N \\, \\; \\ \\\n\\\\n;;,,::"\t tab \x01\x0b\x0c\x1b\x7f\u009b.', 0),
        ('bare', 'nameless', 8, 60, 'scheduled', NULL, NULL, NULL, 0),
        ('secret', 'blocker', 9, 60, 'confirmed', 'gym', NULL, 'after the quarrel', 0),
        ('moved', 'short', 10, 60, 'scheduled', 'gym', NULL, 'weekly', 3)
    ) AS b (name, client, days, minutes, status, mode, location, notes, version);
-- Spaces that fold wherever: lines of any length.
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, notes)
    SELECT booking('length ' || n), person('tina'), person('short'), date_trunc('hour', now()) + interval '30 days' + n * interval '1 hour',
        repeat('x', n) || repeat(' ä€🏋', 20) FROM generate_series(0, 90) AS n;
-- What is not told: too long ago, another trainer's.
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, notes) VALUES
    (booking('ancient'), person('tina'), person('short'), now() - interval '93 days', 'ancient'),
    (booking('elsewhere'), person('tom'), person('short'), now() + interval '1 day', 'elsewhere');
RESET row_security;
