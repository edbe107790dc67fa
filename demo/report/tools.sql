-- What the fragments share. Read before each of them, as the owner; the functions live as long as the session.
\set QUIET on
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned

-- Whatever comes out of a table goes through here on its way into the page.
CREATE FUNCTION pg_temp.html(words text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT replace(replace(replace(replace(replace(html.words, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
END;

-- At most so many characters, to stand in a narrow place.
CREATE FUNCTION pg_temp.short(words text, length integer) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN length(short.words) > short.length THEN rtrim(left(short.words, short.length - 1)) || '…' ELSE short.words END;
END;

-- A coordinate: tenths are fine enough.
CREATE FUNCTION pg_temp.px(place numeric) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT trim_scale(round(px.place, 1))::text;
END;

-- The distance between grid lines, so that there are no more than `most` of them.
CREATE FUNCTION pg_temp.grid(reach numeric, most integer) RETURNS numeric LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT min(digit * 10.0 ^ power) FROM unnest(ARRAY[1, 2, 5]) AS digit, generate_series(-1, 6) AS power
    WHERE grid.reach <= digit * 10.0 ^ power * grid.most;
END;

-- The wall clock of an instant, in minutes since that date began.
CREATE FUNCTION pg_temp.minutes(at timestamptz, day date) RETURNS numeric LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT extract(epoch FROM minutes.at AT TIME ZONE current_setting('TimeZone') - minutes.day::timestamp) / 60;
END;
