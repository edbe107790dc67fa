-- step: What Tom writes down about Ben
-- why: One note for himself, one for Ben as well. The words are Tom's: Ben reads the shared one and rewrites
-- why: nothing, Iris reads none, and Nora reads both and puts no word into Tom's mouth. The audit log knows
-- why: that he wrote, not what.
-- expect: Ben reads | Squats are clean now.
-- expect: Iris reads |
-- expect: Nora reads | 2
-- expect: ERROR: 42501: a note is written by the trainer
-- expect: DETAIL: {"error": "permission_denied"}
-- expect: Tom Adler | INSERT | "(hidden)"
-- expect: note.shared | 1
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (:'ben', 'Sleeps badly since the new job.');
INSERT INTO coaching.trainer_client_notes (client_id, note, is_private)
VALUES (:'ben', 'Squats are clean now.', false);

SET coaching.user_id TO :'ben';
SELECT string_agg(note, ' ') AS "Ben reads" FROM coaching.trainer_client_notes \gx
UPDATE coaching.trainer_client_notes SET note = 'Squats are perfect.';
SELECT kind, count(*) FROM coaching.notifications WHERE kind LIKE 'note.%' GROUP BY kind;
SET coaching.user_id TO :'iris';
SELECT string_agg(note, ' ') AS "Iris reads" FROM coaching.trainer_client_notes \gx
SET coaching.user_id TO :'nora';
SELECT count(*) AS "Nora reads" FROM coaching.trainer_client_notes \gx
UPDATE coaching.trainer_client_notes SET note = 'Sleeps well.';
SELECT DISTINCT full_name, operation, changes -> 'note' -> 1 AS note
FROM coaching.audit_log JOIN coaching.users u ON u.id = actor WHERE table_name = 'trainer_client_notes';
