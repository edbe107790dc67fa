-- leads: the trainer's dashboard of incoming requests, best match first, page by page.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');

-- As a trainer, I want to see connection requests with match percentages so that I can prioritize leads
-- that align with my specialties.
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('carl'), '{strength,sleep}');
UPDATE coaching.users SET avatar_url = 'https://x.test/carl.png', experience_level = 'beginner' WHERE id = id('carl');
CALL be('carl');
SELECT coaching.send_connection_request(id('tina'), 'I want to run again.') IS NOT NULL AS sent;
CALL be('cora');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be_trusted();
UPDATE coaching.connection_requests SET match_percentage = 60 WHERE from_user_id = id('cora') AND to_user_id = id('tina');
CALL be('tina');
SELECT who(user_id) AS client, full_name, avatar_url, experience_level, goals, message, status, match_percentage,
    requested_at = now() OR requested_at < now() AS has_time, total FROM coaching.get_leads();
SELECT request_id IN (SELECT id FROM coaching.connection_requests WHERE from_user_id = user_id) AS names_the_request FROM coaching.get_leads();
-- deferred ones stay, answered ones go
SELECT coaching.respond_to_request(request_id, 'deferred') IS NULL AS deferred FROM coaching.get_leads() WHERE user_id = id('cora');
SELECT who(user_id) AS client, status, total FROM coaching.get_leads();
SELECT coaching.respond_to_request(request_id, 'rejected') IS NULL AS rejected FROM coaching.get_leads() WHERE user_id = id('cora');
SELECT who(user_id) AS client, status, total FROM coaching.get_leads();
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
SELECT count(*) AS leads FROM coaching.get_leads();
-- each trainer has their own; a client has none
CALL be('tom');
SELECT who(user_id) AS client FROM coaching.get_leads();
CALL be('carl');
SELECT count(*) AS leads FROM coaching.get_leads();
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.get_leads()');
CALL be_trusted();
SELECT attempt('SELECT * FROM coaching.get_leads()');

-- Paging: 23 leads with ties and without a percentage; every page size shows each once and in one order.
INSERT INTO coaching.users (id, full_name) SELECT id('p' || n), 'P' || n FROM generate_series(1, 23) n;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, match_percentage)
    SELECT id('p' || n), id('tina'), (ARRAY[90, NULL, 0, 50, 50, 100])[1 + n % 6] FROM generate_series(1, 23) n;
-- (as those from before there were percentages)
UPDATE coaching.connection_requests SET match_percentage = NULL WHERE from_user_id IN (SELECT id('p' || n) FROM generate_series(1, 23, 6) n);
-- A cursor with these fields, as an attacker would make it.
CREATE FUNCTION cursor_of(VARIADIC fields text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT translate(rtrim(replace(encode(convert_to(string_agg(octet_length(f) || ':' || f, '' ORDER BY n), 'UTF8'), 'base64'), E'\n', ''), '='), '+/', '-_')
    FROM unnest(fields) WITH ORDINALITY u (f, n) $$;
CREATE FUNCTION walk(page_size int) RETURNS TABLE (pages int, leads text[], totals bigint[]) LANGUAGE plpgsql AS $$
DECLARE
    last text;
    page text[];
BEGIN
    pages := 0;
    LOOP
        SELECT array_agg(l.full_name ORDER BY n), (array_agg(l.cursor ORDER BY n DESC))[1], totals || array_agg(DISTINCT l.total)
            INTO page, last, totals
        FROM coaching.get_leads(page_size, last) WITH ORDINALITY l (request_id, user_id, full_name, avatar_url, experience_level,
            goals, message, status, match_percentage, requested_at, total, cursor, n);
        EXIT WHEN page IS NULL;
        pages := pages + 1;
        leads := leads || page;
    END LOOP;
    totals := (SELECT array_agg(DISTINCT t) FROM unnest(totals) t WHERE t IS NOT NULL);
    RETURN NEXT;
END $$;
CALL be('tina');
SELECT string_agg(full_name || coalesce(' ' || match_percentage || '%', ''), ', ') AS leads FROM coaching.get_leads();
SELECT size, pages, cardinality(leads) AS leads, totals,
    leads = (SELECT array_agg(full_name ORDER BY coalesce(match_percentage, -1) DESC, request_id) FROM coaching.get_leads()) AS in_order
FROM unnest(ARRAY[1, 2, 3, 7, 22, 23, 24, 1000]) size, walk(size);
-- a lead answered between two pages is neither repeated nor does it hide another
SELECT cursor AS third FROM coaching.get_leads(3) OFFSET 2 \gset
SELECT coaching.respond_to_request(request_id, 'rejected') IS NULL AS rejected FROM coaching.get_leads(3) OFFSET 2;
SELECT count(*) AS rest FROM coaching.get_leads(50, :'third');

-- Odd input.
SELECT attempt('SELECT * FROM coaching.get_leads(0)');
SELECT attempt('SELECT * FROM coaching.get_leads(-1)');
SELECT attempt('SELECT * FROM coaching.get_leads(1001)');
SELECT attempt('SELECT * FROM coaching.get_leads(NULL)');
SELECT attempt(format('SELECT * FROM coaching.get_leads(5, %L)', odd)) FROM unnest(ARRAY['', 'x', '%%%', repeat('A', 100000), E'\x01',
    left(:'third', -1), :'third' || 'A', (SELECT cursor FROM coaching.get_connections() LIMIT 1)]) odd;
-- well-formed cursors with keys this list never had: out of range, no number, no id
SELECT attempt(format('SELECT * FROM coaching.get_leads(5, %L)', cursor_of(VARIADIC fields::text[]))) FROM (VALUES
    ('{leads,99999999999,00000000-0000-0000-0000-000000000000}'), ('{leads,5x,00000000-0000-0000-0000-000000000000}'),
    ('{leads,"",00000000-0000-0000-0000-000000000000}'), ('{leads,50,zero}'), ('{leads,50}'), ('{leads}'),
    ('{connections,50,00000000-0000-0000-0000-000000000000}'), ('{leads,-1,ffffffff-ffff-ffff-ffff-ffffffffffff}'),
    ('{leads,101,00000000-0000-0000-0000-000000000000}')) c (fields);

CALL be_trusted();
DROP FUNCTION walk, cursor_of;
