-- notes: what a trainer writes down about a client, privately or shared, and about a session.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('trudy', 'client', 'trainer', 'admin');
CALL person('carl');
CALL person('cora');
INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status) VALUES
    (id('tina with carl'), id('tina'), id('carl'), 'active'), (id('tom with cora'), id('tom'), id('cora'), 'active'), (id('trudy with cora'), id('trudy'), id('cora'), 'active');
DELETE FROM coaching.notifications;
DELETE FROM coaching.audit_log;

CREATE FUNCTION news() RETURNS TABLE (who text, kind text, facts text) LANGUAGE sql SECURITY DEFINER AS $$
    WITH heard AS (DELETE FROM coaching.notifications RETURNING *)
    SELECT who(user_id), kind, (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(payload) AS key) FROM heard ORDER BY 2, 1 $$;
-- What the caller reads.
CREATE FUNCTION notes() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(note, ', ' ORDER BY note) FROM coaching.trainer_client_notes $$;
CREATE FUNCTION session_notes() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(coalesce(feedback, '-'), ', ' ORDER BY id) FROM coaching.trainer_session_notes $$;

-- A trainer writes about a client of theirs; a note is private unless said otherwise. What is not said follows from the relationship.
CALL be('tina');
INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'knee') RETURNING who(trainer_id) AS trainer, who(client_id) AS client, is_private;
INSERT INTO coaching.trainer_client_notes (client_id, note, is_private) VALUES (id('carl'), 'well done', false) RETURNING relationship_id = id('tina with carl') AS found, who(trainer_id) AS trainer;
INSERT INTO coaching.trainer_client_notes (relationship_id, trainer_id, client_id, note) VALUES (id('tina with carl'), id('tina'), id('carl'), 'mother ill');
SELECT * FROM news();

-- The author reads them all, the client the shared one about oneself, admins all, others none.
SELECT notes();
CALL be('carl');
SELECT notes();
CALL be('cora');
SELECT notes();
CALL be('tom');
SELECT notes();
CALL be('ada');
SELECT notes();
CALL be_nobody();
SELECT attempt('SELECT notes()');

-- The words are the author's: not the client's, not another trainer's, not an admin's.
CALL be('carl');
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'I am great'$$);
SELECT attempt($$DELETE FROM coaching.trainer_client_notes$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, trainer_id, note) VALUES (id('tina with carl'), id('tina'), 'forged')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'forged')$$);
CALL be('tom');
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'x'$$);
SELECT attempt($$DELETE FROM coaching.trainer_client_notes$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, client_id, note) VALUES (id('tom with cora'), id('carl'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('carl'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('unknown'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (note) VALUES ('x')$$);
CALL be('ada');
SELECT attempt($$UPDATE coaching.trainer_client_notes SET is_private = false$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, trainer_id, note) VALUES (id('tina with carl'), id('tina'), 'x')$$);
-- a trainer who is an admin as well is the author of their own
CALL be('trudy');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('cora'), 'trudy''s')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'trudy''s own' WHERE note = 'trudy''s'$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'x' WHERE note = 'knee'$$);
SELECT attempt($$DELETE FROM coaching.trainer_client_notes WHERE trainer_id = id('trudy')$$);

-- The author edits, shares, withdraws and deletes; whose note it is and about whom never changes.
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'left knee' WHERE note = 'knee'$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET client_id = id('cora')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET trainer_id = id('tom')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET relationship_id = id('tom with cora')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET created_at = now()$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET is_private = false WHERE note = 'left knee'$$);
SELECT * FROM news();
CALL be('carl');
SELECT notes();
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_client_notes SET is_private = true WHERE note = 'left knee'$$);
SELECT attempt($$DELETE FROM coaching.trainer_client_notes WHERE note = 'mother ill'$$);
-- an upsert, as PostgREST sends it
INSERT INTO coaching.trainer_client_notes (id, relationship_id, trainer_id, client_id, note, is_private) SELECT id, relationship_id, trainer_id, client_id, 'left knee, ice it', is_private FROM coaching.trainer_client_notes WHERE note = 'left knee'
    ON CONFLICT (id) DO UPDATE SET id = excluded.id, relationship_id = excluded.relationship_id, trainer_id = excluded.trainer_id, client_id = excluded.client_id, note = excluded.note, is_private = excluded.is_private;
SELECT notes();
CALL be('carl');
SELECT notes();
SELECT * FROM news();

-- Every change is in the audit log, the words are not.
CALL be_trusted();
SELECT operation, who(actor) AS actor, changes -> 'note' AS note, changes -> 'is_private' AS is_private FROM coaching.audit_log WHERE table_name = 'trainer_client_notes' AND trainer_id = id('tina') ORDER BY id;

-- A pause stops nobody's pen; the end does, and the author reads on. Another relationship of the two is another beginning.
UPDATE coaching.trainer_clients SET status = 'paused' WHERE id = id('tina with carl');
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'on holiday')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'on holiday until June' WHERE note = 'on holiday'$$);
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'completed' WHERE id = id('tina with carl');
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('carl'), 'x')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'x'$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET is_private = false$$);
SELECT attempt($$DELETE FROM coaching.trainer_client_notes$$);
SELECT notes();
CALL be('carl');
SELECT notes();
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tom')) IS NOT NULL AS assigned;
CALL be('tom');
SELECT notes();
CALL be('ada');
SELECT attempt($$DELETE FROM coaching.trainer_client_notes WHERE note LIKE 'on holiday%'$$);
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned_again;
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('carl'), 'back again')$$);
SELECT attempt($$UPDATE coaching.trainer_client_notes SET note = 'right knee' WHERE note LIKE 'left knee%'$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) VALUES (id('tina with carl'), 'x')$$);
SELECT note, relationship_id = id('tina with carl') AS of_the_first FROM coaching.trainer_client_notes ORDER BY id;

-- A trusted caller brings what was written elsewhere, also about what has ended; nobody is told of that.
CALL be_trusted();
SELECT count(*) > 0 AS some FROM news();
INSERT INTO coaching.trainer_client_notes (relationship_id, note, is_private, created_at) VALUES (id('tina with carl'), 'from the old app', false, '2020-01-01');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (note) VALUES ('x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, trainer_id, note) VALUES (id('tina with carl'), id('tom'), 'x')$$);
SELECT * FROM news();

-- Texts have a length.
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('carl'), '')$$), attempt($$INSERT INTO coaching.trainer_client_notes (client_id) VALUES (id('carl'))$$);
SELECT left(attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('carl'), repeat('x', 20001))$$), 100);

-- Sessions: one took place, one was missed, one cancelled, one is to come, and one another trainer's.
CALL be_trusted();
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability) VALUES
    (id('took place'), id('tina'), id('carl'), now() - interval '5 days', true), (id('missed'), id('tina'), id('carl'), now() - interval '4 days', true),
    (id('cancelled'), id('tina'), id('carl'), now() - interval '3 days', true), (id('to come'), id('tina'), id('carl'), now() + interval '3 days', true),
    (id('begun'), id('tina'), id('carl'), now() - interval '1 minute', true), (id('tom''s'), id('tom'), id('cora'), now() - interval '4 days', true);
SELECT coaching.complete_booking(id('took place')), coaching.mark_no_show(id('missed')), coaching.cancel_booking(id('cancelled'));
SELECT count(*) > 0 AS some FROM news();
CALL be('tina');
INSERT INTO coaching.trainer_session_notes (booking_id, feedback, performance_rating, next_session_recommendations)
    VALUES (id('took place'), 'clean squats', 4, 'add 5 kg') RETURNING who(trainer_id) AS trainer, who(client_id) AS client;
SELECT booking, attempt(format('INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (id(%L), ''of %s'')', booking, replace(booking, '''', '')))
FROM unnest(ARRAY['missed', 'begun', 'cancelled', 'to come', 'tom''s', 'unknown', 'took place']) AS booking;
SELECT attempt($$INSERT INTO coaching.trainer_session_notes (booking_id, client_id, feedback) VALUES (id('missed'), id('cora'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_session_notes (booking_id, trainer_id, feedback) VALUES (id('tom''s'), id('tom'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.trainer_session_notes (booking_id) VALUES (id('begun'))$$);
SELECT attempt(format('UPDATE coaching.trainer_session_notes SET performance_rating = %s', n)) FROM unnest(ARRAY[0, 6]) AS n;
SELECT * FROM news();

-- One per session: written again, it is the same one.
INSERT INTO coaching.trainer_session_notes (booking_id, feedback, performance_rating) VALUES (id('took place'), 'clean, deep squats', 5)
    ON CONFLICT (booking_id) DO UPDATE SET booking_id = excluded.booking_id, feedback = excluded.feedback, performance_rating = excluded.performance_rating;
SELECT feedback, performance_rating, next_session_recommendations FROM coaching.trainer_session_notes WHERE booking_id = id('took place');
SELECT * FROM news();

-- The client reads all of their own, the trainer what they wrote, admins all; nobody else rewrites them.
CALL be('carl');
SELECT session_notes();
SELECT attempt('UPDATE coaching.trainer_session_notes SET performance_rating = 5'), attempt('DELETE FROM coaching.trainer_session_notes');
SELECT attempt($$INSERT INTO coaching.trainer_session_notes (booking_id, trainer_id, performance_rating) VALUES (id('begun'), id('tina'), 5)$$);
CALL be('tom');
SELECT session_notes(), attempt('UPDATE coaching.trainer_session_notes SET performance_rating = 1');
CALL be('cora');
SELECT session_notes();
CALL be('ada');
SELECT session_notes(), attempt('UPDATE coaching.trainer_session_notes SET performance_rating = 1');
CALL be('tina');
SELECT session_notes();
SELECT attempt('UPDATE coaching.trainer_session_notes SET booking_id = id(''to come'')'), attempt('UPDATE coaching.trainer_session_notes SET client_id = id(''cora'')');
SELECT attempt($$DELETE FROM coaching.trainer_session_notes WHERE booking_id = id('begun')$$);

-- The client blocks the trainer: what was said stays to read for both, and no word is added.
CALL be('carl');
SELECT coaching.block_user(id('tina'));
SELECT session_notes(), notes();
CALL be('tina');
SELECT session_notes(), notes();
SELECT attempt($$INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (id('begun'), 'x')$$);
SELECT attempt($$UPDATE coaching.trainer_session_notes SET feedback = 'you will regret this'$$), attempt('DELETE FROM coaching.trainer_session_notes');
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (client_id, note, is_private) VALUES (id('carl'), 'x', false)$$);
CALL be_trusted();
SELECT * FROM news() WHERE kind NOT LIKE 'assignment%' AND kind NOT LIKE 'booking%';
SELECT operation, who(actor) AS actor, changes ? 'feedback' AS feedback, changes -> 'performance_rating' AS rating FROM coaching.audit_log WHERE table_name = 'trainer_session_notes' ORDER BY id;
SELECT count(*) AS words_in_the_log FROM coaching.audit_log WHERE changes::text ~ 'knee|squat|5 kg|well done|of missed';

-- A relationship that is deleted takes its notes along; the client's erasure all about them.
DELETE FROM coaching.trainer_clients WHERE id = id('tina with carl');
SELECT note FROM coaching.trainer_client_notes ORDER BY id;
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT (SELECT count(*) FROM coaching.trainer_client_notes) AS notes, (SELECT count(*) FROM coaching.trainer_session_notes) AS session_notes;
-- a trainer's erasure all they wrote
CALL be('tom');
INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (id('cora'), 'tom''s'), (id('cora'), 'tom''s second');
INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (id('tom''s'), 'tom''s');
CALL be_trusted();
SELECT coaching.erase_user(id('tom')) IS NOT NULL AS erased;
SELECT (SELECT count(*) FROM coaching.trainer_client_notes) AS notes, (SELECT count(*) FROM coaching.trainer_session_notes) AS session_notes;
-- and nothing follows, not even from a server that was still at work on it
SELECT attempt($$INSERT INTO coaching.trainer_client_notes (relationship_id, note) SELECT id, 'late' FROM coaching.trainer_clients WHERE trainer_id = id('tom')$$),
    attempt($$INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (id('tom''s'), 'late')$$);

DROP FUNCTION news, notes, session_notes;
