-- interests: a client without a trainer tells the house, admins follow up until one is assigned; what a client
-- shares; the coaching page in both its states.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('abe', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

CREATE FUNCTION news() RETURNS TABLE (who text, kind text, client text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind, who((payload ->> 'client_id')::uuid) FROM heard ORDER BY 2, 1, 3 $$;
-- The page without ids and times.
CREATE FUNCTION page() RETURNS text LANGUAGE sql AS $$
    SELECT jsonb_pretty(regexp_replace(regexp_replace(p::text, '"[0-9a-f]{8}-[0-9a-f-]{27}"', '"…"', 'g'), '"\d{4}-\d\d-\d\dT[^"]+"', '"…"', 'g')::jsonb)
    FROM coaching.my_coaching() p $$;

-- Unconnected: the page is the form.
CALL be('carl');
SELECT page();

-- Submitting: the house has it, every admin hears of it; submitting again changes it and is no second one.
SELECT coaching.submit_coaching_interest('{strength,sleep}', 'Mornings, please.') AS interest \gset
SELECT id = :'interest' AS given, who(client_id) AS client, goals, message, status, handled_by FROM coaching.coaching_interests;
SELECT * FROM news();
SELECT coaching.submit_coaching_interest(ARRAY['running'], NULL) = :'interest' AS the_same_one;
SELECT goals, message, status FROM coaching.coaching_interests;
SELECT count(*) AS news FROM news();
SELECT coaching.my_coaching() ->> 'state' AS state, coaching.my_coaching() -> 'interest' ->> 'status' AS interest, coaching.my_coaching() -> 'interest' -> 'goals' AS goals;
-- nothing said is also something
CALL be('cleo');
SELECT coaching.submit_coaching_interest() IS NOT NULL AS submitted;
SELECT goals, message, status FROM coaching.coaching_interests;

-- Each client sees their own, a trainer none, admins all.
CALL be('tina');
SELECT count(*) FROM coaching.coaching_interests;
CALL be('ada');
SELECT who(client_id) AS client, goals, status FROM coaching.coaching_interests ORDER BY id;

-- The admin's workflow: contacted, then a trainer assigned, which matches it by itself; the client hears of each step.
CALL be_trusted();
SELECT count(*) > 0 AS some_news FROM news();
CALL be('ada');
UPDATE coaching.coaching_interests SET status = 'contacted' WHERE client_id = id('carl') RETURNING status, who(handled_by) AS handled_by;
CALL be('carl');
SELECT coaching.submit_coaching_interest('{running,jumping}') = :'interest' AS still_the_same_one;
CALL be('abe');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT status, who(handled_by) AS handled_by, goals FROM coaching.coaching_interests WHERE id = :'interest';
SELECT origin, who(assigned_by) AS assigned_by, is_primary FROM coaching.trainer_clients WHERE client_id = id('carl');
SELECT * FROM news();

-- Connected: the page is the coach's profile and the settings.
CALL be('tina');
UPDATE coaching.trainer_profiles SET display_name = 'Tina Strong', headline = 'Lifts', bio = 'Twenty years.', specializations = '{strength}',
    certifications = '{CSCS}', avatar_url = 'https://x.test/t.png' WHERE trainer_id = id('tina');
CALL be('carl');
SELECT page();
-- more coaches, the primary first; a paused one too, an ended one not; back to the form when the last is gone
CALL be('abe');
SELECT coaching.assign_trainer(id('carl'), id('tom')) IS NOT NULL AS assigned;
SELECT origin FROM coaching.trainer_clients WHERE trainer_id = id('tom');
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT coaching.my_coaching() ->> 'state' AS state, c ->> 'name' AS coach, c ->> 'status' AS status, c -> 'is_primary' AS is_primary
FROM jsonb_array_elements(coaching.my_coaching() -> 'coaches') c;
SELECT coaching.remove_connection(id('tina'));
SELECT coaching.remove_connection(id('tom'));
SELECT coaching.my_coaching() ->> 'state' AS state, coaching.my_coaching() -> 'coaches' AS coaches, coaching.my_coaching() -> 'interest' ->> 'status' AS interest;
-- what was matched is history; a new one begins anew
SELECT coaching.submit_coaching_interest('{again}') <> :'interest' AS a_new_one;
SELECT status, goals FROM coaching.coaching_interests ORDER BY id;
-- a request accepted matches as well
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('tom');
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
CALL be('carl');
SELECT status, who(handled_by) AS handled_by FROM coaching.coaching_interests ORDER BY id;

-- resuming what was paused does not: whoever paused may be looking for another
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tom') AND status = 'active';
SELECT coaching.submit_coaching_interest('{another}') IS NOT NULL AS submitted;
UPDATE coaching.trainer_clients SET status = 'active' WHERE trainer_id = id('tom') AND status = 'paused';
SELECT status, goals FROM coaching.coaching_interests ORDER BY id DESC LIMIT 1;

-- By the table: the client submits and closes, admins move it; a step the wrong way or by the wrong one is refused.
CALL be('cora');
INSERT INTO coaching.coaching_interests (client_id, goals) VALUES (id('cora'), '{yoga}') RETURNING status, goals;
SELECT attempt($$INSERT INTO coaching.coaching_interests (client_id) VALUES (id('cora'))$$);
SELECT attempt($$INSERT INTO coaching.coaching_interests (client_id) VALUES (id('cleo'))$$);
SELECT attempt($$INSERT INTO coaching.coaching_interests (client_id, handled_by) VALUES (id('cora'), id('ada'))$$);
SELECT attempt(format('UPDATE coaching.coaching_interests SET %s', change)) FROM unnest(ARRAY['status = ''contacted''', 'status = ''matched''', 'handled_by = id(''cora'')',
    'client_id = id(''carl'')', 'id = id(''x'')', 'status = ''open''', 'status = NULL', 'goals = NULL', 'goals = ''{NULL}''', 'goals = ''{pilates}'', message = ''soon''', 'status = ''closed''', 'status = ''new''']) change;
SELECT attempt('DELETE FROM coaching.coaching_interests');
CALL be('tina');
SELECT attempt($$UPDATE coaching.coaching_interests SET status = 'contacted' WHERE client_id = id('cleo')$$);
SELECT attempt($$INSERT INTO coaching.coaching_interests (client_id) VALUES (id('cora'))$$);
CALL be('ada');
SELECT attempt(format('UPDATE coaching.coaching_interests SET status = %L WHERE client_id = id(''cleo'')', s)) FROM unnest(ARRAY['contacted', 'new', 'closed', 'contacted', 'matched']) s;
SELECT attempt($$INSERT INTO coaching.coaching_interests (client_id, goals) VALUES (id('cleo'), '{by telephone}')$$);
SELECT who(client_id) AS client, status, who(handled_by) AS handled_by, goals FROM coaching.coaching_interests WHERE client_id IN (id('cora'), id('cleo')) ORDER BY id;
CALL be_trusted();
SELECT who, kind, client FROM news() WHERE kind LIKE 'interest%' AND client <> 'carl';

-- Session settings: the defaults without a row; by function and by the table's upsert; one's own only.
CALL be('cora');
SELECT coaching.my_coaching() -> 'settings' AS settings;
SELECT who(client_id) AS client, share_context, reminder_channels, reminder_minutes_before FROM coaching.update_session_settings(true);
INSERT INTO coaching.session_settings (client_id, reminder_channels, reminder_minutes_before) VALUES (id('cora'), '{push,sms}', 60)
    ON CONFLICT (client_id) DO UPDATE SET client_id = excluded.client_id, reminder_channels = excluded.reminder_channels, reminder_minutes_before = excluded.reminder_minutes_before;
SELECT coaching.my_coaching() -> 'settings' AS settings;
SELECT share_context, reminder_channels FROM coaching.update_session_settings(false);
SELECT attempt('SELECT coaching.update_session_settings(NULL)');
SELECT attempt(format('UPDATE coaching.session_settings SET %s', change)) FROM unnest(ARRAY['reminder_channels = ''{pigeon}''', 'reminder_channels = ''{NULL}''', 'reminder_channels = ''{}''',
    'reminder_minutes_before = -1', 'reminder_minutes_before = 43201', 'share_context = NULL', 'client_id = id(''carl'')']) change;
SELECT attempt($$INSERT INTO coaching.session_settings (client_id) VALUES (id('carl'))$$);
CALL be('tina');
SELECT count(*) AS others_see FROM coaching.session_settings;
CALL be('ada');
SELECT count(*) AS admins_see FROM coaching.session_settings;

-- Nobody, the deactivated, a trusted caller: no page and no interest. Odd input.
CALL be_nobody();
SELECT attempt('SELECT coaching.my_coaching()');
CALL be('dora');
SELECT attempt(format('SELECT coaching.%s', f)) FROM unnest(ARRAY['my_coaching()', 'submit_coaching_interest()', 'update_session_settings(true)']) f;
CALL be_trusted();
SELECT attempt(format('SELECT coaching.%s', f)) FROM unnest(ARRAY['my_coaching()', 'submit_coaching_interest()', 'update_session_settings(true)']) f;
CALL be('cora');
SELECT attempt(format('SELECT coaching.submit_coaching_interest(%s)', a)) FROM unnest(ARRAY['NULL', '''{NULL}''', '''{{a},{b}}''', 'array_fill(''x''::text, ARRAY[101])',
    'message => repeat(''x'', 20001)']) a;

CALL be_trusted();
DROP FUNCTION news, page;
