-- people: profiles of trainers and clients.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
UPDATE coaching.users SET avatar_url = 'https://x.test/tina.png' WHERE id = id('tina');

-- The trainer role makes the profile, with the defaults the design names.
SELECT who(trainer_id), display_name, avatar_url, max_clients, active_clients, session_modes, currency, is_active,
    accepts_clients, is_listed, rating_average, rating_count FROM coaching.trainer_profiles ORDER BY 1;
SELECT buffer_before_minutes, buffer_after_minutes, min_notice, max_advance, slot_step_minutes, cancellation_window
FROM coaching.trainer_profiles WHERE trainer_id = id('tina');

-- It follows the person's name and picture until they are edited here.
CALL be('tina');
UPDATE coaching.users SET full_name = 'Tina T.', avatar_url = 'https://x.test/2.png' WHERE id = id('tina');
SELECT display_name, avatar_url FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
UPDATE coaching.trainer_profiles SET display_name = 'Coach Tina' WHERE trainer_id = id('tina');
UPDATE coaching.users SET full_name = 'Tina Turner', avatar_url = NULL WHERE id = id('tina');
SELECT display_name, avatar_url FROM coaching.trainer_profiles WHERE trainer_id = id('tina');

-- A trainer edits the own profile, as a whole row too, and nobody else's.
UPDATE coaching.trainer_profiles SET headline = 'Strength', bio = 'Since 1990', specializations = '{strength,yoga}',
    languages = '{en,de}', hourly_rate = 60, session_modes = '{gym,online}', max_clients = NULL, metadata = '{"a": 1}'
WHERE trainer_id = id('tina');
SELECT attempt($$UPDATE coaching.trainer_profiles SET headline = 'x' WHERE trainer_id = id('tom')$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id, headline) VALUES (id('tom'), 'x')
    ON CONFLICT (trainer_id) DO UPDATE SET trainer_id = excluded.trainer_id, headline = excluded.headline$$);
SELECT attempt($$DELETE FROM coaching.trainer_profiles WHERE trainer_id = id('tina')$$);
-- PostgREST's upsert names the key column as well
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id, headline, max_clients) VALUES (id('tina'), 'Power', 5)
    ON CONFLICT (trainer_id) DO UPDATE SET trainer_id = excluded.trainer_id, headline = excluded.headline,
    max_clients = excluded.max_clients RETURNING *$$);
SELECT headline, max_clients FROM coaching.trainer_profiles WHERE trainer_id = id('tina');

-- Maintained columns are nobody's to write: not the trainer's, not an admin's, not a trusted caller's.
SELECT attempt('UPDATE coaching.trainer_profiles SET rating_average = 5 WHERE trainer_id = id(''tina'')');
SELECT attempt('UPDATE coaching.trainer_profiles SET active_clients = 0 WHERE trainer_id = id(''tina'')');
CALL be('ada');
SELECT attempt('UPDATE coaching.trainer_profiles SET rating_count = 5 WHERE trainer_id = id(''tina'')');
CALL be_trusted();
SELECT column_name, attempt(format('UPDATE coaching.trainer_profiles SET %I = 3 WHERE trainer_id = id(''tina'')', column_name))
FROM unnest(ARRAY['active_clients', 'rating_average', 'rating_count', 'sessions_completed']) column_name;
SELECT attempt('UPDATE coaching.trainer_profiles SET search_text = ''x''');
SELECT attempt('UPDATE coaching.trainer_profiles SET active_clients = active_clients');
-- an insert that sets them is given the true ones
CALL person('theo');
INSERT INTO coaching.trainer_profiles (trainer_id, active_clients, rating_average, rating_count, sessions_completed)
    VALUES (id('theo'), 3, 5, 7, 9);
SELECT active_clients, rating_average, rating_count, sessions_completed FROM coaching.trainer_profiles WHERE trainer_id = id('theo');
-- and a profile made by a trusted caller makes a trainer
SELECT roles FROM coaching.users WHERE id = id('theo');

-- A client has no trainer's profile, nor gives one to somebody else.
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('carl'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('cora'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('unknown'))$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('unknown'))$$);
SELECT attempt($$UPDATE coaching.trainer_profiles SET trainer_id = id('carl') WHERE trainer_id = id('tina')$$);

-- The business side is the trainer's and the admins'; the commission is the admins' to set.
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id, commission_rate) VALUES (id('tina'), 0.9)$$);
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id, license_number) VALUES (id('tina'), 'L-1')$$);
SELECT attempt($$UPDATE coaching.trainer_business SET commission_rate = 1$$);
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id, commission_rate) VALUES (id('tina'), 0.9)
    ON CONFLICT (trainer_id) DO UPDATE SET trainer_id = excluded.trainer_id, commission_rate = excluded.commission_rate$$);
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id) VALUES (id('tom'))$$);
CALL be('ada');
SELECT attempt($$UPDATE coaching.trainer_business SET commission_rate = 0.6 WHERE trainer_id = id('tina')$$);
SELECT attempt($$UPDATE coaching.trainer_business SET commission_rate = 1.5 WHERE trainer_id = id('tina')$$);
SELECT attempt($$UPDATE coaching.trainer_business SET commission_rate = 'NaN' WHERE trainer_id = id('tina')$$);
CALL be('tina');
SELECT license_number, commission_rate FROM coaching.trainer_business;
SELECT attempt($$UPDATE coaching.trainer_business SET license_number = 'L-2', commission_rate = 0.6$$);
CALL be('tom');
SELECT attempt('SELECT * FROM coaching.trainer_business');
CALL be('carl');
SELECT attempt('SELECT * FROM coaching.trainer_business');
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id) VALUES (id('carl'))$$);

-- A client's profile is the client's, upserts included.
SELECT attempt($$INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('carl'), '{run}')$$);
SELECT attempt($$INSERT INTO coaching.client_profiles (client_id, goals, preferred_windows) VALUES
    (id('carl'), '{swim}', '[{"day_of_week": 1, "start": "18:00", "end": "20:00"}]')
    ON CONFLICT (client_id) DO UPDATE SET client_id = excluded.client_id, goals = excluded.goals, preferred_windows = excluded.preferred_windows$$);
SELECT attempt($$INSERT INTO coaching.client_profiles (client_id) VALUES (id('cora'))$$);
SELECT attempt($$UPDATE coaching.client_profiles SET client_id = id('cora')$$);
SELECT goals FROM coaching.client_profiles;
-- the active trainer reads it; others do not, nor once the relationship rests
CALL be('tina');
SELECT count(*) AS sees FROM coaching.client_profiles;
SELECT attempt($$UPDATE coaching.client_profiles SET goals = '{x}'$$);
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
CALL be('tina');
SELECT count(*) AS sees FROM coaching.client_profiles;
SELECT attempt($$UPDATE coaching.client_profiles SET goals = '{x}'$$);
CALL be('tom');
SELECT count(*) AS sees FROM coaching.client_profiles;
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused';
CALL be('tina');
SELECT count(*) AS sees FROM coaching.client_profiles;
CALL be('carl');
SELECT attempt($$DELETE FROM coaching.client_profiles$$);

-- The directory shows trainers who are active and listed, to everybody.
CALL be('tom');
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = id('tom');
SELECT who(trainer_id) FROM coaching.trainer_profiles ORDER BY 1;
CALL be_nobody();
SELECT who(trainer_id) FROM coaching.trainer_profiles ORDER BY 1;
SELECT attempt($$UPDATE coaching.trainer_profiles SET bio = 'x'$$);

-- promote_to_coach makes a trainer with an active profile.
CALL be('ada');
SELECT coaching.promote_to_coach(id('carl'), '{boxing}', 'Hits hard');
SELECT display_name, specializations, bio, is_active FROM coaching.trainer_profiles WHERE trainer_id = id('carl');
SELECT roles FROM coaching.users WHERE id = id('carl');
-- what it is not told stays
SELECT coaching.promote_to_coach(target_user_id => id('carl'));
SELECT coaching.promote_to_coach(id('carl'), coach_specializations => '{}', coach_bio => 'Softer now');
SELECT specializations, bio FROM coaching.trainer_profiles WHERE trainer_id = id('carl');
-- demoted, the profile rests; promoted again, it is what it was
SELECT coaching.demote_coach(id('carl'));
SELECT roles FROM coaching.users WHERE id = id('carl');
SELECT bio, is_active FROM coaching.trainer_profiles WHERE trainer_id = id('carl');
-- but not by the former trainer's own doing
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('carl')$$);
SELECT attempt($$UPDATE coaching.trainer_profiles SET bio = 'Retired' WHERE trainer_id = id('carl')$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id, is_active) VALUES (id('carl'), true)
    ON CONFLICT (trainer_id) DO UPDATE SET is_active = excluded.is_active$$);
CALL be('ada');
SELECT attempt($$UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('carl')$$);
SELECT coaching.promote_to_coach(id('carl'));
SELECT bio, is_active FROM coaching.trainer_profiles WHERE trainer_id = id('carl');
SELECT attempt($$SELECT coaching.promote_to_coach(id('unknown'))$$);
SELECT attempt($$SELECT coaching.promote_to_coach(id('cora'), '{a,NULL}')$$);
SELECT attempt($$SELECT coaching.promote_to_coach(id('cora'), '{{a},{b}}')$$);
SELECT attempt($$SELECT coaching.promote_to_coach(id('cora'), array_fill('x'::text, ARRAY[101]))$$);
SELECT attempt($$SELECT coaching.promote_to_coach(id('cora'), '{}', repeat('x', 20001))$$);
SELECT roles FROM coaching.users WHERE id = id('cora');
CALL be('tina');
SELECT attempt($$SELECT coaching.promote_to_coach(id('tina'))$$);

-- Values that make no sense are refused, one by one.
SELECT change, attempt('UPDATE coaching.trainer_profiles SET ' || change || ' WHERE trainer_id = id(''tina'')')
FROM unnest(ARRAY[
    'hourly_rate = -1', 'hourly_rate = ''NaN''', 'hourly_rate = ''Infinity''', 'hourly_rate = 99999999999', 'currency = ''eur''', 'currency = NULL',
    'years_experience = -1', 'session_modes = ''{gym,moon}''', 'session_modes = ''{NULL}''', 'latitude = 91', 'latitude = ''NaN''',
    'longitude = -181', 'service_radius_km = -1', 'max_clients = -1', 'max_clients = 0', 'slot_step_minutes = 0', 'buffer_before_minutes = -5',
    'min_notice = ''-1 hour''', 'max_advance = ''0''', 'cancellation_window = ''2 years''', 'social_links = ''[]''', 'metadata = ''7''',
    'specializations = ''{NULL}''', 'bio = repeat(''x'', 20001)', 'is_active = NULL']) WITH ORDINALITY c (change, n) ORDER BY n;
CALL be('carl');
INSERT INTO coaching.client_profiles (client_id) VALUES (id('carl'));
SELECT change, attempt('UPDATE coaching.client_profiles SET ' || change)
FROM unnest(ARRAY['budget_per_session = -1', 'budget_per_session = ''Infinity''', 'preferred_modes = ''{moon}''', 'required_language = ''x''',
    'preferred_windows = ''{}''', 'sessions_per_week = 51', 'goals = ''{NULL}''', 'latitude = ''Infinity''']) WITH ORDINALITY c (change, n) ORDER BY n;
CALL be_trusted();
