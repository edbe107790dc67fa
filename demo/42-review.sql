-- step: Emil says what he thinks of Iris, and only she learns that it was he
-- why: He has had a session with her that took place, Anna has not: she cannot review. A visitor reads the mean
-- why: and the words, not the name. Iris cannot remove it; Emil changes his mind, and the mean with it.
-- expect: ERROR: PT409: a review follows a completed session
-- expect: ERROR: 42501: permission denied for table trainer_reviews
-- expect: 3.00 | 1
-- expect: 3 | Good, but the music.
-- expect: DELETE 0
-- expect: 4.00 | 1
SET ROLE authenticated;
SET coaching.user_id TO :'emil';
INSERT INTO coaching.trainer_reviews (trainer_id, rating, comment) VALUES (:'iris', 3, 'Good, but the music.');
SET coaching.user_id TO :'anna';
INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (:'iris', 5);

-- Somebody who is not signed in
SET ROLE anon;
RESET coaching.user_id;
SELECT client_id FROM coaching.trainer_reviews;
SELECT rating_average, rating_count FROM coaching.search_trainers('iris');
SELECT rating, comment FROM coaching.get_trainer_reviews(:'iris');

SET ROLE authenticated;
SET coaching.user_id TO :'iris';
DELETE FROM coaching.trainer_reviews;
SET coaching.user_id TO :'emil';
UPDATE coaching.trainer_reviews SET rating = 4;
SET coaching.user_id TO :'anna';
SELECT rating_average, rating_count FROM coaching.search_trainers('iris');
