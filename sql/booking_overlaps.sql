-- booking_overlaps: whatever was booked, cancelled, missed and completed before, with whatever buffers: a session is taken
-- exactly when it meets no other of its trainer, buffers counted, and none of its client; and the questions say so before.
SET client_min_messages = warning;
SET timezone = 'UTC';
CALL clean_slate();
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora');
SELECT count(coaching.assign_trainer(id(client), id(trainer))) AS relationships FROM unnest('{carl,cora}'::text[]) AS client, unnest('{tina,tom}'::text[]) AS trainer;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id(trainer), day, '00:00', '24:00' FROM unnest('{tina,tom}'::text[]) AS trainer, generate_series(0, 6) AS day;

CREATE FUNCTION one_of(anything anyarray) RETURNS anyelement LANGUAGE sql AS $$ SELECT anything[1 + floor(random() * cardinality(anything))::int] $$;
-- Books at random, and compares with what comparing all ranges says.
CREATE FUNCTION at_random(tries int, OUT some_booked boolean, OUT wrong_bookings int, OUT wrong_answers int) LANGUAGE plpgsql AS $$
DECLARE
    trainer uuid;
    client uuid;
    at timestamptz;
    minutes int;
    ahead int;
    after int;
    wanted text;
    got text;
    booked int := 0;
    victim uuid;
BEGIN
    wrong_bookings := 0;
    wrong_answers := 0;
    FOR n IN 1..tries LOOP
        trainer := id(one_of('{tina,tom}'::text[]));
        client := id(one_of('{carl,cora}'::text[]));
        at := timestamptz '2020-01-01' + floor(random() * 12 * 1440)::int * interval '1 minute';
        minutes := one_of('{1,15,30,60,90,240,1440}'::int[]);
        ahead := one_of('{0,0,5,15,60,240,1440}'::int[]);
        after := one_of('{0,0,5,15,60,240,1440}'::int[]);
        UPDATE coaching.trainer_profiles SET buffer_before_minutes = ahead, buffer_after_minutes = after WHERE trainer_id = trainer;
        wanted := CASE WHEN EXISTS (SELECT FROM coaching.bookings WHERE trainer_id = trainer AND status IN ('scheduled', 'confirmed', 'completed') AND held && coaching.session_range(at, minutes, ahead, after)) THEN 'the trainer has another session then'
            WHEN EXISTS (SELECT FROM coaching.bookings WHERE client_id = client AND status IN ('scheduled', 'confirmed', 'completed') AND during && coaching.session_range(at, minutes)) THEN 'the client has another session then' ELSE 'booked' END;
        wrong_answers := wrong_answers + (coaching.is_trainer_available(trainer, at, minutes) = (wanted LIKE 'the trainer%'))::int + (EXISTS (SELECT FROM coaching.find_booking_conflicts(trainer, at, minutes)) <> (wanted LIKE 'the trainer%'))::int;
        BEGIN
            PERFORM coaching.book_session(trainer, client, at, minutes);
            got := 'booked';
            booked := booked + 1;
        EXCEPTION WHEN SQLSTATE 'PT409' THEN got := SQLERRM;
        END;
        wrong_bookings := wrong_bookings + (got <> wanted)::int;
        CONTINUE WHEN n % 3 > 0;
        SELECT b.id INTO victim FROM coaching.bookings b WHERE status = 'scheduled' ORDER BY random() LIMIT 1;
        UPDATE coaching.bookings b SET status = one_of('{confirmed,completed,cancelled,no_show}'::text[]) WHERE b.id = victim;
    END LOOP;
    some_booked := booked > tries / 10;
END $$;
SELECT setseed(0.42);
SELECT * FROM at_random(900);
SELECT count(*) AS overlapping FROM coaching.bookings a JOIN coaching.bookings b ON a.id < b.id AND ((a.trainer_id = b.trainer_id AND a.held && b.held) OR (a.client_id = b.client_id AND a.during && b.during))
    WHERE a.status IN ('scheduled', 'confirmed', 'completed') AND b.status IN ('scheduled', 'confirmed', 'completed');
SELECT bool_and(sessions_completed = (SELECT count(*) FROM coaching.bookings b WHERE b.trainer_id = p.trainer_id AND status = 'completed')) AS counted_right FROM coaching.trainer_profiles p;
CALL clean_slate();
DROP FUNCTION at_random, one_of;
