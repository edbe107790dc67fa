-- document_2_personal_training: the second document, "Personal Training System", walked from top to bottom, with its own SQL.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('john', 'client', 'trainer');
CALL person('jane', 'client', 'trainer');
CALL person('sarah');
CALL person('mike');
CALL person('moe');
SET search_path = coaching, public;
CREATE FUNCTION public.assignments_seen() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(who(member_id) || ' with ' || who(trainer_id) || ': ' || status, ', ' ORDER BY id) FROM coaching.trainer_assignments $$;

-- Database schema, 1: every column the document adds to instructors, with its default.
SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'coaching' AND table_name = 'instructors'
    AND column_name IN ('is_personal_trainer', 'specializations', 'certifications', 'max_clients', 'hourly_rate', 'bio', 'years_experience') ORDER BY ordinal_position;
CALL be('john');
INSERT INTO instructors (user_id, name, specializations, certifications, hourly_rate, bio, years_experience)
VALUES (id('john'), 'John Smith', '{"Strength & Conditioning"}', '{NASM-CPT,CSCS}', 60.00, 'Stronger every week.', 12)
RETURNING name, is_personal_trainer, specializations, certifications, max_clients, hourly_rate, bio, years_experience;

-- 2: trainer_assignments, as the document inserts and reads them
CALL be('ada');
INSERT INTO trainer_assignments (member_id, trainer_id, assigned_by, notes) VALUES (id('sarah'), id('john'), id('ada'), 'Wants to run.')
RETURNING who(member_id) AS member, who(trainer_id) AS trainer, assigned_at = now() AS now, who(assigned_by) AS by, status, start_date IS NOT NULL AS started, end_date, notes;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id, status) VALUES (id('mike'), id('john'), 'pending')$$) AS "CHECK (status IN ('active', 'paused', 'completed'))";
-- UNIQUE (member_id) WHERE (status = 'active'): one trainer is the member's, others are beside
SELECT attempt($$INSERT INTO trainer_clients (client_id, trainer_id, status, is_primary) VALUES (id('sarah'), id('jane'), 'active', true)$$) AS another;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('sarah'), id('jane'))$$) AS beside;
SELECT trainer_name FROM get_member_active_trainer(id('sarah'));
UPDATE trainer_assignments SET status = 'completed' WHERE trainer_id = id('jane') RETURNING status;

-- Row level security: members, trainers and admins, as the policies say.
INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('mike'), id('jane'));
SELECT assignments_seen() AS "Admins manage all assignments", EXISTS (SELECT 1 FROM profiles WHERE id = uid() AND is_admin = true) AS "the policy's own condition";
CALL be('sarah');
SELECT assignments_seen() AS "Members view own assignments";
CALL be('john');
SELECT assignments_seen() AS "Trainers view their assignments";
SELECT count(*) AS "the policy's own condition" FROM trainer_assignments WHERE trainer_id IN (SELECT id FROM instructors WHERE user_id = uid());
CALL be('moe');
SELECT assignments_seen() AS "others view nothing";

-- Helper functions, 1 to 3.
SELECT get_trainer_client_count(id('john')) AS john, get_trainer_client_count(id('jane')) AS jane, get_trainer_client_count(id('moe')) AS moe;
CALL be('jane');
UPDATE instructors SET max_clients = 1 WHERE user_id = id('jane') RETURNING max_clients;
SELECT is_trainer_at_capacity(id('john')) AS john, is_trainer_at_capacity(id('jane')) AS jane;
CALL be('sarah');
SELECT assignment_id IS NOT NULL AS assignment, who(trainer_id) AS trainer, trainer_name, assigned_at IS NOT NULL AS assigned FROM get_member_active_trainer(id('sarah'));

-- Flow 1: an admin assigns a member to a trainer.
-- the dialog's list of trainers, with capacity
CALL be('ada');
SELECT i.name, c.active, c.maximum, c.free, c.utilisation FROM instructors i, trainer_capacity(i.id) c WHERE i.is_personal_trainer ORDER BY i.name;
-- the system checks capacity, whichever way
SELECT attempt($$SELECT assign_trainer(id('moe'), id('jane'))$$) AS by_function, attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('moe'), id('jane'))$$) AS by_table;
SELECT assign_trainer(id('moe'), id('john'), 'Monday mornings.') IS NOT NULL AS assigned;
-- the member gets a notification, the trainer sees the new client
CALL be('moe');
SELECT kind, who((payload ->> 'trainer_id')::uuid) AS trainer FROM notifications;
CALL be('john');
SELECT full_name, status FROM get_connections();

-- Day 6: bulk assignment, all or none, and how full everybody is.
CALL be_trusted();
CALL person('ann');
CALL person('bob');
CALL be('ada');
SELECT who(client_id) AS member, code FROM assign_clients(id('jane'), ARRAY[id('ann'), id('bob')]);
SELECT count(*) AS assigned_meanwhile FROM trainer_assignments WHERE member_id IN (id('ann'), id('bob'));
SELECT who(client_id) AS member, code FROM assign_clients(id('john'), ARRAY[id('ann'), id('bob')]);
SELECT who(trainer_id) AS trainer, count(*) AS members FROM trainer_assignments WHERE status = 'active' GROUP BY trainer_id ORDER BY 1;

-- "My Trainer": photo, name, what they are good at, certificates.
CALL be('sarah');
SELECT i.name, i.photo_url, i.specializations, i.certifications, can_message(i.id) AS message_button
FROM trainer_assignments a JOIN instructors i ON i.id = a.trainer_id WHERE a.member_id = uid() AND a.status = 'active';
CALL be_trusted();
DROP FUNCTION public.assignments_seen;
RESET search_path;
CALL clean_slate();
