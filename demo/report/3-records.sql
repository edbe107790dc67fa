-- Anna's records in the big lifts, or those she does most, and how each got there, as Anna.
SET ROLE authenticated;
SET coaching.user_id TO :'anna';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

CREATE TEMP VIEW lifts AS
SELECT exercise_name, value, weight, repetitions, achieved_at
FROM (SELECT exercise_name FROM coaching.workout_progress
      WHERE client_id = coaching.uid() AND weight_used > 0 AND exercise_name ~ '(Squat|Bench Press|Deadlift|Press) \((Barbell|Dumbbell|Machine)\)'
      GROUP BY exercise_name
      ORDER BY exercise_name ~ '^(Squat|Bench Press|Deadlift) ' DESC, count(*) DESC, exercise_name LIMIT 3) AS favourites
JOIN coaching.personal_records(coaching.uid()) USING (exercise_name)
WHERE record = 'best_e1rm';

SELECT format('<section id="records"><header><p class="who">as %1$s, client</p><h2>%1$s’s records</h2><p>Estimated one-repetition maxima, and the way there</p></header><ul class="lifts">', :'me');
SELECT format($html$<li><div><b>%s</b><span>%s kg × %s on %s</span></div>
<svg class="spark" viewBox="0 0 150 44" aria-hidden="true"><polyline class="curve" points="%s"/><circle class="point best" cx="%s" cy="%s" r="4"/></svg>
<strong>%s<small> kg</small></strong></li>$html$,
    pg_temp.html(exercise_name), trim_scale(weight), repetitions, to_char(achieved_at, 'FMDD Mon YYYY'),
    points, best_x, best_y, round(value))
FROM lifts CROSS JOIN LATERAL (
    SELECT string_agg(x || ',' || y, ' ' ORDER BY n), (array_agg(x ORDER BY best_e1rm DESC, n))[1], (array_agg(y ORDER BY best_e1rm DESC, n))[1]
    FROM (SELECT n, best_e1rm, pg_temp.px(5 + n * 140.0 / greatest(max(n) OVER (), 1)) AS x,
                 pg_temp.px(39 - (best_e1rm - min(best_e1rm) OVER ()) / greatest(max(best_e1rm) OVER () - min(best_e1rm) OVER (), 1) * 34) AS y
          FROM (SELECT best_e1rm, row_number() OVER (ORDER BY bucket_start) - 1 AS n
                FROM (SELECT min(completed_at)::date AS first, max(completed_at)::date AS last FROM coaching.workout_progress AS done
                      WHERE client_id = coaching.uid() AND done.exercise_name = lifts.exercise_name) AS span,
                     coaching.progress_series(coaching.uid(), lifts.exercise_name, first, last)) AS weeks
          WHERE best_e1rm IS NOT NULL) AS places) AS path (points, best_x, best_y)
ORDER BY value DESC;
SELECT '</ul></section>';
