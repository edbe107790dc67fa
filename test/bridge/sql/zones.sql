-- The server's time zones, change by change, and lengths of intervals.

CREATE FUNCTION public.change(name text, instant timestamptz) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', before, coalesce((to_timestamp(at) AT TIME ZONE 'UTC')::text, 'never'), after)
    FROM bridge.zone_change(name, extract(epoch FROM instant)::bigint)
$$;

SELECT tap.is(format('the next change in %s after %s', name, instant), change(name, instant), wanted)
FROM (VALUES
    ('America/New_York', timestamptz '2026-01-01 00:00Z', '-18000 2026-03-08 07:00:00 -14400'),
    ('America/New_York', '2026-07-01 00:00Z', '-14400 2026-11-01 06:00:00 -18000'),
    ('America/New_York', '2026-03-08 06:59:59Z', '-18000 2026-03-08 07:00:00 -14400'),
    ('America/New_York', '2026-03-08 07:00Z', '-14400 2026-11-01 06:00:00 -18000'),
    ('america/new_york', '2026-01-01 00:00Z', '-18000 2026-03-08 07:00:00 -14400'),
    ('Europe/London', '2026-01-01 00:00Z', '0 2026-03-29 01:00:00 3600'),
    ('Europe/London', '2026-06-01 00:00Z', '3600 2026-10-25 01:00:00 0'),
    ('Australia/Lord_Howe', '2026-01-01 00:00Z', '39600 2026-04-04 15:00:00 37800'),
    ('Australia/Lord_Howe', '2026-06-01 00:00Z', '37800 2026-10-03 15:30:00 39600'),
    ('Pacific/Apia', '2011-12-01 00:00Z', '-36000 2011-12-30 10:00:00 50400'),
    ('Pacific/Apia', '2026-01-01 00:00Z', '46800 never 46800'),
    ('UTC', '2026-01-01 00:00Z', '0 never 0'),
    ('UTC', '4714-11-24 00:00Z BC', '0 never 0'),
    ('Etc/GMT-14', '2026-01-01 00:00Z', '50400 never 50400'),
    ('Asia/Kolkata', '2026-01-01 00:00Z', '19800 never 19800'),
    ('America/New_York', '4714-11-24 00:00Z BC', '-17762 1883-11-18 17:00:00 -18000'),
    ('America/New_York', '1883-11-18 17:00Z', '-18000 1918-03-31 07:00:00 -14400'),
    ('Europe/London', '1700-01-01 00:00Z', '-75 1847-12-01 00:01:15 0'),
    ('America/New_York', '9999-07-01 00:00Z', '-14400 9999-11-07 06:00:00 -18000'),
    ('America/New_York', '9999-12-31 23:59:59Z', '-18000 10000-03-12 07:00:00 -14400'),
    ('Europe/London', '294276-06-01 00:00Z', '3600 294276-10-29 01:00:00 0'),
    ('Pacific/Apia', '9999-12-31 23:59:59Z', '46800 never 46800')
) cases (name, instant, wanted);

-- The offset before and after is the one the server itself reckons with, at each change of a long
-- stretch of time; the change's own second already has the new one, whatever table it stands at the end of.
CREATE FUNCTION public.offset_at(name text, unix bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT extract(epoch FROM to_timestamp(unix) AT TIME ZONE name)::bigint - unix
$$;
SELECT tap.is('2000 changes in ' || name || ' are those the server reckons with',
    concat_ws(' ', count(*), count(at) FILTER (WHERE before = offset_at(name, at - 1) AND after = offset_at(name, at)),
        count(*) FILTER (WHERE before = coalesce(previous, before))),
    '2000 2000 2000')
FROM (SELECT name, c.*, lag(after) OVER (PARTITION BY name ORDER BY at) AS previous
      FROM unnest('{America/New_York,Europe/London,Australia/Lord_Howe,America/Santiago}'::text[]) names (name),
          bridge.zone_changes(name, extract(epoch FROM date '1900-01-01')::bigint, 2000) c) changes
GROUP BY name ORDER BY name;
SELECT tap.is('the changes of a zone that has done with them come to an end', concat_ws(' ', count(*) > 2, count(*) FILTER (WHERE at IS NULL)), 't 1')
FROM bridge.zone_changes('Pacific/Apia', 0, 1000);

-- What a zone remembers of its last answer does not show.
SELECT tap.ok('asked back and forth, a zone says what it says afresh', array_agg(ROW(a.before, a.at, a.after)) = array_agg(ROW(f.before, f.at, f.after)))
FROM (SELECT array_agg(second ORDER BY random()) FROM (SELECT 1700000000 + 86400 * 7 * generate_series(0, 200)
      UNION ALL SELECT at::int + d FROM bridge.zone_changes('Europe/London', 1700000000, 6), (VALUES (-1), (0), (1)) near (d)) s (second)) q (seconds),
    LATERAL ROWS FROM (bridge.zone_changes_at('Europe/London', seconds), unnest(seconds)) a (before, at, after, second),
    LATERAL bridge.zone_change('Europe/London', second) f;

SELECT tap.is('a name that is none is refused: ' || coalesce(nullif(left(name, 20), ''), 'empty'),
    concat_ws(' ', error ->> 'state', (error ->> 'detail')::jsonb ->> 'error', (error ->> 'detail')::jsonb ->> 'time_zone' = left(name, 100), error ->> 'message'),
    '22023 invalid_argument t there is no time zone of that name')
FROM unnest(ARRAY['Mars/Olympus', '', 'FOO+3', 'Europe/Berlin+3', 'localtime', repeat('x', 300)]) n (name),
    tap.error_of(format('SELECT bridge.zone_change(%L, 0)', name)) error;

-- As the pure core sees them.
SELECT tap.is(format('a clock in %s shows %s', name, local), concat_ws('|', first AT TIME ZONE 'UTC', last AT TIME ZONE 'UTC'), wanted)
FROM (VALUES
    ('America/New_York', '2026-07-01 12:00', '2026-07-01 16:00:00|2026-07-01 16:00:00'),
    ('America/New_York', '2026-11-01 01:30', '2026-11-01 05:30:00|2026-11-01 06:30:00'),
    ('America/New_York', '2026-03-08 02:30', '2026-03-08 07:00:00|2026-03-08 07:00:00'),
    ('Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04 14:45:00|2026-04-04 15:15:00'),
    ('Pacific/Apia', '2011-12-30 12:00', '2011-12-30 10:00:00|2011-12-30 10:00:00'),
    ('UTC', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999|9999-12-31 23:59:59.999999'),
    ('Europe/London', '1969-12-31 23:59:59.5', '1969-12-31 22:59:59.5|1969-12-31 22:59:59.5')
) cases (name, local, wanted), bridge.shown(name, (local || 'Z')::timestamptz);
SELECT tap.is('no later change is the infinite future, and the same offset', ROW(c.*)::text, '(infinity,t)')
FROM bridge.server_zone_change('UTC', now()) c;
SELECT tap.is('a microsecond before a change it is still to come',
    (SELECT at AT TIME ZONE 'UTC' FROM bridge.server_zone_change('Europe/London', '2026-03-29 00:59:59.999999Z'))::text, '2026-03-29 01:00:00');
SELECT tap.is('at it, it is over',
    (SELECT at AT TIME ZONE 'UTC' FROM bridge.server_zone_change('Europe/London', '2026-03-29 01:00Z'))::text, '2026-10-25 01:00:00');
SELECT tap.is('every instant the server has is answered',
    (SELECT count(at)::text FROM (VALUES (timestamptz '4714-11-24 00:00Z BC'), ('294276-12-31 23:59:59.999999Z')) i (instant),
        unnest('{America/New_York,Pacific/Apia,UTC}'::text[]) n (name), bridge.server_zone_change(name, instant)), '6');

-- Lengths.
SELECT tap.is('the length of an interval: ' || span, bridge.length_of(span)::text, wanted)
FROM (VALUES (interval '0', '0'), ('1 microsecond', '1'), ('1 day', '86400000000'), ('1 month', '2592000000000'),
    ('1 year', '31104000000000'), ('-1 day 1 second', '-86399000000'), ('1 mon -30 days', '0'),
    ('1000 years', '31104000000000000'), ('178000000 years', '9223372036854775807'), ('-178000000 years', '-9223372036854775808')) s (span, wanted);
SELECT tap.ok('it compares as intervals do', bool_and((a < b) = (bridge.length_of(a) < bridge.length_of(b))))
FROM (SELECT make_interval(months => i % 3, days => (i * 7) % 65 - 30, secs => (i * 997) % 200000 - 90000) FROM generate_series(1, 60) i) x (a),
    (SELECT make_interval(months => i % 3, days => (i * 11) % 65 - 30, secs => (i * 991) % 200000 - 90000) FROM generate_series(1, 60) i) y (b);
