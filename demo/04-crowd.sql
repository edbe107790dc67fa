-- step: And a crowd around them
-- why: 200 more trainers with 10 clients each, so that what follows looks for a needle in a haystack.
-- why: Nothing is switched off for them: every relationship is judged, counted, announced and audited.
-- expect: INSERT 0 200
-- expect: INSERT 0 2000
-- expect: 2000 | 2000 | 4000 | 2000
CREATE TEMP TABLE names AS SELECT
    regexp_split_to_array('Ada Aron Bela Birgit Cem Clara Dana Emre Eva Finn Hanna Ida Jakob Jana Kofi Lars
        Leyla Mila Noor Oskar Pia Rafael Sofia Yusuf', '\s+') AS first,
    regexp_split_to_array('Arslan Bauer Castro Dahl Engel Fischer Garcia Hansen Ivanov Jensen Keller Lorenz
        Mayer Nagy Okafor Peters Rossi Sato Simon Torres Vogel Weber Yilmaz', '\s+') AS last;
INSERT INTO coaching.users (full_name, email, roles)
SELECT first[1 + n * 7 % 24] || ' ' || last[1 + n * 5 % 23], format('trainer%s@crowd.example', n), '{trainer}'
FROM generate_series(1, 200) n, names;
INSERT INTO coaching.users (full_name, email)
SELECT first[1 + n * 11 % 24] || ' ' || last[1 + n * 3 % 23], format('client%s@crowd.example', n)
FROM generate_series(1, 2000) n, names;

INSERT INTO coaching.trainer_clients (trainer_id, client_id, status)
SELECT t.id, c.id, 'active'
FROM generate_series(1, 2000) n
JOIN coaching.users t ON t.email = format('trainer%s@crowd.example', 1 + n % 200)
JOIN coaching.users c ON c.email = format('client%s@crowd.example', n);

SELECT (SELECT count(*) FROM coaching.trainer_clients WHERE status = 'active') AS relationships,
       (SELECT sum(active_clients) FROM coaching.trainer_profiles) AS places_taken,
       (SELECT count(*) FROM coaching.notifications) AS notifications,
       (SELECT count(*) FROM coaching.audit_log WHERE table_name = 'trainer_clients') AS audit_entries;
