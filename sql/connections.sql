-- connections: what people see of their relationships, and the trainer directory.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('theo', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, assigned_at) VALUES
    (id('tina'), id('carl'), 'active', '2024-01-02'), (id('tom'), id('carl'), 'active', '2024-01-01'),
    (id('tina'), id('cora'), 'active', '2024-01-03'), (id('tina'), id('theo'), 'active', '2024-01-04');

-- get_member_active_trainer: the primary one; for the client, an active trainer, an admin.
CALL be('carl');
SELECT assignment_id IS NOT NULL AS has_id, who(trainer_id), trainer_name, assigned_at FROM coaching.get_member_active_trainer(id('carl'));
CALL be('tom');
SELECT trainer_name FROM coaching.get_member_active_trainer(p_member_id => id('carl'));
CALL be('ada');
SELECT trainer_name FROM coaching.get_member_active_trainer(id('carl'));
CALL be('cora');
SELECT count(*) AS told FROM coaching.get_member_active_trainer(id('carl'));
CALL be('theo');
SELECT count(*) AS told FROM coaching.get_member_active_trainer(id('carl'));
-- without a primary it is the longest-serving; without an active one there is no row
CALL be('carl');
UPDATE coaching.trainer_clients SET is_primary = false WHERE is_primary;
SELECT trainer_name FROM coaching.get_member_active_trainer(id('carl'));
CALL be('ada');
SELECT count(*) AS rows FROM coaching.get_member_active_trainer(id('ada'));
SELECT count(*) AS rows FROM coaching.get_member_active_trainer(id('unknown'));
SELECT count(*) AS rows FROM coaching.get_member_active_trainer(NULL);

-- coach_can_access_client_data: each kind of data has its flag; for the two of them and admins.
CALL be('carl');
SELECT coaching.set_primary_trainer(id('carl'), id('tina'));
UPDATE coaching.trainer_clients SET can_view_progress = false, can_create_programs = false WHERE trainer_id = id('tina');
CREATE TEMP VIEW kinds AS SELECT unnest(ARRAY['profile', 'workouts', 'progress', 'analytics', 'programs', 'messages']) AS kind;
GRANT SELECT ON kinds TO PUBLIC;
SELECT kind, coaching.coach_can_access_client_data(id('tina'), id('carl'), kind) AS tina,
    coaching.coach_can_access_client_data(id('tom'), id('carl'), kind) AS tom,
    coaching.coach_can_access_client_data(id('theo'), id('carl'), kind) AS theo FROM kinds;
CALL be('tina');
SELECT kind, coaching.coach_can_access_client_data(coach_user_id => id('tina'), client_user_id => id('carl'), data_type => kind) AS told,
    coaching.can_access(id('carl'), kind) AS by_policy FROM kinds;
SELECT attempt($$SELECT coaching.coach_can_access_client_data(id('tom'), id('carl'), 'profile')$$);
SELECT attempt($$SELECT coaching.coach_can_access_client_data(id('tina'), id('carl'), 'photos')$$);
SELECT coaching.coach_can_access_client_data(id('tina'), id('unknown'), 'profile') AS unknown;
CALL be('cora');
SELECT attempt($$SELECT coaching.coach_can_access_client_data(id('tina'), id('carl'), 'profile')$$);
-- paused is no access
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT coaching.coach_can_access_client_data(id('tina'), id('carl'), 'profile') AS paused;
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tina');

-- can_message: where active and allowed; admins to all.
SELECT who(id(p)), coaching.can_message(id(p)) FROM unnest(ARRAY['tina', 'tom', 'theo', 'cora', 'carl', 'unknown']) WITH ORDINALITY x (p, n) ORDER BY n;
UPDATE coaching.trainer_clients SET can_send_messages = false WHERE trainer_id = id('tina');
SELECT coaching.can_message(id('tina')) AS to_trainer;
CALL be('tina');
SELECT coaching.can_message(id('carl')) AS to_client, coaching.can_message(id('cora')) AS to_other_client;
CALL be('ada');
SELECT coaching.can_message(id('carl'));
CALL be('dora');
SELECT coaching.can_message(id('tina'));
CALL be_nobody();
SELECT attempt($$SELECT coaching.can_message(id('tina'))$$);

-- get_connections: a card each, the primary first, then by name.
CALL be('carl');
SELECT who(user_id), full_name, client_count, status, is_primary, connected_at IS NOT NULL AS connected, total FROM coaching.get_connections();
CALL be('tina');
SELECT who(user_id), full_name, client_count, status, is_primary, total FROM coaching.get_connections();
SELECT full_name, total FROM coaching.get_connections(search => 'AR');
SELECT full_name FROM coaching.get_connections('%');
SELECT full_name FROM coaching.get_connections('_');
SELECT count(*) AS all FROM coaching.get_connections('');
SELECT count(*) AS none FROM coaching.get_connections('zzz');
-- a page continues where the one before ended, also over names that are equal or changed meanwhile
SELECT full_name, total, cursor FROM coaching.get_connections(max_rows => 1) \gset first_
SELECT :'first_full_name' AS first;
SELECT full_name, total FROM coaching.get_connections(max_rows => 2, after => :'first_cursor');
SELECT full_name, cursor FROM coaching.get_connections(max_rows => 1, after => :'first_cursor') \gset second_
SELECT :'second_full_name' AS second;
SELECT full_name FROM coaching.get_connections(max_rows => 10, after => :'second_cursor');
CALL be_trusted();
UPDATE coaching.users SET full_name = 'Equal' WHERE id IN (id('carl'), id('cora'), id('theo'));
UPDATE coaching.trainer_profiles SET display_name = 'Equal' WHERE trainer_id = id('theo');
CREATE FUNCTION pages(size int) RETURNS TABLE (page int, names text) LANGUAGE plpgsql AS $$
DECLARE
    last text;
BEGIN
    FOR page IN 1..10 LOOP
        SELECT string_agg(who(user_id), ' '), max(cursor) FILTER (WHERE n = size) INTO names, last
        FROM coaching.get_connections(NULL, size, last) WITH ORDINALITY c (relationship_id, user_id, full_name, avatar_url,
            rating_average, rating_count, client_count, specializations, bio, status, is_primary, connected_at,
            last_contact_at, total, cursor, n);
        EXIT WHEN names IS NULL;
        pages.page := page;
        RETURN NEXT;
        EXIT WHEN last IS NULL;
    END LOOP;
END $$;
CALL be('tina');
SELECT count(*) AS pages, count(DISTINCT names) AS people FROM pages(1);
SELECT cardinality(string_to_array(string_agg(names, ' '), ' ')) AS people FROM pages(2);

-- paused ones stay, ended and proposed ones do not, nor does anybody else's
CALL be('cora');
UPDATE coaching.trainer_clients SET status = 'paused';
SELECT who(user_id), status FROM coaching.get_connections();
UPDATE coaching.trainer_clients SET status = 'terminated';
SELECT count(*) FROM coaching.get_connections();

-- sizes and cursors must make sense
SELECT attempt('SELECT coaching.get_connections(max_rows => 0)');
SELECT attempt('SELECT coaching.get_connections(max_rows => 1001)');
SELECT attempt('SELECT coaching.get_connections(max_rows => NULL)');
SELECT attempt($$SELECT coaching.get_connections(after => '')$$);
SELECT attempt($$SELECT coaching.get_connections(after => 'damaged')$$);
SELECT attempt(format('SELECT coaching.get_connections(after => %L)', repeat('A', 100000)));
SELECT attempt($$SELECT coaching.get_connections(search => repeat('x', 201))$$);
CALL be('tina');
SELECT attempt(format('SELECT coaching.search_trainers(after => %L)', :'first_cursor'));
CALL be_nobody();
SELECT attempt('SELECT coaching.get_connections()');

-- search_trainers: the directory, best rated first.
CALL be_trusted();
SET row_security = off;
UPDATE coaching.trainer_profiles SET rating_average = 4.5, rating_count = 2 WHERE trainer_id = id('tom');
RESET row_security;
UPDATE coaching.trainer_profiles SET display_name = 'Tina T.', headline = 'Strength and 100% focus', bio = E'Über Kraft\nand yoga_flow',
    specializations = '{Strength,Yoga}', languages = '{de,en}', hourly_rate = 60, session_modes = '{gym,online}' WHERE trainer_id = id('tina');
UPDATE coaching.trainer_profiles SET display_name = 'Tom', specializations = '{Boxing}', languages = '{en}', hourly_rate = 40,
    max_clients = NULL WHERE trainer_id = id('tom');
UPDATE coaching.trainer_profiles SET display_name = 'Theo', specializations = '{yoga}', hourly_rate = NULL, session_modes = '{home_visit}' WHERE trainer_id = id('theo');
CREATE FUNCTION found(query text DEFAULT NULL, specializations text[] DEFAULT NULL, session_mode text DEFAULT NULL,
    max_rate numeric DEFAULT NULL, language text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(display_name, ', ' ORDER BY display_name)
    FROM coaching.search_trainers(found.query, found.specializations, found.session_mode, found.max_rate, found.language) $$;
CALL be_nobody();
SELECT display_name, specializations, session_modes, hourly_rate, currency, rating_average, client_count, free_places, accepts_clients
FROM coaching.search_trainers(max_rows => 1);
SELECT display_name, free_places FROM coaching.search_trainers() ORDER BY 1;
SELECT found('TINA') AS name, found('strength focus') AS all_words, found('strength boxing') AS not_all, found('yoga') AS in_bio,
    found('100%') AS percent, found('a_f') AS underscore, found('Über') AS umlaut, found('  ') AS blank, found('\') AS backslash;
SELECT found(specializations => '{YOGA}') AS yoga, found(specializations => '{yoga,boxing}') AS any_of, found(specializations => '{}') AS no_filter,
    found(session_mode => 'online') AS online, found(max_rate => 40) AS rate, found(max_rate => 39.99) AS too_dear,
    found(language => 'DE') AS german, found('tina', '{yoga}', 'gym', 60, 'en') AS all_at_once;
SELECT attempt($$SELECT coaching.search_trainers(session_mode => 'moon')$$);
SELECT attempt($$SELECT coaching.search_trainers(max_rows => 0)$$);
SELECT attempt($$SELECT coaching.search_trainers(query => repeat('x ', 101))$$);
SELECT attempt($$SELECT coaching.search_trainers(specializations => '{NULL}')$$);
SELECT attempt($$SELECT coaching.search_trainers(after => 'x')$$);
SELECT count(*) FROM coaching.search_trainers(max_rate => 'NaN');
-- pages
SELECT display_name, cursor FROM coaching.search_trainers(max_rows => 1) \gset page1_
SELECT :'page1_display_name' AS first;
SELECT count(*) AS rest, bool_or(display_name = :'page1_display_name') AS again FROM coaching.search_trainers(after => :'page1_cursor');
-- who is not listed or rests is not found, nor who has a block with the one who asks, either way
CALL be('tom');
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = id('tom');
CALL be_nobody();
SELECT found();
CALL be('cora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cora'), id('tina'));
SELECT found();
CALL be('theo');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('theo'), id('cora'));
CALL be('cora');
SELECT found();
CALL be('carl');
SELECT found();
-- nor is a trainer who is deactivated
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('theo');
CALL be('carl');
SELECT found();
CALL be_trusted();
DROP FUNCTION pages, found;
