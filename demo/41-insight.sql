-- step: An insight by the house's AI, and David's answer
-- why: A server writes it in Tom's name. David sees it and answers, and Tom hears of that; neither writes what
-- why: is the other's. Then David stops showing analytics, and Tom reads his insights no more; David does.
-- expect: t | t | Deload it is.
-- expect: insight.answered | 1
-- expect: ERROR: 42501: this side may not write title
-- expect: ERROR: 42501: this side may not write client_response
-- expect: ERROR: PT409: an insight that was viewed stays viewed
-- expect: Tom reads | 0
-- expect: ERROR: 42501: the client does not show the trainer analytics
-- expect: David reads | 1
INSERT INTO coaching.coaching_insights (trainer_id, client_id, type, title, content, ai_generated, ai_confidence, based_on_data, priority)
VALUES (:'tom', :'david', 'program_adjustment', 'Three weeks at 80 kg', 'A lighter week, then 82.5 kg.', true, 0.87, '{"workoutCount": 12}', 'high');

SET ROLE authenticated;
SET coaching.user_id TO :'david';
UPDATE coaching.coaching_insights SET client_viewed = true WHERE NOT client_viewed;
UPDATE coaching.coaching_insights SET client_response = 'Deload it is.' WHERE type = 'program_adjustment';
SELECT client_viewed, client_viewed_at IS NOT NULL AS at, client_response FROM coaching.coaching_insights;
UPDATE coaching.coaching_insights SET title = 'Four weeks';
UPDATE coaching.coaching_insights SET client_viewed = false;

SET coaching.user_id TO :'tom';
SELECT kind, count(*) FROM coaching.notifications WHERE kind LIKE 'insight.%' GROUP BY kind;
UPDATE coaching.coaching_insights SET client_response = 'I will.';

SET coaching.user_id TO :'david';
UPDATE coaching.trainer_clients SET can_view_analytics = false WHERE trainer_id = :'tom';
SET coaching.user_id TO :'tom';
SELECT count(*) AS "Tom reads" FROM coaching.coaching_insights \gx
INSERT INTO coaching.coaching_insights (client_id, type, title, content) VALUES (:'david', 'observation', 'Again', '…');
SET coaching.user_id TO :'david';
SELECT count(*) AS "David reads" FROM coaching.coaching_insights \gx
