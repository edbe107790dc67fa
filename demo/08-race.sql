-- step: Eight sessions want Lena's two places at the same moment
-- why: Each assigns another client and takes its time to commit. Two come through, six are told why not.
-- sessions: 8
-- expect: 2 assigned
-- expect: 6 ERROR: PT409: the trainer can take no more clients
-- expect: 6 DETAIL: {"error": "capacity_reached", "active": 2, "maximum": 2}
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT CASE WHEN coaching.assign_trainer(id, :'lena') IS NOT NULL THEN concat('assigned', pg_sleep(0.2)) END
FROM coaching.users WHERE email = format('client%s@crowd.example', :session);
