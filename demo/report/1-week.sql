-- Lena's next week as a calendar, as Lena: her hours, her time off, who comes when, and what can still be booked.
SET ROLE authenticated;
SET coaching.user_id TO :'lena';
SELECT pg_temp.html(split_part(full_name, ' ', 1)) AS me FROM coaching.users WHERE id = coaching.uid() \gset

\set left 46
\set top 54
\set day_width 152
\set hour_height 46

CREATE TEMP VIEW days AS
SELECT monday + n AS day, n, :left + n * :day_width AS x
FROM (SELECT date_trunc('week', now())::date + 7 AS monday) AS week, generate_series(0, 6) AS n;

CREATE TEMP VIEW off AS
SELECT days.*, time_off.type, time_off.reason
FROM days JOIN coaching.trainer_time_off AS time_off
    ON time_off.trainer_id = coaching.uid() AND day BETWEEN start_date AND end_date;

CREATE TEMP VIEW hours AS
SELECT days.*, extract(epoch FROM start_time) / 60 AS from_minute,
       CASE WHEN end_time > start_time THEN extract(epoch FROM end_time) / 60 ELSE 24 * 60 END AS to_minute
FROM days CROSS JOIN LATERAL (
    SELECT start_time, end_time FROM coaching.trainer_availability
    WHERE trainer_id = coaching.uid() AND day_of_week = extract(dow FROM day)
      AND day >= coalesce(effective_from, day) AND day <= coalesce(effective_until, day)
      AND NOT EXISTS (SELECT FROM coaching.availability_overrides WHERE trainer_id = coaching.uid() AND date = day)
    UNION ALL
    SELECT "start", "end" FROM coaching.availability_overrides,
        jsonb_to_recordset(windows) AS windows ("start" time, "end" time)
    WHERE trainer_id = coaching.uid() AND date = day) AS windows
WHERE day NOT IN (SELECT day FROM off);

CREATE TEMP VIEW booked AS
SELECT days.*, bookings.id, full_name, status, session_mode, pg_temp.minutes(session_date, day) AS from_minute,
       duration_minutes, buffer_before_minutes, buffer_after_minutes
FROM days JOIN coaching.bookings ON trainer_id = coaching.uid() AND session_date::date = day AND status <> 'cancelled'
JOIN coaching.users ON users.id = client_id;

CREATE TEMP VIEW free AS
SELECT days.*, pg_temp.minutes(lower(gap), day) AS from_minute, pg_temp.minutes(upper(gap), day) AS to_minute
FROM days CROSS JOIN LATERAL unnest((
    SELECT range_agg(tstzrange(starts_at, ends_at))
    FROM coaching.get_available_slots(coaching.uid(), day, day, 60))) AS gap;

-- From the first full hour anything is in to the last.
SELECT floor(min(from_minute) / 60) AS first_hour, ceil(max(to_minute) / 60) AS last_hour
FROM (SELECT from_minute, to_minute FROM hours
      UNION ALL SELECT from_minute, from_minute + duration_minutes FROM booked
      UNION ALL SELECT 9 * 60, 17 * 60) AS all_of_it \gset
SELECT :left + 7 * :day_width AS width, :top + (:last_hour - :first_hour) * :hour_height AS bottom \gset
CREATE FUNCTION pg_temp.y(minute numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN :top + (y.minute / 60 - :first_hour) * :hour_height;

SELECT format($html$<section class="wide" id="week">
<header><p class="who">as %1$s, trainer</p><h2>%1$s’s week <small>%2$s – %3$s</small></h2>
<p><b>%4$s</b> sessions with <b>%5$s</b> clients · <b>%6$s</b> hours free for more</p></header>
<div class="scroll"><svg viewBox="0 0 %7$s %8$s" role="img" aria-labelledby="week-title">
<title id="week-title">Calendar of %1$s’s week with %4$s sessions; the same as a table below</title>
<defs><pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="stripe" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>$html$,
    :'me', to_char(min(day), CASE WHEN date_trunc('month', min(day)) = date_trunc('month', max(day)) THEN 'FMDD' ELSE 'FMDD FMMonth' END),
    to_char(max(day), 'FMDD FMMonth YYYY'),
    (SELECT count(*) FROM booked), (SELECT count(DISTINCT full_name) FROM booked),
    (SELECT trim_scale(round(sum(to_minute - from_minute) / 60, 1)) FROM free), :width, :bottom + 8)
FROM days;

-- The grid: a head for each day, its hours on paler ground, a line for each hour.
SELECT format('<text class="weekday" x="%s" y="20">%s</text><text class="date" x="%s" y="42">%s</text><rect class="ground" x="%s" y="%s" width="%s" height="%s"/>',
              x + 10, to_char(day, 'Dy'), x + 10, to_char(day, 'FMDD'), x, :top, :day_width, :bottom - :top)
FROM days ORDER BY n;
SELECT format('<rect class="hours" x="%s" y="%s" width="%s" height="%s"/>',
              x, pg_temp.px(pg_temp.y(from_minute)), :day_width, pg_temp.px((to_minute - from_minute) / 60 * :hour_height))
FROM hours ORDER BY n, from_minute;
SELECT format('<line class="grid" x1="%s" x2="%s" y1="%s" y2="%3$s"/><text class="hour" x="%s" y="%s">%s</text>',
              :left, :width, pg_temp.px(pg_temp.y(hour * 60)), :left - 8, pg_temp.px(pg_temp.y(hour * 60) + 4),
              lpad(hour::text, 2, '0') || ':00')
FROM generate_series(:first_hour::int, :last_hour::int) AS hour;
SELECT format('<line class="grid" x1="%s" x2="%1$s" y1="%s" y2="%s"/>', x, :top - 44, :bottom) FROM days WHERE n > 0;

-- What can be booked, what cannot, and what is.
SELECT format('<rect class="free" x="%s" y="%s" width="%s" height="%s" rx="5"/><text class="free" x="%s" y="%s">free %s–%s</text>',
              x + 4, pg_temp.px(pg_temp.y(from_minute) + 1), :day_width - 8,
              pg_temp.px((to_minute - from_minute) / 60 * :hour_height - 2), x + 14,
              pg_temp.px(pg_temp.y((from_minute + to_minute) / 2) + 4),
              to_char(make_interval(mins => from_minute::int), 'HH24:MI'), to_char(make_interval(mins => to_minute::int), 'HH24:MI'))
FROM free ORDER BY n, from_minute;
SELECT format('<g><title>%s</title><rect class="off" x="%s" y="%s" width="%s" height="%s"/><text class="off" x="%s" y="%s">%s</text><text class="off-kind" x="%s" y="%s">time off · %s</text></g>',
              pg_temp.html(concat_ws(': ', type, reason)), x, :top, :day_width, :bottom - :top,
              x + :day_width / 2, (:top + :bottom) / 2, pg_temp.html(pg_temp.short(coalesce(reason, type), 20)),
              x + :day_width / 2, (:top + :bottom) / 2 + 18, pg_temp.html(type))
FROM off ORDER BY n;
SELECT format('<rect class="buffer" x="%s" y="%s" width="%s" height="%s"/>', x + 4,
              pg_temp.px(pg_temp.y(from_minute - buffer_before_minutes)), :day_width - 8,
              pg_temp.px((buffer_before_minutes + duration_minutes + buffer_after_minutes) / 60.0 * :hour_height))
FROM booked WHERE buffer_before_minutes + buffer_after_minutes > 0 ORDER BY n, from_minute;
SELECT format('<g class="%s"><title>%s</title><rect class="session" data-booking="%s" x="%s" y="%s" width="%s" height="%s" rx="5"/><rect class="edge" x="%4$s" y="%5$s" width="4" height="%7$s" rx="2"/><text class="name" x="%8$s" y="%9$s">%10$s</text><text class="time" x="%8$s" y="%11$s">%12$s</text></g>',
              status, pg_temp.html(format('%s, %s–%s, %s', full_name, starts, ends, concat_ws(', ', status, session_mode))), id,
              x + 4, pg_temp.px(pg_temp.y(from_minute)), :day_width - 8, pg_temp.px(duration_minutes / 60.0 * :hour_height),
              x + 16, pg_temp.px(pg_temp.y(from_minute) + 19), pg_temp.html(pg_temp.short(full_name, 17)),
              pg_temp.px(pg_temp.y(from_minute) + 36),
              pg_temp.html(concat_ws(' · ', starts || '–' || ends, CASE WHEN session_mode <> 'gym' THEN session_mode END)))
FROM booked CROSS JOIN LATERAL (
    SELECT to_char(make_interval(mins => from_minute::int), 'HH24:MI'),
           to_char(make_interval(mins => from_minute::int + duration_minutes), 'HH24:MI')) AS clock (starts, ends)
ORDER BY n, from_minute;

SELECT '</svg></div>
<ul class="legend"><li class="confirmed"><i></i>confirmed</li><li class="scheduled"><i></i>to be confirmed</li><li class="buffer"><i></i>buffer</li><li class="free"><i></i>free for an hour</li><li class="off"><i></i>time off</li></ul>
<details><summary>The week as a table</summary><div class="scroll"><table><thead><tr><th>Day</th><th>Time</th><th>Client</th><th class="number">Minutes</th><th>Where</th><th>Status</th></tr></thead><tbody>';
SELECT format('<tr><td>%s</td><td>%s</td><td>%s</td><td class="number">%s</td><td>%s</td><td>%s</td></tr>', to_char(day, 'Dy FMDD Mon'),
              to_char(make_interval(mins => from_minute::int), 'HH24:MI'), pg_temp.html(full_name), duration_minutes,
              pg_temp.html(session_mode), status)
FROM booked ORDER BY n, from_minute;
SELECT '</tbody></table></div></details></section>';
