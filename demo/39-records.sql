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
-- alone: 50 | 3
-- alone: heaviest_weight | 85.000 | 85.000 | 6 | 10 Jul 2025
-- alone: best_e1rm | 102.000 | 85.000 | 6 | 10 Jul 2025
-- alone: best_set_volume | 700.000 | 70.000 | 10 | 09 Jun 2025
-- alone: best_session_volume | 1820.000 | | | 09 Jun 2025
-- alone: 2025-01-13 | 1885.000 | 55.000 | 64.167 | 2
-- alone: 2025-01-20 | | | | 0
-- alone: 2025-02-03 | 1852.500 | 52.500 | 61.250 | 2
SET ROLE authenticated;
SET coaching.user_id TO :'iris';
SELECT count(*) AS records, count(DISTINCT exercise_name) AS exercises FROM coaching.personal_records(:'anna');
SELECT record, value AS kg, weight, repetitions, to_char(achieved_at, 'DD Mon YYYY') AS "when"
FROM coaching.personal_records(:'anna') WHERE exercise_name = 'Squat (Barbell)' AND unit = 'kg';
SELECT * FROM coaching.progress_series(:'anna', 'Squat (Barbell)', '2025-01-06', '2025-02-16');
