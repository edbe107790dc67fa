-- document_4_coaching_page: the fourth document, "Coaching Relationships Page", walked from top to bottom.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SET search_path = coaching, public;
-- The page without ids and times.
CREATE FUNCTION public.page() RETURNS text LANGUAGE sql AS $$
    SELECT jsonb_pretty(regexp_replace(regexp_replace(p::text, '"[0-9a-f]{8}-[0-9a-f-]{27}"', '"…"', 'g'), '"\d{4}-\d\d-\d\dT[^"]+"', '"…"', 'g')::jsonb)
    FROM coaching.my_coaching() p $$;

-- 1. One page in two states. Without a coach: the interest form.
CALL be('carl');
SELECT page();

-- 2. Interest is stored, not mailed; admins see it with its time, and hear of it.
SELECT submit_coaching_interest('{strength,sleep}', 'Mornings, please.') IS NOT NULL AS submitted;
CALL be('cora');
SELECT submit_coaching_interest() IS NOT NULL AS submitted;
CALL be('ada');
SELECT who(client_id) AS member, goals, message, status, created_at IS NOT NULL AS timed FROM coaching_interests ORDER BY id;
SELECT kind, who((payload ->> 'client_id')::uuid) AS member FROM notifications WHERE user_id = id('ada') ORDER BY id;
-- the admin's own pages are for admins alone: require_admin_role, RoleGuard
SELECT is_admin() AS admin;
CALL be('tina');
SELECT is_admin() AS coach;
SELECT count(*) AS interests FROM coaching_interests;
SELECT attempt($$UPDATE coaching_interests SET status = 'closed'$$);
-- full create, read and update (what is over is closed, and stays; only a server deletes)
CALL be('cora');
SELECT attempt($$INSERT INTO coaching_interests (client_id, goals) VALUES (id('carl'), '{x}')$$) AS "in another's name", attempt($$UPDATE coaching_interests SET status = 'contacted'$$) AS "moves it on";
CALL be('ada');
SELECT attempt('DELETE FROM coaching_interests') AS deletes;
UPDATE coaching_interests SET status = 'contacted' WHERE client_id = id('carl') RETURNING who(client_id) AS member, status, who(handled_by) AS handled_by;
UPDATE coaching_interests SET status = 'closed' WHERE client_id = id('cora') RETURNING who(client_id) AS member, status;

CALL be('carl');
SELECT kind FROM notifications ORDER BY id;

-- 3. Member endpoints: a member's own relationships, interest and settings, and nobody else's.
-- GET coaching-relationships; the admin assigns whom the matching finds best
CALL be('ada');
SELECT display_name FROM match_trainers(id('carl'));
SELECT assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
CALL be('carl');
SELECT who(coach_id) AS coach, who(client_id) AS member, status FROM coach_client_relationships;
CALL be('cora');
SELECT count(*) AS relationships FROM coach_client_relationships;
-- POST coaching-interest: once more is the same one while it is open, a new one when it was closed
SELECT count(*) AS interests, max(status) FILTER (WHERE goals = '{}') AS first FROM coaching_interests;
SELECT submit_coaching_interest('{again}') IS NOT NULL AS submitted;
SELECT submit_coaching_interest('{again,really}') IS NOT NULL AS submitted;
SELECT goals, status FROM coaching_interests ORDER BY id;
-- GET and PUT session-settings
CALL be('carl');
SELECT my_coaching() -> 'settings' -> 'share_context' AS shares;
SELECT share_context FROM update_session_settings(true);
INSERT INTO session_settings (client_id, share_context) VALUES (id('carl'), false) ON CONFLICT (client_id) DO UPDATE SET share_context = excluded.share_context RETURNING share_context;
SELECT who(client_id) AS member FROM session_settings;
SELECT attempt($$UPDATE session_settings SET share_context = true WHERE client_id = id('cora')$$) AS "another's", attempt($$INSERT INTO session_settings (client_id, share_context) VALUES (id('cora'), true)$$) AS "in another's name";
CALL be('cora');
SELECT count(*) AS others_settings FROM session_settings WHERE client_id <> id('cora');

-- 1 again. With a coach: the coach's profile and the settings.
CALL be('tina');
INSERT INTO coach_profiles (user_id, bio, specializations, certifications) VALUES (id('tina'), 'Twenty years.', '{strength}', '{CSCS}') RETURNING bio;
CALL be('carl');
SELECT page();

-- 4. A stale token: the member has become an admin, the token does not know it yet.
CALL be_trusted();
SELECT add_user_role(id('carl'), 'admin');
SET ROLE authenticated;
SELECT set_config('request.jwt.claims', json_build_object('sub', id('carl'), 'public_metadata', json_build_object('roles', '["member"]'::json))::text, false) IS NOT NULL AS "the token says member";
SELECT session_refresh_required(), is_admin() AS "the database is the truth";
BEGIN;
SELECT pre_request();
SELECT current_setting('response.headers') AS headers;
COMMIT;
SELECT set_config('request.jwt.claims', json_build_object('sub', id('carl'), 'public_metadata', json_build_object('roles', '["member", "admin"]'::json))::text, false) IS NOT NULL AS "a new token";
SELECT session_refresh_required();
BEGIN;
SELECT pre_request();
SELECT coalesce(nullif(current_setting('response.headers', true), ''), 'none') AS headers;
COMMIT;
-- and a token that says more than the database gives nothing
SELECT set_config('request.jwt.claims', json_build_object('sub', id('cora'), 'public_metadata', json_build_object('roles', '["admin"]'::json))::text, false) IS NOT NULL AS "a forged token";
SELECT session_refresh_required(), is_admin(), (SELECT count(*) FROM coaching_interests) AS interests;
-- Clerk's subjects are no UUIDs
RESET ROLE;
RESET request.jwt.claims;
UPDATE users SET auth_subject = 'user_2xYzClerk' WHERE id = id('cora');
SET ROLE authenticated;
SELECT set_config('request.jwt.claims', '{"sub": "user_2xYzClerk"}', false) IS NOT NULL AS "signed in by Clerk";
SELECT who(uid()), count(*) AS interests FROM coaching_interests;
RESET ROLE;
RESET request.jwt.claims;
SELECT remove_user_role(id('carl'), 'admin');

-- 8. and 11. Security at the level of data; indexed queries on member and coach.
CALL be_nobody();
SELECT attempt($$SELECT my_coaching()$$) AS page, attempt($$SELECT submit_coaching_interest()$$) AS interest, attempt($$SELECT * FROM coaching_interests$$) AS interests;
SELECT i.indexrelid::regclass AS index FROM pg_index i
WHERE i.indrelid = 'trainer_clients'::regclass AND i.indpred IS NULL AND i.indkey[0] IN (2, 3) ORDER BY i.indexrelid::regclass::text;

-- 9. and 10. The flows end: several coaches, the primary first, and back to the form when all have gone.
CALL be_trusted();
CALL person('tom', 'client', 'trainer');
CALL be('ada');
SELECT assign_trainer(id('carl'), id('tom')) IS NOT NULL AS assigned;
CALL be('carl');
SELECT coach ->> 'name' AS coach, coach -> 'is_primary' AS is_primary FROM jsonb_array_elements(my_coaching() -> 'coaches') coach;
UPDATE coach_client_relationships SET status = 'terminated' WHERE client_id = id('carl');
SELECT my_coaching() ->> 'state' AS state, my_coaching() -> 'interest' ->> 'status' AS interest;
SELECT page();
-- 13. an audit trail
CALL be_trusted();
SELECT table_name, operation, count(*) FROM audit_log WHERE table_name IN ('coaching_interests', 'trainer_clients') GROUP BY 1, 2 ORDER BY 1, 2;
DROP FUNCTION public.page;
RESET search_path;
CALL clean_slate();
