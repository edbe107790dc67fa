-- step: Tom's sessions in Tom's own calendar
-- why: Whoever has the token reads the feed without signing in, as a telephone does. The session that was moved
-- why: is the same event in its next version, at four by UTC. With free_busy the feed says when, and not with
-- why: whom. Tom loses the telephone, and revokes the token.
-- expect: X-WR-CALNAME:Tom Adler
-- expect: SEQUENCE:1
-- expect: DTSTART:20400329T160000Z
-- expect: SUMMARY:Ben Ochoa
-- expect: STATUS:TENTATIVE
-- expect: SUMMARY:Busy
-- expect: t | f
-- expect: revoked | 1
-- expect: ERROR: PT404: …
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT coaching.create_calendar_token(:'tom') AS token \gset

-- Somebody who is not signed in and has the token
SET ROLE anon;
RESET coaching.user_id;
SELECT coaching.trainer_calendar(:'token') AS feed, coaching.trainer_calendar(:'token', free_busy => true) AS busy \gset
SELECT line FROM string_to_table(:'feed', E'\r\n') AS line WHERE line LIKE 'X-WR-CALNAME:%'
UNION ALL
SELECT line FROM string_to_table(:'feed', 'BEGIN:VEVENT') AS event, string_to_table(event, E'\r\n') AS line
WHERE event LIKE '%DTSTART:20400329%' AND line ~ '^(SEQUENCE|DTSTART|DTEND|SUMMARY|STATUS)';
SELECT DISTINCT line FROM string_to_table(:'busy', E'\r\n') AS line WHERE line LIKE 'SUMMARY%';
SELECT :'busy' LIKE '%DTSTART:20400329T160000Z%' AS says_when, :'busy' ~ 'Ben|David|Anna' AS says_with_whom;

SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT coaching.revoke_calendar_tokens(:'tom') AS revoked \gx

SET ROLE anon;
RESET coaching.user_id;
SELECT coaching.trainer_calendar(:'token');
