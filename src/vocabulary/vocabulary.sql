-- vocabulary: the other names the documents use for the same things, as writable views.
--
-- A view reads as whoever asks (security_invoker) and is written by one trigger that says the same in
-- the table's own columns and words, again as whoever asks: the table's rules are the only ones. Keys
-- are plain columns, so that indexes serve through the view and PostgREST finds the foreign keys.

CREATE FUNCTION coaching.write_through_view() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_write_through_view';
COMMENT ON FUNCTION coaching.write_through_view() IS
    'Trigger: carries a write to one of the views over to its table, translating columns and words; with the rights of whoever writes. Errors: invalid_argument, permission_denied, 40001 when the row changed meanwhile, and those of the table.';

CREATE VIEW coaching.coach_profiles WITH (security_invoker = true) AS
    SELECT p.trainer_id AS id, p.trainer_id AS user_id, p.is_active, p.specializations, p.certifications, p.bio,
        p.phone, p.website, p.max_clients AS client_limit, p.created_at, p.updated_at
    FROM coaching.trainer_profiles p;
CREATE TRIGGER coach_profiles_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.coach_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.coach_profiles IS
    'trainer_profiles as coaches'' profiles. A coach has one since the role was given: INSERT fills it in. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.coach_profiles.id IS 'The profile: the same as user_id.';
COMMENT ON COLUMN coaching.coach_profiles.user_id IS 'users.id of the coach; trainer_id in the table.';
COMMENT ON COLUMN coaching.coach_profiles.is_active IS 'Works here.';
COMMENT ON COLUMN coaching.coach_profiles.specializations IS 'What the coach is good at, as words.';
COMMENT ON COLUMN coaching.coach_profiles.certifications IS 'Certificates held.';
COMMENT ON COLUMN coaching.coach_profiles.bio IS 'The coach in their own words.';
COMMENT ON COLUMN coaching.coach_profiles.phone IS 'Telephone number shown with the profile.';
COMMENT ON COLUMN coaching.coach_profiles.website IS 'Address of the coach''s own site.';
COMMENT ON COLUMN coaching.coach_profiles.client_limit IS
    'Most clients active at a time; NULL is unlimited. max_clients in the table: 15 until it is changed, and made unlimited by UPDATE.';
COMMENT ON COLUMN coaching.coach_profiles.created_at IS 'Maintained: when the profile was made.';
COMMENT ON COLUMN coaching.coach_profiles.updated_at IS 'Maintained: when it last changed.';

CREATE VIEW coaching.instructors WITH (security_invoker = true) AS
    SELECT p.trainer_id AS id, p.trainer_id AS user_id, p.display_name AS name, p.avatar_url AS photo_url, p.phone,
        p.is_active AS is_personal_trainer, p.specializations, p.certifications, p.max_clients, p.hourly_rate,
        p.bio, p.years_experience, p.created_at, p.updated_at
    FROM coaching.trainer_profiles p;
CREATE TRIGGER instructors_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.instructors
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.instructors IS
    'trainer_profiles as a gym''s instructors. A trainer has a row since the role was given: INSERT fills it in, and an admin''s gives the role. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.instructors.id IS 'The instructor: the same as user_id, and what trainer_id means everywhere.';
COMMENT ON COLUMN coaching.instructors.user_id IS 'users.id of the instructor; trainer_id in the table.';
COMMENT ON COLUMN coaching.instructors.name IS 'Name shown to everybody; display_name in the table.';
COMMENT ON COLUMN coaching.instructors.photo_url IS 'Address of a picture; avatar_url in the table.';
COMMENT ON COLUMN coaching.instructors.phone IS 'Telephone number shown with the profile.';
COMMENT ON COLUMN coaching.instructors.is_personal_trainer IS
    'Can be given clients: is_active in the table, true until it is changed.';
COMMENT ON COLUMN coaching.instructors.specializations IS 'What the instructor is good at, as words.';
COMMENT ON COLUMN coaching.instructors.certifications IS 'Certificates held.';
COMMENT ON COLUMN coaching.instructors.max_clients IS
    'Most clients active at a time; NULL is unlimited. 15 until it is changed.';
COMMENT ON COLUMN coaching.instructors.hourly_rate IS 'Price of an hour, in trainer_profiles.currency.';
COMMENT ON COLUMN coaching.instructors.bio IS 'The instructor in their own words.';
COMMENT ON COLUMN coaching.instructors.years_experience IS 'Years of work as a trainer.';
COMMENT ON COLUMN coaching.instructors.created_at IS 'Maintained: when the profile was made.';
COMMENT ON COLUMN coaching.instructors.updated_at IS 'Maintained: when it last changed.';

CREATE VIEW coaching.profiles WITH (security_invoker = true) AS
    SELECT u.id, u.email, u.full_name, u.avatar_url, u.phone,
        'admin' = ANY (u.roles) AND u.deactivated_at IS NULL AS is_admin, u.created_at, u.updated_at
    FROM coaching.users u;
CREATE TRIGGER profiles_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.profiles IS
    'users as a gym''s members and staff. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.profiles.id IS 'The person: users.id.';
COMMENT ON COLUMN coaching.profiles.email IS 'Written by admins only, since invitations are matched by it.';
COMMENT ON COLUMN coaching.profiles.full_name IS 'Name as the person writes it.';
COMMENT ON COLUMN coaching.profiles.avatar_url IS 'Address of a picture.';
COMMENT ON COLUMN coaching.profiles.phone IS 'Telephone number as given.';
COMMENT ON COLUMN coaching.profiles.is_admin IS
    'Has the admin role, and is not deactivated. Writing it is add_user_role or remove_user_role, for admins.';
COMMENT ON COLUMN coaching.profiles.created_at IS 'Maintained: when the person was added.';
COMMENT ON COLUMN coaching.profiles.updated_at IS 'Maintained: when the row last changed.';

-- What is only proposed is no assignment yet.
CREATE VIEW coaching.trainer_assignments WITH (security_invoker = true) AS
    SELECT r.id, r.client_id AS member_id, r.trainer_id, r.assigned_at, r.assigned_by,
        CASE r.status WHEN 'terminated' THEN 'completed' ELSE r.status END AS status,
        r.start_date, r.end_date, r.coach_notes AS notes, r.created_at, r.updated_at
    FROM coaching.trainer_clients r
    WHERE r.status <> 'pending';
ALTER VIEW coaching.trainer_assignments ALTER COLUMN status SET DEFAULT 'active';
CREATE TRIGGER trainer_assignments_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.trainer_assignments
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.trainer_assignments IS
    'trainer_clients as the assignments admins make, without what is only proposed. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.trainer_assignments.id IS 'The assignment; relationship_id in other tables.';
COMMENT ON COLUMN coaching.trainer_assignments.member_id IS
    'users.id of the member; client_id in the table. Never changes.';
COMMENT ON COLUMN coaching.trainer_assignments.trainer_id IS
    'users.id of the trainer, which is instructors.id. Never changes.';
COMMENT ON COLUMN coaching.trainer_assignments.assigned_at IS 'Maintained: when the assignment was made.';
COMMENT ON COLUMN coaching.trainer_assignments.assigned_by IS
    'users.id of the admin who made it: whoever inserts. Naming somebody else is permission_denied.';
COMMENT ON COLUMN coaching.trainer_assignments.status IS
    'active (the default), paused or completed, which stands for terminated as well.';
COMMENT ON COLUMN coaching.trainer_assignments.start_date IS 'First day; the day it became active where not given.';
COMMENT ON COLUMN coaching.trainer_assignments.end_date IS 'Last day; set when it ends.';
COMMENT ON COLUMN coaching.trainer_assignments.notes IS 'Notes, read by both; coach_notes in the table.';
COMMENT ON COLUMN coaching.trainer_assignments.created_at IS 'Maintained: when the row was made.';
COMMENT ON COLUMN coaching.trainer_assignments.updated_at IS 'Maintained: when the row last changed.';

-- Blocked is a connection that a block ended, to whoever may see the block: the blocker and admins. The words
-- are told apart by <>, which no index serves: beside one's own few rows it would be read from end to end.
CREATE VIEW coaching.trainer_connections WITH (security_invoker = true) AS
    SELECT r.id, r.trainer_id, r.client_id,
        CASE r.status WHEN 'terminated' THEN 'blocked' ELSE r.status END AS status, r.connected_at
    FROM coaching.trainer_clients r
    WHERE r.status <> 'pending' AND r.status <> 'completed'
        AND (r.status <> 'terminated' OR r.connected_at IS NOT NULL AND (
            EXISTS (SELECT FROM coaching.user_blocks b
                WHERE b.blocker_id = r.trainer_id AND b.blocked_id = r.client_id AND b.created_at = r.terminated_at)
            OR EXISTS (SELECT FROM coaching.user_blocks b
                WHERE b.blocker_id = r.client_id AND b.blocked_id = r.trainer_id AND b.created_at = r.terminated_at)));
ALTER VIEW coaching.trainer_connections ALTER COLUMN status SET DEFAULT 'active';
CREATE TRIGGER trainer_connections_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.trainer_connections
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.trainer_connections IS
    'trainer_clients as connections: those active or paused, and those the reader blocked. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.trainer_connections.id IS 'The connection; relationship_id in other tables.';
COMMENT ON COLUMN coaching.trainer_connections.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_connections.client_id IS 'users.id of the client; never changes.';
COMMENT ON COLUMN coaching.trainer_connections.status IS
    'active (the default), paused or blocked. Writing blocked is a row of user_blocks: it ends the connection, and only the blocker and admins see the word. unblock_user takes the block back and restores nothing.';
COMMENT ON COLUMN coaching.trainer_connections.connected_at IS 'Maintained: when it last became active.';

CREATE VIEW coaching.coach_client_relationships WITH (security_invoker = true) AS
    SELECT r.id, r.trainer_id AS coach_id, r.client_id,
        CASE r.status WHEN 'paused' THEN 'inactive' WHEN 'completed' THEN 'terminated' ELSE r.status END AS status,
        r.invited_at, r.accepted_at, r.terminated_at, r.can_view_workouts, r.can_view_progress, r.can_view_analytics,
        r.can_create_programs, r.can_send_messages, r.invitation_method, r.invitation_message, r.coach_notes,
        r.client_goals, r.created_at, r.updated_at
    FROM coaching.trainer_clients r;
ALTER VIEW coaching.coach_client_relationships ALTER COLUMN status SET DEFAULT 'pending';
CREATE TRIGGER coach_client_relationships_write INSTEAD OF INSERT OR UPDATE OR DELETE ON coaching.coach_client_relationships
    FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
COMMENT ON VIEW coaching.coach_client_relationships IS
    'trainer_clients as relationships of coaches and clients, with their history. NULL in an INSERT means not given. ON CONFLICT is not possible on a view.';
COMMENT ON COLUMN coaching.coach_client_relationships.id IS 'The relationship; relationship_id in other tables.';
COMMENT ON COLUMN coaching.coach_client_relationships.coach_id IS
    'users.id of the coach; trainer_id in the table. Never changes.';
COMMENT ON COLUMN coaching.coach_client_relationships.client_id IS 'users.id of the client; never changes.';
COMMENT ON COLUMN coaching.coach_client_relationships.status IS
    'pending (the default), active, inactive (paused in the table) or terminated, which stands for completed as well.';
COMMENT ON COLUMN coaching.coach_client_relationships.invited_at IS 'Maintained: when the client was invited.';
COMMENT ON COLUMN coaching.coach_client_relationships.accepted_at IS 'Maintained: when it first became active.';
COMMENT ON COLUMN coaching.coach_client_relationships.terminated_at IS 'Maintained: when it ended.';
COMMENT ON COLUMN coaching.coach_client_relationships.can_view_workouts IS 'The client lets the coach see workouts.';
COMMENT ON COLUMN coaching.coach_client_relationships.can_view_progress IS 'The client lets the coach see progress.';
COMMENT ON COLUMN coaching.coach_client_relationships.can_view_analytics IS 'The client lets the coach see analytics.';
COMMENT ON COLUMN coaching.coach_client_relationships.can_create_programs IS
    'The client lets the coach write programs and plans.';
COMMENT ON COLUMN coaching.coach_client_relationships.can_send_messages IS 'The client lets the coach send messages.';
COMMENT ON COLUMN coaching.coach_client_relationships.invitation_method IS 'email or username.';
COMMENT ON COLUMN coaching.coach_client_relationships.invitation_message IS 'What the coach wrote to the client.';
COMMENT ON COLUMN coaching.coach_client_relationships.coach_notes IS
    'Notes on the relationship; written by the coach, read by both.';
COMMENT ON COLUMN coaching.coach_client_relationships.client_goals IS
    'Goals agreed on; written by the coach, read by both.';
COMMENT ON COLUMN coaching.coach_client_relationships.created_at IS 'Maintained: when the row was made.';
COMMENT ON COLUMN coaching.coach_client_relationships.updated_at IS 'Maintained: when the row last changed.';

-- A document embeds people with a column of this name: users!client_id(id, name, email).
CREATE FUNCTION coaching.name(person coaching.users) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT (name.person).full_name;
END;
COMMENT ON FUNCTION coaching.name(coaching.users) IS
    'users.full_name under the name name: as users.name with coaching in search_path, as select=name in PostgREST.';
