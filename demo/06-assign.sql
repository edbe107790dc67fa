-- step: The admin gives Tom three clients, all or none
-- why: From here on people are signed in: the role is authenticated, and coaching.user_id says who. With
-- why: PostgREST or Supabase the token in request.jwt.claims says it instead, and nothing needs setting.
-- expect: Anna Holm | assigned |
-- expect: Carla Ricci | assigned |
-- expect: 3 | 3 | 0 | 1.0000
SET ROLE authenticated;
SET coaching.user_id TO :'nora';

SELECT full_name, code, message
FROM coaching.assign_clients(:'tom', ARRAY[:'anna', :'ben', :'carla']::uuid[]) AS report
JOIN coaching.users ON users.id = report.client_id ORDER BY full_name;

SELECT * FROM coaching.trainer_capacity(:'tom');
