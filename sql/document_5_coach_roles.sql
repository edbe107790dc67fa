-- document_5_coach_roles: the fifth document, "Coach Role System Design", walked from top to bottom, with its service calls.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('cody');
CALL person('kim');
CALL person('kay');
SET search_path = coaching, public;
UPDATE users SET experience_level = 'beginner' WHERE id = id('kim');

-- Role definitions: an admin promotes and demotes; user is client here, coach is trainer.
CALL be('cody');
SELECT attempt($$SELECT add_user_role(id('cody'), 'coach')$$), attempt($$SELECT promote_to_coach(id('cody'))$$) AS "promotes himself";
CALL be('ada');
SELECT promote_to_coach(target_user_id => id('cody'), coach_specializations => '{running}', coach_bio => 'Runs.');
SELECT user_has_role(id('cody'), 'coach') AS coach, user_has_role(id('kim'), 'user') AS "user", user_has_role(id('kim'), 'coach') AS kim_is;

-- promoting again fills in what is new; users.roles is the array of the document
SELECT promote_to_coach(id('cody'), '{running,hills}', 'Runs uphill.');
SELECT specializations, bio, is_active FROM coach_profiles WHERE user_id = id('cody');
SELECT add_user_role(id('kay'), 'admin'), remove_user_role(id('kay'), 'admin');
SELECT full_name, roles FROM users WHERE id IN (id('cody'), id('kay')) ORDER BY 1;
-- the document's own condition of an admin
SELECT EXISTS (SELECT 1 FROM users u WHERE u.id = uid() AND 'admin' = ANY(u.roles)) AS admin;

-- Database schema: every column under its name; client_invitations and coaching_insights have coach_id as trainer_id.
SELECT table_name, string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns
WHERE table_schema = 'coaching' AND table_name IN ('coach_profiles', 'coach_client_relationships', 'client_invitations', 'coaching_insights', 'programs') GROUP BY 1 ORDER BY 1;

-- CoachService.
-- createCoachProfile(profileData): as PostgREST sends .insert(profileData).select().single()
CALL be('cody');
WITH pgrst_source AS (
    INSERT INTO "coaching"."coach_profiles" ("bio", "client_limit", "phone", "specializations", "user_id", "website")
    SELECT "bio", "client_limit", "phone", "specializations", "user_id", "website"
    FROM json_populate_record(NULL::"coaching"."coach_profiles", json_build_object('user_id', id('cody'), 'bio', 'Runs far.', 'specializations', ARRAY['running', 'hills'],
        'client_limit', 2, 'phone', '+49 1', 'website', 'https://cody.test'))
    RETURNING "coaching"."coach_profiles".*)
SELECT bio, client_limit, phone, specializations, certifications, website, is_active, created_at IS NOT NULL AS created FROM pgrst_source;
-- getCoachProfile(userId)
SELECT who(user_id) AS coach, bio, client_limit FROM coach_profiles WHERE user_id = id('cody');
SELECT count(*) AS "of no coach (PGRST116)" FROM coach_profiles WHERE user_id = id('kim');
-- client_limit INTEGER, NULL for unlimited
UPDATE coach_profiles SET client_limit = NULL WHERE user_id = id('cody') RETURNING client_limit;
SELECT active, maximum, free FROM trainer_capacity(id('cody'));
UPDATE coach_profiles SET client_limit = 2 WHERE user_id = id('cody') RETURNING client_limit;
-- sendInvitation: the code, the coach's address and name are the database's own
INSERT INTO client_invitations (trainer_id, target_email, message) VALUES (id('cody'), 'kim@gym.test', 'Run with me!')
RETURNING coach_email, coach_name, target_email, length(invitation_code) AS code, message, status, expires_at - created_at AS valid_for;
SELECT attempt($$INSERT INTO client_invitations (trainer_id, target_email, invitation_code) VALUES (id('cody'), 'kay@gym.test', 'guessable')$$) AS "a code of the app's own";
-- (its e-mail is sent by whoever works through the outbox)
CALL be_trusted();
SELECT kind, who(user_id) AS "to", payload -> 'invitation_id' IS NOT NULL AS names_it FROM claim_notifications() WHERE kind LIKE 'invitation.%';
-- acceptInvitation(invitationId); when it was seen, and from where it was answered
CALL be('kim');
SELECT id AS invitation, message FROM client_invitations \gset
SELECT :'message' AS message;
UPDATE client_invitations SET viewed_at = now() RETURNING viewed_at IS NOT NULL AS viewed;
SET request.headers = '{"user-agent": "Tracker/5", "x-forwarded-for": "203.0.113.5"}';
SELECT accept_coaching_invitation(invitation_id => :'invitation') IS NOT NULL AS accepted;
RESET request.headers;
SELECT status, responded_at IS NOT NULL AS responded, ip_address, user_agent FROM client_invitations;
SELECT attempt(format('SELECT accept_coaching_invitation(%L)', :'invitation')) AS "once more";
-- status: declined, expired; each to the one invited alone
CALL be('cody');
SELECT (send_invitation(target_user_id => id('kay'), message => 'You too?')).id AS invitation \gset
CALL be('kim');
SELECT attempt(format('SELECT accept_coaching_invitation(%L)', :'invitation')) AS "somebody else's", count(*) AS seen FROM client_invitations WHERE id = :'invitation';
CALL be('kay');
SELECT decline_coaching_invitation(:'invitation');
SELECT status, responded_at IS NOT NULL AS responded FROM client_invitations;
CALL be('cody');
SELECT (send_invitation('kay@gym.test', valid_for => '1 day')).id AS invitation \gset
CALL be_trusted();
UPDATE client_invitations SET expires_at = now() - interval '1 minute' WHERE id = :'invitation';
CALL be('kay');
SELECT attempt(format('SELECT accept_coaching_invitation(%L)', :'invitation')) AS "Invalid or expired invitation";
-- getCoachClients(coachId): the embedded client and coach come along
CALL be('cody');
SELECT r.status, r.accepted_at IS NOT NULL AS accepted, r.invitation_method,
    json_build_object('name', client.name, 'email', client.email, 'experience_level', client.experience_level) AS client,
    json_build_object('name', coach.name, 'email', coach.email) AS coach
FROM coach_client_relationships r JOIN users client ON client.id = r.client_id JOIN users coach ON coach.id = r.coach_id
WHERE r.coach_id = id('cody') AND r.status = 'active';

-- createInsight(insightData): what an AI found, for the client to view and answer
SELECT id AS relationship FROM coach_client_relationships WHERE client_id = id('kim') AND status = 'active' \gset
INSERT INTO coaching_insights (trainer_id, client_id, relationship_id, type, title, content, ai_generated, ai_confidence, based_on_data, priority, tags)
VALUES (id('cody'), id('kim'), :'relationship', 'recommendation', 'Slow down', 'Two easy runs a week.', true, 0.87,
    '{"workoutCount": 12, "dateRange": {"start": "2026-01-01", "end": "2026-02-01"}, "exercisesAnalyzed": ["Running"]}', 'high', '{pace}')
RETURNING type, title, ai_generated, ai_confidence, client_viewed, priority, tags;
SELECT attempt(format('INSERT INTO coaching_insights (trainer_id, client_id, relationship_id, type, title, content) VALUES (id(''cody''), id(''kim''), %L, ''gossip'', ''t'', ''c'')', :'relationship')) AS "CHECK (type IN …)";
CALL be('kim');
UPDATE coaching_insights SET client_viewed = true, client_response = 'I will.' RETURNING client_viewed, client_viewed_at IS NOT NULL AS at, client_response;
SELECT attempt($$UPDATE coaching_insights SET content = 'x'$$) AS "the coach's words", attempt($$DELETE FROM coaching_insights$$) AS deletes;
CALL be('kay');
SELECT count(*) AS "of somebody else" FROM coaching_insights;
-- programs: a coach's own, a template for everybody, one assigned to a client
CALL be('cody');
INSERT INTO programs (id, user_id, name, description, duration_weeks, days_per_week, is_template, visibility, program_difficulty) VALUES
    (id('mine'), id('cody'), 'Secret', NULL, 8, 4, false, 'private', 'advanced'), (id('couch'), id('cody'), 'Couch to 5 km', 'Nine weeks.', 9, 3, true, 'template', 'beginner');
INSERT INTO programs (id, user_id, name, assigned_to_client, coach_notes, client_goals, expected_duration_weeks) VALUES (id('hers'), id('cody'), 'Kim to 10 km', id('kim'), 'Mind the knee.', '{"10 km"}', 12)
RETURNING coach_assigned, assigned_at IS NOT NULL AS assigned, coach_notes, client_goals, expected_duration_weeks, visibility;
CALL be('kim');
SELECT name FROM programs ORDER BY name;
CALL be('kay');
SELECT name FROM programs ORDER BY name;
SELECT attempt($$UPDATE programs SET name = 'x' WHERE id = id('couch')$$) AS "another's template", attempt($$INSERT INTO programs (user_id, name, visibility) VALUES (id('kay'), 'x', 'secret')$$) AS "CHECK (visibility IN …)",
    attempt($$INSERT INTO programs (user_id, name, program_difficulty) VALUES (id('kay'), 'x', 'godlike')$$) AS "CHECK (program_difficulty IN …)";
INSERT INTO programs (user_id, name) VALUES (id('kay'), 'My own') RETURNING coach_assigned, visibility;
-- an admin's global templates, and what coaches show each other
CALL be('ada');
INSERT INTO programs (user_id, name, is_template, visibility) VALUES (id('ada'), 'The house''s basics', true, 'public'), (id('ada'), 'How we coach', false, 'coach_only') RETURNING name, visibility;
CALL be('cody');
SELECT name, who(user_id) AS by FROM programs ORDER BY name;
SELECT assign_program(id('couch'), id('kim')) IS NOT NULL AS "assigned as a plan", attempt($$SELECT assign_program(id('couch'), id('kay'))$$) AS "to somebody else's client";
CALL be('kim');
SELECT name FROM programs ORDER BY name;
SELECT title, status FROM workout_plans;
INSERT INTO programs (user_id, name) VALUES (id('kim'), 'Evenings') RETURNING name;
-- "EXISTS (… coach_id = auth.uid() AND client_id = user_id AND status = 'active')"
CALL be('cody');
SELECT name FROM programs WHERE user_id = id('kim');
-- workout logs: the coach sees them as long as the client allows it
CALL be('kim');
INSERT INTO workout_logs (client_id, name) VALUES (id('kim'), 'Morning run') RETURNING name, source;
CALL be('cody');
SELECT name FROM workout_logs;
CALL be('kim');
UPDATE coach_client_relationships SET can_view_workouts = false WHERE coach_id = id('cody') RETURNING can_view_workouts;
CALL be('cody');
SELECT count(*) AS "no more" FROM workout_logs;
CALL be('kim');
UPDATE coach_client_relationships SET can_view_workouts = true WHERE coach_id = id('cody') RETURNING can_view_workouts;
CALL be('cody');

-- PermissionService.
-- canAccessClientData(coachId, clientId, dataType)
SELECT data, coach_can_access_client_data(coach_user_id => id('cody'), client_user_id => id('kim'), data_type => data) AS kim,
    coach_can_access_client_data(id('cody'), id('kay'), data) AS kay FROM unnest(ARRAY['workouts', 'progress', 'analytics', 'programs']) data;
SELECT attempt($$SELECT coach_can_access_client_data(id('cody'), id('kim'), 'secrets')$$);
-- getCoachClientRelationship(coachId, clientId)
SELECT status, can_view_workouts, can_view_progress, can_view_analytics, can_create_programs, can_send_messages FROM coach_client_relationships
WHERE coach_id = id('cody') AND client_id = id('kim') AND status = 'active';
-- the client's permissions, which the document left for later
CALL be('kim');
UPDATE coach_client_relationships SET can_view_analytics = false WHERE coach_id = id('cody') RETURNING can_view_analytics;
CALL be('cody');
SELECT coach_can_access_client_data(id('cody'), id('kim'), 'analytics') AS analytics, coach_can_access_client_data(id('cody'), id('kim'), 'workouts') AS workouts;

-- Row level security policies.
-- "Coach profiles viewable by coach, clients, and admins": when the coach is not in the public directory
CALL be('cody');
UPDATE trainer_profiles SET is_listed = false WHERE trainer_id = id('cody') RETURNING is_listed;
SELECT count(*) AS "the coach" FROM coach_profiles WHERE user_id = id('cody');
CALL be('kim');
SELECT count(*) AS "a client" FROM coach_profiles WHERE user_id = id('cody');
CALL be_trusted();
CALL person('ken');
CALL be('ken');
SELECT count(*) AS "another" FROM coach_profiles WHERE user_id = id('cody');
CALL be_nobody();
SELECT count(*) AS "nobody" FROM coach_profiles WHERE user_id = id('cody');
CALL be('ada');
SELECT count(*) AS "an admin" FROM coach_profiles WHERE user_id = id('cody');
CALL be('cody');
UPDATE trainer_profiles SET is_listed = true WHERE trainer_id = id('cody') RETURNING is_listed;
-- "Coaches can update own profile", "Coach role required for profile creation"
UPDATE coach_profiles SET bio = 'Runs farther.' WHERE user_id = id('cody') RETURNING bio;
CALL be('kim');
SELECT attempt($$UPDATE coach_profiles SET bio = 'x' WHERE user_id = id('cody')$$) AS updates, attempt($$INSERT INTO coach_profiles (user_id) VALUES (id('kim'))$$) AS creates;
SELECT bio FROM coach_profiles WHERE user_id = id('cody');
-- "Relationships viewable by participants and admins", "Coaches can create relationships", "Participants can update relationships (different fields)"
SELECT count(*) AS kim_sees FROM coach_client_relationships;
SELECT attempt($$UPDATE coach_client_relationships SET coach_notes = 'x' WHERE coach_id = id('cody')$$) AS "coach's field";
SELECT attempt($$INSERT INTO coach_client_relationships (coach_id, client_id) VALUES (id('cody'), id('kay'))$$) AS "client creates";
CALL be('kay');
SELECT count(*) AS kay_sees FROM coach_client_relationships;
CALL be('ada');
SELECT count(*) AS ada_sees FROM coach_client_relationships;
SELECT count(*) AS logs, (SELECT count(*) FROM coaching_insights) AS insights, (SELECT count(*) FROM client_invitations) AS invitations FROM workout_logs;
CALL be('cody');
UPDATE coach_client_relationships SET coach_notes = 'Fast.', client_goals = '{10 km}' WHERE client_id = id('kim') RETURNING coach_notes, client_goals;
SELECT attempt($$UPDATE coach_client_relationships SET can_view_analytics = true WHERE client_id = id('kim')$$) AS "client's field";
INSERT INTO coach_client_relationships (coach_id, client_id, invitation_method, invitation_message) VALUES (id('cody'), id('kay'), 'username', 'You too?') RETURNING status;

-- Database functions of the document, as SQL a server runs.
CALL be_trusted();
CALL person('kip');
INSERT INTO coach_client_relationships (coach_id, client_id, status, accepted_at, invitation_method)
VALUES (id('cody'), id('kip'), 'active', now(), 'email') RETURNING status, accepted_at = now() AS accepted, invitation_method;
UPDATE coach_client_relationships SET status = 'terminated', terminated_at = now(), updated_at = now() WHERE client_id = id('kip') RETURNING status;
-- a pending one becomes active, inactive, active again, terminated
CALL be('kay');
UPDATE coach_client_relationships SET status = 'active' WHERE coach_id = id('cody') RETURNING status, accepted_at = now() AS accepted;
UPDATE coach_client_relationships SET status = 'inactive' WHERE coach_id = id('cody') RETURNING status;
CALL be('cody');
SELECT coach_can_access_client_data(id('cody'), id('kay'), 'workouts') AS while_inactive;
CALL be('kay');
UPDATE coach_client_relationships SET status = 'active' WHERE coach_id = id('cody') RETURNING status;
UPDATE coach_client_relationships SET status = 'terminated' WHERE coach_id = id('cody') RETURNING status, terminated_at = now() AS terminated;
-- the admin's demotion waits until nobody is trained
CALL be('ada');
SELECT attempt($$SELECT demote_coach(id('cody'))$$);
UPDATE coach_client_relationships SET status = 'terminated' WHERE coach_id = id('cody') AND status = 'active' RETURNING who(client_id) AS client, status;
SELECT demote_coach(id('cody'));
SELECT user_has_role(id('cody'), 'coach') AS coach, is_active FROM coach_profiles WHERE user_id = id('cody');
SELECT promote_to_coach(id('cody'));
SELECT user_has_role(id('cody'), 'coach') AS coach, is_active, bio FROM coach_profiles WHERE user_id = id('cody');

-- Error handling: PERMISSION_DENIED, INVALID_INVITATION, RELATIONSHIP_ERROR are words in DETAIL.
CALL be('kay');
SELECT attempt($$SELECT promote_to_coach(id('kay'))$$) AS permission_denied, attempt($$SELECT accept_coaching_invitation(id('unknown'))$$) AS invalid_invitation;
-- UNIQUE (coach_id, client_id), of those that are alive
CALL be('cody');
INSERT INTO coach_client_relationships (coach_id, client_id) VALUES (id('cody'), id('kim')) RETURNING status;
SELECT attempt($$INSERT INTO coach_client_relationships (coach_id, client_id) VALUES (id('cody'), id('kim'))$$) AS relationship_error;
SELECT status, count(*) FROM coach_client_relationships WHERE client_id = id('kim') GROUP BY 1 ORDER BY 1;

-- Performance: coach_id, client_id and status are indexed through the view. Real-time: what has changed is announced.
SELECT DISTINCT kind FROM notifications ORDER BY 1;
CALL be('kim');
SELECT DISTINCT kind FROM notifications ORDER BY 1;
-- subscriptions: new insights, invitations, workout completions, relationships
CALL be_trusted();
SET client_min_messages = error;
CREATE PUBLICATION supabase_realtime;
SET client_min_messages = warning;
SELECT enable_realtime() > 0 AS enabled;
SELECT wanted, EXISTS (SELECT FROM pg_publication_tables WHERE pubname = 'supabase_realtime' AND schemaname = 'coaching' AND tablename = wanted) AS streamed
FROM unnest(ARRAY['coaching_insights', 'client_invitations', 'workout_logs', 'workout_progress', 'trainer_clients', 'notifications']) wanted;
DROP PUBLICATION supabase_realtime;
-- coach_id, client_id and status: each the first column of an index, or a condition of one
SELECT relation, wanted, EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = relation AND i.indpred IS NULL AND a.attname = wanted) AS indexed
FROM (VALUES ('trainer_clients'::regclass, 'trainer_id'), ('trainer_clients', 'client_id'), ('client_invitations', 'trainer_id'), ('client_invitations', 'target_user_id'),
    ('coaching_insights', 'trainer_id'), ('coaching_insights', 'client_id'), ('programs', 'user_id'), ('programs', 'assigned_to_client'), ('workout_logs', 'client_id')) t (relation, wanted);
SELECT pg_get_indexdef(indexrelid) AS "those active" FROM pg_index WHERE indexrelid = 'trainer_clients_active_idx'::regclass;
RESET search_path;
CALL clean_slate();
