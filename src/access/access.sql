-- access: every policy and every grant, in one place.
--
-- One permissive policy per table and command. Every policy is a predicate on an indexed column (see
-- relationships), so that it is an index condition for those who see little. Functions run as the
-- owner of the tables after their own checks and do not depend on these.

ALTER TABLE coaching.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY users_select ON coaching.users FOR SELECT USING (coaching.knows(id));
CREATE POLICY users_insert ON coaching.users FOR INSERT WITH CHECK (coaching.is_admin());
CREATE POLICY users_update ON coaching.users FOR UPDATE USING (coaching.is_self_or_admin(id));

ALTER TABLE coaching.settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY settings_select ON coaching.settings FOR SELECT USING (true);
CREATE POLICY settings_insert ON coaching.settings FOR INSERT WITH CHECK (coaching.is_admin());
CREATE POLICY settings_update ON coaching.settings FOR UPDATE USING (coaching.is_admin());
CREATE POLICY settings_delete ON coaching.settings FOR DELETE USING (coaching.is_admin());

ALTER TABLE coaching.notifications ENABLE ROW LEVEL SECURITY;
CREATE POLICY notifications_select ON coaching.notifications FOR SELECT
    USING (coaching.is_self_or_admin(user_id));
CREATE POLICY notifications_update ON coaching.notifications FOR UPDATE
    USING (coaching.is_self_or_admin(user_id));

ALTER TABLE coaching.audit_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_log_select ON coaching.audit_log FOR SELECT
    USING (coaching.is_self_or_admin(actor));

ALTER TABLE coaching.trainer_profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_profiles_select ON coaching.trainer_profiles FOR SELECT
    USING ((is_active AND is_listed) OR coaching.knows(trainer_id));
CREATE POLICY trainer_profiles_insert ON coaching.trainer_profiles FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_profiles_update ON coaching.trainer_profiles FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.trainer_business ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_business_select ON coaching.trainer_business FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_business_insert ON coaching.trainer_business FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_business_update ON coaching.trainer_business FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.client_profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY client_profiles_select ON coaching.client_profiles FOR SELECT
    USING (coaching.can_access(client_id, 'profile'));
CREATE POLICY client_profiles_insert ON coaching.client_profiles FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(client_id));
CREATE POLICY client_profiles_update ON coaching.client_profiles FOR UPDATE
    USING (coaching.is_self_or_admin(client_id));
CREATE POLICY client_profiles_delete ON coaching.client_profiles FOR DELETE
    USING (coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.trainer_clients ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_clients_select ON coaching.trainer_clients FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY trainer_clients_insert ON coaching.trainer_clients FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_clients_update ON coaching.trainer_clients FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.user_blocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY user_blocks_select ON coaching.user_blocks FOR SELECT
    USING (coaching.is_self_or_admin(blocker_id));
CREATE POLICY user_blocks_insert ON coaching.user_blocks FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(blocker_id));
CREATE POLICY user_blocks_update ON coaching.user_blocks FOR UPDATE
    USING (coaching.is_self_or_admin(blocker_id));
CREATE POLICY user_blocks_delete ON coaching.user_blocks FOR DELETE
    USING (coaching.is_self_or_admin(blocker_id));

ALTER TABLE coaching.connection_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY connection_requests_select ON coaching.connection_requests FOR SELECT
    USING (coaching.is_self_or_admin(from_user_id) OR coaching.is_self_or_admin(to_user_id));
CREATE POLICY connection_requests_insert ON coaching.connection_requests FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(from_user_id));
CREATE POLICY connection_requests_update ON coaching.connection_requests FOR UPDATE
    USING (coaching.is_self_or_admin(from_user_id) OR coaching.is_self_or_admin(to_user_id));

ALTER TABLE coaching.client_invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY client_invitations_select ON coaching.client_invitations FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(target_user_id)
        OR target_email_key = coaching.my_email_key());
CREATE POLICY client_invitations_insert ON coaching.client_invitations FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY client_invitations_update ON coaching.client_invitations FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(target_user_id)
        OR target_email_key = coaching.my_email_key());

ALTER TABLE coaching.coaching_interests ENABLE ROW LEVEL SECURITY;
CREATE POLICY coaching_interests_select ON coaching.coaching_interests FOR SELECT
    USING (coaching.is_self_or_admin(client_id));
CREATE POLICY coaching_interests_insert ON coaching.coaching_interests FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(client_id));
CREATE POLICY coaching_interests_update ON coaching.coaching_interests FOR UPDATE
    USING (coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.session_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_settings_select ON coaching.session_settings FOR SELECT
    USING (coaching.is_self_or_admin(client_id));
CREATE POLICY session_settings_insert ON coaching.session_settings FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(client_id));
CREATE POLICY session_settings_update ON coaching.session_settings FOR UPDATE
    USING (coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.session_packages ENABLE ROW LEVEL SECURITY;
-- The house's have no trainer_id, hence is_admin().
CREATE POLICY session_packages_select ON coaching.session_packages FOR SELECT
    USING (is_active OR coaching.is_self_or_admin(trainer_id) OR coaching.is_admin());
CREATE POLICY session_packages_insert ON coaching.session_packages FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id) OR coaching.is_admin());
CREATE POLICY session_packages_update ON coaching.session_packages FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_admin());

ALTER TABLE coaching.trainer_package_pricing ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_package_pricing_select ON coaching.trainer_package_pricing FOR SELECT USING (true);
CREATE POLICY trainer_package_pricing_insert ON coaching.trainer_package_pricing FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_package_pricing_update ON coaching.trainer_package_pricing FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_package_pricing_delete ON coaching.trainer_package_pricing FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.client_packages ENABLE ROW LEVEL SECURITY;
CREATE POLICY client_packages_select ON coaching.client_packages FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY client_packages_insert ON coaching.client_packages FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY client_packages_update ON coaching.client_packages FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.package_commissions ENABLE ROW LEVEL SECURITY;
CREATE POLICY package_commissions_select ON coaching.package_commissions FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.package_payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY package_payments_select ON coaching.package_payments FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.package_ledger ENABLE ROW LEVEL SECURITY;
CREATE POLICY package_ledger_select ON coaching.package_ledger FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));

-- Which audience gets which privileges: what grant_access hands out. Maintained columns are in no
-- INSERT or UPDATE list; key columns are in UPDATE lists where PostgREST's upsert needs them, and
-- triggers refuse to change them.
CREATE FUNCTION coaching.access_grants() RETURNS TABLE (audience text, privileges text, object text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a, p, o FROM (VALUES
        ('user', 'USAGE', 'SCHEMA coaching'),
        ('anonymous', 'USAGE', 'SCHEMA coaching'),
        ('service', 'USAGE', 'SCHEMA coaching'),
        ('service', 'SELECT, INSERT, UPDATE, DELETE', 'ALL TABLES IN SCHEMA coaching'),
        ('service', 'EXECUTE', 'ALL FUNCTIONS IN SCHEMA coaching'),

        ('user', 'SELECT', 'TABLE coaching.users'),
        ('user', 'INSERT (id, auth_subject, email, full_name, avatar_url, phone, time_zone, locale, unit_system, experience_level, metadata)', 'TABLE coaching.users'),
        ('user', 'UPDATE (id, auth_subject, email, full_name, avatar_url, phone, time_zone, locale, unit_system, experience_level, deactivated_at, metadata)', 'TABLE coaching.users'),
        ('user', 'SELECT, DELETE', 'TABLE coaching.settings'),
        ('user', 'INSERT (key, value), UPDATE (key, value)', 'TABLE coaching.settings'),
        ('user', 'SELECT', 'TABLE coaching.notifications'),
        ('user', 'UPDATE (read_at)', 'TABLE coaching.notifications'),
        ('user', 'SELECT', 'TABLE coaching.audit_log'),
        ('user', 'SELECT', 'TABLE coaching.trainer_profiles'),
        ('anonymous', 'SELECT', 'TABLE coaching.trainer_profiles'),
        ('user', 'INSERT (trainer_id, display_name, avatar_url, headline, bio, specializations, certifications, languages, years_experience, hourly_rate, currency, session_modes, latitude, longitude, service_radius_km, max_clients, is_active, accepts_clients, is_listed, phone, website, social_links, buffer_before_minutes, buffer_after_minutes, min_notice, max_advance, slot_step_minutes, cancellation_window, metadata)', 'TABLE coaching.trainer_profiles'),
        ('user', 'UPDATE (trainer_id, display_name, avatar_url, headline, bio, specializations, certifications, languages, years_experience, hourly_rate, currency, session_modes, latitude, longitude, service_radius_km, max_clients, is_active, accepts_clients, is_listed, phone, website, social_links, buffer_before_minutes, buffer_after_minutes, min_notice, max_advance, slot_step_minutes, cancellation_window, metadata)', 'TABLE coaching.trainer_profiles'),
        ('user', 'SELECT', 'TABLE coaching.trainer_business'),
        ('user', 'INSERT (trainer_id, license_number, license_expires_on, insurance_provider, insurance_policy_number, insurance_expires_on, commission_rate, payout)', 'TABLE coaching.trainer_business'),
        ('user', 'UPDATE (trainer_id, license_number, license_expires_on, insurance_provider, insurance_policy_number, insurance_expires_on, commission_rate, payout)', 'TABLE coaching.trainer_business'),
        ('user', 'SELECT, DELETE', 'TABLE coaching.client_profiles'),
        ('user', 'INSERT (client_id, goals, preferred_specializations, budget_per_session, currency, preferred_modes, languages, required_language, latitude, longitude, preferred_windows, sessions_per_week, metadata)', 'TABLE coaching.client_profiles'),
        ('user', 'UPDATE (client_id, goals, preferred_specializations, budget_per_session, currency, preferred_modes, languages, required_language, latitude, longitude, preferred_windows, sessions_per_week, metadata)', 'TABLE coaching.client_profiles'),
        ('user', 'SELECT', 'TABLE coaching.trainer_clients'),
        ('user', 'INSERT (id, trainer_id, client_id, status, is_primary, invitation_method, invitation_message, start_date, end_date, client_goals, coach_notes, metadata)', 'TABLE coaching.trainer_clients'),
        ('user', 'UPDATE (id, trainer_id, client_id, status, is_primary, invitation_method, invitation_message, start_date, end_date, client_goals, coach_notes, can_view_workouts, can_view_progress, can_view_analytics, can_create_programs, can_send_messages, metadata)', 'TABLE coaching.trainer_clients'),
        ('user', 'SELECT, DELETE', 'TABLE coaching.user_blocks'),
        ('user', 'INSERT (id, blocker_id, blocked_id, reason), UPDATE (blocker_id, blocked_id, reason)', 'TABLE coaching.user_blocks'),
        ('user', 'SELECT', 'TABLE coaching.connection_requests'),
        ('user', 'INSERT (id, from_user_id, to_user_id, status, message), UPDATE (id, from_user_id, to_user_id, status, message)', 'TABLE coaching.connection_requests'),
        ('user', 'SELECT', 'TABLE coaching.client_invitations'),
        ('user', 'INSERT (id, trainer_id, target_email, target_user_id, message, status, expires_at), UPDATE (id, trainer_id, target_email, target_user_id, message, status, expires_at, viewed_at)', 'TABLE coaching.client_invitations'),
        ('user', 'SELECT', 'TABLE coaching.coaching_interests'),
        ('user', 'INSERT (id, client_id, goals, message, status), UPDATE (id, client_id, goals, message, status)', 'TABLE coaching.coaching_interests'),
        ('user', 'SELECT', 'TABLE coaching.session_settings'),
        ('user', 'INSERT (client_id, share_context, reminder_channels, reminder_minutes_before), UPDATE (client_id, share_context, reminder_channels, reminder_minutes_before)', 'TABLE coaching.session_settings'),
        ('user', 'SELECT', 'TABLE coaching.session_packages'),
        ('user', 'INSERT (id, trainer_id, name, description, sessions, price, currency, validity_days, is_active, metadata), UPDATE (id, trainer_id, name, description, sessions, price, currency, validity_days, is_active, metadata)', 'TABLE coaching.session_packages'),
        ('user', 'SELECT, DELETE', 'TABLE coaching.trainer_package_pricing'),
        ('user', 'INSERT (id, trainer_id, package_id, price, currency), UPDATE (id, trainer_id, package_id, price, currency)', 'TABLE coaching.trainer_package_pricing'),
        ('user', 'SELECT', 'TABLE coaching.client_packages'),
        ('user', 'INSERT (id, client_id, trainer_id, package_id, price, metadata), UPDATE (expires_at, metadata)', 'TABLE coaching.client_packages'),
        ('user', 'SELECT', 'TABLE coaching.package_commissions'),
        ('user', 'SELECT', 'TABLE coaching.package_payments'),
        ('user', 'SELECT', 'TABLE coaching.package_ledger'),

        ('user', 'EXECUTE', 'FUNCTION coaching.new_id()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.uid()'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.uid()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.is_admin()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.add_user_role(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.remove_user_role(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.user_has_role(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.session_refresh_required()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.pre_request()'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.pre_request()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.claim_notifications(integer, interval)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.finish_notification(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.mark_notifications_read(uuid[])'),
        ('user', 'EXECUTE', 'FUNCTION coaching.prune_events(interval)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.promote_to_coach(uuid, text[], text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.demote_coach(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.can_access(uuid, text)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.can_access(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.is_self_or_admin(uuid)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.is_self_or_admin(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.knows(uuid)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.knows(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.visible_ids(text)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.visible_ids(text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.sees_everyone()'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.sees_everyone()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.assign_trainer(uuid, uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.assign_clients(uuid, uuid[])'),
        ('user', 'EXECUTE', 'FUNCTION coaching.set_primary_trainer(uuid, uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.send_connection_request(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.respond_to_request(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.cancel_connection_request(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.get_leads(integer, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.my_email_key()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.send_invitation(text, uuid, text, interval)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.accept_coaching_invitation(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.accept_invitation_code(text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.decline_coaching_invitation(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.revoke_invitation(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.expire_invitations()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.submit_coaching_interest(text[], text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.update_session_settings(boolean)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.my_coaching()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.remove_connection(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.block_user(uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.unblock_user(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.get_trainer_client_count(uuid)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.get_trainer_client_count(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.is_trainer_at_capacity(uuid)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.is_trainer_at_capacity(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.trainer_capacity(uuid)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.trainer_capacity(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.get_member_active_trainer(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.coach_can_access_client_data(uuid, uuid, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.can_message(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.sell_package(uuid, uuid, uuid, numeric, text, uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.package_balance(uuid)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.refund_package(uuid, numeric)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.expire_packages()'),
        ('user', 'EXECUTE', 'FUNCTION coaching.get_connections(text, integer, text)'),
        ('user', 'EXECUTE', 'FUNCTION coaching.search_trainers(text, text[], text, numeric, text, integer, text)'),
        ('anonymous', 'EXECUTE', 'FUNCTION coaching.search_trainers(text, text[], text, numeric, text, integer, text)')
    ) AS grants (a, p, o);
END;
COMMENT ON FUNCTION coaching.access_grants() IS
    'What grant_access hands out: privileges on an object per audience (user: people who sign in; anonymous: everybody; service: trusted servers).';

CREATE FUNCTION coaching.grant_access(role regrole, audience text DEFAULT NULL) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_grant_access';
COMMENT ON FUNCTION coaching.grant_access(regrole, text) IS
    'Lets a database role use the extension as an audience of access_grants(); by default anon is anonymous, service_role is service, every other is user. For the owner of the extension''s tables. Errors: permission_denied, invalid_argument.';

-- Whoever creates the extension owns what it made; nobody else may call what was not granted; every
-- table's rows are dumped.
CREATE FUNCTION coaching.finish_installation(owner regrole) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_finish_installation';
SELECT coaching.finish_installation('@extowner@');
DROP FUNCTION coaching.finish_installation(regrole);

SELECT coaching.grant_access(oid::regrole) FROM pg_catalog.pg_roles
    WHERE rolname IN ('anon', 'authenticated', 'service_role') ORDER BY rolname;
