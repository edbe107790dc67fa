-- step: A visitor finds a trainer, and nothing else
-- why: Nobody is signed in. The directory and how full a trainer is are public; people are not.
-- expect: Tom Adler | {gym} | 0
-- expect: t
-- expect: ERROR: 42501: permission denied for table users
SET ROLE anon;
SELECT display_name, session_modes, free_places FROM coaching.search_trainers('adler');
SELECT coaching.is_trainer_at_capacity(:'tom') AS tom_is_full;

SELECT full_name FROM coaching.users;
