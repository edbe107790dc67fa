-- step: Who did what
-- why: The audit log kept the gym's story: old and new value of every column that changed. What was refused
-- why: changed nothing and is not in it. An admin sees all of it, Anna what she did herself.
-- expect: Greta | UPDATE | Iris and Greta | {"status": ["active", "terminated"], …
-- expect: Greta | INSERT | Iris and Greta | {"origin": [null, "invitation"], …
-- expect: Iris | INSERT | Iris and Emil | {"origin": [null, "request"], …
-- expect: Anna | UPDATE | Tom and Anna | {"can_view_progress": [true, false]}
-- expect: Nora | INSERT | Tom and David | {"origin": [null, "assignment"], …
-- expect: Carla | UPDATE | Tom and Carla | {"status": ["active", "paused"], …
-- expect: Anna | 3
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT split_part(u.full_name, ' ', 1) AS who, operation,
       format('%s and %s', split_part(t.full_name, ' ', 1), split_part(c.full_name, ' ', 1)) AS relationship,
       left((changes - 'id')::text, 63) AS "column: [old, new]"
FROM (SELECT * FROM coaching.audit_log WHERE table_name = 'trainer_clients' ORDER BY id DESC LIMIT 9) AS last
JOIN coaching.users u ON u.id = actor
JOIN coaching.users t ON t.id = trainer_id
JOIN coaching.users c ON c.id = client_id ORDER BY last.id DESC;

SET coaching.user_id TO :'anna';
SELECT 'Anna' AS who, count(*) AS entries FROM coaching.audit_log;
