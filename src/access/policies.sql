-- access: every policy, in one place. The grants are in grants.sql.
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

ALTER TABLE coaching.trainer_availability ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_availability_select ON coaching.trainer_availability FOR SELECT
    USING (coaching.knows(trainer_id));
CREATE POLICY trainer_availability_insert ON coaching.trainer_availability FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_availability_update ON coaching.trainer_availability FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_availability_delete ON coaching.trainer_availability FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.availability_overrides ENABLE ROW LEVEL SECURITY;
CREATE POLICY availability_overrides_select ON coaching.availability_overrides FOR SELECT
    USING (coaching.knows(trainer_id));
CREATE POLICY availability_overrides_insert ON coaching.availability_overrides FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY availability_overrides_update ON coaching.availability_overrides FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY availability_overrides_delete ON coaching.availability_overrides FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.trainer_time_off ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_time_off_select ON coaching.trainer_time_off FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_time_off_insert ON coaching.trainer_time_off FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_time_off_update ON coaching.trainer_time_off FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_time_off_delete ON coaching.trainer_time_off FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.bookings ENABLE ROW LEVEL SECURITY;
CREATE POLICY bookings_select ON coaching.bookings FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY bookings_insert ON coaching.bookings FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY bookings_update ON coaching.bookings FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.calendar_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY calendar_tokens_select ON coaching.calendar_tokens FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.exercises ENABLE ROW LEVEL SECURITY;
CREATE POLICY exercises_select ON coaching.exercises FOR SELECT USING (true);
CREATE POLICY exercises_insert ON coaching.exercises FOR INSERT WITH CHECK (coaching.is_admin());
CREATE POLICY exercises_update ON coaching.exercises FOR UPDATE USING (coaching.is_admin());
CREATE POLICY exercises_delete ON coaching.exercises FOR DELETE USING (coaching.is_admin());

ALTER TABLE coaching.programs ENABLE ROW LEVEL SECURITY;
CREATE POLICY programs_select ON coaching.programs FOR SELECT
    USING (coaching.can_access(user_id, 'programs') OR coaching.is_self_or_admin(assigned_to_client)
        OR (visibility = 'coach_only' AND coaching.is_trainer())
        OR (visibility IN ('template', 'public') AND is_template));
CREATE POLICY programs_insert ON coaching.programs FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(user_id));
CREATE POLICY programs_update ON coaching.programs FOR UPDATE
    USING (coaching.is_self_or_admin(user_id));
CREATE POLICY programs_delete ON coaching.programs FOR DELETE
    USING (coaching.is_self_or_admin(user_id));

ALTER TABLE coaching.program_exercises ENABLE ROW LEVEL SECURITY;
-- Exactly as the program: its own policy is asked, by the program's key.
CREATE POLICY program_exercises_select ON coaching.program_exercises FOR SELECT
    USING (EXISTS (SELECT FROM coaching.programs p WHERE p.id = program_id));
CREATE POLICY program_exercises_insert ON coaching.program_exercises FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(user_id));
CREATE POLICY program_exercises_update ON coaching.program_exercises FOR UPDATE
    USING (coaching.is_self_or_admin(user_id));
CREATE POLICY program_exercises_delete ON coaching.program_exercises FOR DELETE
    USING (coaching.is_self_or_admin(user_id));

ALTER TABLE coaching.workout_plans ENABLE ROW LEVEL SECURITY;
-- Whoever may write a plan reads it, also without workouts.
CREATE POLICY workout_plans_select ON coaching.workout_plans FOR SELECT
    USING (coaching.can_access(client_id, 'workouts') OR coaching.can_access(client_id, 'programs'));
CREATE POLICY workout_plans_insert ON coaching.workout_plans FOR INSERT
    WITH CHECK (coaching.can_access(client_id, 'programs'));
CREATE POLICY workout_plans_update ON coaching.workout_plans FOR UPDATE
    USING (coaching.can_access(client_id, 'programs'));

ALTER TABLE coaching.workout_exercises ENABLE ROW LEVEL SECURITY;
CREATE POLICY workout_exercises_select ON coaching.workout_exercises FOR SELECT
    USING (coaching.can_access(client_id, 'workouts') OR coaching.can_access(client_id, 'programs'));
CREATE POLICY workout_exercises_insert ON coaching.workout_exercises FOR INSERT
    WITH CHECK (coaching.can_access(client_id, 'programs'));
CREATE POLICY workout_exercises_update ON coaching.workout_exercises FOR UPDATE
    USING (coaching.can_access(client_id, 'programs'));
CREATE POLICY workout_exercises_delete ON coaching.workout_exercises FOR DELETE
    USING (coaching.can_access(client_id, 'programs'));

ALTER TABLE coaching.workout_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY workout_logs_select ON coaching.workout_logs FOR SELECT
    USING (coaching.can_access(client_id, 'workouts'));
CREATE POLICY workout_logs_insert ON coaching.workout_logs FOR INSERT
    WITH CHECK (coaching.can_access(client_id, 'workouts'));
CREATE POLICY workout_logs_update ON coaching.workout_logs FOR UPDATE
    USING (coaching.can_access(client_id, 'workouts'));
CREATE POLICY workout_logs_delete ON coaching.workout_logs FOR DELETE
    USING (coaching.can_access(client_id, 'workouts'));

ALTER TABLE coaching.workout_progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY workout_progress_select ON coaching.workout_progress FOR SELECT
    USING (coaching.can_access(client_id, 'progress'));
CREATE POLICY workout_progress_insert ON coaching.workout_progress FOR INSERT
    WITH CHECK (coaching.can_access(client_id, 'progress'));
CREATE POLICY workout_progress_update ON coaching.workout_progress FOR UPDATE
    USING (coaching.can_access(client_id, 'progress'));
CREATE POLICY workout_progress_delete ON coaching.workout_progress FOR DELETE
    USING (coaching.can_access(client_id, 'progress'));

ALTER TABLE coaching.trainer_client_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_client_notes_select ON coaching.trainer_client_notes FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR (NOT is_private AND coaching.is_self_or_admin(client_id)));
CREATE POLICY trainer_client_notes_insert ON coaching.trainer_client_notes FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_client_notes_update ON coaching.trainer_client_notes FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_client_notes_delete ON coaching.trainer_client_notes FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

ALTER TABLE coaching.trainer_session_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_session_notes_select ON coaching.trainer_session_notes FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY trainer_session_notes_insert ON coaching.trainer_session_notes FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_session_notes_update ON coaching.trainer_session_notes FOR UPDATE
    USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY trainer_session_notes_delete ON coaching.trainer_session_notes FOR DELETE
    USING (coaching.is_self_or_admin(trainer_id));

-- The first predicate finds the clients who show analytics, the second whose insight of them it is.
ALTER TABLE coaching.coaching_insights ENABLE ROW LEVEL SECURITY;
CREATE POLICY coaching_insights_select ON coaching.coaching_insights FOR SELECT
    USING (coaching.can_access(client_id, 'analytics')
        AND (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id)));
CREATE POLICY coaching_insights_insert ON coaching.coaching_insights FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(trainer_id));
CREATE POLICY coaching_insights_update ON coaching.coaching_insights FOR UPDATE
    USING (coaching.can_access(client_id, 'analytics')
        AND (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id)));
CREATE POLICY coaching_insights_delete ON coaching.coaching_insights FOR DELETE
    USING (coaching.can_access(client_id, 'analytics') AND coaching.is_self_or_admin(trainer_id));

-- A row names the client: others read get_trainer_reviews.
ALTER TABLE coaching.trainer_reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY trainer_reviews_select ON coaching.trainer_reviews FOR SELECT
    USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CREATE POLICY trainer_reviews_insert ON coaching.trainer_reviews FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(client_id));
CREATE POLICY trainer_reviews_update ON coaching.trainer_reviews FOR UPDATE
    USING (coaching.is_self_or_admin(client_id));
CREATE POLICY trainer_reviews_delete ON coaching.trainer_reviews FOR DELETE
    USING (coaching.is_self_or_admin(client_id));

ALTER TABLE coaching.match_weights ENABLE ROW LEVEL SECURITY;
CREATE POLICY match_weights_select ON coaching.match_weights FOR SELECT USING (true);
CREATE POLICY match_weights_insert ON coaching.match_weights FOR INSERT WITH CHECK (coaching.is_admin());
CREATE POLICY match_weights_update ON coaching.match_weights FOR UPDATE USING (coaching.is_admin());
CREATE POLICY match_weights_delete ON coaching.match_weights FOR DELETE USING (coaching.is_admin());

ALTER TABLE coaching.client_transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY client_transfers_select ON coaching.client_transfers FOR SELECT
    USING (coaching.is_self_or_admin(client_id) OR coaching.is_self_or_admin(from_trainer_id)
        OR coaching.is_self_or_admin(to_trainer_id));
