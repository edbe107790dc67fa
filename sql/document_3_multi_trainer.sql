-- document_3_multi_trainer: the third document, "MULTI-TRAINER SYSTEM", walked from top to bottom, with its own SQL.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
CALL clean_slate();
CALL person('boss', 'client', 'trainer', 'admin');
SET search_path = coaching, public;

-- 1. Trainer management: professional info, business settings, performance, social links.
CALL be('boss');
UPDATE trainer_profiles SET certifications = '{CSCS}', specializations = '{strength}', years_experience = 9, max_clients = 25, social_links = '{"instagram": "@boss"}', currency = 'EUR'
WHERE trainer_id = id('boss') RETURNING certifications, specializations, years_experience, max_clients, social_links, rating_average, sessions_completed;
INSERT INTO trainer_business (trainer_id, license_number, insurance_provider, insurance_policy_number, insurance_expires_on, commission_rate)
VALUES (id('boss'), 'L-1', 'Safe & Sound', 'P-9', '2041-12-31', 0.6) RETURNING license_number, insurance_provider, commission_rate;


-- Scenario 1: one trainer. All clients auto-assigned, packages and sessions linked to them.
INSERT INTO settings (key, value) VALUES ('auto_assign', 'only_trainer') RETURNING key, value;
CALL be_trusted();
CALL person('anna');
CALL person('ben');
CALL be('boss');
SELECT who(client_id) AS client, who(trainer_id) AS trainer, status, is_primary FROM trainer_clients ORDER BY 1;
INSERT INTO session_packages (id, name, sessions, price, currency) VALUES (id('ten'), 'Ten sessions', 10, 450, 'EUR') RETURNING name, sessions, price;
SELECT sell_package(id('anna'), id('ten'), id('boss')) AS anna_package \gset
SELECT who(client_id) AS client, who(trainer_id) AS trainer, who(sold_by) AS "sold by", sessions_remaining, price FROM client_packages;
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time, location) SELECT id('boss'), day, '08:00', '20:00', 'Gym' FROM generate_series(1, 6) day;
INSERT INTO bookings (id, client_id, trainer_id, session_date) SELECT id(b), id('anna'), id('boss'), at FROM (VALUES ('a monday', timestamptz '2040-03-19 14:00+00'), ('a wednesday', '2040-03-21 10:00+00')) t (b, at)
RETURNING who(client_id) AS client, who(client_package_id) IS NOT NULL AS paid_by_package, location;
SELECT full_name, email, active_packages, sessions_remaining, last_session_at, next_session_at, total FROM get_trainer_clients(trainer_id => id('boss'));

-- Scenario 2: a second trainer. (The document's users.role is roles here: named by a trusted caller, else given by promote_to_coach.)
CALL be_trusted();
INSERT INTO users (id, email, full_name, roles)
VALUES (id('trainer2'), 'trainer2@gym.com', 'New Trainer', '{trainer}') RETURNING full_name, roles;
INSERT INTO names VALUES (id('trainer2'), 'trainer2');
SELECT count(*) AS "the new trainer is nobody's client" FROM trainer_clients WHERE client_id = id('trainer2');
-- set their availability: Monday 9am-5pm
CALL be('trainer2');
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('trainer2'), 1, '09:00', '17:00') RETURNING day_of_week, start_time, end_time;
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode) VALUES (id('trainer2'), 2, '18:00', '20:00', 'online') RETURNING day_of_week, session_mode;
-- each trainer prices for themselves
INSERT INTO trainer_package_pricing (trainer_id, package_id, price) VALUES (id('trainer2'), id('ten'), 400) RETURNING price;
INSERT INTO session_packages (trainer_id, name, sessions, price) VALUES (id('trainer2'), 'Trial', 1, 10) RETURNING name, who(trainer_id) AS trainer, price;
-- assign some clients to the new trainer
SELECT attempt($$SELECT transfer_client_to_trainer(id('ben'), id('boss'), id('trainer2'), 'Mine!')$$) AS "takes a client";
CALL be('boss');
SELECT transfer_client_to_trainer(
    id('ben'),
    id('boss'),
    id('trainer2'),
    'Load balancing'
) - 'transfer_id' - 'details' - 'created_at' - 'client_id' - 'from_trainer_id' - 'to_trainer_id' - 'transferred_by' AS report;
-- with packages and sessions to come: the Monday keeps its time, the Wednesday becomes the nearest free one
SELECT transfer_client_to_trainer(client_id => id('anna'), from_trainer => id('boss'), to_trainer => id('trainer2')) AS report \gset
SELECT key, value FROM jsonb_each(:'report'::jsonb) WHERE key ~ '_(transferred|moved|rescheduled|cancelled)$' ORDER BY key;
SELECT b ->> 'outcome' AS outcome, b ->> 'from' AS "from", b ->> 'to' AS "to", b ->> 'code' AS code FROM jsonb_array_elements(:'report'::jsonb -> 'details' -> 'bookings') b ORDER BY 2;
SELECT who(trainer_id) AS trainer, session_date, status FROM bookings WHERE client_id = id('anna') ORDER BY session_date;
SELECT who(trainer_id) AS trainer, who(sold_by) AS "sold by", sessions_total, sessions_remaining FROM client_packages;
-- the audit trail, for the three people and admins
SELECT who(client_id) AS client, who(from_trainer_id) AS "from", who(to_trainer_id) AS "to", reason, who(transferred_by) AS by, packages_transferred, sessions_transferred, bookings_moved, bookings_rescheduled, bookings_cancelled
FROM client_transfers ORDER BY id;
SELECT who(client_id) AS client, who(trainer_id) AS trainer, status FROM trainer_clients ORDER BY 1, 2;
CALL be('ben');
SELECT who(client_id) AS client, reason FROM client_transfers;
SELECT kind FROM notifications ORDER BY id;
-- back again
CALL be('trainer2');
SELECT transfer_client_to_trainer(id('anna'), id('trainer2'), id('boss'), 'Prefers mornings') -> 'bookings_moved' AS moved;
CALL be('boss');
SELECT attempt($$SELECT transfer_client_to_trainer(id('anna'), id('trainer2'), id('boss'))$$) AS "not trainer2's any more";
SELECT sell_package(id('ben'), id('ten'), id('trainer2')) AS ben_package \gset
SELECT who(trainer_id) AS trainer, price FROM client_packages WHERE client_id = id('ben');

-- Scenario 3: a vacation blocks the calendar by itself.
CALL be('trainer2');
INSERT INTO trainer_time_off (trainer_id, start_date, end_date, type, reason) VALUES (id('trainer2'), '2040-03-05', '2040-03-11', 'vacation', 'Beach holiday') RETURNING type, reason;
INSERT INTO trainer_time_off (trainer_id, start_date, end_date, type, reason)
VALUES (
  id('trainer2'),
  '2025-11-01',
  '2025-11-07',
  'vacation',
  'Beach holiday'
) RETURNING start_date, end_date;
SELECT attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-05 14:00+00')$$) AS during;
SELECT is_trainer_available(id('trainer2'), '2040-03-05 14:00+00', 60) AS during, is_trainer_available(id('trainer2'), '2040-03-12 14:00+00', 60) AS afterwards;

SELECT (explain_availability(id('trainer2'), '2040-03-05 14:00+00', 60)).code AS because, (SELECT count(*) FROM get_available_slots(id('trainer2'), '2040-03-05', '2040-03-11')) AS slots;
-- a session booked before is reported, not lost
CALL be('boss');
INSERT INTO bookings (id, client_id, trainer_id, session_date) VALUES (id('in the way'), id('ben'), id('trainer2'), '2040-04-02 10:00') RETURNING status;
CALL be('trainer2');
INSERT INTO trainer_time_off (id, trainer_id, start_date, end_date, type) VALUES (id('sick'), id('trainer2'), '2040-04-02', '2040-04-03', 'sick') RETURNING type;
SELECT who(client_id) AS client, session_date FROM time_off_conflicts(id('sick'));
SELECT cancel_booking(id('in the way'), 'Ill') -> 'refunded' AS refunded;

-- Scenario 4: ask, then book. (The document's day has passed; a Monday to come.)
SELECT is_trainer_available(
  id('trainer2'),
  '2025-10-30 14:00:00',
  60
) AS "in the past";
SELECT is_trainer_available(
  id('trainer2'),
  '2040-03-12 14:00:00',
  60
);
INSERT INTO bookings (client_id, trainer_id, client_package_id, session_date)
VALUES (id('ben'), id('trainer2'), :'ben_package', '2040-03-12 14:00:00')
RETURNING who(client_id) AS client, who(trainer_id) AS trainer, status, duration_minutes;
SELECT sessions_remaining FROM client_packages WHERE client_id = id('ben');
-- no double booking, no hours that are none
SELECT is_trainer_available(id('trainer2'), '2040-03-12 14:30+00', 60) AS taken, (explain_availability(id('trainer2'), '2040-03-12 14:30+00', 60)).code AS because;
SELECT attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-12 14:30+00')$$) AS taken,
    attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-12 20:00+00')$$) AS after_hours;

-- trainer_session_notes: feedback, a rating of the performance, what comes next; read by the client
CALL be('boss');
INSERT INTO bookings (id, trainer_id, client_id, session_date, duration_minutes, override_availability) VALUES (id('past'), id('trainer2'), id('ben'), date_trunc('day', now()), 5, true);
CALL be('trainer2');
SELECT complete_booking(id('past'));
INSERT INTO trainer_session_notes (booking_id, feedback, performance_rating, next_session_recommendations) VALUES (id('past'), 'Strong finish.', 4, 'More rest.') RETURNING who(client_id) AS client, performance_rating;
CALL be('ben');
SELECT feedback, performance_rating, next_session_recommendations FROM trainer_session_notes;
CALL be('anna');
SELECT count(*) AS "of somebody else" FROM trainer_session_notes;

SELECT rating_average, sessions_completed FROM trainer_profiles WHERE trainer_id = id('trainer2');

-- Scenario 5: the trainer's dashboard, with these keys and no others.
CALL be('trainer2');
SELECT jsonb_pretty(get_trainer_dashboard_stats(id('trainer2')));
SELECT array_agg(key ORDER BY key) = ARRAY['active_packages', 'this_month_sessions', 'this_week_sessions', 'today_sessions', 'total_clients', 'total_revenue_this_month', 'total_sessions_remaining'] AS exactly FROM jsonb_object_keys(get_trainer_dashboard_stats(id('trainer2'))) key;
SELECT attempt($$SELECT get_trainer_dashboard_stats(id('boss'))$$) AS "another's";
-- revenue is what was paid less what was paid back, of whoever sold
CALL be_trusted();
INSERT INTO package_payments (client_package_id, kind, amount) VALUES (:'ben_package', 'refund', 100.50) RETURNING who(trainer_id) AS trainer, currency;
CALL be('boss');
SELECT who(t) AS trainer, get_trainer_dashboard_stats(t) -> 'total_revenue_this_month' AS revenue FROM unnest(ARRAY[id('boss'), id('trainer2')]) t;
-- the admin's dashboard: all trainers, their performance and revenue, and the whole
SELECT jsonb_pretty(get_admin_dashboard_stats());

-- Views.
SELECT trainer_name, total_clients, sessions_today, upcoming_sessions, available_sessions FROM trainer_schedule_overview ORDER BY 1;
SELECT client_name, trainer_name, status, package_status, active_packages, sessions_remaining, last_session_at::date = now()::date AS "last is today's", next_session_at FROM client_assignment_overview ORDER BY 1;
SELECT trainer_name, client_name, client_email, package_name, package_status, sessions_remaining || ' of ' || sessions_total AS sessions, price, currency FROM trainer_client_details ORDER BY 1, 2;
CALL be('trainer2');
SELECT trainer_name FROM trainer_schedule_overview;
SELECT client_name FROM client_assignment_overview;
SELECT client_name, package_name FROM trainer_client_details;
CALL be('anna');
SELECT count(*) AS schedules FROM trainer_schedule_overview;
SELECT client_name, trainer_name, sessions_remaining FROM client_assignment_overview;
SELECT attempt($$SELECT * FROM get_trainer_clients(id('boss'))$$) AS clients, attempt($$SELECT get_trainer_dashboard_stats(id('boss'))$$) AS stats;

-- Row level security.
-- trainers only access their own data
CALL be_trusted();
CREATE FUNCTION public.seen() RETURNS TABLE (clients text, bookings bigint, packages bigint, availability bigint) LANGUAGE sql AS $$
    SELECT (SELECT string_agg(DISTINCT who(client_id), ' ') FROM coaching.trainer_clients WHERE status = 'active'), (SELECT count(*) FROM coaching.bookings),
        (SELECT count(*) FROM coaching.client_packages), (SELECT count(*) FROM coaching.trainer_availability) $$;
CALL be('trainer2');
SELECT * FROM seen();
SELECT count(*) AS "what is the boss's" FROM trainer_business;
SELECT attempt($$INSERT INTO trainer_time_off (trainer_id, start_date, end_date, type) VALUES (id('boss'), '2040-05-01', '2040-05-02', 'vacation')$$) AS "another's time off", attempt($$INSERT INTO trainer_package_pricing (trainer_id, package_id, price) VALUES (id('boss'), id('ten'), 1)$$) AS "another's price",
    attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('anna'), id('boss'), '2040-05-07 10:00')$$) AS "another's session", attempt($$UPDATE trainer_profiles SET bio = 'x' WHERE trainer_id = id('boss')$$) AS "another's profile";
-- clients their own, and their trainer's basic info; nothing of each other
CALL be('anna');
SELECT * FROM seen();
SELECT full_name FROM users ORDER BY 1;
SELECT display_name FROM trainer_profiles ORDER BY 1;
CALL be('ben');
SELECT * FROM seen();
SELECT full_name FROM users ORDER BY 1;
-- admins everything
CALL be('boss');
SELECT * FROM seen();
-- and all changes are logged
SELECT table_name, count(*) > 0 AS logged FROM audit_log WHERE table_name IN ('trainer_clients', 'client_packages', 'bookings', 'trainer_time_off', 'client_transfers') GROUP BY 1 ORDER BY 1;
CALL be_trusted();

-- Technical details: indexes on all foreign keys (see install), row level security on all tables, calendars apart.
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity;
DROP FUNCTION public.seen;
RESET search_path;
CALL clean_slate();
