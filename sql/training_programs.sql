-- training: the catalogue of exercises, and programs: who writes them, who sees them, and plans made of them.
SET client_min_messages = warning;
CALL clean_slate();
TRUNCATE coaching.exercises CASCADE;
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS carl, coaching.assign_trainer(id('cora'), id('tina')) IS NOT NULL AS cora,
    coaching.assign_trainer(id('dora'), id('tom')) IS NOT NULL AS dora;
-- What the caller sees.
CREATE FUNCTION programs_seen() RETURNS TABLE (programs text, exercises bigint) LANGUAGE sql AS $$
    SELECT (SELECT string_agg(name, ', ' ORDER BY name COLLATE "C") FROM coaching.programs), (SELECT count(*) FROM coaching.program_exercises) $$;

-- The catalogue is the admins' to write and everybody's to read. The same again is nothing new.
SELECT attempt($$SELECT coaching.import_exercises('[{"name": "Row"}]')$$);
CALL be('tina');
SELECT attempt($$SELECT coaching.import_exercises('[{"name": "Row"}]')$$);
SELECT attempt($$INSERT INTO coaching.exercises (name) VALUES ('Row')$$);
CALL be('ada');
SELECT coaching.import_exercises('[
    {"name": "Bench Press", "force": "push", "level": "beginner", "mechanic": "compound", "equipment": "barbell", "primaryMuscles": ["chest"],
     "secondaryMuscles": ["triceps", "shoulders"], "instructions": ["Lie down.", "Press."], "category": "strength", "images": ["Bench/0.jpg"], "id": "Bench_Press"},
    {"name": "Deadlift", "force": null, "level": "expert", "mechanic": null, "primaryMuscles": [], "category": "powerlifting"},
    {"name": "Row"}]');
SELECT coaching.import_exercises('[{"name": "Row"}, {"name": "Deadlift", "level": "expert", "category": "powerlifting"}]');
SELECT coaching.import_exercises('[{"name": "  ROW ", "level": "beginner"}, {"name": "Plank", "level": "beginner"}]');
SELECT coaching.import_exercises('[]');
UPDATE coaching.exercises SET metadata = metadata || '{"video": "plank.mp4"}' WHERE name = 'Plank';
SELECT coaching.import_exercises('[{"name": "Plank", "level": "beginner", "id": "Plank"}]');
CALL be('carl');
SELECT name, name_key, category, level, equipment, force, mechanic, primary_muscles, secondary_muscles, instructions, metadata FROM coaching.exercises ORDER BY name_key;
-- all or nothing, and what is wrong is named by its place
CALL be('ada');
SELECT attempt(format('SELECT coaching.import_exercises(%L)', given)) FROM (VALUES (1, '{}'), (2, '7'), (3, 'null'), (4, '[7]'), (5, '[[]]'), (6, '[{"name": "New"}, {}]'), (7, '[{"name": "New"}, {"name": " "}]'),
    (8, '[{"name": "New"}, {"name": "Other", "level": "hero"}]'), (9, '[{"name": "New"}, {"name": 7}]'), (10, '[{"name": "New", "primaryMuscles": ["a", 7]}]'), (11, '[{"name": "New", "primaryMuscles": "chest"}]'),
    (12, '[{"name": "New"}, {"name": "new "}]'), (13, '[{"name": "New", "nmae": "x"}]'), (14, '[{"name": "' || repeat('x', 201) || '"}]')) AS g (n, given) ORDER BY n;
SELECT count(*) FROM coaching.exercises;
SELECT attempt($$INSERT INTO coaching.exercises (name) VALUES ('ROW')$$);

-- A person's own programs: nobody else's business, but of a trainer who may see programs.
CALL be('carl');
INSERT INTO coaching.programs (id, name, days_per_week) VALUES (id('carl''s'), 'Own runs', 3);
INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (id('carl''s'), 'Sunday', 'Run');
SELECT who(user_id) AS owner, name, visibility, is_template, coach_assigned FROM coaching.programs;
SELECT attempt($$INSERT INTO coaching.programs (user_id, name) VALUES (id('cora'), 'For cora?')$$);
SELECT attempt($$INSERT INTO coaching.programs (name, assigned_to_client) VALUES ('For cora?', id('cora'))$$);
CALL be('tina');
SELECT name FROM coaching.programs;
SELECT attempt($$UPDATE coaching.programs SET name = 'tina was here' WHERE id = id('carl''s')$$);
SELECT attempt($$DELETE FROM coaching.programs WHERE id = id('carl''s')$$);
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (id('carl''s'), 'Monday', 'Swim')$$);
SELECT count(*) FROM coaching.program_exercises;
CALL be('tom');
SELECT count(*) FROM coaching.programs;
SELECT count(*) FROM coaching.program_exercises;

-- Visibility, by every person: private, coach_only, template and public, the last two once they are templates.
CALL be('tina');
INSERT INTO coaching.programs (id, name, visibility, is_template, duration_weeks, expected_duration_weeks, client_goals, description, program_difficulty)
    SELECT id(name), name, split_part(name, ' ', 1), name LIKE '% t', 8, CASE name WHEN 'public t' THEN 6 END, '{strength,"better sleep"}', 'About ' || name, 'beginner'
    FROM unnest(ARRAY['private', 'private t', 'coach_only', 'template', 'template t', 'public', 'public t']) AS name;
INSERT INTO coaching.program_exercises (program_id, day_of_week, order_index, catalog_exercise_id, sets, reps, weight, rest_seconds, notes)
    SELECT p.id, d.day, d.place, e.id, 4, '8-12', '60% of max', 90, 'slow' FROM coaching.programs p, coaching.exercises e,
        (VALUES ('Monday', 0, 'Bench Press'), ('Monday', 1, 'Row'), ('Thursday', 0, 'Deadlift')) AS d (day, place, exercise) WHERE e.name_key = lower(d.exercise) AND p.name <> 'Own runs';
SELECT * FROM programs_seen();
CALL be('tom');
SELECT * FROM programs_seen();
CALL be('carl');
SELECT * FROM programs_seen();
CALL be('ada');
SELECT * FROM programs_seen();
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.programs');
SELECT attempt('SELECT * FROM coaching.exercises');

-- Given to a client: by their active trainer, whom they let write programs.
CALL be('tina');
SELECT attempt($$UPDATE coaching.programs SET assigned_to_client = id('dora') WHERE id = id('private')$$);
SELECT attempt($$UPDATE coaching.programs SET assigned_to_client = id('tina') WHERE id = id('private')$$);
SELECT attempt($$UPDATE coaching.programs SET assigned_to_client = id('nobody') WHERE id = id('private')$$);
SELECT attempt($$UPDATE coaching.programs SET coach_assigned = true WHERE id = id('private')$$);
SELECT attempt($$UPDATE coaching.programs SET user_id = id('tom') WHERE id = id('private')$$);
UPDATE coaching.programs SET assigned_to_client = id('carl'), coach_notes = 'Take it easy' WHERE id = id('private');
CALL be('carl');
SELECT who(user_id) AS owner, name, coach_assigned, assigned_at = now() OR assigned_at > now() - interval '1 hour' AS stamped, coach_notes FROM coaching.programs WHERE assigned_to_client = id('carl');
SELECT count(*) FROM coaching.program_exercises WHERE program_id = id('private');
SELECT attempt($$UPDATE coaching.programs SET coach_notes = 'no' WHERE id = id('private')$$);
CALL be('cora');
SELECT count(*) FROM coaching.programs WHERE id = id('private');
CALL be_trusted();
SELECT who(user_id) AS told, kind, who((payload ->> 'trainer_id')::uuid) AS trainer FROM coaching.notifications WHERE kind LIKE 'program.%';
-- what the client takes back holds for what is written already, but for taking it back
CALL be('carl');
UPDATE coaching.trainer_clients SET can_create_programs = false;
CALL be('tina');
SELECT attempt($$UPDATE coaching.programs SET coach_notes = 'You!' WHERE id = id('private')$$);
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (id('private'), 'Friday', 'Burpees')$$);
SELECT attempt($$UPDATE coaching.program_exercises SET notes = 'You!' WHERE program_id = id('private')$$);
SELECT attempt($$UPDATE coaching.programs SET assigned_to_client = NULL WHERE id = id('private')$$);
SELECT coach_assigned, assigned_at FROM coaching.programs WHERE id = id('private');
SELECT attempt($$UPDATE coaching.programs SET assigned_to_client = id('carl') WHERE id = id('private')$$);
SELECT attempt($$SELECT coaching.assign_program(id('private'), id('carl'))$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET can_create_programs = true;

-- Exercises of a program: in their places, by name or out of the catalogue.
CALL be('tina');
SELECT day_of_week, order_index, exercise_name, sets, reps, weight, rest_seconds, notes FROM coaching.program_exercises WHERE program_id = id('private') ORDER BY day_of_week, order_index;
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, day_of_week) VALUES (id('private'), 'Friday')$$);
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, day_of_week, catalog_exercise_id) VALUES (id('private'), 'Friday', id('nothing'))$$);
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (id('nothing'), 'Friday', 'x')$$);
SELECT attempt($$INSERT INTO coaching.program_exercises (program_id, user_id, day_of_week, exercise_name) VALUES (id('private'), id('tom'), 'Friday', 'x')$$);
SELECT attempt($$UPDATE coaching.program_exercises SET program_id = id('public') WHERE program_id = id('private')$$);
SELECT attempt($$UPDATE coaching.program_exercises SET order_index = order_index + 10 WHERE program_id = id('private')$$);
SELECT attempt($$DELETE FROM coaching.program_exercises WHERE program_id = id('private') AND day_of_week = 'Thursday'$$);

-- A program becomes a plan; what is not to be seen does not.
SELECT coaching.assign_program(id('public t'), id('carl')) AS plan \gset
SELECT title, description, goals, duration_weeks, who(created_by) AS by, program_id = id('public t') AS of_it, status, version FROM coaching.workout_plans WHERE id = :'plan';
SELECT day_of_week, order_index, exercise_name, catalog_exercise_id IS NOT NULL AS known, sets, reps, weight, rest_seconds, notes FROM coaching.workout_exercises WHERE plan_id = :'plan' ORDER BY day_of_week, order_index;
SELECT assigned_to_client FROM coaching.programs WHERE id = id('public t');
-- the trainer's own becomes the client's, once; a plan of it replaces the one before
SELECT coaching.assign_program(id('private'), id('carl')) IS NOT NULL AS planned;
SELECT coaching.assign_program(id('private'), id('cora')) IS NOT NULL AS planned;
SELECT name, who(assigned_to_client) AS client, coach_assigned FROM coaching.programs WHERE id = id('private');
SELECT who(client_id) AS client, title, status, duration_weeks FROM coaching.workout_plans ORDER BY id;
-- later changes of the program leave plans alone, and so does its end
UPDATE coaching.program_exercises SET exercise_name = 'Changed', catalog_exercise_id = NULL WHERE program_id = id('public t');
SELECT attempt($$DELETE FROM coaching.programs WHERE id = id('public t')$$);
SELECT title, program_id, version FROM coaching.workout_plans WHERE id = :'plan';
SELECT string_agg(exercise_name, ', ' ORDER BY day_of_week, order_index) FROM coaching.workout_exercises WHERE plan_id = :'plan';
-- another trainer's public template serves as well, a private one does not exist for them
CALL be('tom');
SELECT coaching.assign_program(id('template t'), id('dora')) IS NOT NULL AS planned;
SELECT attempt($$SELECT coaching.assign_program(id('private'), id('dora'))$$);
SELECT attempt($$SELECT coaching.assign_program(id('nothing'), id('dora'))$$);
SELECT attempt($$SELECT coaching.assign_program(id('template t'), id('carl'))$$);
CALL be('dora');
SELECT attempt($$SELECT coaching.assign_program(id('template t'), id('dora'))$$);
-- deleting the template of another trainer's plan is its owner's right
CALL be('tina');
SELECT attempt($$DELETE FROM coaching.programs WHERE id = id('template t')$$);
CALL be('tom');
SELECT title, program_id, version FROM coaching.workout_plans;
-- admins plan for the client's main trainer
CALL be('ada');
SELECT coaching.assign_program(id('coach_only'), id('cora')) IS NOT NULL AS planned;
SELECT who(trainer_id) AS trainer, who(created_by) AS by, title FROM coaching.workout_plans WHERE title = 'coach_only';
SELECT attempt($$SELECT coaching.assign_program(id('coach_only'), id('ada'))$$);
SELECT attempt($$SELECT coaching.assign_program(id('coach_only'), id('nobody'))$$);
-- the audit log has it all
CALL be_trusted();
SELECT table_name, operation, who(actor) AS actor, who(client_id) AS client, who(trainer_id) AS owner, count(*) FROM coaching.audit_log WHERE table_name IN ('programs', 'exercises') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5;
DROP FUNCTION programs_seen;
