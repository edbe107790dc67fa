-- step: A catalogue of exercises
-- why: Nora brings it in as JSON: a public one where it lies beside the project, else three exercises of the
-- why: demo's own. The same again changes nothing. What is wrong is named by its place, and all of it stays
-- why: out. Everybody who signs in reads the catalogue.
-- shared: came_in | 873
-- alone: came_in | 3
-- expect: changed | 0
-- expect: ERROR: 22023: exercises[1].level must be one of beginner, intermediate, expert
-- expect: Barbell Squat | beginner | barbell | {quadriceps}
-- expect: Plank | beginner | body only | {abdominals}
-- expect: Pullups | beginner | body only | {lats}
-- expect: bales | 0
\set catalogue `cat :'exercises'`
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT coaching.import_exercises(:'catalogue') AS came_in \gx
SELECT coaching.import_exercises(:'catalogue') AS changed \gx
SELECT coaching.import_exercises('[{"name": "Hay Bale Throw"}, {"name": "Hay Bale Carry", "level": "heroic"}]');

SET coaching.user_id TO :'hugo';
SELECT name, level, equipment, primary_muscles
FROM coaching.exercises WHERE name IN ('Barbell Squat', 'Plank', 'Pullups') ORDER BY name;
SELECT count(*) AS bales FROM coaching.exercises WHERE name LIKE 'Hay%' \gx
