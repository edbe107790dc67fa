-- reviews: clients rate trainers they have trained with; the profile shows the mean, and nobody learns who said what.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
CALL person('dora');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) SELECT id('tina'), id(client), 'active' FROM unnest(ARRAY['carl', 'cora', 'cleo', 'dora', 'ada']) AS client;
-- Carl, cora and cleo have come; dora will.
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability)
    SELECT id('of ' || client), id('tina'), id(client), now() + n * interval '2 hours' - interval '10 hours', true FROM unnest(ARRAY['carl', 'cora', 'cleo', 'dora']) WITH ORDINALITY AS c (client, n);
SELECT coaching.complete_booking(id('of ' || client)) FROM unnest(ARRAY['carl', 'cora', 'cleo']) AS client;
DELETE FROM coaching.notifications;
DELETE FROM coaching.audit_log;

CREATE FUNCTION news() RETURNS TABLE (who text, kind text, facts text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind, (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(payload) AS key) FROM heard ORDER BY 2, 1 $$;
CREATE FUNCTION rating(trainer text) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
    SELECT coalesce(rating_average::text, '-') || ' of ' || rating_count FROM coaching.trainer_profiles WHERE trainer_id = id(trainer) $$;
CREATE FUNCTION reviews() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(who(client_id) || ' ' || rating, ', ' ORDER BY id) FROM coaching.trainer_reviews $$;

-- Who has come reviews, in their own name; the trainer hears of it, the profile shows the mean.
SELECT rating('tina');
CALL be('carl');
INSERT INTO coaching.trainer_reviews (trainer_id, rating, comment) VALUES (id('tina'), 5, 'Best of all') RETURNING who(client_id) AS client, rating;
SELECT rating('tina');
SELECT * FROM news();
CALL be('cora');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment) VALUES (id('tina'), id('cora'), 4, 'Loud')$$), rating('tina');
CALL be('cleo');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('cleo'), 4)$$), rating('tina');

-- Once: written again, it is the same one.
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('cleo'), 1)$$), rating('tina');
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment) VALUES (id('tina'), id('cleo'), 2, 'Late')
    ON CONFLICT (trainer_id, client_id) DO UPDATE SET trainer_id = excluded.trainer_id, client_id = excluded.client_id, rating = excluded.rating, comment = excluded.comment;
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('cleo'), 5) ON CONFLICT DO NOTHING;
SELECT rating, comment, rating('tina') FROM coaching.trainer_reviews;

-- Nobody else reviews: not before a session took place, not oneself, not for another, not the trainer, not an admin.
CALL be('dora');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 5)$$);
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('carl'), 1)$$);
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tom'), 1)$$), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('nobody'), 1)$$), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('carl'), 5)$$);
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 5)$$), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('dora'), 5)$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 5)$$), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('dora'), 5)$$);
CALL be_nobody();
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('dora'), 5)$$);
CALL be('carl');
SELECT n, attempt(format('UPDATE coaching.trainer_reviews SET rating = %s', n)) FROM unnest(ARRAY['0', '6', 'NULL', '4.4']) AS n;
SELECT rating('tina');
UPDATE coaching.trainer_reviews SET rating = 5;

-- A client sees their own review, the trainer and admins see all; a client never another client's.
SELECT reviews();
CALL be('dora');
SELECT reviews();
CALL be('tina');
SELECT reviews();
CALL be('tom');
SELECT reviews();
CALL be('ada');
SELECT reviews();
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.trainer_reviews');
-- everybody reads what was said, latest first, and not by whom
SELECT rating, comment, created_at <= now() AS dated FROM coaching.get_trainer_reviews(id('tina'));
CALL be('dora');
SELECT rating, comment FROM coaching.get_trainer_reviews(id('tina'), 2);
SELECT cursor AS after FROM coaching.get_trainer_reviews(id('tina'), 2) OFFSET 1 \gset
SELECT rating, comment, cursor IS NOT NULL AS goes_on FROM coaching.get_trainer_reviews(id('tina'), 2, :'after');
SELECT cursor AS after FROM coaching.get_trainer_reviews(id('tina'), 2, :'after') \gset
SELECT count(*) AS after_the_last FROM coaching.get_trainer_reviews(id('tina'), after => :'after');
SELECT count(*) AS of_tom FROM coaching.get_trainer_reviews(id('tom'));
SELECT count(*) AS of_nobody FROM coaching.get_trainer_reviews(id('nobody'));
SELECT attempt(format('SELECT coaching.get_trainer_reviews(id(''tina''), %s)', call)) FROM unnest(ARRAY['0', '1001', 'NULL', '50, ''''', '50, ''nonsense''', format('50, %L', (SELECT cursor FROM coaching.search_trainers(max_rows => 1)))]) AS call;
-- a trainer who is not listed is known to those who know them
CALL be_trusted();
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = id('tina');
CALL be('dora');
SELECT count(*) AS client FROM coaching.get_trainer_reviews(id('tina'));
CALL be('tom');
SELECT count(*) AS another_trainer FROM coaching.get_trainer_reviews(id('tina'));
CALL be('ada');
SELECT count(*) AS admin FROM coaching.get_trainer_reviews(id('tina'));
CALL be_nobody();
SELECT count(*) AS nobody FROM coaching.get_trainer_reviews(id('tina'));
CALL be_trusted();
SELECT count(*) AS trusted FROM coaching.get_trainer_reviews(id('tina'));
UPDATE coaching.trainer_profiles SET is_listed = true WHERE trainer_id = id('tina');

-- The author changes and withdraws it, the trainer cannot; the mean follows to the second decimal.
CALL be('tina');
SELECT attempt('DELETE FROM coaching.trainer_reviews'), attempt('UPDATE coaching.trainer_reviews SET rating = 5'), attempt($$UPDATE coaching.trainer_profiles SET rating_average = 5 WHERE trainer_id = id('tina')$$);
CALL be('ada');
SELECT attempt('UPDATE coaching.trainer_reviews SET rating = 1');
CALL be('cleo');
SELECT attempt($$UPDATE coaching.trainer_reviews SET trainer_id = id('tom')$$), attempt($$UPDATE coaching.trainer_reviews SET client_id = id('dora')$$), attempt($$UPDATE coaching.trainer_reviews SET created_at = '2040-01-01'$$);
SELECT attempt($$UPDATE coaching.trainer_reviews SET rating = 4$$), rating('tina');
SELECT attempt($$UPDATE coaching.trainer_reviews SET comment = 'On time now'$$), rating('tina');
SELECT attempt('DELETE FROM coaching.trainer_reviews'), rating('tina');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 1)$$), rating('tina');
BEGIN;
UPDATE coaching.trainer_reviews SET rating = 5;
SELECT rating('tina');
ROLLBACK;
SELECT rating('tina');

-- The end of the relationship does not end the right to an opinion; a block, by either, does, but for withdrawing it.
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('cora');
CALL be('cora');
SELECT attempt('UPDATE coaching.trainer_reviews SET rating = 5'), rating('tina');
SELECT attempt('DELETE FROM coaching.trainer_reviews'), rating('tina');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 3)$$), rating('tina');
CALL be('tina');
SELECT coaching.block_user(id('cora'));
CALL be('cora');
SELECT attempt('UPDATE coaching.trainer_reviews SET rating = 1'), attempt($$UPDATE coaching.trainer_reviews SET comment = 'x'$$), rating('tina');
SELECT attempt('DELETE FROM coaching.trainer_reviews'), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tina'), 1)$$), rating('tina');
-- a deactivated client writes nothing
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('cleo');
CALL be('cleo');
SELECT reviews(), attempt('UPDATE coaching.trainer_reviews SET rating = 5');

-- Trusted callers bring reviews from elsewhere, and admins remove what must not stand.
CALL be_trusted();
SELECT count(*) > 0 AS some FROM news();
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment, created_at) VALUES (id('tom'), id('carl'), 3, 'From the old app', '2020-01-01'), (id('tom'), id('dora'), 5, 'Rude words', '2021-01-01'), (id('tom'), id('cora'), 5, 'Too', '2021-01-01');
SELECT * FROM news();
SELECT rating('tom'), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tom'), id('tom'), 5)$$), attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('carl'), id('dora'), 5)$$);
CALL be('ada');
SELECT attempt($$DELETE FROM coaching.trainer_reviews WHERE comment = 'Rude words'$$), rating('tom');
SELECT rating, comment, created_at::date FROM coaching.get_trainer_reviews(id('tom'));
-- and in bulk
CALL be_trusted();
INSERT INTO coaching.users (id, full_name) SELECT id('many ' || n), 'Many' FROM generate_series(1, 300) AS n;
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) SELECT id(trainer), id('many ' || n), 1 + n % 5 FROM generate_series(1, 300) AS n, unnest(ARRAY['tina', 'tom']) AS trainer;
SELECT rating('tina'), rating('tom');
SELECT count(*) AS read, count(DISTINCT cursor) AS places FROM coaching.get_trainer_reviews(id('tom'), 1000);
DELETE FROM coaching.trainer_reviews WHERE client_id IN (SELECT id('many ' || n) FROM generate_series(1, 300) AS n);
SELECT rating('tina'), rating('tom');

-- The audit log says that, not what; the erased client's words go, the rating stays, without a name.
SELECT operation, who(actor) AS actor, changes - ARRAY['id', 'client_id', 'trainer_id'] AS changes FROM coaching.audit_log WHERE table_name = 'trainer_reviews' AND client_id = id('carl') ORDER BY id;
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment) VALUES (id('tina'), id('carl'), 5, 'late')$$);
SELECT who(trainer_id) AS trainer, rating, comment FROM coaching.trainer_reviews WHERE client_id = id('carl') ORDER BY 1;
SELECT rating('tina'), rating('tom');
CALL be_nobody();
SELECT rating, comment FROM coaching.get_trainer_reviews(id('tina'));
-- an erased trainer's reviews say nothing any more, and nobody reads them
CALL be_trusted();
SELECT coaching.erase_user(id('tom')) IS NOT NULL AS erased;
SELECT who(client_id), rating, comment FROM coaching.trainer_reviews WHERE trainer_id = id('tom') ORDER BY 1;
CALL be_nobody();
SELECT count(*) FROM coaching.get_trainer_reviews(id('tom'));
CALL be('dora');
SELECT attempt($$INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (id('tom'), 1)$$);

-- All gone at once
CALL be_trusted();
TRUNCATE coaching.trainer_reviews;
SELECT rating('tina'), rating('tom');
-- A profile with reviews stays where it is.
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tina'), id('dora'), 5);
SELECT attempt($$DELETE FROM coaching.trainer_profiles WHERE trainer_id = id('tina')$$);

DROP FUNCTION news, rating, reviews;
