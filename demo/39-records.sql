-- step: Her records, and how she got there
-- why: Iris asks for them; nothing is kept beside the sets, so what is corrected is right at once. Of equal
-- why: values the first is the record, and warm-ups hold none. The series has a row for every week: one
-- why: without squats has no volume, which is not a volume of nought.
-- shared: 919 | 85
-- shared: heaviest_weight | 77.500 | 77.500 | 8 | 04 Aug 2025
-- shared: best_e1rm | 103.333 | 77.500 | 10 | 15 Sep 2025
-- shared: best_set_volume | 775.000 | 77.500 | 10 | 15 Sep 2025
-- shared: best_session_volume | 2175.000 | | | 21 Jul 2025
-- shared: 2025-01-13 | 1500.000 | 50.000 | 66.667 | 1
-- shared: 2025-01-20 | | | | 0
-- shared: 2025-01-27 | 1540.000 | 55.000 | 73.333 | 1
-- alone: 14 | 2
-- alone: heaviest_weight | 62.500 | 62.500 | 5 | 13 Feb 2025
-- alone: best_e1rm | 75.000 | 62.500 | 6 | 13 Feb 2025
-- alone: best_set_volume | 500.000 | 50.000 | 10 | 09 Jan 2025
-- alone: best_session_volume | 1000.000 | | | 09 Jan 2025
-- alone: 2025-01-13 | 880.000 | 55.000 | 69.667 | 1
-- alone: 2025-01-20 | | | | 0
-- alone: 2025-02-03 | 360.000 | 60.000 | 72.000 | 1
SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT count(*) AS records, count(DISTINCT exercise_name) AS exercises FROM coaching.personal_records(:'anna');
SELECT record, value AS kg, weight, repetitions, to_char(achieved_at, 'DD Mon YYYY') AS "when"
FROM coaching.personal_records(:'anna') WHERE exercise_name = 'Squat (Barbell)' AND unit = 'kg';
SELECT * FROM coaching.progress_series(:'anna', 'Squat (Barbell)', '2025-01-06', '2025-02-16');
