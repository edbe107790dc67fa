-- step: Tom's next statement finds nothing, and no credit is lost
-- why: What belongs to Ben is Lena's to see from that moment on; Tom keeps what he wrote about him. The
-- why: sessions Ben paid for are all there, booked or not. The three have been told, and nobody else.
-- expect: Tom | 0 | 0 | 0 | 0 | 2
-- expect: Lena | 2 | 6 | 365 | 5 | 0
-- expect: Ten sessions | Lena Voss | 10 | 7 | 3
-- expect: transfer.completed | Ben, Lena, Tom
CREATE VIEW app.of_ben WITH (security_invoker = true) AS
SELECT (SELECT count(*) FROM coaching.workout_plans WHERE client_id = :'ben') AS plans,
       (SELECT count(*) FROM coaching.workout_progress WHERE client_id = :'ben') AS logged,
       (SELECT count(*) FROM app.weigh_ins WHERE client_id = :'ben') AS weigh_ins,
       (SELECT count(*) FROM coaching.bookings WHERE client_id = :'ben' AND status <> 'cancelled') AS sessions,
       (SELECT count(*) FROM coaching.trainer_client_notes WHERE client_id = :'ben') AS notes;
GRANT SELECT ON app.of_ben TO authenticated;

SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT 'Tom' AS who_asks, * FROM app.of_ben;
SET coaching.user_id TO :'lena';
SELECT 'Lena' AS who_asks, * FROM app.of_ben;

SET coaching.user_id TO :'ben';
SELECT name AS package, full_name AS good_with, sessions_total AS bought, sessions_remaining AS "left",
       (SELECT count(*) FROM coaching.bookings WHERE client_package_id = p.id AND status = 'scheduled') AS booked
FROM coaching.client_packages p JOIN coaching.users u ON u.id = trainer_id;

RESET ROLE;
RESET coaching.user_id;
SELECT kind, string_agg(split_part(full_name, ' ', 1), ', ' ORDER BY full_name) AS told
FROM coaching.notifications JOIN coaching.users ON users.id = user_id WHERE kind LIKE 'transfer.%' GROUP BY kind;
