-- Lena's figures, as Lena, and the house's, as Nora.
SET ROLE authenticated;
SET coaching.user_id TO :'lena';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

SELECT format('<section class="wide" id="dashboard"><header><p class="who">as %s, trainer</p><h2>Dashboard</h2></header><dl class="tiles">%s</dl>',
    :'me', string_agg(format('<div><dt>%s</dt><dd>%s</dd></div>', label, pg_temp.html(figure)), '' ORDER BY place))
FROM coaching.get_trainer_dashboard_stats(:'lena') AS stats CROSS JOIN LATERAL (VALUES
    (1, 'clients', stats ->> 'total_clients'), (2, 'sessions today', stats ->> 'today_sessions'),
    (3, 'sessions this week', stats ->> 'this_week_sessions'), (4, 'sessions this month', stats ->> 'this_month_sessions'),
    (5, 'active packages', stats ->> 'active_packages'), (6, 'credits left', stats ->> 'total_sessions_remaining'),
    (7, 'revenue this month', to_char((stats ->> 'total_revenue_this_month')::numeric, 'FM999,999,990 ') ||
        (SELECT currency FROM coaching.trainer_profiles WHERE trainer_id = coaching.uid()))) AS tiles (place, label, figure);

SELECT '<div class="scroll"><table><thead><tr><th>Client</th><th class="number">Packages</th><th class="number">Credits</th><th>Last session</th><th>Next session</th><th>Workouts this week</th></tr></thead><tbody>';
SELECT format('<tr><td>%s</td><td class="number">%s</td><td class="number">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>', pg_temp.html(full_name), active_packages, sessions_remaining,
              to_char(last_session_at, 'Dy FMDD Mon, HH24:MI'), to_char(next_session_at, 'Dy FMDD Mon, HH24:MI'),
              CASE WHEN week_due > 0 THEN format('%s of %s', week_done, week_due) ELSE '' END)
FROM coaching.get_trainer_clients(:'lena') ORDER BY next_session_at, full_name;
SELECT '</tbody></table></div>';

SET coaching.user_id TO :'nora';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset
SELECT format('<p class="house"><span class="who">as %s, admin:</span> the house has %s trainers, %s members, %s without a trainer; %s EUR this month.</p></section>',
              :'me', to_char(total_trainers, 'FM999,999'), to_char(total_members, 'FM999,999'), unassigned_members, to_char((revenue_this_month ->> 'EUR')::numeric, 'FM999,999,990'))
FROM jsonb_to_record(coaching.get_admin_dashboard_stats()) AS (total_trainers int, total_members int, unassigned_members int, revenue_this_month jsonb);
