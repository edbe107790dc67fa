-- step: And Nora sees the whole house
-- why: How full every trainer is, and who has none. The same overview shows Tom his own row, and a client none.
-- expect: Iris Kaya | 2 | 15 | 13 | f | 0.1333
-- expect: Lena Voss | 7 | 8 | 1 | f | 0.8750
-- expect: Tom Adler | 2 | 3 | 1 | f | 0.6667
-- expect: 203 | 2008 | 2008 | 0 | 203:2008 | {"EUR": 4110.00}
-- expect: Nora | 203
-- expect: Tom | 1
-- expect: Ben | 0
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT trainer_name, active_clients, max_clients, free_places, at_capacity, utilisation
FROM coaching.trainer_capacity_overview WHERE trainer_id IN (:'tom', :'lena', :'iris') ORDER BY trainer_name;
SELECT total_trainers AS trainers, total_members AS members, total_clients AS with_a_trainer,
       unassigned_members AS without, trainer_to_member_ratio AS ratio, revenue_this_month
FROM jsonb_to_record(coaching.get_admin_dashboard_stats())
         AS (total_trainers int, total_members int, total_clients int, unassigned_members int,
             trainer_to_member_ratio text, revenue_this_month jsonb);

SELECT 'Nora' AS who_asks, count(*) AS trainers FROM coaching.trainer_capacity_overview;
SET coaching.user_id TO :'tom';
SELECT 'Tom' AS who_asks, count(*) AS trainers FROM coaching.trainer_capacity_overview;
SET coaching.user_id TO :'ben';
SELECT 'Ben' AS who_asks, count(*) AS trainers FROM coaching.trainer_capacity_overview;
