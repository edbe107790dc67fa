-- What Anna's squat became, week by week, as Anna: the best one-repetition maximum of each week above, its volume below.
SET ROLE authenticated;
SET coaching.user_id TO :'anna';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

\set exercise 'Squat (Barbell)'
\set width 700
\set left 44
\set right 696
SELECT 34 AS top, 310 AS floor, 356 AS volume_top, 440 AS volume_floor \gset

CREATE TEMP VIEW weeks AS
SELECT series.*, row_number() OVER (ORDER BY bucket_start) - 1 AS n, count(*) OVER () AS weeks,
       count(*) FILTER (WHERE best_e1rm IS NULL) OVER (ORDER BY bucket_start) AS run
FROM (SELECT min(completed_at)::date AS first, max(completed_at)::date AS last FROM coaching.workout_progress
      WHERE client_id = coaching.uid() AND exercise_name = :'exercise') AS span,
     coaching.progress_series(coaching.uid(), :'exercise', first, last) AS series;
SELECT pg_temp.grid(max(best_e1rm) - min(best_e1rm), 5) AS step, pg_temp.grid(max(volume), 2) AS volume_step FROM weeks \gset
SELECT floor(min(best_e1rm) / :step) * :step AS lowest, ceil(max(best_e1rm) / :step) * :step AS highest,
       ceil(max(volume) / :volume_step) * :volume_step AS most,
       ((:right - :left) / greatest(max(n), 1)::numeric) AS stride FROM weeks \gset
CREATE FUNCTION pg_temp.x(n bigint) RETURNS numeric LANGUAGE sql IMMUTABLE RETURN :left + 6 + x.n * (:stride - 12 / greatest((:right - :left) / :stride, 1));
CREATE FUNCTION pg_temp.y(kg numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN :floor - (y.kg - :lowest) / (:highest - :lowest) * (:floor - :top);
CREATE FUNCTION pg_temp.tall(kg numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN tall.kg / :most * (:volume_floor - :volume_top);

SELECT format($html$<section id="progress">
<header><p class="who">as %1$s, client</p><h2>%1$s’s squat <small>%2$s weeks</small></h2>
<p>Estimated one-repetition maximum from <b>%3$s</b> to <b>%4$s kg</b>, in a history from another app</p></header>
<div class="scroll"><svg viewBox="0 0 %5$s 466" role="img" aria-labelledby="progress-title">
<title id="progress-title">%6$s: best estimated one-repetition maximum and volume by week; the same as a table below</title>
<text class="axis-title" x="0" y="14">Best estimated 1RM of the week, kg</text><text class="axis-title" x="0" y="346">Volume of the week, t</text>$html$,
    :'me', max(weeks), (SELECT round(best_e1rm) FROM weeks WHERE best_e1rm IS NOT NULL ORDER BY n LIMIT 1), round(max(best_e1rm)),
    :width, pg_temp.html(:'exercise'))
FROM weeks;

SELECT format('<line class="grid" x1="%s" x2="%s" y1="%s" y2="%3$s"/><text class="hour" x="%s" y="%s">%s</text>',
              :left, :right, pg_temp.px(pg_temp.y(kg)), :left - 8, pg_temp.px(pg_temp.y(kg) + 4), trim_scale(kg))
FROM generate_series(:lowest, :highest, :step) AS kg;
SELECT format('<line class="grid" x1="%s" x2="%s" y1="%s" y2="%3$s"/><text class="hour" x="%s" y="%s">%s</text>',
              :left, :right, pg_temp.px(:volume_floor - pg_temp.tall(kg)), :left - 8,
              pg_temp.px(:volume_floor - pg_temp.tall(kg) + 4), trim_scale(kg / 1000))
FROM generate_series(0, :most, :volume_step) AS kg;
-- A month's name at its first week; the first week's own only where there is room for it.
SELECT format('<text class="month" x="%s" y="460">%s</text>', pg_temp.px(pg_temp.x(n)), to_char(bucket_start, 'Mon')
              || CASE WHEN lag(n) OVER (ORDER BY n) IS NULL OR extract(month FROM bucket_start) = 1 THEN to_char(bucket_start, ' YYYY') ELSE '' END)
FROM (SELECT n, bucket_start, weeks, row_number() OVER (ORDER BY n) AS month, lead(n) OVER (ORDER BY n) AS next
      FROM (SELECT *, lag(date_trunc('month', bucket_start)) OVER (ORDER BY n) AS before FROM weeks) AS followed
      WHERE before IS DISTINCT FROM date_trunc('month', bucket_start)) AS months
WHERE (n > 0 OR (next - n) * :stride > 70 OR next IS NULL) AND (weeks <= 60 OR month % 3 = 1) AND (weeks - n) * :stride > 24;

SELECT format('<rect class="volume" x="%s" y="%s" width="%s" height="%s"><title>%s: %s kg in %s sessions</title></rect>',
              pg_temp.px(pg_temp.x(n) - least(:stride, 20) * 0.36), pg_temp.px(:volume_floor - pg_temp.tall(volume)),
              pg_temp.px(least(:stride, 20) * 0.72), pg_temp.px(pg_temp.tall(volume)), bucket_start, trim_scale(volume), sessions)
FROM weeks WHERE volume IS NOT NULL ORDER BY n;

-- A line for each run of weeks; a week without squats is a gap, and no volume of nought.
SELECT format('<polyline class="curve" points="%s"/>', string_agg(pg_temp.px(pg_temp.x(n)) || ',' || pg_temp.px(pg_temp.y(best_e1rm)), ' ' ORDER BY n))
FROM weeks WHERE best_e1rm IS NOT NULL GROUP BY run ORDER BY run;
SELECT format('<polyline class="gap" points="%s,%s %s,%s"/>', pg_temp.px(pg_temp.x(from_n)), pg_temp.px(pg_temp.y(from_kg)), pg_temp.px(pg_temp.x(n)), pg_temp.px(pg_temp.y(best_e1rm)))
FROM (SELECT n, best_e1rm, lag(n) OVER (ORDER BY n) AS from_n, lag(best_e1rm) OVER (ORDER BY n) AS from_kg
      FROM weeks WHERE best_e1rm IS NOT NULL) AS steps WHERE n - from_n > 1;
SELECT format('<circle class="point%s" cx="%s" cy="%s" r="%s" data-week="%s" data-kg="%s"><title>%s: %s kg</title></circle>',
              CASE WHEN best THEN ' best' ELSE '' END, pg_temp.px(pg_temp.x(n)), pg_temp.px(pg_temp.y(best_e1rm)),
              CASE WHEN best THEN 5 ELSE 2.6 END, bucket_start, best_e1rm, bucket_start, trim_scale(round(best_e1rm, 1)))
FROM (SELECT *, n = first_value(n) OVER (ORDER BY best_e1rm DESC, n) AS best FROM weeks WHERE best_e1rm IS NOT NULL) AS points
ORDER BY best, n;
SELECT format('<text class="direct" x="%s" y="%s">%s kg</text>', pg_temp.px(least(pg_temp.x(n), :width - 26)), pg_temp.px(pg_temp.y(best_e1rm) - 12), round(best_e1rm))
FROM weeks WHERE best_e1rm IS NOT NULL ORDER BY best_e1rm DESC, n LIMIT 1;

SELECT '</svg></div>
<details><summary>The weeks as a table</summary><div class="scroll"><table><thead><tr><th>Week of</th><th class="number">Best 1RM, kg</th><th class="number">Heaviest, kg</th><th class="number">Volume, kg</th><th class="number">Sessions</th></tr></thead><tbody>';
SELECT format('<tr><td>%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr>',
              bucket_start, round(best_e1rm, 1), trim_scale(best_weight), trim_scale(volume), sessions)
FROM weeks ORDER BY n;
SELECT '</tbody></table></div></details></section>';
