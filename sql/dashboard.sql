-- dashboard: what trainers and admins see of their business, counted by hand, and who may see it.
SET client_min_messages = warning;
SET time zone 'UTC';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');

-- The clock of a zone, from the beginning of its present day, week or month.
CREATE FUNCTION local(zone text, unit text, later interval) RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT (date_trunc(unit, now() AT TIME ZONE zone) + later) AT TIME ZONE zone $$;
CREATE FUNCTION stats(trainer text) RETURNS jsonb LANGUAGE sql AS $$ SELECT coaching.get_trainer_dashboard_stats(id(trainer)) $$;

-- Of a trainer with nothing, exactly these keys.
CALL be('tina');
SELECT jsonb_pretty(stats('tina'));
CALL be_trusted();

-- The trainer's own calendar decides what is today, this week and this month. A session at 23:30 on Sunday is this
-- week's, one at midnight after it is not; wherever the trainer lives. (One transaction, so that no midnight comes between.)
BEGIN;
INSERT INTO coaching.users (id, roles, time_zone) SELECT id(zone || unit), '{trainer}', zone
    FROM unnest('{UTC,Pacific/Kiritimati,Pacific/Niue,America/Los_Angeles,Europe/Berlin,Australia/Lord_Howe,Asia/Kathmandu}'::text[]) zone, unnest('{day,week,month}'::text[]) unit;
SET LOCAL row_security = off;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, status)
    SELECT id(u.time_zone || unit), u.id, local(u.time_zone, unit, at), 15, 'scheduled'
    FROM coaching.users u, (VALUES ('day', interval '-15 minutes'), ('day', '0'), ('day', '23:45'), ('day', '1 day'),
        ('week', '-30 minutes'), ('week', '0'), ('week', '6 days 23:30'), ('week', '7 days'),
        ('month', '-30 minutes'), ('month', '0'), ('month', '1 month -15 minutes'), ('month', '1 month')) s (unit, at)
    WHERE u.id = id(u.time_zone || unit);
SET LOCAL row_security = on;
SELECT u.time_zone, stats(u.time_zone || 'day') -> 'today_sessions' AS today, stats(u.time_zone || 'week') -> 'this_week_sessions' AS this_week,
    stats(u.time_zone || 'month') -> 'this_month_sessions' AS this_month
    FROM coaching.users u WHERE u.id = id(u.time_zone || 'day') ORDER BY 1;
ROLLBACK;

-- Sessions count while they are live: neither what was cancelled nor where nobody came.
BEGIN;
UPDATE coaching.users SET time_zone = 'Pacific/Auckland' WHERE id = id('tina');
SET LOCAL row_security = off;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, status)
    SELECT id('tina'), id('carl'), local('Pacific/Auckland', 'day', n * interval '20 minutes'), 15, status
    FROM unnest('{scheduled,confirmed,completed,cancelled,no_show}'::text[]) WITH ORDINALITY s (status, n);
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status) VALUES (id('tom'), id('cora'), now(), 'confirmed');
SET LOCAL row_security = on;
SELECT stats('tina') - '{total_clients,active_packages,total_sessions_remaining,total_revenue_this_month}'::text[] AS tina, stats('tom') -> 'today_sessions' AS tom;
ROLLBACK;

-- Lots: two of tina's to be used, of which tom sold one; one sold by tina which tom holds; and those that pay for nothing.
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned, coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS other;
INSERT INTO coaching.session_packages (id, name, sessions, price) VALUES (id('ten'), 'Ten', 10, 500);
SET row_security = off;
INSERT INTO coaching.client_packages (id, client_id, trainer_id, sold_by, package_id, name, sessions_total, sessions_remaining, price, currency, purchased_at, expires_at, status)
    SELECT id(lot), id('carl'), id(holder), id(seller), id('ten'), lot, 10, remaining, 500, 'EUR', now() - interval '400 days', now() + expires, status
    FROM (VALUES ('for ever', 'tina', 'tina', 7, NULL::interval, 'active'), ('moved here', 'tina', 'tom', 4, '1 hour', 'active'), ('moved away', 'tom', 'tina', 3, '9 days', 'active'),
        ('over, unnoticed', 'tina', 'tina', 2, '-1 second', 'active'), ('over', 'tina', 'tina', 1, '-9 days', 'expired'), ('used', 'tina', 'tina', 0, '9 days', 'exhausted'),
        ('paid back', 'tina', 'tina', 5, '9 days', 'refunded')) l (lot, holder, seller, remaining, expires, status);
RESET row_security;
SELECT who(t) AS trainer, coaching.get_trainer_dashboard_stats(t) -> 'active_packages' AS packages, coaching.get_trainer_dashboard_stats(t) -> 'total_sessions_remaining' AS sessions
    FROM unnest(ARRAY[id('tina'), id('tom')]) t;

-- Money: what tina sold, in the month of her clock and in her currency; given back is taken off.
BEGIN;
UPDATE coaching.users SET time_zone = 'America/Los_Angeles' WHERE id = id('tina');
SET LOCAL row_security = off;
INSERT INTO coaching.package_payments (client_package_id, client_id, trainer_id, kind, amount, currency, paid_at)
    SELECT id(lot), id('carl'), id(seller), kind, amount, currency, local('America/Los_Angeles', 'month', at)
    FROM (VALUES ('for ever', 'tina', 'payment', 500, 'EUR', interval '0'), ('for ever', 'tina', 'refund', 120.05, 'EUR', '1 month -1 microsecond'), ('moved away', 'tina', 'payment', 33.33, 'EUR', '3 days'),
        ('moved here', 'tom', 'payment', 90, 'EUR', '3 days'), ('for ever', 'tina', 'payment', 7000, 'EUR', '-1 microsecond'), ('for ever', 'tina', 'payment', 900, 'EUR', '1 month'),
        ('for ever', 'tina', 'payment', 250, 'CHF', '3 days')) p (lot, seller, kind, amount, currency, at);
SET LOCAL row_security = on;
SELECT stats('tina') ->> 'total_revenue_this_month' AS tina, stats('tom') ->> 'total_revenue_this_month' AS tom;
UPDATE coaching.trainer_profiles SET currency = 'CHF' WHERE trainer_id = id('tina');
SELECT stats('tina') ->> 'total_revenue_this_month' AS in_francs;
SET LOCAL row_security = off;
DELETE FROM coaching.package_payments WHERE kind = 'payment';
SET LOCAL row_security = on;
UPDATE coaching.trainer_profiles SET currency = 'EUR' WHERE trainer_id = id('tina');
SELECT stats('tina') ->> 'total_revenue_this_month' AS only_paid_back, stats('tom') ->> 'total_revenue_this_month' AS tom;
ROLLBACK;

-- Clients: carl shows everything, cleo no progress, cory nothing, pia is paused, eve's time is over, new has not answered.
SELECT coaching.set_primary_trainer(id('carl'), id('tina'));
CALL person('cleo');
CALL person('cory');
CALL person('pia');
CALL person('eve');
CALL person('new');
UPDATE coaching.users SET time_zone = 'Pacific/Auckland', phone = '+64 9', avatar_url = 'https://gym.test/carl' WHERE id = id('carl');
UPDATE coaching.users SET full_name = 'cory 100%_O''Neil' WHERE id = id('cory');
SELECT coaching.assign_trainer(id(name), id('tina')) IS NOT NULL AS assigned FROM unnest('{cleo,cory,pia,eve}'::text[]) name;
CALL be('cleo');
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE client_id = id('cleo');
CALL be('cory');
UPDATE coaching.trainer_clients SET can_view_progress = false, can_view_workouts = false WHERE client_id = id('cory');
CALL be('tina');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('pia');
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('eve');
UPDATE coaching.trainer_clients SET client_goals = '{strength}' WHERE client_id = id('carl');
CALL be_trusted();
SET row_security = off;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary) VALUES (id('tina'), id('new'), 'pending', true);
-- Sessions with tina and, nearer to now, with tom, cancelled or missed.
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, status)
    SELECT id(trainer), id('carl'), now() + at, 15, status
    FROM (VALUES ('tina', interval '-9 days', 'completed'), ('tina', '-8 days', 'no_show'), ('tina', '-7 days', 'cancelled'), ('tom', '-6 days', 'completed'),
        ('tom', '1 day', 'scheduled'), ('tina', '2 days', 'cancelled'), ('tina', '3 days', 'confirmed'), ('tina', '4 days', 'scheduled')) s (trainer, at, status);
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, status) VALUES (id('tina'), id('eve'), now() - interval '1 day', 15, 'completed');
-- The three weeks before this one were planned, three days each. Seven days a week are cleo's and cory's.
INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, title, created_by, start_date, ended_on, status)
    SELECT id('plan of ' || who(client_id)), id, trainer_id, client_id, 'Plan', trainer_id, local('Pacific/Auckland', 'week', '-42 days') AT TIME ZONE 'Pacific/Auckland',
        CASE who(client_id) WHEN 'carl' THEN local('Pacific/Auckland', 'week', '0') AT TIME ZONE 'Pacific/Auckland' END, CASE who(client_id) WHEN 'carl' THEN 'completed' ELSE 'active' END
    FROM coaching.trainer_clients WHERE who(client_id) IN ('carl', 'cleo', 'cory');
INSERT INTO coaching.workout_exercises (plan_id, client_id, day_of_week, exercise_name)
    SELECT id('plan of ' || name), id(name), day, 'Squat' FROM unnest('{carl,cleo,cory}'::text[]) name, unnest('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[]) WITH ORDINALITY d (day, n)
    WHERE name <> 'carl' OR n IN (1, 3, 5);
-- carl: twice, four times (a Sunday late at night among them) and once; the fourth of the four is one too many.
INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at)
    SELECT id('carl'), 'Squat', local('Pacific/Auckland', 'week', at)
    FROM unnest('{-21 days 10:00,-18 days 10:00,-14 days 10:00,-12 days 10:00,-11 days 10:00,-8 days 23:30,-5 days 10:00}'::interval[]) at;
INSERT INTO coaching.workout_logs (client_id, started_at) SELECT id(name), (now() AT TIME ZONE 'UTC' - interval '2 days') AT TIME ZONE 'UTC' FROM unnest('{cleo,cory,pia}'::text[]) name;
INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at) SELECT id(name), 'Squat', now() FROM unnest('{cleo,cory,pia}'::text[]) name;
RESET row_security;

-- In whole days; before 0 is to come.
CREATE FUNCTION ago(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$ SELECT round(extract(epoch FROM now() - at) / 86400) || ' days' $$;
CREATE FUNCTION clients(trainer text DEFAULT 'tina') RETURNS TABLE (client text, status text, packages bigint, sessions bigint, last text, next text, workout boolean, days int, week text, compliance numeric) LANGUAGE sql AS $$
    SELECT who(client_id), status, active_packages, sessions_remaining, ago(last_session_at), ago(next_session_at),
        last_workout_at IS NOT NULL, CASE WHEN who(client_id) <> 'carl' THEN days_since_workout END, week_done || '/' || week_due, compliance
    FROM coaching.get_trainer_clients(id(trainer)) $$;
CREATE FUNCTION pages(size int) RETURNS TABLE (page int, clients text, total bigint) LANGUAGE plpgsql AS $$
DECLARE
    after_row text;
BEGIN
    page := 1;
    LOOP
        SELECT string_agg(who(c.client_id), ' '), max(c.total), (array_agg(c.cursor))[count(*)] INTO clients, total, after_row
            FROM coaching.get_trainer_clients(id('tina'), max_rows => size, after => after_row) c;
        EXIT WHEN clients IS NULL;
        RETURN NEXT;
        page := page + 1;
    END LOOP;
END $$;
-- What somebody is answered, and how many rows of each view they see.
CREATE FUNCTION asked() RETURNS TABLE (stats text, clients text, house text, schedules bigint, capacities bigint, assignments bigint, details bigint) LANGUAGE sql AS $$
    SELECT attempt('SELECT stats(''tina'')'), attempt('SELECT * FROM clients()'), attempt('SELECT coaching.get_admin_dashboard_stats()'),
        (SELECT count(*) FROM coaching.trainer_schedule_overview), (SELECT count(*) FROM coaching.trainer_capacity_overview),
        (SELECT count(*) FROM coaching.client_assignment_overview), (SELECT count(*) FROM coaching.trainer_client_details) $$;
CREATE FUNCTION show_views() RETURNS TABLE (line text) LANGUAGE sql AS $$
    SELECT line COLLATE "C" FROM (SELECT 'schedule: ' || concat_ws(', ', trainer_name, total_clients, sessions_today, upcoming_sessions, available_sessions) AS line FROM coaching.trainer_schedule_overview
    UNION ALL SELECT 'capacity: ' || concat_ws(', ', trainer_name, active_clients, max_clients, free_places, at_capacity, utilisation, trainer_to_member_ratio) FROM coaching.trainer_capacity_overview
    UNION ALL SELECT 'assignment: ' || concat_ws(', ', client_name, trainer_name, status, is_primary, package_status, active_packages, sessions_remaining,
            ago(last_session_at), ago(next_session_at)) FROM coaching.client_assignment_overview
    UNION ALL SELECT 'details: ' || concat_ws(', ', trainer_name, client_name, client_email, client_phone, status, client_goals::text, package_name, package_status, sessions_total, sessions_remaining, price, currency)
        FROM coaching.trainer_client_details
    ) lines ORDER BY 1 $$;
CALL be('tina');
SELECT jsonb_pretty(to_jsonb(c) - '{relationship_id,connected_at,last_session_at,next_session_at,last_workout_at,days_since_workout,cursor}'::text[])
    FROM coaching.get_trainer_clients(id('tina'), 'carl') c;
SELECT * FROM clients();
SELECT last_workout_at = local('Pacific/Auckland', 'week', '-5 days 10:00') AS last_of_carl, days_since_workout = (now() AT TIME ZONE 'Pacific/Auckland')::date - (last_workout_at AT TIME ZONE 'Pacific/Auckland')::date AS by_his_calendar
    FROM coaching.get_trainer_clients(id('tina'), 'carl@GYM');
SELECT stats('tina') -> 'total_clients' AS "My Clients", max_clients FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
-- An admin sees what they like; the figures are those of the functions for one client.
CALL be('ada');
SELECT client, status, workout, days, week, compliance IS NOT NULL AS has_compliance FROM clients();
SELECT who(c.client_id) AS client, c.week_due = w.due AND c.week_done = w.done AS same_week,
    c.compliance IS NOT DISTINCT FROM coaching.client_compliance(c.client_id, date_trunc('week', now())::date - 21, now()::date) AS same_compliance
    FROM coaching.get_trainer_clients(id('tina')) c, coaching.get_weekly_summary(c.client_id, now()::date) w WHERE who(c.client_id) <> 'carl';

-- Page by page, active ones first; searched by name or address, taken literally.
CALL be('tina');
SELECT * FROM pages(1);
SELECT * FROM pages(3);
SELECT search, (SELECT string_agg(who(client_id), ' ') FROM coaching.get_trainer_clients(id('tina'), search)) FROM unnest('{CO,%_o,_,pia@gym,"",nobody,eve}'::text[]) search;
SELECT attempt($$SELECT * FROM coaching.get_trainer_clients(id('tina'), max_rows => 0)$$);
SELECT attempt($$SELECT * FROM coaching.get_trainer_clients(id('tina'), after => 'nonsense')$$);
SELECT attempt($$SELECT * FROM coaching.get_trainer_clients(id('tina'), repeat('x', 201))$$);
SELECT attempt(format($$SELECT * FROM coaching.get_trainer_clients(id('tina'), after => %L)$$, cursor)) FROM coaching.get_connections() LIMIT 1;

-- Who may: the trainer and admins, nobody else; about somebody who is no trainer there is nothing to see.
SELECT * FROM asked() \gx
CALL be('tom');
SELECT * FROM asked() \gx
CALL be('carl');
SELECT * FROM asked() \gx
SELECT attempt('SELECT stats(''carl'')'), attempt('SELECT * FROM clients(''carl'')');
CALL be('new');
SELECT * FROM asked() \gx
CALL be('stranger');
SELECT * FROM asked() \gx
CALL be('ada');
SELECT * FROM asked() \gx
SELECT attempt('SELECT stats(''nobody'')'), attempt('SELECT * FROM clients(''nobody'')'), attempt('SELECT stats(NULL)');
CALL be_nobody();
SELECT attempt('SELECT coaching.get_trainer_dashboard_stats(id(''tina''))'), attempt('SELECT coaching.get_admin_dashboard_stats()');
SELECT attempt('SELECT * FROM coaching.trainer_schedule_overview'), attempt('SELECT * FROM coaching.trainer_client_details');
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tom');
CALL be('tom');
SELECT attempt('SELECT stats(''tom'')'), attempt('SELECT * FROM clients(''tom'')'), (SELECT count(*) FROM coaching.trainer_schedule_overview) AS schedules, (SELECT count(*) FROM coaching.client_assignment_overview) AS assignments;
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('tom');

-- The views, as tina, carl and ada see them.
CALL be('tina');
SELECT * FROM show_views();
CALL be('carl');
SELECT * FROM show_views();
CALL be('ada');
SELECT * FROM show_views();
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = id('tina');
UPDATE coaching.trainer_profiles SET max_clients = 0 WHERE trainer_id = id('tom');
SELECT trainer_name, active_clients, max_clients, free_places, at_capacity, utilisation, trainer_to_member_ratio FROM coaching.trainer_capacity_overview ORDER BY 1;
SELECT attempt('UPDATE coaching.trainer_schedule_overview SET total_clients = 1');

-- The house: the sum of its trainers, and each of them. (Sessions of now and not of the days around it, which may lie in another week.)
CALL be_trusted();
CALL person('rex', 'client', 'trainer');
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('rex');
BEGIN;
SET LOCAL row_security = off;
DELETE FROM coaching.bookings;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status) VALUES (id('tina'), id('carl'), now(), 'confirmed'), (id('tom'), id('cora'), now(), 'completed');
INSERT INTO coaching.package_payments (client_package_id, client_id, trainer_id, kind, amount, currency) VALUES
    (id('for ever'), id('carl'), id('tina'), 'payment', 500, 'EUR'), (id('for ever'), id('carl'), id('tina'), 'refund', 0.01, 'EUR'), (id('moved here'), id('carl'), id('tom'), 'payment', 90, 'CHF');
SET LOCAL row_security = on;
CALL be('ada');
SELECT jsonb_pretty(coaching.get_admin_dashboard_stats());
COMMIT;
-- A plan is shared by people of one role: made for one, right for all.
SET plan_cache_mode = force_generic_plan;
CALL be('tina');
PREPARE schedules AS SELECT string_agg(trainer_name, ' ' ORDER BY trainer_name) FROM coaching.trainer_schedule_overview;
PREPARE assignments AS SELECT string_agg(client_name, ' ' ORDER BY client_name COLLATE "C") FROM coaching.client_assignment_overview;
EXECUTE schedules;
EXECUTE assignments;
CALL be('ada');
EXECUTE schedules;
EXECUTE assignments;
CALL be('carl');
EXECUTE schedules;
EXECUTE assignments;
RESET plan_cache_mode;

-- Among two thousand others a trainer's rows are found by index, and nobody else's are looked at.
CALL be_trusted();
SET row_security = off;
INSERT INTO coaching.users (id, full_name, roles) SELECT id('person ' || n), 'Person ' || n, CASE WHEN n > 2000 THEN '{client}' ELSE '{trainer}' END::text[] FROM generate_series(1, 6000) n;
INSERT INTO coaching.trainer_profiles (trainer_id, display_name) SELECT id('person ' || n), 'Person ' || n FROM generate_series(1, 2000) n;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary, accepted_at) SELECT id('person ' || n % 2000 + 1), id('person ' || n), 'active', true, now() FROM generate_series(2001, 6000) n;
INSERT INTO coaching.client_packages (client_id, trainer_id, sold_by, package_id, name, sessions_total, sessions_remaining, price, currency)
    SELECT client_id, trainer_id, trainer_id, id('ten'), 'Ten', 10, 10, 500, 'EUR' FROM coaching.trainer_clients WHERE is_primary;
RESET row_security;
ANALYZE coaching.users, coaching.trainer_profiles, coaching.trainer_clients, coaching.client_packages;
CREATE FUNCTION reads_everything(view_name text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE format('EXPLAIN SELECT * FROM coaching.%I', view_name) LOOP
        IF line LIKE '%Seq Scan%' THEN RETURN true; END IF;
    END LOOP;
    RETURN false;
END $$;
CREATE FUNCTION whole_tables_read() RETURNS TABLE (view text, reads_everything boolean) LANGUAGE sql AS $$
    SELECT v, reads_everything(v) FROM unnest('{trainer_schedule_overview,trainer_capacity_overview,client_assignment_overview,trainer_client_details}'::text[]) v $$;
CALL be('tina');
SELECT * FROM whole_tables_read();
CALL be('carl');
SELECT * FROM whole_tables_read();
CALL be('ada');
SELECT * FROM whole_tables_read();

-- A house without trainers has no ratio.
CALL clean_slate();
SELECT coaching.get_admin_dashboard_stats();

CALL be_trusted();
DROP FUNCTION local, stats, ago, clients, pages, asked, show_views, reads_everything, whole_tables_read;
DEALLOCATE ALL;
