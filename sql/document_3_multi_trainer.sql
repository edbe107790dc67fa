-- document_3_multi_trainer: the third document, "MULTI-TRAINER SYSTEM", walked from top to bottom, with its own SQL.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('boss', 'client', 'trainer', 'admin');
CALL person('anna');
CALL person('ben');
SET search_path = coaching, public;

-- 1. Trainer management: professional info, business settings, performance, social links.
CALL be('boss');
UPDATE trainer_profiles SET certifications = '{CSCS}', specializations = '{strength}', years_experience = 9, max_clients = 25, social_links = '{"instagram": "@boss"}'
WHERE trainer_id = id('boss') RETURNING certifications, specializations, years_experience, max_clients, social_links, rating_average, sessions_completed;
INSERT INTO trainer_business (trainer_id, license_number, insurance_provider, insurance_policy_number, insurance_expires_on, commission_rate)
VALUES (id('boss'), 'L-1', 'Safe & Sound', 'P-9', '2041-12-31', 0.6) RETURNING license_number, insurance_provider, commission_rate;

-- Scenario 1: one trainer. Clients, packages and sessions are linked to them.
SELECT count(assign_trainer(id(c), id('boss'))) AS assigned FROM unnest(ARRAY['anna', 'ben']) c;
INSERT INTO session_packages (id, name, sessions, price, currency) VALUES (id('ten'), 'Ten sessions', 10, 450, 'EUR') RETURNING name, sessions, price;
SELECT sell_package(id('anna'), id('ten'), id('boss')) AS anna_package \gset
SELECT who(client_id) AS client, who(trainer_id) AS trainer, who(sold_by) AS "sold by", sessions_remaining, price FROM client_packages;

-- Scenario 2: a second trainer. (The document's users.role is roles here, given by an admin's function.)
INSERT INTO users (id, email, full_name) VALUES (id('trainer2'), 'trainer2@gym.com', 'New Trainer') RETURNING full_name, roles;
SELECT promote_to_coach(id('trainer2'));
CALL be_trusted();
INSERT INTO names VALUES (id('trainer2'), 'trainer2');
-- set their availability: Monday 9am-5pm
CALL be('trainer2');
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('trainer2'), 1, '09:00', '17:00') RETURNING day_of_week, start_time, end_time;
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode) VALUES (id('trainer2'), 2, '18:00', '20:00', 'online') RETURNING day_of_week, session_mode;
-- each trainer prices for themselves
INSERT INTO trainer_package_pricing (trainer_id, package_id, price) VALUES (id('trainer2'), id('ten'), 400) RETURNING price;
CALL be('boss');
SELECT assign_trainer(id('ben'), id('trainer2')) IS NOT NULL AS assigned;
SELECT sell_package(id('ben'), id('ten'), id('trainer2')) AS ben_package \gset
SELECT who(trainer_id) AS trainer, price FROM client_packages WHERE client_id = id('ben');

-- Scenario 3: a vacation blocks the calendar by itself.
CALL be('trainer2');
INSERT INTO trainer_time_off (trainer_id, start_date, end_date, type, reason) VALUES (id('trainer2'), '2040-03-05', '2040-03-11', 'vacation', 'Beach holiday') RETURNING type, reason;
SELECT attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-05 14:00+00')$$) AS during;
SELECT is_trainer_available(id('trainer2'), '2040-03-05 14:00+00', 60) AS during, is_trainer_available(id('trainer2'), '2040-03-12 14:00+00', 60) AS afterwards;

-- Scenario 4: ask, then book.
SELECT is_trainer_available(id('trainer2'), '2040-03-12 14:00+00', 60);
INSERT INTO bookings (client_id, trainer_id, client_package_id, session_date) VALUES (id('ben'), id('trainer2'), :'ben_package', '2040-03-12 14:00+00')
RETURNING who(client_id) AS client, who(trainer_id) AS trainer, status, duration_minutes;
SELECT sessions_remaining FROM client_packages WHERE client_id = id('ben');
-- no double booking, no hours that are none
SELECT is_trainer_available(id('trainer2'), '2040-03-12 14:30+00', 60) AS taken, (explain_availability(id('trainer2'), '2040-03-12 14:30+00', 60)).code AS because;
SELECT attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-12 14:30+00')$$) AS taken,
    attempt($$INSERT INTO bookings (client_id, trainer_id, session_date) VALUES (id('ben'), id('trainer2'), '2040-03-12 20:00+00')$$) AS after_hours;

-- trainer_session_notes: feedback, a rating of the performance, what comes next; read by the client
CALL be('boss');
INSERT INTO bookings (id, trainer_id, client_id, session_date, override_availability) VALUES (id('past'), id('trainer2'), id('ben'), now() - interval '2 hours', true);
CALL be('trainer2');
SELECT complete_booking(id('past'));
INSERT INTO trainer_session_notes (booking_id, feedback, performance_rating, next_session_recommendations) VALUES (id('past'), 'Strong finish.', 4, 'More rest.') RETURNING who(client_id) AS client, performance_rating;
CALL be('ben');
SELECT feedback, performance_rating, next_session_recommendations FROM trainer_session_notes;
CALL be('anna');
SELECT count(*) AS "of somebody else" FROM trainer_session_notes;

-- Row level security.
-- trainers only access their own data
CALL be_trusted();
CREATE FUNCTION public.seen() RETURNS TABLE (clients text, bookings bigint, packages bigint, availability bigint) LANGUAGE sql AS $$
    SELECT (SELECT string_agg(DISTINCT who(client_id), ' ') FROM coaching.trainer_clients WHERE status = 'active'), (SELECT count(*) FROM coaching.bookings),
        (SELECT count(*) FROM coaching.client_packages), (SELECT count(*) FROM coaching.trainer_availability) $$;
CALL be('trainer2');
SELECT * FROM seen();
SELECT count(*) AS "what is the boss's" FROM trainer_business;
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
SELECT table_name, count(*) > 0 AS logged FROM audit_log WHERE table_name IN ('trainer_clients', 'client_packages', 'bookings', 'trainer_time_off') GROUP BY 1 ORDER BY 1;
CALL be_trusted();

-- Technical details: indexes on all foreign keys (see install), row level security on all tables, calendars apart.
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity;
DROP FUNCTION public.seen;
RESET search_path;
CALL clean_slate();
