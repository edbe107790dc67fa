-- Ben's plan and what he made of its first week, as Ben.
SET ROLE authenticated;
SET coaching.user_id TO :'ben';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

CREATE TEMP VIEW plan AS SELECT id, title, start_date FROM coaching.workout_plans WHERE client_id = coaching.uid() AND status = 'active';
CREATE TEMP VIEW plan_days AS
SELECT n, left(day_of_week, 3) AS day, string_agg(e.exercise_name, ', ' ORDER BY order_index) AS to_do,
       bool_or(EXISTS (SELECT FROM coaching.workout_progress p WHERE p.exercise_id = e.id AND p.completed_at::date = start_date + n::int - 1)) AS done
FROM plan JOIN coaching.workout_exercises e ON e.plan_id = plan.id
JOIN unnest('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[]) WITH ORDINALITY AS week (day_of_week, n) USING (day_of_week)
GROUP BY n, day_of_week;

SELECT format($html$<section id="plan"><header><p class="who">as %s, client</p><h2>%s <small>week of %s</small></h2>
<p><b>%s</b> done · compliance <b>%s %%</b> · a streak of <b>%s</b> %s</p></header><ol class="days">$html$,
    :'me', pg_temp.html(title), to_char(start_date, 'FMDD FMMonth'), summary,
    trim_scale(coaching.client_compliance(coaching.uid(), start_date, start_date + 6)), streak,
    CASE streak WHEN 1 THEN 'week' ELSE 'weeks' END)
FROM plan, coaching.get_weekly_summary(coaching.uid(), start_date), coaching.current_streak(coaching.uid()) AS streak;
SELECT format('<li class="%s"><i aria-hidden="true">%s</i><b>%s</b><span>%s</span></li>', CASE WHEN done THEN 'done' ELSE 'open' END,
              CASE WHEN done THEN '✓' ELSE '–' END, day, pg_temp.html(to_do))
FROM plan_days ORDER BY n;
SELECT '</ol></section>';
