-- dashboard: overviews to read as tables. Each asks with the rights of whoever reads it. Overviews of
-- trainers begin with the people the reader knows: the policy of users is an index condition, that of
-- trainer_profiles is none, since the directory is open to everybody. What is counted is counted by the
-- functions in figures.sql, in the trainer's own time zone.

CREATE VIEW coaching.trainer_schedule_overview WITH (security_invoker = true) AS
    SELECT u.id AS trainer_id, coalesce(p.display_name, u.full_name) AS trainer_name, p.is_active, p.time_zone,
        p.active_clients AS total_clients, s.sessions_today, s.upcoming_sessions, s.available_sessions
    FROM coaching.users u
    JOIN coaching.trainer_profiles p ON p.trainer_id = u.id
    CROSS JOIN LATERAL coaching.trainer_schedule(u.id) s
    WHERE coaching.is_self_or_admin(u.id);
COMMENT ON VIEW coaching.trainer_schedule_overview IS
    'Every trainer''s clients and sessions at a glance: all for admins, one''s own row for a trainer, none for others.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.trainer_id IS 'users.id of the trainer.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.trainer_name IS 'The name in the directory, else the person''s.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.is_active IS 'Whether the trainer works at present.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.time_zone IS 'IANA zone by which today is meant.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.total_clients IS 'Active clients.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.sessions_today IS
    'Sessions that begin today in the trainer''s zone: scheduled, confirmed or completed.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.upcoming_sessions IS 'Sessions scheduled or confirmed that begin from now on.';
COMMENT ON COLUMN coaching.trainer_schedule_overview.available_sessions IS
    'Sessions clients have paid for and not booked: what is left in the lots the trainer holds that are active and not past their time.';

CREATE VIEW coaching.trainer_capacity_overview WITH (security_invoker = true) AS
    SELECT u.id AS trainer_id, coalesce(p.display_name, u.full_name) AS trainer_name, p.is_active, p.accepts_clients,
        p.active_clients, p.max_clients,
        CASE WHEN p.max_clients IS NOT NULL THEN greatest(p.max_clients - p.active_clients, 0) END AS free_places,
        coalesce(p.active_clients >= p.max_clients, false) AS at_capacity,
        round(p.active_clients::numeric / nullif(p.max_clients, 0), 4) AS utilisation,
        '1:' || p.active_clients AS trainer_to_member_ratio
    FROM coaching.users u
    JOIN coaching.trainer_profiles p ON p.trainer_id = u.id
    WHERE coaching.is_self_or_admin(u.id);
COMMENT ON VIEW coaching.trainer_capacity_overview IS
    'How full every trainer is: all for admins, one''s own row for a trainer, none for others. The house''s ratio is in get_admin_dashboard_stats.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.trainer_id IS 'users.id of the trainer.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.trainer_name IS 'The name in the directory, else the person''s.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.is_active IS 'Whether the trainer works at present.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.accepts_clients IS 'Whether the trainer takes new clients.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.active_clients IS 'Active clients.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.max_clients IS 'Most the trainer takes; NULL: no limit.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.free_places IS 'Clients the trainer could still take, never below 0; NULL without a limit.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.at_capacity IS 'Whether there is no place left; as is_trainer_at_capacity.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.utilisation IS
    'active_clients / max_clients, four decimals, above 1 after the maximum was lowered; NULL without a limit or with one of 0.';
COMMENT ON COLUMN coaching.trainer_capacity_overview.trainer_to_member_ratio IS 'One trainer to so many active clients: "1:12".';

CREATE VIEW coaching.client_assignment_overview WITH (security_invoker = true) AS
    SELECT r.id AS relationship_id, r.client_id, c.full_name AS client_name, r.trainer_id,
        coalesce(p.display_name, t.full_name) AS trainer_name, r.status, r.is_primary, r.assigned_at, r.connected_at,
        CASE WHEN a.sessions_remaining > 0 THEN 'active' WHEN a.active_packages IS NOT NULL THEN 'none' END AS package_status,
        a.active_packages, a.sessions_remaining, a.last_session_at, a.next_session_at
    FROM coaching.trainer_clients r
    LEFT JOIN coaching.users c ON c.id = r.client_id
    LEFT JOIN coaching.users t ON t.id = r.trainer_id
    LEFT JOIN coaching.trainer_profiles p ON p.trainer_id = r.trainer_id
    LEFT JOIN LATERAL coaching.client_account(r.client_id, r.trainer_id) a ON true
    WHERE r.status IN ('active', 'paused');
COMMENT ON VIEW coaching.client_assignment_overview IS
    'Which clients belong to which trainers, active and paused, with packages and sessions between the two: all for admins, one''s own for a trainer or a client. Who has no trainer is counted in get_admin_dashboard_stats.';
COMMENT ON COLUMN coaching.client_assignment_overview.relationship_id IS 'The relationship: trainer_clients.id.';
COMMENT ON COLUMN coaching.client_assignment_overview.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.client_assignment_overview.client_name IS 'The client''s name.';
COMMENT ON COLUMN coaching.client_assignment_overview.trainer_id IS 'users.id of the trainer.';
COMMENT ON COLUMN coaching.client_assignment_overview.trainer_name IS 'The trainer''s name in the directory, else the person''s.';
COMMENT ON COLUMN coaching.client_assignment_overview.status IS 'active or paused.';
COMMENT ON COLUMN coaching.client_assignment_overview.is_primary IS 'Whether this is the client''s main trainer.';
COMMENT ON COLUMN coaching.client_assignment_overview.assigned_at IS 'When the relationship was proposed or assigned.';
COMMENT ON COLUMN coaching.client_assignment_overview.connected_at IS 'When it last became active.';
COMMENT ON COLUMN coaching.client_assignment_overview.package_status IS 'active: sessions are left with this trainer; none: there are none.';
COMMENT ON COLUMN coaching.client_assignment_overview.active_packages IS 'Lots with this trainer that are active and not past their time.';
COMMENT ON COLUMN coaching.client_assignment_overview.sessions_remaining IS 'What is left in these lots.';
COMMENT ON COLUMN coaching.client_assignment_overview.last_session_at IS
    'The latest session of the two that has begun and was neither cancelled nor missed.';
COMMENT ON COLUMN coaching.client_assignment_overview.next_session_at IS 'The next session of the two, scheduled or confirmed.';

CREATE VIEW coaching.trainer_client_details WITH (security_invoker = true) AS
    SELECT r.id AS relationship_id, r.trainer_id, coalesce(p.display_name, t.full_name) AS trainer_name,
        r.client_id, c.full_name AS client_name, c.email AS client_email, c.phone AS client_phone,
        r.status, r.is_primary, r.connected_at, r.client_goals,
        l.id AS client_package_id, l.name AS package_name,
        CASE WHEN l.status = 'active' AND l.expires_at <= now() THEN 'expired' ELSE l.status END AS package_status,
        l.sessions_total, l.sessions_remaining, l.price, l.currency, l.purchased_at, l.expires_at
    FROM coaching.trainer_clients r
    LEFT JOIN coaching.users c ON c.id = r.client_id
    LEFT JOIN coaching.users t ON t.id = r.trainer_id
    LEFT JOIN coaching.trainer_profiles p ON p.trainer_id = r.trainer_id
    LEFT JOIN coaching.client_packages l ON l.client_id = r.client_id AND l.trainer_id = r.trainer_id
    WHERE r.status IN ('active', 'paused');
COMMENT ON VIEW coaching.trainer_client_details IS
    'Trainer, client and package in one: a row for every lot a client has with a trainer, or one without a lot; active and paused relationships. All for admins, one''s own for a trainer or a client.';
COMMENT ON COLUMN coaching.trainer_client_details.relationship_id IS 'The relationship: trainer_clients.id.';
COMMENT ON COLUMN coaching.trainer_client_details.trainer_id IS 'users.id of the trainer, who holds the lot.';
COMMENT ON COLUMN coaching.trainer_client_details.trainer_name IS 'The trainer''s name in the directory, else the person''s.';
COMMENT ON COLUMN coaching.trainer_client_details.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.trainer_client_details.client_name IS 'The client''s name.';
COMMENT ON COLUMN coaching.trainer_client_details.client_email IS 'The client''s e-mail address.';
COMMENT ON COLUMN coaching.trainer_client_details.client_phone IS 'The client''s telephone number.';
COMMENT ON COLUMN coaching.trainer_client_details.status IS 'Of the relationship: active or paused.';
COMMENT ON COLUMN coaching.trainer_client_details.is_primary IS 'Whether this is the client''s main trainer.';
COMMENT ON COLUMN coaching.trainer_client_details.connected_at IS 'When the relationship last became active.';
COMMENT ON COLUMN coaching.trainer_client_details.client_goals IS 'What the two work on.';
COMMENT ON COLUMN coaching.trainer_client_details.client_package_id IS 'The lot; NULL where the client has none with the trainer.';
COMMENT ON COLUMN coaching.trainer_client_details.package_name IS 'The package''s name at the sale.';
COMMENT ON COLUMN coaching.trainer_client_details.package_status IS 'active, exhausted, expired (also when nobody has noted it yet) or refunded.';
COMMENT ON COLUMN coaching.trainer_client_details.sessions_total IS 'Sessions sold.';
COMMENT ON COLUMN coaching.trainer_client_details.sessions_remaining IS 'Sessions left, also of an expired lot; those of an active one can be booked.';
COMMENT ON COLUMN coaching.trainer_client_details.price IS 'Price of the whole, in currency.';
COMMENT ON COLUMN coaching.trainer_client_details.currency IS 'ISO 4217 code.';
COMMENT ON COLUMN coaching.trainer_client_details.purchased_at IS 'When the lot was sold.';
COMMENT ON COLUMN coaching.trainer_client_details.expires_at IS 'Sessions that start before it may be paid from the lot; NULL without end.';
