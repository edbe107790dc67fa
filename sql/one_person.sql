-- one_person: somebody who trains others and is trained as well is in one place at a time.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AND coaching.assign_trainer(id('tina'), id('tom')) IS NOT NULL AS assigned;
CALL be_trusted();
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
    SELECT id(trainer), day, '08:00', '12:00' FROM unnest(ARRAY['tina', 'tom']) trainer, generate_series(0, 6) day;
UPDATE coaching.trainer_profiles SET buffer_after_minutes = 30 WHERE trainer_id = id('tina');

-- Tina is trained by Tom at nine: she trains nobody then, and is offered to nobody.
CALL be('tom');
SELECT attempt($$SELECT coaching.book_session(id('tom'), id('tina'), '2040-03-05 09:00+00')$$) AS tina_is_trained;
CALL be('tina');
SELECT at, (SELECT code FROM coaching.explain_availability(id('tina'), at)) AS tina,
    attempt(format($$SELECT coaching.book_session(id('tina'), id('carl'), %L)$$, at)) AS tina_trains_carl
FROM unnest(ARRAY['2040-03-05 08:00+00', '2040-03-05 09:30+00', '2040-03-05 10:00+00']::timestamptz[]) at;
SELECT array_agg(to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI')) AS slots
    FROM coaching.get_available_slots(id('tina'), '2040-03-05', '2040-03-05', step_minutes => 30);
SELECT who(trainer_id) AS trainer, who(client_id) AS client FROM coaching.find_booking_conflicts(id('tina'), '2040-03-05 09:30+00');

-- And while she trains, with what she needs afterwards, nobody trains her.
CALL be('tom');
SELECT at, attempt(format($$SELECT coaching.book_session(id('tom'), id('tina'), %L)$$, at)) AS tom_trains_tina
FROM unnest(ARRAY['2040-03-05 10:30+00', '2040-03-05 11:00+00', '2040-03-06 08:00+00']::timestamptz[]) at;

-- A session that does not change is no news for calendars; one that moves is.
CALL be('tina');
UPDATE coaching.bookings SET status = status, notes = notes WHERE trainer_id = id('tina');
SELECT DISTINCT version FROM coaching.bookings WHERE trainer_id = id('tina');
UPDATE coaching.bookings SET notes = 'Bring a towel.' WHERE trainer_id = id('tina');
SELECT DISTINCT version FROM coaching.bookings WHERE trainer_id = id('tina');

-- Under a block the trainer can close the books, and neither of the two hears of it.
CALL be('ada');
SELECT attempt($$SELECT coaching.book_session(id('tina'), id('carl'), now() - interval '2 days', override_availability => true)$$);
CALL be('carl');
SELECT coaching.block_user(id('tina'));
CALL be('tina');
SELECT attempt(format('SELECT coaching.complete_booking(%L)', id)) FROM coaching.bookings WHERE session_date < now();
CALL be_trusted();
SELECT count(*) AS told FROM coaching.notifications WHERE kind = 'booking.completed';
