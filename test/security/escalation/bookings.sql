-- Nobody takes time, credits or words that are not theirs.

SELECT world.try('a client cannot book for another client', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (world.id('U'), world.id('O'), world.day('10:00'))$$, 'permission_denied');
SELECT world.try('a trainer cannot book in another trainer''s calendar', 'own trainer',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (world.id('U'), world.id('C'), world.day('10:00'))$$, 'permission_denied');
SELECT world.try('a client cannot book outside of the hours', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) VALUES (world.id('T'), world.id('C'), world.day('10:00'), true)$$, 'permission_denied');
SELECT world.try('a client cannot turn off the hours later', 'client',
    $$UPDATE coaching.bookings SET override_availability = true WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('a client cannot confirm a session by booking it', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status) VALUES (world.id('T'), world.id('C'), world.day('10:00'), 'confirmed')$$, 'permission_denied');
SELECT world.try('a client cannot confirm a session', 'client',
    $$UPDATE coaching.bookings SET status = 'confirmed' WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('nobody books a session that has been', 'own trainer',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status) VALUES (world.id('T'), world.id('C'), world.day('10:00'), 'completed')$$, 'illegal_transition');
SELECT world.try('a client cannot join a series', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, series_id) VALUES (world.id('T'), world.id('C'), world.day('10:00'), world.id('sTC'))$$, 'denied');
SELECT world.try('a client cannot pay with another client''s lot', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, client_package_id) VALUES (world.id('T'), world.id('C'), world.day('10:00'), world.id('UO'))$$, 'not_found');
SELECT world.try('a client cannot pay with a lot of another trainer', 'client',
    $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, client_package_id) VALUES (world.id('T'), world.id('C'), world.day('10:00'), world.id('PC'))$$, 'not_found');
SELECT world.try('a client cannot change what pays', 'client',
    $$UPDATE coaching.bookings SET client_package_id = NULL WHERE id = world.id('TC')$$, 'denied');
SELECT world.try('a client cannot forgive their own late cancellation', 'client',
    $$UPDATE coaching.bookings SET late_cancel_waived = true WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('a client cannot cancel as if in time', 'client',
    $$UPDATE coaching.bookings SET status = 'cancelled', late_cancel = false WHERE id = world.id('TC')$$, 'denied');
SELECT world.try('a session cannot be given to another trainer', 'own trainer',
    $$UPDATE coaching.bookings SET trainer_id = world.id('U') WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('a session cannot be taken from another trainer', 'own trainer',
    $$UPDATE coaching.bookings SET trainer_id = world.id('T') WHERE id = world.id('UC')$$, '0 rows');
SELECT world.try('a session cannot be given to another client', 'client',
    $$UPDATE coaching.bookings SET client_id = world.id('O') WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('a booking cannot be made another one', 'client',
    $$UPDATE coaching.bookings SET id = coaching.new_id() WHERE id = world.id('TC')$$, 'invalid_argument');
SELECT world.try('a client cannot move a past session', 'client',
    $$UPDATE coaching.bookings SET session_date = world.day('10:00') WHERE id = world.id('pTC')$$, 'not_available');
SELECT world.try('an upsert cannot land on a session of others by its id', 'client',
    $$INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date) VALUES (world.id('UO'), world.id('T'), world.id('C'), world.day('10:00'))
      ON CONFLICT (id) DO UPDATE SET notes = 'mine'$$, '42501');
SELECT world.try('a former trainer writes the client no more words in a session', 'ended trainer',
    $$UPDATE coaching.bookings SET notes = 'come back' WHERE id = world.id('EC')$$, 'permission_denied');
SELECT world.try('a blocked trainer writes the client no more words in a cancellation', 'blocked trainer',
    $$SELECT coaching.cancel_booking(world.id('BC'), 'I know where you train')$$, 'permission_denied');
SELECT world.try('a booking is not deleted, not by the service either', 'service role',
    $$DELETE FROM coaching.bookings WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('the service role writes no maintained columns', 'service role',
    $$UPDATE coaching.bookings SET version = 100 WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('what is in the way of a booking is not shown', 'other client',
    $$SELECT count(*) FROM coaching.find_booking_conflicts(world.id('U'), '2040-01-06 10:00+00')$$, '0');
SELECT world.try('an id that is taken tells nothing of its row', 'other client',
    $$INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date) VALUES (world.id('TC'), world.id('U'), world.id('O'), world.day('10:00'))$$, '23505');

-- Hours and time off.
SELECT world.try('a client cannot make a trainer''s hours', 'client',
    $$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (world.id('T'), 1, '00:00', '24:00')$$, 'permission_denied');
SELECT world.try('hours cannot be given away', 'own trainer',
    $$UPDATE coaching.trainer_availability SET trainer_id = world.id('U') WHERE id = world.id('T')$$, 'permission_denied');
SELECT world.try('a client does not read why a trainer is away', 'client', $$SELECT count(*) FROM coaching.trainer_time_off$$, '0');
SELECT world.try('a client cannot send a trainer away', 'client',
    $$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (world.id('T'), '2040-01-01', '2040-01-01')$$, 'permission_denied');
