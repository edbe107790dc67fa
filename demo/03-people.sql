-- step: Twelve people: an admin, three trainers, eight clients
-- why: Everybody is a row in users. Their ids come from the sign-in service (:'nora', :'tom' … stand for
-- why: UUIDs). Whoever gets the trainer role, by any of its names, gets a trainer's profile with it.
-- expect: INSERT 0 12
-- expect: UPDATE 1
-- expect: Nora Berg | {admin} | |
-- expect: Tom Adler | {trainer} | 0 | 3
-- expect: Lena Voss | {trainer} | 0 | 2
-- expect: Iris Kaya | {trainer} | 0 | 15
-- expect: Hugo Lind | {client} | |
INSERT INTO coaching.users (id, full_name, email, roles) VALUES
    (:'nora',   'Nora Berg',   'nora@gym.example',    '{admin}'),
    (:'tom',    'Tom Adler',   'tom@gym.example',     '{trainer}'),
    (:'lena',   'Lena Voss',   'lena@gym.example',    '{coach}'),
    (:'iris',   'Iris Kaya',   'iris@gym.example',    '{instructor}'),
    (:'anna',   'Anna Holm',   'anna@mail.example',   '{client}'),
    (:'ben',    'Ben Ochoa',   'ben@mail.example',    '{client}'),
    (:'carla',  'Carla Ricci', 'carla@mail.example',  '{client}'),
    (:'david',  'David Stein', 'david@mail.example',  '{client}'),
    (:'emil',   'Emil Novak',  'emil@mail.example',   '{client}'),
    (:'fatima', 'Fatima Aziz', 'fatima@mail.example', '{client}'),
    (:'greta',  'Greta Lund',  'greta@mail.example',  '{client}'),
    (:'hugo',   'Hugo Lind',   'hugo@mail.example',   '{client}');

UPDATE coaching.trainer_profiles SET max_clients = 3 WHERE trainer_id = :'tom';
UPDATE coaching.trainer_profiles SET max_clients = 2 WHERE trainer_id = :'lena';

SELECT full_name, roles, active_clients, max_clients
FROM coaching.users LEFT JOIN coaching.trainer_profiles ON trainer_id = id
ORDER BY 'client' = ANY (roles), email;
